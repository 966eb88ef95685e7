"""Verbs that lend their subject to an event noun ("launch an offensive", "come under fire")."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon.load import one_of, read_table


@cache
def load_light_verbs() -> dict[tuple[str, str], str]:
    """Return the role of the subject (source, target, none) by verb lemma and slot."""
    columns = {"lemma": bool, "slot": bool, "role": one_of("source", "target", "none")}
    return {(row["lemma"], row["slot"]): row["role"] for row in read_table("light_verbs.csv", columns)}
