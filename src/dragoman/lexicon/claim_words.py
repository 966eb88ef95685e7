"""Words that the claim layers ask for by class: what words are carried by, verbs of seeming."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon.load import read_table


def get_claim_words(name: str) -> frozenset[str]:
    """Return the words of a class.

    Example:
        >>> "statement" in get_claim_words("carrier")
        True

    Raises:
        KeyError: The table has no such class.
    """
    return load_claim_words()[name]


@cache
def load_claim_words() -> dict[str, frozenset[str]]:
    """Return the words by class."""
    rows = read_table("claim_words.csv", {"class": bool, "words": bool})
    return {row["class"]: frozenset(row["words"].split()) for row in rows}
