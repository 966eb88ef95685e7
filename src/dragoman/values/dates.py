"""Dates of which parts may be missing, as intervals and in EDTF (ISO 8601-2).

Place in the flow: ground. `reading.times` makes them, the record keeps their ends as ISO
dates, exports map their precision to that of ACLED and UCDP.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "range", "week", "month", "year", "unknown"]

# ACLED codebook (2024), time_precision; UCDP GED codebook 24.1, date_prec.
ACLED_PRECISION: dict[str, int] = {"day": 1, "range": 2, "week": 2, "month": 3}
UCDP_PRECISION: dict[str, int] = {"day": 1, "range": 2, "week": 3, "month": 4, "year": 5}

LEVELS = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stretch of days, both ends inclusive; an end that nothing tells is None."""

    start: date | None
    end: date | None
    precision: Precision


UNKNOWN = PartialDate(None, None, "unknown")


def get_date(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Return the day, month or year of these parts; None where the calendar has no such date.

    Example:
        >>> to_edtf(get_date(2014, 2)), get_date(2015, 2, 29)
        ('2014-02', None)
    """
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return PartialDate(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return PartialDate(date(year, month, 1), date(year, month, last), "month")
    if not 1 <= day <= last:
        return None
    return get_day(date(year, month, day))


def get_day(day: date) -> PartialDate:
    """Return one day."""
    return PartialDate(day, day, "day")


def get_week(day: date) -> PartialDate:
    """Return the calendar week of a day, Monday to Sunday; cut off at the ends of time."""
    monday = shift_days(day, -day.weekday())
    return PartialDate(monday, shift_days(monday, 6), "week")


def get_range(start: date | None, end: date | None) -> PartialDate:
    """Return an interval with the precision that its length has; ends are put in order.

    Example:
        >>> get_range(date(2022, 9, 12), date(2022, 9, 13)).precision
        'range'
    """
    if start is None or end is None:
        return PartialDate(start, end, "unknown")
    if end < start:
        start, end = end, start
    return PartialDate(start, end, _get_precision((end - start).days + 1))


def _get_precision(days: int) -> Precision:
    """Return the precision of an interval: up to 6 days a range, to 10 a week, to 62 a month."""
    if days <= 1:
        return "day"
    if days <= 6:
        return "range"
    if days <= 10:
        return "week"
    return "month" if days <= 62 else "year"


def shift_days(day: date, days: int) -> date:
    """Return the day so many days later (earlier if negative), held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day.

    Example:
        >>> shift_months(date(2024, 3, 31), -1)
        datetime.date(2024, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clean_date(text: str) -> PartialDate | None:
    """Return the date of an EDTF level 0 text, open ends as `..`; None for anything else.

    Example:
        >>> clean_date("2015-02").end
        datetime.date(2015, 2, 28)
        >>> clean_date("2015-01-01/..").precision, clean_date("last week")
        ('unknown', None)
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _clean_part(first)
    start, end = _clean_part(first), _clean_part(last)
    is_start_open, is_end_open = first in ("", ".."), last in ("", "..")
    if (start is None and not is_start_open) or (end is None and not is_end_open):
        return None
    if start is None and end is None:
        return None
    interval = get_range(start.start if start else None, end.end if end else None)
    is_ordered = start is None or end is None or start.start == interval.start
    return interval if is_ordered else None


def _clean_part(text: str) -> PartialDate | None:
    match = LEVELS.fullmatch(text) if text.isascii() else None
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return get_date(year, month, day) if year else None


def compare_dates(one: PartialDate, other: PartialDate) -> float:
    """Return the share of days that two dates have in common, of all days of both; open ends match any.

    Example:
        >>> compare_dates(clean_date("2022-09-12/2022-09-13"), clean_date("2022-09-13"))
        0.5
    """
    starts = [side.start for side in (one, other) if side.start]
    ends = [side.end for side in (one, other) if side.end]
    if not starts and not ends:
        return 1.0 if one == other else 0.0
    low, high = max(starts, default=None), min(ends, default=None)
    if low is None or high is None:
        return 1.0 if one == other else 0.5
    if high < low:
        return 0.0
    if len(starts) < 2 or len(ends) < 2:
        return 0.5
    return ((high - low).days + 1) / ((max(ends) - min(starts)).days + 1)


def to_edtf(when: PartialDate) -> str:
    """Return the date in EDTF; "" for an unknown one.

    Example:
        >>> to_edtf(clean_date("2022-09-12/2022-09-18")), to_edtf(clean_date("2006"))
        ('2022-09-12/2022-09-18', '2006')
    """
    start, end = when.start, when.end
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    if when == get_date(start.year, start.month):
        return start.isoformat()[:7]
    return f"{start.isoformat()}/{end.isoformat()}"


def to_acled_precision(precision: str) -> int | None:
    """Return ACLED's time_precision, 1 to 3; None where ACLED has no code (year, unknown)."""
    return ACLED_PRECISION.get(precision)


def to_ucdp_precision(precision: str) -> int | None:
    """Return UCDP's date_prec, 1 to 5; None for unknown."""
    return UCDP_PRECISION.get(precision)
