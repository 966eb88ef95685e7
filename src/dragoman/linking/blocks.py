"""By which keys events are found that may tell one happening: type, week, and where or who.

Place in the flow: beside `incidents`. Two events without a common key are never compared, so that the cost of
linking does not grow with the store. Of pairs of the project's series that are one happening by the labels
and by the comparisons 95 % share a key.
"""

from __future__ import annotations

from dragoman.linking.facts import Facts

WEEK = 7
SLACK = 2
"""Days by which two tellings of one happening may differ and still be compared."""
RECENT = 7
"""Days before its publication that a report without a day may tell of."""
MOST_WEEKS = 8
"""Longer times are none to find an event by: "this year" meets everything."""


def list_keys(facts: Facts) -> frozenset[str]:
    """Return the keys of an event; one without days goes by the days before its publication."""
    marks = _list_marks(facts)
    return frozenset(f"{facts.type}|{week}|{mark}" for week in _list_weeks(facts) for mark in marks)


def _list_weeks(facts: Facts) -> list[str]:
    if facts.days:
        start, end = facts.days
    elif facts.published is not None:
        start, end = facts.published - RECENT, facts.published
    else:
        return ["?"]
    first, last = (start - SLACK) // WEEK, (end + SLACK) // WEEK
    return [str(week) for week in range(first, last + 1)] if last - first < MOST_WEEKS else ["long"]


def _list_marks(facts: Facts) -> set[str]:
    """Return where and who, as far as it is told, and an empty mark that all events of the week share."""
    countries = facts.source.countries | facts.target.countries | facts.setting
    if facts.spot and facts.spot.country:
        countries |= {facts.spot.country}
    codes = {code for code in facts.source.codes | facts.target.codes if ":" in code}
    return {"", *codes, *countries, *([facts.spot.name] if facts.spot else ())}
