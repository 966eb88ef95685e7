"""Counts the days of time expressions against the day of publication and the text's own dates.

Place in the flow: the second half of `reading.times`; it sees expressions, never words.
Without the day that an expression counts from, its value stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dragoman.reading.time_words import FEW, Expression
from dragoman.values.dates import (
    UNKNOWN,
    PartialDate,
    get_date,
    get_day,
    get_range,
    get_week,
    shift_days,
    shift_months,
)

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"second": 0, "hour": 0, "minute": 0, "day": 1, "week": 7, "fortnight": 14, "weekend": 7}
FINENESS = {"day": 0, "range": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}
UNIT_FINENESS = {
    "second": 1,
    "hour": 1,
    "minute": 1,
    "day": 1,
    "week": 2,
    "fortnight": 2,
    "weekend": 2,
    "month": 3,
}

# How far "recent" and "a few" reach back, in units of what is named. No dictionary says;
# "in recent days" in agency copy is the week before, "weeks" the month, "months" half a
# year, "years" five. The precision of the value says how coarse it is.
RECENT = {
    "second": 1,
    "quarter": 2,
    "hour": 1,
    "minute": 1,
    "day": 7,
    "week": 4,
    "fortnight": 2,
    "month": 6,
    "year": 5,
    "decade": 3,
}


FAR_AHEAD = 270
"""Days beyond which "8 July" is the last one, whatever the tense: "the fine follows a ruling of 8 July"."""
NEW_YEAR_GAP = 8
"""Months that a story may go back before it is taken to have gone on into the next year."""


@dataclass(slots=True)
class Moment:
    """From where one counts: the day of publication, the last date of the text, the tense."""

    published: date | None
    reference: PartialDate | None = None
    year: int | None = None
    """The year that the paragraph is in, from a date with a year before this one."""
    month: int | None = None
    """The last month told of that year."""
    told_year: int | None = None
    """The last year told, whatever it bounds: "by 1940 … in August of that year"."""
    is_future: bool = False
    is_past: bool = False
    """The clause tells of what was; neither where no verb says so."""


def resolve(expression: Expression, moment: Moment) -> PartialDate:
    """Return the days that an expression means, its open ends included; UNKNOWN if it cannot be told."""
    if expression.until:
        return _resolve_interval(expression, expression.until, moment)
    value = _resolve_one(expression, moment)
    return _open_ends(value, expression.bound, moment.published)


def find_pieces(expression: Expression, moment: Moment) -> list[tuple[Expression, PartialDate]]:
    """Return the dates that an expression is written with, two for an interval, each with its whole value.

    "early June" gives all of June, "since 2015" that year.
    """
    pieces = expression.pieces or (expression,)
    values = [_resolve_one(_to_whole(piece), moment) for piece in pieces]
    if expression.until and len(pieces) == 2 and expression.kind == "weekday" and values[1].start:
        values[0] = _resolve_one(pieces[0], Moment(shift_days(values[1].start, -1)))
    return list(zip(pieces, values, strict=True))


def _to_whole(piece: Expression) -> Expression:
    """Return a date without what narrows it; "the last week" as the week before this."""
    kind = "shift" if piece.kind == "window" and piece.is_calendar else piece.kind
    return replace(piece, kind=kind, portion="", slice=None, until=None)


def _resolve_one(expression: Expression, moment: Moment) -> PartialDate:
    resolver = RESOLVERS.get(expression.kind)
    try:
        value = (resolver(expression, moment) if resolver else None) or UNKNOWN
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return UNKNOWN
    if expression.slice:
        value = _cut_slice(value, *expression.slice)
    if expression.portion:
        value = _narrow(value, expression.portion, moment.published)
    return value


def _resolve_interval(expression: Expression, until: Expression, moment: Moment) -> PartialDate:
    """Return "from 28 September to 3 October 2014" as one interval; weekdays count back from the second."""
    end = _resolve_one(until, moment)
    first = replace(expression, until=None)
    if first.kind == "weekday" and end.start:
        start = _resolve_one(first, Moment(shift_days(end.start, -1)))
    else:
        start = _resolve_one(first, moment)
    if start.start is None or end.end is None or end.end < start.start:
        return UNKNOWN
    interval = get_range(start.start, end.end)
    return replace(interval, precision=max(interval.precision, end.precision, key=FINENESS.__getitem__))


def _open_ends(value: PartialDate, bound: str, published: date | None) -> PartialDate:
    """Return "since May" with the publication as its end, "until May" with an open start."""
    if value is UNKNOWN or not bound:
        return value
    if bound == "since" or bound == "from":
        is_past = published is not None and value.start is not None and value.start <= published
        if bound == "from" and value.start != value.end and value.precision == "range":
            return value
        return PartialDate(value.start, published if is_past and bound == "since" else None, value.precision)
    if bound in ("until", "till", "by", "through"):
        return PartialDate(None, value.end, value.precision)
    if bound == "before" and value.start:
        return PartialDate(None, shift_days(value.start, -1), value.precision)
    if bound in ("after", "past", "beyond") and value.end:
        return PartialDate(
            value.end if value.start == value.end else shift_days(value.end, 1), None, value.precision
        )
    return value


def _narrow(value: PartialDate, portion: str, published: date | None) -> PartialDate:
    """Return the early, middle or late third of a month, year, week or decade; days stay whole.

    "early June" is 1 to 10 June; the precision stays that of the month (CONVENTIONS 3).
    "earlier this week" ends with the day of writing.
    """
    start, end = value.start, value.end
    if start is None or end is None or (end - start).days < 6:
        return value
    if portion in ("earlier", "later"):
        if published is None or not start <= published <= end:
            return value
        return replace(value, end=published) if portion == "earlier" else replace(value, start=published)
    days = (end - start).days + 1
    if value.precision == "month" and days <= 31:
        cuts = [start, shift_days(start, 10), shift_days(start, 20), shift_days(end, 1)]
    elif days >= 365:
        months = round(days / 30.44)
        cuts = [
            start,
            shift_months(start, months // 3),
            shift_months(start, 2 * months // 3),
            shift_days(end, 1),
        ]
    else:
        cuts = [shift_days(start, days * third // 3) for third in range(4)]
    third = ("start", "middle", "end").index(portion)
    return replace(value, start=cuts[third], end=shift_days(cuts[third + 1], -1))


def _cut_slice(value: PartialDate, unit: str, number: int, count: int) -> PartialDate:
    """Return "the first two weeks of May", "the last day of 1999"; the whole where it has no such part."""
    start, end = value.start, value.end
    if start is None or end is None:
        return value
    if unit == "half":
        middle = shift_days(start, ((end - start).days + 1) // 2)
        ends = (start, shift_days(middle, -1)) if number == 1 else (middle, end)
    elif number < 0:
        ends = max(start, _shift_by(shift_days(end, 1), unit, -count)), end
    else:
        first = _shift_by(start, unit, (number - 1) * count)
        ends = first, min(end, shift_days(_shift_by(first, unit, count), -1))
    return get_range(*ends) if start <= ends[0] <= ends[1] else value


def _resolve_date(found: Expression, moment: Moment) -> PartialDate | None:
    """Return a date, its year found where the words leave it out."""
    year = found.year
    if year is None:
        year = _choose_year(found, moment)
    if year is None:
        return None
    if found.is_bc:
        return None
    if found.quarter:
        length = 3 if found.quarter[0] == "Q" else 6
        start = date(year, length * int(found.quarter[1]) - length + 1, 1)
        return PartialDate(start, shift_days(shift_months(start, length), -1), "year")
    if found.season:
        start = date(year, found.season, 1)
        return PartialDate(start, shift_days(shift_months(start, 3), -1), "year")
    if found.is_slashed and found.month and found.day:
        return _resolve_slashed(found, year, moment)
    value = get_date(year, found.month, found.day)
    if value and value.start and found.amount:
        return get_day(shift_days(value.start, found.amount))  # "D-Day plus 3"
    if value and found.last_year:
        later = get_date(found.last_year)
        return PartialDate(value.start, later.end, "year") if later else None
    if value and value.start and found.last_day:
        last = get_date(year, found.month, found.last_day)
        return get_range(value.start, last.end) if last else None
    return value


def _resolve_slashed(found: Expression, year: int, moment: Moment) -> PartialDate | None:
    """Return the reading of "4/5/2009" that lies close to publication; the year where none does."""
    either = [get_date(year, found.month, found.day), get_date(year, found.day, found.month)]
    days = [value for value in either if value and value.start]
    if moment.published:
        near = [value for value in days if value.start and abs((value.start - moment.published).days) <= 45]
        if len(near) == 1:
            return near[0]
    return get_date(year)


def _choose_year(found: Expression, moment: Moment) -> int | None:
    """Return the year of "September 12", "last April", "in June this year"; None where nothing tells."""
    published, month = moment.published, found.month or found.season or _get_first_month(found.quarter)
    if found.is_anchored:
        base = moment.reference.start if moment.reference else None
        if moment.told_year and found.shift is None:
            return moment.told_year
        return (_shift_year(found, month, base) if found.shift is not None else base.year) if base else None
    if found.unit == "year" and found.shift is not None:
        return published.year + found.shift if published else None
    if published is None or (moment.year is not None and moment.year != published.year and not found.shift):
        return _continue_year(month, moment)
    if found.shift is not None:
        return _shift_year(found, month, published)
    day = min(found.day or 15, 28)
    candidates = [date(year, month, day) for year in (published.year - 1, published.year, published.year + 1)]
    gaps = {candidate: (candidate - published).days for candidate in candidates}
    if moment.is_future:
        ahead = min((c for c in candidates if gaps[c] >= -20), key=lambda c: gaps[c])
        if gaps[ahead] <= FAR_AHEAD:
            return ahead.year
    is_this_month = month == published.month and not found.day
    past = max(c for c in candidates if gaps[c] <= 1 or (is_this_month and c.year == published.year))
    if gaps[past] >= -250 or moment.is_past or found.bound == "since":
        return past.year
    return min(candidates, key=lambda c: abs(gaps[c])).year


def _get_first_month(quarter: str) -> int:
    """Return the first month of a quarter or half year; January for none."""
    return {"Q2": 4, "Q3": 7, "Q4": 10, "H2": 7}.get(quarter, 1)


def _continue_year(month: int, moment: Moment) -> int | None:
    """Return the year that the story is in: "In 1998 war broke out. On 8 August …".

    A January after a December is that of the next year.
    """
    if moment.year is None or moment.month is None:
        return moment.year
    return moment.year + (moment.month - month >= NEW_YEAR_GAP)


def _shift_year(found: Expression, month: int, published: date) -> int:
    """Return the year of "last April", "this summer", "next March"."""
    if found.shift == 0:
        return published.year
    if found.shift == 1:
        return published.year + (month <= published.month)
    length = 3 if found.season else 1
    return published.year - (month + length - 1 >= published.month)


def _resolve_weekday(found: Expression, moment: Moment) -> PartialDate | None:
    """Return the day of a weekday; of "overnight Tuesday" and "overnight into Wednesday" both its days."""
    day = _find_weekday(found, moment)
    if day is None or found.part != "overnight":
        return get_day(day) if day else None
    is_end = found.portion == "into"
    return get_range(shift_days(day, -is_end), shift_days(day, 1 - is_end))


def _find_weekday(found: Expression, moment: Moment) -> date | None:
    """Return the day: "Tuesday" in a Tuesday report is that day; past unless the clause looks ahead."""
    published, weekday = moment.published, found.weekday
    if published is None or weekday is None:
        return None
    if found.shift is not None and (found.unit == "week" or found.shift == 0):
        monday = shift_days(published, 7 * found.shift - published.weekday())
        return shift_days(monday, weekday)
    back = (published.weekday() - weekday) % 7
    ahead = (weekday - published.weekday()) % 7
    if found.shift == 1:
        return shift_days(published, ahead or 7)
    if found.shift == -1:
        return shift_days(published, -(back or 7))
    return shift_days(published, ahead if moment.is_future else -back)


def _resolve_deictic(found: Expression, moment: Moment) -> PartialDate | None:
    if moment.published is None:
        return None
    if found.part == "overnight":
        return get_range(shift_days(moment.published, -1), moment.published)
    return get_day(shift_days(moment.published, found.amount))


def _resolve_shift(found: Expression, moment: Moment) -> PartialDate | None:
    """Return "last week", "this year", and "the weekend" that was, or will be if the clause looks ahead.

    "By the end of the year" in the story of an old year is of that year.
    """
    is_old = moment.published is None or moment.year not in (None, moment.published.year)
    if found.is_anchored and is_old and moment.reference:
        return _resolve_anchor(replace(found, amount=0), moment)
    if moment.published is None:
        return None
    shift = found.shift
    if shift is None:
        shift = 0 if moment.is_future or moment.published.weekday() >= 5 else -1
    if found.unit == "weekend" and shift == 0 and moment.is_past and moment.published.weekday() < 5:
        shift = -1  # "met this weekend" in a Tuesday paper
    is_monday_looking_back = moment.published.weekday() == 0 and not moment.is_future and not found.portion
    if found.unit == "week" and shift == 0 and is_monday_looking_back:
        return get_range(shift_days(moment.published, -7), moment.published)  # a Monday paper looks back
    return _get_unit(found.unit, moment.published, shift)


def _get_unit(unit: str, day: date, count: int) -> PartialDate | None:
    """Return the calendar unit so many away from that of a day: the week before, the next year."""
    if unit in ("hour", "minute", "second"):
        return get_day(day)
    if unit == "day":
        return get_day(shift_days(day, count))
    if unit in ("week", "fortnight"):
        return get_week(shift_days(day, DAYS_OF[unit] * count))
    if unit == "weekend":
        saturday = shift_days(day, 5 - day.weekday() + 7 * count)
        return get_range(saturday, shift_days(saturday, 1))
    there = shift_months(day, MONTHS_OF[unit] * count)
    if unit == "month":
        return get_date(there.year, there.month)
    if unit == "quarter":
        start = date(there.year, (there.month - 1) // 3 * 3 + 1, 1)
        return PartialDate(start, shift_days(shift_months(start, 3), -1), "year")
    if unit == "year":
        return get_date(there.year)
    years = MONTHS_OF[unit] // 12
    first = there.year - there.year % years
    return PartialDate(date(max(first, 1), 1, 1), date(first + years - 1, 12, 31), "year")


def _shift_by(day: date, unit: str, count: int) -> date:
    if unit in MONTHS_OF:
        return shift_months(day, MONTHS_OF[unit] * count)
    if unit == "hour":
        return shift_days(day, round(count / 24))
    return shift_days(day, DAYS_OF[unit] * count)


def _resolve_window(found: Expression, moment: Moment) -> PartialDate | None:
    """Return "the past five years", "the next two weeks": from or to the day of writing."""
    if moment.published is None:
        return None
    amount = found.amount or RECENT.get(found.unit, 1)
    far = _shift_by(moment.published, found.unit, amount * (found.shift or -1))
    return get_range(far, moment.published)


def _resolve_recent(found: Expression, moment: Moment) -> PartialDate | None:
    return _resolve_window(replace(found, amount=FEW, shift=-1), moment)


def _resolve_offset(found: Expression, moment: Moment) -> PartialDate | None:
    """Return "three days ago" from the day of writing, "two weeks earlier" from the text's last date."""
    sign = found.shift or -1
    base = moment.reference if found.is_anchored else moment.published and get_day(moment.published)
    if not base:
        return None
    day = base.start if sign < 0 else base.end
    if day is None or FINENESS[base.precision] > UNIT_FINENESS.get(found.unit, 4):
        return None
    if found.part == "within":
        return get_range(day, _shift_by(day, found.unit, found.amount or 1))
    if found.amount == FEW:
        return _resolve_few(found.unit, day, sign)
    if found.unit in ("hour", "minute", "second"):
        return get_day(day) if found.amount < 24 else get_day(shift_days(day, sign * (found.amount // 24)))
    if found.unit == "decade":
        return get_date(shift_months(day, 120 * sign * found.amount).year)
    return _get_unit(found.unit, day, sign * found.amount)


def count_back(base: PartialDate, unit: str, amount: int, sign: int) -> PartialDate | None:
    """Return when that was from which "two weeks after the raid" counts, the date of the clause known.

    Weeks, months and years are told in round numbers: half a unit either side.
    """
    if base.start is None or base.end is None or unit not in MARGINS:
        return None
    if amount == FEW:
        ends = [_shift_by(base.start, unit, -sign * count) for count in (2, 8)]
        return get_range(min(ends), max(ends))
    start, end = (_shift_by(day, unit, -sign * amount) for day in (base.start, base.end))
    return get_range(shift_days(start, -MARGINS[unit]), shift_days(end, MARGINS[unit]))


MARGINS = {"hour": 0, "day": 0, "week": 3, "fortnight": 5, "month": 15, "year": 183}


def _resolve_few(unit: str, day: date, sign: int) -> PartialDate | None:
    """Return "days ago", "a few weeks later": two to seven days, two to eight weeks.

    Of months and years only the near end is told: at least two of them.
    """
    if unit in ("hour", "minute", "second"):
        return get_day(day)
    near = _shift_by(day, unit, 2 * sign)
    if unit in ("day", "week"):
        return get_range(_shift_by(day, unit, (7 if unit == "day" else 8) * sign), near)
    return PartialDate(None, near, "year") if sign < 0 else PartialDate(near, None, "year")


def _resolve_anchor(found: Expression, moment: Moment) -> PartialDate | None:
    """Return "that day", "the next day", "the same year" from the text's last date."""
    base = moment.reference
    if base is None or base.start is None or base.end is None:
        return None
    if FINENESS[base.precision] > UNIT_FINENESS.get(found.unit, 4):
        return None
    return _get_unit(found.unit, base.end if found.amount > 0 else base.start, found.amount)


def _resolve_part(found: Expression, moment: Moment) -> PartialDate | None:
    """Return the text's last date for a bare "at dawn": the part of a day says no day."""
    base = moment.reference
    return base if base and base.precision == "day" else None


def _resolve_monthday(found: Expression, moment: Moment) -> PartialDate | None:
    """Return "on the 13th" in the month of the text's last date, or the last such day before publication."""
    base = moment.reference
    if found.shift is not None and moment.published:
        month = shift_months(moment.published, found.shift)
        return get_date(month.year, month.month, found.day)
    if base and base.start and base.precision in ("day", "range", "month"):
        return get_date(base.start.year, base.start.month, found.day)
    if moment.published is None or found.day is None:
        return None
    month = shift_months(moment.published, -(found.day > moment.published.day))
    return get_date(month.year, month.month, found.day)


def _resolve_decade(found: Expression, moment: Moment) -> PartialDate | None:
    year = found.year or 0
    if found.kind == "century":
        return PartialDate(date(year + 1, 1, 1), date(year + 100, 12, 31), "year")
    return PartialDate(date(year, 1, 1), date(year + 9, 12, 31), "year")


RESOLVERS = {
    "date": _resolve_date,
    "weekday": _resolve_weekday,
    "deictic": _resolve_deictic,
    "shift": _resolve_shift,
    "window": _resolve_window,
    "recent": _resolve_recent,
    "offset": _resolve_offset,
    "anchor": _resolve_anchor,
    "part": _resolve_part,
    "monthday": _resolve_monthday,
    "decade": _resolve_decade,
    "century": _resolve_decade,
}
