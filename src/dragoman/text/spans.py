"""Spans of a report's text, in code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text; `text == report.text[start:end]` always.

    Offsets are code points, end exclusive.
    """

    start: int
    end: int
    text: str

    def covers(self, other: Span) -> bool:
        """Return whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def find_span(text: str, start: int, end: int) -> Span:
    """Return the span of `text` from `start` to `end`, in code points.

    Example:
        >>> find_span("Kyiv fell silent", 0, 4).text
        'Kyiv'
    """
    return Span(start, end, text[start:end])
