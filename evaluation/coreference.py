"""Scores one clustering against another: MUC, B³, CEAFe and their mean, the CoNLL F1.

By the definitions of Pradhan et al. (2014), "Scoring Coreference Partitions of Predicted Mentions: A
Reference Implementation", ACL: a mention that only the gold side has counts against recall, one that
only the other side has counts against precision, and neither is added to the side that lacks it.
Counts of several texts are summed before they are divided, as the reference scorer does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from evaluation.assign import find_pairs
from evaluation.score import divide

SCALE = 10**9
"""Likenesses of clusters are whole numbers for the assignment: so many parts of 1."""
M = TypeVar("M", bound=Hashable)
Sets = list[frozenset[M]]


@dataclass(slots=True)
class Ratio:
    """Recall and precision, each as a part of a whole, so that those of several texts add up."""

    recall_part: float = 0.0
    recall_whole: float = 0.0
    precision_part: float = 0.0
    precision_whole: float = 0.0

    def add(self, other: Ratio) -> None:
        """Count another ratio in."""
        self.recall_part += other.recall_part
        self.recall_whole += other.recall_whole
        self.precision_part += other.precision_part
        self.precision_whole += other.precision_whole

    @property
    def recall(self) -> float:
        """Return the recall; 0 where there is nothing to find."""
        return divide(self.recall_part, self.recall_whole)

    @property
    def precision(self) -> float:
        """Return the precision; 0 where nothing was found."""
        return divide(self.precision_part, self.precision_whole)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of recall and precision; 0 where both are 0."""
        return divide(2 * self.recall * self.precision, self.recall + self.precision)


@dataclass(slots=True)
class Agreement:
    """How far two clusterings agree, by three measures."""

    muc: Ratio = field(default_factory=Ratio)
    b_cubed: Ratio = field(default_factory=Ratio)
    ceaf: Ratio = field(default_factory=Ratio)

    def add(self, other: Agreement) -> None:
        """Count another agreement in."""
        self.muc.add(other.muc)
        self.b_cubed.add(other.b_cubed)
        self.ceaf.add(other.ceaf)

    @property
    def conll(self) -> float:
        """Return the mean F1 of the three measures."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3


def score_clusters(gold: Mapping[M, Hashable], found: Mapping[M, Hashable]) -> Agreement:
    """Return how far the found clusters agree with the gold ones; both map a mention to its cluster.

    Example:
        >>> agreement = score_clusters({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1})
        >>> agreement.muc.recall, agreement.muc.precision, round(agreement.b_cubed.precision, 3)
        (1.0, 0.5, 0.556)
    """
    gold_sets, found_sets = _gather(gold), _gather(found)
    return Agreement(
        muc=Ratio(*_count_links(gold_sets, found), *_count_links(found_sets, gold)),
        b_cubed=Ratio(*_count_overlap(gold_sets, found), *_count_overlap(found_sets, gold)),
        ceaf=_score_ceaf(gold_sets, found_sets),
    )


def _gather(clusters: Mapping[M, Hashable]) -> Sets[M]:
    """Return the clusters as sets of mentions."""
    members: defaultdict[Hashable, set[M]] = defaultdict(set)
    for mention, cluster in clusters.items():
        members[cluster].add(mention)
    return [frozenset(mentions) for mentions in members.values()]


def _count_links(sets: Sets[M], others: Mapping[M, Hashable]) -> tuple[float, float]:
    """Return how many links of the sets the other side has, and how many there are (Vilain et al. 1995).

    A mention that the other side lacks is a part of its own.
    """
    kept = whole = 0
    for mentions in sets:
        parts = {others[mention] for mention in mentions if mention in others}
        lacking = sum(mention not in others for mention in mentions)
        kept += len(mentions) - len(parts) - lacking
        whole += len(mentions) - 1
    return kept, whole


def _count_overlap(sets: Sets[M], others: Mapping[M, Hashable]) -> tuple[float, float]:
    """Return the mentions' summed share of their set that stays together, and their number."""
    total = 0.0
    for mentions in sets:
        parts = Counter(others[mention] for mention in mentions if mention in others)
        total += sum(size**2 for size in parts.values()) / len(mentions)
    return total, sum(map(len, sets))


def _score_ceaf(gold: Sets[M], found: Sets[M]) -> Ratio:
    """Return CEAFe (Luo 2005): the likeness of clusters paired one to one, at its best."""
    weights = [[round(SCALE * _liken(one, other)) for other in found] for one in gold]
    likeness = sum(_liken(gold[row], found[column]) for row, column in find_pairs(weights))
    return Ratio(likeness, len(gold), likeness, len(found))


def _liken(one: frozenset[M], other: frozenset[M]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
