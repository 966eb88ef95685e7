"""How rows of several reports are gathered to what they tell of: an incident, a commitment, an actor, a line.

Place in the flow: below `incidents` and its siblings, which say what is compared and with what weights. A row
joins the group with which it agrees best, if more speaks for it than against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

F = TypeVar("F")
G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Score:
    """How far two rows or groups tell of one thing, as log-odds, with what each comparison adds."""

    total: float
    parts: dict[str, float]

    def __str__(self) -> str:
        said = sorted(self.parts.items(), key=lambda part: -abs(part[1]))
        return ", ".join(f"{name} {value:+.1f}" for name, value in said if abs(value) >= 0.1)


@dataclass(frozen=True, slots=True)
class Grouping(Generic[F, G]):
    """How one kind of rows is gathered.

    `start` makes the group of one row alone, `join` one group of two, and `agree` says how far two groups
    tell of one thing, None where they cannot, whatever they share.
    """

    start: Callable[[F], G]
    join: Callable[[G, G], G]
    agree: Callable[[G, G], Score | None]


@dataclass(frozen=True, slots=True)
class Home:
    """A group that a row may join: its place among those asked, and how far they agree."""

    number: int
    score: Score


def find_homes(one: G, groups: Iterable[G], grouping: Grouping[F, G]) -> list[Home]:
    """Return the groups for which more speaks than against, the best first."""
    found = []
    for number, group in enumerate(groups):
        score = grouping.agree(one, group)
        if score is not None and score.total > 0:
            found.append(Home(number, score))
    return sorted(found, key=lambda home: -home.score.total)


def gather(facts: Iterable[F], grouping: Grouping[F, G]) -> list[G]:
    """Return rows by what they tell of, each joined in the order given; one that no other tells is alone."""
    groups: list[G] = []
    for each in facts:
        one = grouping.start(each)
        homes = find_homes(one, groups, grouping)
        if homes:
            best = homes[0].number
            groups[best] = grouping.join(groups[best], one)
        else:
            groups.append(one)
    return groups


def fold(facts: Sequence[F], grouping: Grouping[F, G]) -> G:
    """Return the group of some rows, at least one, that are known to tell of one thing."""
    group = grouping.start(facts[0])
    for each in facts[1:]:
        group = grouping.join(group, grouping.start(each))
    return group


def average(compare: Callable[[F, F], Score | None]) -> Grouping[F, tuple[F, ...]]:
    """Return the grouping of rows that agree with a group as far as with its rows on average.

    The score tells the parts of the pair that agrees best. Two rows that cannot be one keep groups apart.
    """

    def agree(one: tuple[F, ...], other: tuple[F, ...]) -> Score | None:
        scores = []
        for each in one:
            for row in other:
                score = compare(each, row)
                if score is None:
                    return None
                scores.append(score)
        best = max(scores, key=lambda score: score.total)
        return Score(sum(score.total for score in scores) / len(scores), best.parts)

    return Grouping(start=lambda row: (row,), join=lambda one, other: one + other, agree=agree)
