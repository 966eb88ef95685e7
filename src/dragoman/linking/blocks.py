"""By which keys rows are found that may tell of one thing: events by type, week, and where or who.

Place in the flow: beside `incidents` and `commitments`. Two rows without a common key are never compared, so
that the cost of linking does not grow with the store. Of the pairs of events in the project's series that are
one happening by the labels and by the comparisons 91 % share a key.
"""

from __future__ import annotations

from itertools import combinations

from dragoman.linking.commitment_facts import CommitmentFacts
from dragoman.linking.facts import Facts

WEEK = 7
SLACK = 2
"""Days by which two tellings of one happening may differ and still be compared."""
RECENT = 14
"""Days before its publication that a report without a day may tell of."""
MOST_SIDES = 4
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


def list_commitment_keys(facts: CommitmentFacts) -> frozenset[str]:
    """Return the keys of a commitment: those bound, acting or asked, two by two where they are several.

    Kinds make no key, since an accord is told as a truce and a request as the pledge that meets it.
    """
    parties = {*facts.parties, *(party for act in facts.acts for party in (*act.by, *act.to))}
    sides = sorted({party.country or party.key for party in parties})
    pairs = {f"{one}+{other}" for one, other in combinations(sides[:MOST_SIDES], 2)}
    words = {f"{sides[0] if sides else ''}~{word}" for word in facts.words}
    return frozenset(pairs | words | {f"={side}" for side in sides[:MOST_SIDES]})
