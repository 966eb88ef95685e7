"""Fits how commitments of several reports are compared: `python -m training.linking.commitments`.

Reads the linked series that are not held out and fits the weights of the question "commitment" of
`lexicon/tables/evidence.csv` as `calibrate` does, on pairs of tellings within a series: those of what the
program read where it meets a labelled commitment, which are few, and those of the labelled acts of each
report. Prints the rows. So that unrelated commitments of the same days are told apart, what was read of each
series is paired with that of others moved to the same days: pairs that are never one, of less weight.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np

from dragoman.linking.commitment_facts import CommitmentFacts, list_commitment_facts
from dragoman.linking.commitments import COMPARISONS, describe_commitments, may_be_one
from evaluation.ledgers import find_homes, tell_labels
from evaluation.series import Aligned, read_series
from evaluation.strangers import START, begin_on
from training.linking.calibrate import STRANGE, STRANGERS, fit
from training.series.series import HERE, is_heldout, load_series

LEAN = 0.3
"""Added to the bias, since tellings join on their average: of 0, 0.3, 0.6 and 0.9 the best B³ of series that
are not held out, pooled eight by eight (.891, .905, .894, .899)."""

Named = tuple[CommitmentFacts, str]
"""A telling, and the labelled commitment that it tells."""


def list_read(aligned: Aligned) -> list[Named]:
    """Return the commitments of a series that the program read and that meet a labelled one."""
    homes = find_homes(aligned)
    return [
        (facts, homes[number, facts.commitment])
        for number, record in enumerate(aligned.records)
        for facts in list_commitment_facts(record, str(number))
        if (number, facts.commitment) in homes
    ]


def list_labelled(aligned: Aligned) -> list[Named]:
    """Return the labelled commitments report by report, without the parties that the labels know from all."""
    return [
        (replace(facts, parties=()), labelled.id)
        for labelled in aligned.series.commitments
        for facts in tell_labels(aligned, labelled)
    ]


def collect(read: list[Aligned]) -> tuple[np.ndarray, np.ndarray]:
    """Return the comparisons of all pairs that may be one, and whether they are."""
    rows, truths = [], []
    for named in [tellings(aligned) for aligned in read for tellings in (list_read, list_labelled)]:
        for (one, first), (other, second) in combinations(named, 2):
            if may_be_one(one, other):
                pair = describe_commitments(one, other)
                rows.append([pair[name] for name in COMPARISONS])
                truths.append(float(first == second))
    return np.array(rows), np.array(truths)


def collect_strangers(read: list[Aligned]) -> np.ndarray:
    """Return the comparisons of pairs of commitments of two series that begin on one day."""
    draw = random.Random(1)
    told = [_list_moved(aligned) for aligned in read]
    rows = []
    for number in range(len(read)):
        others = draw.sample([other for other in range(len(read)) if other != number], STRANGERS)
        for one, other in product(told[number], [facts for each in others for facts in told[each]]):
            if may_be_one(one, other):
                pair = describe_commitments(one, replace(other, report=f"other {other.report}"))
                rows.append([pair[name] for name in COMPARISONS])
    return np.array(rows).reshape(-1, len(COMPARISONS))


def _list_moved(aligned: Aligned) -> list[CommitmentFacts]:
    """Return what was read of a series, all days moved so that it begins with the others."""
    return [
        facts
        for number, record in enumerate(begin_on(aligned.records, START))
        for facts in list_commitment_facts(record, str(number))
    ]


def main() -> None:
    """Read the series, fit, and print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=Path, default=HERE)
    options = parser.parse_args()
    read = list(read_series([one for one in load_series(options.series) if not is_heldout(one.name)]))
    rows, truths = collect(read)
    strange = collect_strangers(read)
    counts = np.concatenate([np.ones(len(rows)), np.full(len(strange), STRANGE)])
    weights = fit(np.vstack([rows, strange]), np.concatenate([truths, np.zeros(len(strange))]), counts)
    chances = 1 / (1 + np.exp(-rows @ weights))
    right = np.mean((chances > 0.5) == truths)
    print(f"# {len(rows)} pairs, {int(truths.sum())} of one commitment; right {right:.3f}")
    print(f"# {len(strange)} pairs of two series")
    weights[COMPARISONS.index("bias")] += LEAN
    for name, weight in zip(COMPARISONS, weights, strict=True):
        print(f"commitment,{name},{weight:.2f}")


if __name__ == "__main__":
    main()
