"""How rows of several reports are gathered to what they tell of: an incident, a commitment, an actor.

Place in the flow: below `incidents` and its siblings, which say what is compared and with what weights. A row
joins the group with whose rows it agrees best on average, if more speaks for it than against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Score:
    """How far two rows tell of one thing, as log-odds, with what each comparison adds."""

    total: float
    parts: dict[str, float]

    def __str__(self) -> str:
        said = sorted(self.parts.items(), key=lambda part: -abs(part[1]))
        return ", ".join(f"{name} {value:+.1f}" for name, value in said if abs(value) >= 0.1)


@dataclass(frozen=True, slots=True)
class Home:
    """A group that a row may join: its place among those asked, the mean of the scores, the best of them."""

    number: int
    agreement: float
    best: Score


Compare = Callable[[F, F], Score | None]
"""None where the two cannot be one whatever they share."""


def find_homes(one: F, groups: Iterable[Sequence[F]], compare: Compare[F]) -> list[Home]:
    """Return the groups for which more speaks than against, the best first."""
    found = []
    for number, group in enumerate(groups):
        scores = _compare_all([one], group, compare)
        if scores:
            agreement = sum(score.total for score in scores) / len(scores)
            if agreement > 0:
                found.append(Home(number, agreement, max(scores, key=lambda score: score.total)))
    return sorted(found, key=lambda home: -home.agreement)


def are_one(group: Sequence[F], other: Sequence[F], compare: Compare[F]) -> bool:
    """Return whether two groups agree with each other on average."""
    scores = _compare_all(group, other, compare)
    return bool(scores) and sum(score.total for score in scores) > 0


def _compare_all(group: Sequence[F], other: Sequence[F], compare: Compare[F]) -> list[Score]:
    """Return the scores of all pairs; none where any two cannot be one."""
    scores = []
    for one in group:
        for each in other:
            score = compare(one, each)
            if score is None:
                return []
            scores.append(score)
    return scores


def gather(facts: Iterable[F], compare: Compare[F]) -> list[list[F]]:
    """Return rows by what they tell of, each joined in the order given; one that no other tells is alone."""
    groups: list[list[F]] = []
    for each in facts:
        homes = find_homes(each, groups, compare)
        if homes:
            groups[homes[0].number].append(each)
        else:
            groups.append([each])
    return groups
