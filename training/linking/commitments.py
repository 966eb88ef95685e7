"""Fits how commitments of several reports are compared: `python -m training.linking.commitments`.

Reads the linked series that are not held out and fits the weights of the question "commitment" of
`lexicon/tables/evidence.csv` as `calibrate` does, on pairs of tellings within a series: those of what the
program read where it meets a labelled commitment, which are few, and those of the labelled acts of each
report. Prints the rows.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from dragoman.linking.commitment_facts import CommitmentFacts, list_commitment_facts
from dragoman.linking.commitments import COMPARISONS, describe_commitments, may_be_one
from evaluation.ledgers import find_homes, tell_labels
from evaluation.series import Aligned, read_series
from training.linking.calibrate import fit
from training.series.series import HERE, is_heldout, load_series

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


def main() -> None:
    """Read the series, fit, and print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=Path, default=HERE)
    options = parser.parse_args()
    read = list(read_series([one for one in load_series(options.series) if not is_heldout(one.name)]))
    rows, truths = collect(read)
    weights = fit(rows, truths)
    chances = 1 / (1 + np.exp(-rows @ weights))
    right = np.mean((chances > 0.5) == truths)
    print(f"# {len(rows)} pairs, {int(truths.sum())} of one commitment; right {right:.3f}")
    for name, weight in zip(COMPARISONS, weights, strict=True):
        print(f"commitment,{name},{weight:.2f}")


if __name__ == "__main__":
    main()
