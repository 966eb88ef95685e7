"""Words of which dates are made: months, weekdays, units, parts of days."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.lexicon.load import one_of, read_table

KINDS = ("month", "weekday", "season", "unit", "deictic", "part", "portion", "shift")


class TimeWord(NamedTuple):
    """What a word is in a date: its kind, and its value there."""

    kind: str
    value: str


@cache
def load_time_words() -> dict[str, TimeWord]:
    """Return the time words by their lower-case form without a stop."""
    columns = {"word": bool, "kind": one_of(*KINDS), "value": bool}
    return {row["word"]: TimeWord(row["kind"], row["value"]) for row in read_table("times.csv", columns)}
