"""The type and value of a time expression as TIMEX3 writes them: DATE 2013-W12, SET XXXX-WXX-5.

Place in the flow: beside `reading.time_values`, from the same expressions; `reading.times`
keeps both. The values follow ISO 8601 with TimeML's additions (Pustejovsky and others 2005,
"TimeML annotation guidelines 1.2.1"): X where a figure is not told, SP SU FA WI for seasons,
MO AF EV NI for parts of days, PRESENT_REF for "now".
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from dragoman.reading.time_values import Moment, find_pieces
from dragoman.reading.time_words import FEW, Expression
from dragoman.values.dates import PartialDate

TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]

SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
PARTS = {"morning": "TMO", "noon": "T12:00", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
LENGTHS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "fortnight": "{}W",
    "weekend": "{}WE", "month": "{}M", "quarter": "{}Q", "year": "{}Y", "decade": "{}Y", "century": "{}Y",
}  # fmt: skip
SIZES = {"fortnight": 2, "decade": 10, "century": 100}
"""How many of the unit in which it is written a unit has."""
UNTOLD = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX", "hour": "XXXX-XX-XXTXX",
}  # fmt: skip
"""One of a unit of which nothing is told; also what a set of all of them is ("every week")."""


class Timex(NamedTuple):
    """One time expression: characters `start` to `end`, its TIMEX3 type and value."""

    start: int
    end: int
    kind: TimexKind
    value: str


def find_timexes(expression: Expression, moment: Moment) -> list[Timex]:
    """Return the TIMEX3 expressions of one expression: two for an interval, else one."""
    return [
        Timex(piece.start_char, piece.end_char, *to_code(piece, value))
        for piece, value in find_pieces(expression, moment)
    ]


def to_code(found: Expression, value: PartialDate) -> tuple[TimexKind, str]:
    """Return the type and value of an expression whose days are counted (open ends left out)."""
    kind = found.kind
    if kind == "reference":
        return "DATE", found.part
    if kind == "set":
        return "SET", to_set(found)
    if kind in ("length", "window") and not found.is_calendar:
        return "DURATION", to_length(found.unit, max(found.amount, FEW), found.is_half)
    if kind == "recent":
        return "DURATION", to_length(found.unit, FEW)
    if kind == "offset" and found.part in ("in", "within"):
        return "DURATION", to_length(found.unit, found.amount)  # "in five years": TimeML has how long
    if kind == "offset" and found.amount == FEW:
        return "DATE", "PAST_REF" if (found.shift or -1) < 0 else "FUTURE_REF"
    if found.unit in ("hour", "minute", "second") and kind in ("offset", "shift", "anchor"):
        return "DURATION", to_length(found.unit, max(1, found.amount))
    code = _to_date(found, value)
    part = to_part(found)
    if not part:
        return "DATE", code
    return "TIME", code + part


def to_length(unit: str, amount: int, is_half: bool = False) -> str:
    """Return a length of time: "PT24H", "P2W"; an X for a number that nobody tells.

    Example:
        >>> to_length("hour", 24), to_length("decade", 2), to_length("week", 0)
        ('PT24H', 'P20Y', 'PXW')
    """
    if amount == FEW and not is_half:
        vague = {"decade": "PXDE", "century": "PXCE"}
        return vague.get(unit) or "P" + LENGTHS[unit].format("X")
    number = str(amount * SIZES.get(unit, 1)) + (".5" if is_half else "")
    return "P" + LENGTHS[unit].format(number)


def to_set(found: Expression) -> str:
    """Return what comes again: "every Friday" XXXX-WXX-5, "every two weeks" P2W, "each May" XXXX-05."""
    if found.weekday is not None:
        return f"XXXX-WXX-{found.weekday + 1}{PARTS.get(found.part, '')}"
    if found.month:
        return f"XXXX-{found.month:02}"
    if found.season:
        return f"XXXX-{SEASONS[found.season]}"
    if found.part:
        return "XXXX-XX-XX" + to_part(found)
    if found.amount > 1 or found.is_half or found.unit not in UNTOLD:
        return to_length(found.unit, found.amount, found.is_half)
    return UNTOLD[found.unit]


def to_part(found: Expression) -> str:
    """Return the part or hour of the day, "" for a whole day: "TMO", "T15:00"."""
    if found.clock:
        return f"T{found.clock}"
    return PARTS.get(found.part, "TNI" if found.part == "overnight" else "")


def _to_date(found: Expression, value: PartialDate) -> str:
    if found.is_bc:
        parts = [f"BC{found.year or 0:04}", *(f"{part:02}" for part in (found.month, found.day) if part)]
        return "-".join(parts)
    start = value.start or value.end
    if found.kind in ("decade", "century"):
        return f"{(found.year or 0) // 10:03}" if found.kind == "decade" else f"{(found.year or 0) // 100:02}"
    if found.kind in ("shift", "anchor", "offset", "window"):
        unit = "day" if found.unit == "" else found.unit
        return to_unit(unit, start) if start else UNTOLD.get(unit, "XXXX")
    if found.kind in ("weekday", "deictic", "part", "monthday"):
        return start.isoformat() if start else _to_untold_day(found)
    return _to_calendar(found, start)


def _to_untold_day(found: Expression) -> str:
    return f"XXXX-WXX-{found.weekday + 1}" if found.weekday is not None else "XXXX-XX-XX"


def _to_calendar(found: Expression, start: date | None) -> str:
    """Return a date of year, month, day, season, quarter, half; X for a year that is not told."""
    year = f"{start.year:04}" if start else f"{found.year:04}" if found.year else "XXXX"
    if found.season:
        return f"{year}-{SEASONS[found.season]}"
    if found.quarter:
        return f"{year}-{found.quarter}"
    if found.is_slashed and start and (start.month, start.day) == (1, 1):
        return year
    if found.day and start:
        return start.isoformat()
    return "-".join([year, *(f"{part:02}" for part in (found.month, found.day) if part)])


def to_unit(unit: str, day: date) -> str:
    """Return the calendar unit that a day is in.

    Example:
        >>> to_unit("week", date(2008, 8, 14)), to_unit("decade", date(2008, 8, 14))
        ('2008-W33', '200')
    """
    year, week, _ = day.isocalendar()
    codes = {
        "week": f"{year:04}-W{week:02}",
        "fortnight": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": day.isoformat()[:7],
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return codes.get(unit, day.isoformat())
