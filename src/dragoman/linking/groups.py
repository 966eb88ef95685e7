"""Makes origins of pairs of reports, and counts them.

Place in the flow: a store hands over the pairs that `origins.compare_reports` judged, then counts
"9 reports, 2 origins" for the reports behind an event or a toll.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.linking.origins import Likeness

COLLECTION = 3
"""Reports in one that have nothing to do with each other, from which on it is a collection (a digest, a live
page) and not their origin. Two may be the head and the end of one wire."""


class Link(NamedTuple):
    """Two reports, by their ids, and how alike they are."""

    first: str
    second: str
    likeness: Likeness


class _Sets:
    """Sets of ids that are joined step by step; the name of a set is the first of its ids in order."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._order = {name: place for place, name in enumerate(ids)}
        self._above = {name: name for name in self._order}

    def find(self, name: str) -> str:
        above = self._above
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, first: str, second: str) -> None:
        early, late = sorted((self.find(first), self.find(second)), key=self._order.__getitem__)
        self._above[late] = early


def group_editions(reports: Sequence[str], links: Iterable[Link]) -> dict[str, str]:
    """Return the edition of each report, named by its first: reports that print one text as a whole.

    Reports of one edition have the same origins; one that is only cut out of another is no edition of it.

    Args:
        reports: All ids, in the order of publication (or of arrival).
        links: Pairs of them; those that are not of one origin are passed over.

    Example:
        >>> group_editions(["r1", "r2"], [])
        {'r1': 'r1', 'r2': 'r2'}
    """
    editions = _Sets(reports)
    for link in links:
        if link.likeness.is_same_origin and not is_part(link.likeness):
            editions.join(link.first, link.second)
    return {name: editions.find(name) for name in reports}


def group_origins(reports: Sequence[str], links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """Return the origins of each report, each named by the first report that has it.

    Nearly all have one. A report that holds several others which have nothing to do with each other is a
    collection: it has the origins of them all, and does not make them one.

    Args:
        reports: All ids, in the order of publication (or of arrival).
        links: Pairs of them; those that are not of one origin are passed over.

    Example:
        >>> group_origins(["r1", "r2"], [])
        {'r1': ('r1',), 'r2': ('r2',)}
    """
    joined = [link for link in links if link.likeness.is_same_origin]
    editions = group_editions(reports, joined)
    parts: dict[str, set[str]] = {}
    near: dict[str, set[str]] = {}
    for link in joined:
        if is_part(link.likeness):
            part, whole = (editions[name] for name in _turn(link))
            if part != whole:
                parts.setdefault(whole, set()).add(part)
                near.setdefault(whole, set()).add(part)
                near.setdefault(part, set()).add(whole)
    collections = {whole for whole, held in parts.items() if _is_collection(whole, held, near)}
    origins = _Sets(reports)
    for name in reports:
        origins.join(name, editions[name])
    for whole, held in parts.items():
        for part in held - collections if whole not in collections else ():
            origins.join(part, whole)
    return {name: _list_origins(editions[name], parts, collections, origins) for name in reports}


def is_part(likeness: Likeness) -> bool:
    """Return whether one report is a cut of the other, rather than another edition."""
    return likeness.relation == "cut"


def _turn(link: Link) -> tuple[str, str]:
    """Return the part and the whole."""
    is_first = link.likeness.first_in_second >= link.likeness.second_in_first
    return (link.first, link.second) if is_first else (link.second, link.first)


def _is_collection(whole: str, held: set[str], near: Mapping[str, set[str]]) -> bool:
    """Return whether the parts of a report fall apart into so many when it is taken away."""
    if len(held) < COLLECTION:
        return False
    around = {part: near[part] - {whole} for part in sorted(held)}
    sets = _Sets(dict.fromkeys([*around, *(other for others in around.values() for other in sorted(others))]))
    for part, others in around.items():
        for other in others:
            sets.join(part, other)
    return len({sets.find(part) for part in around}) >= COLLECTION


def _list_origins(
    name: str, parts: Mapping[str, set[str]], collections: set[str], origins: _Sets
) -> tuple[str, ...]:
    """Return the origins of a report; those of all that it holds, at any depth, where it is a collection."""
    waiting, seen, found = [name], set[str](), set[str]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if here in collections:
            waiting.extend(parts[here])
        else:
            found.add(origins.find(here))
    return tuple(sorted(found)) or (origins.find(name),)


def count_origins(reports: Iterable[str], origins: Mapping[str, tuple[str, ...]]) -> int:
    """Return how many origins some reports have between them.

    A collection adds one only where none of the others shares an origin with it.

    Args:
        reports: The reports that say something: those behind an event.
        origins: As `group_origins` gives them.

    Example:
        >>> count_origins(["r1", "r2", "r3"], {"r1": ("r1",), "r2": ("r1",), "r3": ("r3",)})
        2
    """
    found = sorted({origins[name] for name in reports}, key=lambda each: (len(each), each))
    seen: set[str] = set()
    count = 0
    for each in found:
        count += seen.isdisjoint(each)
        seen.update(each)
    return count
