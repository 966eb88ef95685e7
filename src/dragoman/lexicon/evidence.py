"""Weights of the evidence for what a word reports: `tables/evidence.csv`.

Place in the flow: `reading.evidence` weighs frames and model heads with them. They are fitted on the
project's own labelled reports by `training/reading/calibrate.py`, never on the public sets that are
measured.
"""

from __future__ import annotations

import math
from functools import cache

from dragoman.errors import LexiconError
from dragoman.lexicon.load import Check, one_of, read_table

QUESTIONS = (
    "event",
    "status",
    "party",
    "side",
    "home",
    "coreference",
    "antecedent",
    "harm",
    "incident",
    "commitment",
    "actor",
)


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """Return the weights by question and name.

    Raises:
        LexiconError: A value is no number.
    """
    found: dict[str, dict[str, float]] = {question: {} for question in QUESTIONS}
    for row in read_table("evidence.csv", {"question": one_of(*QUESTIONS), "weight": bool, "value": bool}):
        try:
            found[row["question"]][row["weight"]] = float(row["value"])
        except ValueError as error:
            raise LexiconError(
                f"Table not loaded: 'evidence.csv' has {row['value']!r} for {row['weight']!r}, not a number."
            ) from error
    return found


USUAL, WORTH = 0.63, 4.0
"""How often a frame is right on the whole, and how many sightings that belief is worth."""


@cache
def load_frame_records() -> dict[str, float]:
    """Return by a frame's name how much more or less than others it is to be believed, as log-odds.

    Raises:
        LexiconError: A count is no whole number.
    """
    columns: dict[str, Check | None] = {"frame": bool, "seen": str.isdecimal, "right": str.isdecimal}
    rows = read_table("frame_counts.csv", columns)
    return {row["frame"]: rate_frame(int(row["seen"]), int(row["right"])) for row in rows}


def rate_frame(seen: int, right: int) -> float:
    """Return how much more or less than the usual one a frame is to be believed, as log-odds.

    Example:
        >>> rate_frame(0, 0), rate_frame(20, 2) < -1
        (0.0, True)
    """
    odds = (right + WORTH * USUAL) / (seen - right + WORTH * (1 - USUAL))
    return math.log(odds * (1 - USUAL) / USUAL)
