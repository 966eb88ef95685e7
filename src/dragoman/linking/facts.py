"""What is compared of an event when two reports may tell one happening.

Place in the flow: below `incidents`; takes a record and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dragoman.record.model import Actor, Casualty, Event, Record

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
"""Letters by which words are alike: "shelled", "shelling"."""
_EMPTY = frozenset(
    "the and that with from have has had were was been his her its their they who which said says would"
    " will this also after before about into over more than when there where not for are but".split()
)


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side: codes, countries, and the words of names, as far as they are known."""

    codes: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: the folded name, the point if any, the country."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    is_stated: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One event as it is compared; days as ordinals, `published` too."""

    report: int
    event: str
    order: int
    type: str
    mode: str | None
    status: str
    trigger: str
    words: frozenset[str]
    source: Side
    target: Side
    days: tuple[int, int] | None
    is_day_stated: bool
    published: int | None
    spot: Spot | None
    tolls: frozenset[tuple[str, int]]


def list_facts(record: Record, report: int) -> list[Facts]:
    """Return what is compared of each event of a record, in their order."""
    actors = {actor.id: actor for actor in record.actors}
    places = {place.id: place for place in record.places}
    tolls: dict[str, list[Casualty]] = defaultdict(list)
    for toll in record.casualties:
        if toll.event:
            tolls[toll.event].append(toll)
    found = []
    for order, event in enumerate(record.events):
        place = places.get(event.where.place) if event.where else None
        spot = None
        if place and event.where:
            is_dot = place.precision not in ("country", "region", "adm1")
            spot = Spot(
                place.name.casefold(), place.lat if is_dot else None, place.lon if is_dot else None,
                place.country, event.where.text is not None,
            )  # fmt: skip
        found.append(
            Facts(
                report=report,
                event=event.id,
                order=order,
                type=event.type,
                mode=event.mode,
                status=event.status,
                trigger=event.trigger.text.casefold()[:_STEM],
                words=_stem_words(event.evidence.text),
                source=_make_side([actors[id] for id in event.source]),
                target=_make_side([actors[id] for id in event.target]),
                days=_find_days(event),
                is_day_stated=bool(event.when and event.when.basis != "inferred"),
                published=_to_ordinal(record.report.published),
                spot=spot,
                tolls=frozenset(
                    (toll.kind, number)
                    for toll in tolls[event.id]
                    for number in {toll.low, toll.best} - {None}
                    if number is not None
                ),
            )
        )
    return found


def _stem_words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


def _make_side(actors: list[Actor]) -> Side:
    return Side(
        frozenset(actor.code for actor in actors if actor.code),
        frozenset(actor.country for actor in actors if actor.country),
        frozenset(word for actor in actors for word in _stem_words(actor.name)),
    )


def _find_days(event: Event) -> tuple[int, int] | None:
    when = event.when
    if when is None:
        return None
    start, end = _to_ordinal(when.start), _to_ordinal(when.end)
    if start is None and end is None:
        return None
    return (start or end or 0, end or start or 0)


def _to_ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
