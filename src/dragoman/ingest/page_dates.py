"""Days of publication: what a page's values say, and which of those who tell a day counts.

Place in the flow: below `pages` and `page_metadata`. A day is never taken from when a page was
changed or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from dragoman.ingest.found import Basis, Remark

ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?"
    r"(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d(?!\d)))?)?(?!\d)",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?(?:[+-]\d{4})?")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")
YEAR_LAST = re.compile(r"(?<!\d)(\d\d?)([/.-])(\d\d?)\2(\d{4})(?!\d)")
NAMED = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?:\s+(?:de|of))?[\s/,-]+(?P<m>[^\W\d_]{3,12})\.?(?:\s+(?:de|del))?[\s/,-]+(?P<y>\d{4})(?!\d)"
    r"|(?<!\w)(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})(?!\d)"
)
MONTHS = (
    "jan янв يناير كانون-الثاني ene gen",
    "feb fév fev фев فبراير شباط",
    "mar mär мар مارس آذار",
    "apr avr abr апр أبريل ابريل نيسان",
    "may mai maj мая май مايو أيار mag",
    "jun juin июн يونيو حزيران giu",
    "jul juil июл يوليو تموز lug",
    "aug aoû aou ago авг أغسطس اغسطس آب",
    "sep set сен سبتمبر أيلول",
    "oct okt out окт أكتوبر اكتوبر تشرين-الأول ott",
    "nov ноя نوفمبر تشرين-الثاني",
    "dec déc dez dic дек ديسمبر كانون-الأول",
)
"""How the names of months begin: English, German, French, Spanish, Portuguese, Italian, Russian, Arabic."""
STARTS = {start: number for number, line in enumerate(MONTHS, 1) for start in line.split()}
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """The day that counts, what tells it, and what must be said of it."""

    published: str | None
    basis: Basis
    remarks: tuple[Remark, ...] = ()


def get_latest() -> date:
    """Return the last day on which a report can be out: it is tomorrow already in the East."""
    return datetime.now(UTC).date() + timedelta(days=1)


def clean_moment(value: str, latest: date) -> str | None:
    """Return the ISO date or time that a value of a page is; None where it is none, or could be two.

    A time keeps its hours and zone where the value is one of ISO 8601. "03/04/2019" could be two days.

    Example:
        >>> clean_moment("Tue, 19 Nov 2019 08:30:00 GMT", date(2020, 1, 1))
        '2019-11-19'
        >>> clean_moment("2019-11-19T08:30:00.000Z", date(2020, 1, 1))
        '2019-11-19T08:30:00Z'
        >>> clean_moment("03/04/2019", date(2020, 1, 1)) is None
        True
    """
    value = value[:200].strip()
    found = ISO_TIME.search(value)
    moment = _format_time(found) if found else None
    moment = moment or _read_day(value)
    if moment is None:
        return None
    return moment if EARLIEST <= date.fromisoformat(moment[:10]) <= latest else None


def choose_day(metadata: Iterable[str], feed: str | None, address_day: date | None) -> ChosenDay:
    """Return the day of publication: the page's metadata first, then what leads to it.

    The day of the address is only compared here; it counts where also the dateline, which reading finds,
    tells none. Those that are more than a day apart (what lies in one zone is the day before in another)
    are told of.

    Args:
        metadata: Days and times in the order in which they count.
        feed: The day that a feed or archive says.
        address_day: The day in the address.
    """
    stated = list(metadata)
    told = [("the page's metadata say", moment) for moment in stated[:1]]
    told += [("other metadata say", moment) for moment in stated[1:]]
    if feed:
        told.append(("what leads to it says", feed))
    remarks = _compare(told + ([("its address says", address_day.isoformat())] if address_day else []))
    if stated:
        return ChosenDay(stated[0], "metadata", remarks)
    return ChosenDay(feed, "feed" if feed else "given", remarks)


def _compare(told: list[tuple[str, str]]) -> tuple[Remark, ...]:
    """Return one remark where days are more than one apart."""
    days = [(who, date.fromisoformat(moment[:10])) for who, moment in told]
    if all(abs((one - other).days) <= 1 for (_, one), (_, other) in combinations(days, 2)):
        return ()
    by_day: dict[date, str] = {}
    for who, day in days:
        by_day.setdefault(day, who)
    listed = ", ".join(f"{who} {day.isoformat()}" for day, who in by_day.items())
    return (Remark("date", f"The day of publication is told differently: {listed}. The first counts."),)


def _format_time(found: re.Match[str]) -> str | None:
    day, clock, zone = found.groups()
    if _get_day(*map(int, day.split("-"))) is None:
        return None
    if not clock or (zone and zone[0] in "+-" and zone[1:3] > "14"):
        return str(day)
    try:
        datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return str(day)
    if not zone:
        return f"{day}T{clock}"
    return f"{day}T{clock}{zone[:3] + ':' + zone[-2:] if zone[0] in '+-' else 'Z'}"


def _read_day(value: str) -> str | None:
    if found := COMPACT.fullmatch(value):
        return _get_day(int(found[1]), int(found[2]), int(found[3]))
    if found := NAMED.search(value):
        month = _find_month(found["m"] or found["m2"])
        if month:
            return _get_day(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))
    if found := YEAR_FIRST.search(value):
        return _get_day(int(found[1]), int(found[2]), int(found[3]))
    if found := YEAR_LAST.search(value):
        one, mark, other = int(found[1]), found[2], int(found[3])
        if mark == "." or one > 12 or one == other:
            return _get_day(int(found[4]), other, one)
        if other > 12:
            return _get_day(int(found[4]), one, other)
    return None


def _find_month(word: str) -> int | None:
    """Return the number of the month of a name, full or short."""
    word = word.lower()
    return next((STARTS[word[:size]] for size in range(len(word), 1, -1) if word[:size] in STARTS), None)


def _get_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
