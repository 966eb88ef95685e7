"""Words by which speakers pass judgement on a deed ("a cowardly raid", "a historic step")."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon.load import one_of, read_table


@cache
def load_judgements() -> dict[str, str]:
    """Return blame or praise by word."""
    rows = read_table("judgements.csv", {"word": bool, "verdict": one_of("blame", "praise")})
    return {row["word"]: row["verdict"] for row in rows}
