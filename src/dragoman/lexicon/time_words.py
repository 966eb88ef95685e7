"""Words of which dates are made: months, weekdays, units, parts of days."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.lexicon.load import one_of, read_table

KINDS = (
    "month",
    "weekday",
    "season",
    "unit",
    "deictic",
    "part",
    "portion",
    "shift",
    "clock",
    "decade",
    "each",
    "often",
    "reference",
    "holiday",
)


class TimeWord(NamedTuple):
    """What a word is in a date: its kind, and its value there."""

    kind: str
    value: str


@cache
def load_time_words() -> dict[str, TimeWord]:
    """Return the time words by their lower-case form without a stop."""
    columns = {"word": bool, "kind": one_of(*KINDS), "value": bool}
    return {row["word"]: TimeWord(row["kind"], row["value"]) for row in read_table("times.csv", columns)}


@cache
def load_time_phrases() -> dict[str, list[tuple[tuple[str, ...], TimeWord]]]:
    """Return the time words of more than one word by their first, the longest of them first."""
    phrases: dict[str, list[tuple[tuple[str, ...], TimeWord]]] = {}
    for text, word in load_time_words().items():
        words = tuple(text.split())
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, word))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in phrases.items()}
