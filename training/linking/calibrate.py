"""Fits how events of several reports are compared: `python -m training.linking.calibrate`.

Reads the linked series that are not held out, pairs the events that meet labelled mentions, and fits the
weights of the question "incident" of `lexicon/tables/evidence.csv` by logistic regression (maximum likelihood
with a small ridge). Prints the rows.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np

from dragoman.linking.facts import list_facts
from dragoman.linking.incidents import COMPARISONS, describe_pair, may_be_one
from evaluation.series import Aligned, read_series
from training.series.series import HERE, is_heldout, load_series

RIDGE = 1.0
ROUNDS = 50


def collect(read: list[Aligned]) -> tuple[np.ndarray, np.ndarray]:
    """Return the comparisons of all pairs of met events of one type, and whether they are one incident."""
    rows, truths = [], []
    for aligned in read:
        facts = {
            (number, each.event): each
            for number, record in enumerate(aligned.records)
            for each in list_facts(record, str(number))
        }
        incidents = {spot: aligned.mentions[number][0].id for spot, number in aligned.met.items()}
        for one, other in combinations(incidents, 2):
            if may_be_one(facts[one], facts[other]):
                pair = describe_pair(facts[one], facts[other])
                rows.append([pair[name] for name in COMPARISONS])
                truths.append(float(incidents[one] == incidents[other]))
    return np.array(rows), np.array(truths)


def fit(rows: np.ndarray, truths: np.ndarray) -> np.ndarray:
    """Return the weights of greatest likelihood, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - truths) + ridge * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(ridge + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


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
    print(f"# {len(rows)} pairs, {int(truths.sum())} of one incident; right {right:.3f}")
    for name, weight in zip(COMPARISONS, weights, strict=True):
        print(f"incident,{name},{weight:.2f}")


if __name__ == "__main__":
    main()
