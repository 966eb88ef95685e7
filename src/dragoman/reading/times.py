"""When: time expressions of news text, as dates and intervals.

Place in the flow: after `language`; `reading.events` asks `TimeTable.find_when`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.language.doc import Doc
from dragoman.record.model import When


@dataclass(slots=True)
class TimeMention:
    """One time expression: tokens `first` to `last` (exclusive), its top token, its value."""

    first: int
    last: int
    head: int
    when: When


@dataclass(slots=True)
class TimeTable:
    """The time expressions of one document."""

    mentions: list[TimeMention] = field(default_factory=list)

    def find_when(self, doc: Doc, trigger: int) -> When | None:
        """Return the time that the text gives for the event at token `trigger`, or None."""
        return None


def find_times(doc: Doc, published: date | None) -> TimeTable:
    """Return the time expressions of a document, resolved against the day of publication."""
    return TimeTable()
