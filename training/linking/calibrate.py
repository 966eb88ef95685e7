"""Fits how events of several reports are compared: `python -m training.linking.calibrate`.

Reads the linked series that are not held out, pairs the events that meet labelled mentions, and fits the
weights of the question "incident" of `lexicon/tables/evidence.csv` by logistic regression (maximum likelihood
with a small ridge). Prints the rows.

Events of one series are all of one matter. So that unrelated news of the same days is told apart, each series
is paired with six others as well, moved to the same days: pairs that are never one, of less weight each.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np

from dragoman.linking.facts import Facts, list_facts
from dragoman.linking.incidents import COMPARISONS, describe_pair, may_be_one
from evaluation.series import Aligned, Spot, read_series
from evaluation.strangers import START, begin_on
from training.series.series import HERE, is_heldout, load_series

STRANGERS = 6
"""Series with which each is paired."""
STRANGE = 0.15
"""Weight of a pair of two series: chosen with `evaluation.strangers` on series that are not held out."""
RIDGE = 1.0
ROUNDS = 50


def collect(read: list[Aligned]) -> tuple[np.ndarray, np.ndarray]:
    """Return the comparisons of all pairs of met events of one type, and whether they are one incident."""
    rows, truths = [], []
    for aligned in read:
        facts = _list_facts(aligned)
        incidents = {spot: aligned.mentions[number][0].id for spot, number in aligned.met.items()}
        for one, other in combinations(incidents, 2):
            if may_be_one(facts[one], facts[other]):
                pair = describe_pair(facts[one], facts[other])
                rows.append([pair[name] for name in COMPARISONS])
                truths.append(float(incidents[one] == incidents[other]))
    return np.array(rows), np.array(truths)


def collect_strangers(read: list[Aligned]) -> np.ndarray:
    """Return the comparisons of pairs of met events of two series that begin on one day."""
    draw = random.Random(1)
    facts = [_list_facts(aligned, is_moved=True) for aligned in read]
    rows = []
    for number, aligned in enumerate(read):
        others = draw.sample([other for other in range(len(read)) if other != number], STRANGERS)
        for other in others:
            for one, each in product(aligned.met, read[other].met):
                pair = (facts[number][one], replace(facts[other][each], report=f"other {each[0]}"))
                if may_be_one(*pair):
                    found = describe_pair(*pair)
                    rows.append([found[name] for name in COMPARISONS])
    return np.array(rows)


def _list_facts(aligned: Aligned, *, is_moved: bool = False) -> dict[Spot, Facts]:
    records = begin_on(aligned.records, START) if is_moved else aligned.records
    return {
        (number, each.event): each
        for number, record in enumerate(records)
        for each in list_facts(record, str(number))
    }


def fit(rows: np.ndarray, truths: np.ndarray, counts: np.ndarray | None = None) -> np.ndarray:
    """Return the weights of greatest likelihood, by Newton's method; `counts` weighs the rows."""
    counts = np.ones(len(rows)) if counts is None else counts
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chances - truths)) + ridge * weights
        curve = (rows * (counts * chances * (1 - chances))[:, None]).T @ rows + np.diag(ridge + 1e-6)
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
    strange = collect_strangers(read)
    counts = np.concatenate([np.ones(len(rows)), np.full(len(strange), STRANGE)])
    weights = fit(np.vstack([rows, strange]), np.concatenate([truths, np.zeros(len(strange))]), counts)
    chances = 1 / (1 + np.exp(-rows @ weights))
    right = np.mean((chances > 0.5) == truths)
    print(f"# {len(rows)} pairs, {int(truths.sum())} of one incident; right {right:.3f}")
    print(f"# {len(strange)} pairs of two series")
    for name, weight in zip(COMPARISONS, weights, strict=True):
        print(f"incident,{name},{weight:.2f}")


if __name__ == "__main__":
    main()
