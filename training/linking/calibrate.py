"""Fits how events of several reports are compared: `python -m training.linking.calibrate`.

Reads the linked series that are not held out, pairs the events that meet labelled mentions, and fits the
weights of the question "incident" of `lexicon/tables/evidence.csv` by logistic regression (maximum likelihood
with a small ridge). The threshold `incident_join,sure` is the one with the best B³, of met mentions and of
tellings together, on the same series. Prints the rows.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np

from dragoman.linking.facts import list_facts
from dragoman.linking.incidents import COMPARISONS, describe_pair, link_events, may_be_one
from evaluation.series import Aligned, measure_series, read_series
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
            for each in list_facts(record, number)
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
    by_name = dict(zip(COMPARISONS, weights, strict=True))
    best: tuple[float, float] = (0.0, 0.0)
    for sure in np.arange(-2.0, 2.01, 0.25):

        def weigh(one, other, shift=sure):
            return sum(by_name[name] * value for name, value in describe_pair(one, other).items()) - shift

        figures = measure_series(read, {"x": lambda records, weigh=weigh: link_events(records, weigh)})
        met, told = (figures[f"x, {part}"]["B3 F1"] for part in ("aligned", "tellings"))
        print(f"# sure {sure:+.2f}: aligned {met:.3f}, tellings {told:.3f}")
        best = max(best, (met + told, float(sure)))
    print(f"incident_join,sure,{best[1]:.2f}")


if __name__ == "__main__":
    main()
