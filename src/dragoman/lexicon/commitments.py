"""Words of commitments: nouns that name them, verbs that act on them, words of help."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.lexicon.load import one_of, read_table
from dragoman.record.model import ActKind, CommitmentKind

AID_WORDS = frozenset({
    "aid", "assistance", "help", "support", "intervention", "relief", "weapon", "arm", "ammunition", "reinforcement",
    "troop", "peacekeeper", "backing", "protection", "fund", "loan", "supply", "mission", "food", "medicine",
    "missile", "tank", "aircraft", "jet", "funding", "force",
})  # fmt: skip
AID_VERBS = frozenset({"help", "assist", "intervene", "aid", "support", "send", "provide", "supply", "protect"})


@dataclass(frozen=True, slots=True)
class CommitmentNoun:
    """One row of the noun table."""

    modifiers: frozenset[str]
    kind: str


@cache
def load_commitment_nouns() -> dict[str, tuple[CommitmentNoun, ...]]:
    """Return the rows by noun, in the order of the table."""


    columns = {"noun": bool, "self": None, "kind": one_of(*get_args(CommitmentKind))}
    found: dict[str, list[CommitmentNoun]] = {}
    for row in read_table("commitment_nouns.csv", columns):
        noun = CommitmentNoun(frozenset(row["self"].split()), row["kind"])
        found.setdefault(row["noun"], []).append(noun)
    return {noun: tuple(rows) for noun, rows in found.items()}


@cache
def load_commitment_acts() -> dict[str, tuple[str, str]]:
    """Return the act by lemma: when it is done, and when it is only called for."""


    acts = one_of(*get_args(ActKind))
    rows = read_table("commitment_acts.csv", {"lemma": bool, "act": acts, "asked": acts})
    return {row["lemma"]: (row["act"], row["asked"]) for row in rows}
