"""Words that the event layers ask for by class: nouns of deeds, verbs of happening, words of blame."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon.load import read_table


@cache
def load_event_words() -> dict[str, frozenset[str]]:
    """Return the words by class.

    Example:
        >>> "culprit" in load_event_words()["culprit"]
        True
    """
    rows = read_table("event_words.csv", {"class": bool, "words": bool})
    return {row["class"]: frozenset(row["words"].split()) for row in rows}
