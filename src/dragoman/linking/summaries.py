"""What all reports together tell of one incident, as lists show it.

Place in the flow: above `standing` and `tolls`; `kinds` hands it to the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from dragoman.linking.dossiers import Origins, Summary
from dragoman.linking.facts import Facts

T = TypeVar("T")


def describe_incident(tellings: Sequence[Facts], origins: Origins) -> Summary:
    """Return what the tellings of one incident say together; of values that differ the most told is shown."""
    days = _find_most(telling.days for telling in tellings if telling.days)
    spot = _find_most((telling.spot.name, telling.spot.country) for telling in tellings if telling.spot)
    kind = tellings[0].type
    source = _find_most(code for telling in tellings for code in sorted(telling.source.codes))
    target = _find_most(code for telling in tellings for code in sorted(telling.target.codes))
    return Summary(
        type=kind,
        name=f"{source or '?'} → {kind} → {target or '?'}",
        day=date.fromordinal(days[0]).isoformat() if days else "",
        last_day=date.fromordinal(days[1]).isoformat() if days else None,
        place=spot[0] if spot else None,
        country=spot[1] if spot else None,
        standing="single_origin",
    )


def _find_most(values: Iterable[T]) -> T | None:
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else None
