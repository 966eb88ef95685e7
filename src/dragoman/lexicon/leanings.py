"""Cue words of what somebody asks for, intends, likes, speaks of (`leaning_cues.csv`).

Place in the flow: `reading.claim_leanings` looks words up by lemma. None of them makes an
event `alleged`; what is asserted or believed is in `speech_cues.csv`. Columns:

`word`    base form; a second word is a particle or preposition beside it ("rule out")
`pos`     V verb, N noun, A adjective
`kind`    `request`, `intention`, `attitude`, `mention` (speaks of it, without saying what),
          `belief` (knows of it, expects it), `appearance` (a poll shows it)
`takes`   where the content stands, parted by `|`: `obj` the object, `to` an infinitive or a
          phrase with "to", `that` a clause, `ing` a gerund, `whether` and `if` a question, or
          a preposition by name
`weight`  `full`, or `weak` where the word mostly means something else: then other evidence
          must speak for it ("raise", "require", "accept")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.load import each_of, one_of, read_table

KINDS = ("request", "intention", "attitude", "mention", "belief", "appearance")
TAKES = (
    "obj", "to", "that", "ing", "whether", "if", "about", "against", "around", "as", "at", "behind", "by",
    "for", "forward", "from", "in", "into", "of", "off", "on", "out", "over", "toward", "towards", "upon",
    "with",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaning:
    """One row: the second word it needs ("" for none), what it tells, where its content stands."""

    word: str
    companion: str
    kind: str
    takes: frozenset[str]
    is_weak: bool


@cache
def load_leanings() -> dict[tuple[str, str], tuple[Leaning, ...]]:
    """Return the rows by (base form, part of speech), those with a companion first.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns = {
        "word": bool,
        "pos": one_of("V", "N", "A"),
        "kind": one_of(*KINDS),
        "takes": each_of(*TAKES),
        "weight": one_of("full", "weak"),
    }
    found: dict[tuple[str, str], list[Leaning]] = {}
    for row in read_table("leaning_cues.csv", columns):
        first, _, companion = row["word"].partition(" ")
        leaning = Leaning(
            first, companion, row["kind"], frozenset(row["takes"].split("|")), row["weight"] == "weak"
        )
        found.setdefault((first, row["pos"]), []).append(leaning)
    return {key: tuple(sorted(rows, key=lambda row: not row.companion)) for key, rows in found.items()}
