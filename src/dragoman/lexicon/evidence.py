"""Weights of the evidence for what a word reports: `tables/evidence.csv`.

Place in the flow: `reading.evidence` weighs frames and model heads with them. They are fitted on the
project's own labelled reports by `training/reading/calibrate.py`, never on the public sets that are
measured.
"""

from __future__ import annotations

from functools import cache

from dragoman.errors import LexiconError
from dragoman.lexicon.load import one_of, read_table

QUESTIONS = ("event", "status", "party", "side", "home", "coreference", "harm")


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
