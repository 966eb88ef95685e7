"""Makes the spans of a record quote its report letter for letter.

Place in the flow: the last step of `reading.record` for a report in capitals, which is read
as running text: offsets are those of the report already, only the letters differ.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from dragoman.record.model import Record
from dragoman.text.spans import Span, find_span


def quote_again(record: Record) -> Record:
    """Return the record with every span's text taken from the report anew; all else as it is.

    Example:
        >>> from dragoman.record.model import Position, Report
        >>> report = Report("r1", None, None, None, None, None, "en", "0" * 64, "RAIN FELL.")
        >>> line = Position("s1", "a1", "rain", "it fell", "claims", (Span(0, 4, "Rain"),), None)
        >>> quote_again(Record(report, positions=(line,))).positions[0].evidence[0].text
        'RAIN'
    """
    return cast("Record", _quote(record, record.report.text))


def _quote(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        return find_span(text, value.start, value.end)
    if isinstance(value, tuple):
        return tuple(_quote(part, text) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        anew = {name: _quote(part, text) for name, part in found.items() if isinstance(part, tuple | Span)}
        anew |= {
            name: _quote(part, text)
            for name, part in found.items()
            if is_dataclass(part) and name not in anew
        }
        return replace(value, **anew) if anew else value
    return value
