"""Cue words: who says so (`speech_cues.csv`) and did it happen (`status_cues.csv`).

Place in the flow: `reading.attribution` looks words up in the first table,
`reading.status` in the second. Columns of both:

`word`    base form; a second word must be among the dependents ("cast doubt", "point out")
`pos`     V verb, N noun, A adjective, R adverb, P preposition; in the speech table also
          M a news medium and T a noun for what somebody else has said ("the allegation");
          in the status table M a conjunction, X an auxiliary, G a negation, C a case word
`pattern` where the content stands. Speech: `clause` (said that …), `verbal` (denied
          having …, is said to …), `object` (denied the attack), `answer` (rejected the
          claim), `correction`, `as` (described it as …), `call` (called it a …), `of`, `for`,
          `to`, `on` (accused them of …), `at` (put the toll at nine),
          `relay` (quoted her as …), `quote` (only with a quotation), `media`,
          `view` (in their view), `adverb`, `adjective`, `phrase`.
          Status: `complement`, `object`, a preposition by name, `modifier`, `clause`,
          `modal`, `negation`, `case`
`stance` or `status`  the value it gives
`kind`    speech only: `statement`, or `belief` where it is thought or felt
`forms`   irregular forms of a verb, which stand beside the regular ones
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.lexicon.load import one_of, read_table
from dragoman.record.model import Stance, Status

SPEECH_PATTERNS = (
    "clause", "verbal", "object", "answer", "correction", "as", "call", "of", "for", "to", "on", "at",
    "relay", "quote", "media", "view", "adverb", "adjective", "phrase", "answered",
)  # fmt: skip
STATUS_PATTERNS = (
    "complement", "object", "modifier", "clause", "modal", "negation", "case", "for", "to", "against", "of",
    "on", "with", "from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: the second word it needs ("" for none), where its content stands, its value and kind."""

    word: str
    companion: str
    pattern: str
    value: str
    kind: str = "statement"


CueTable = dict[tuple[str, str], tuple[Cue, ...]]


def inflect(verb: str, irregular: str = "") -> set[str]:
    """Return the forms of a verb, irregular ones given; a parser's lemma is not needed then.

    Example:
        >>> sorted(inflect("deny"))
        ['denied', 'denies', 'deny', 'denying']
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    past, third, present = stem + "ed", verb + "s", stem + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    if verb.endswith(("ee", "oe")):
        present = verb + "ing"
    return {verb, past, third, present, *irregular.split()}


@cache
def load_speech_cues() -> CueTable:
    """Return the cues of speech, writing and belief by (form, part of speech).

    Raises:
        LexiconError: A row does not fit its schema.
    """
    return _load(
        "speech_cues.csv", "stance", get_args(Stance), ("V", "N", "A", "R", "P", "M", "T"), SPEECH_PATTERNS
    )


@cache
def load_status_cues() -> CueTable:
    """Return the cues of reality by (form, part of speech).

    Raises:
        LexiconError: A row does not fit its schema.
    """
    return _load(
        "status_cues.csv",
        "status",
        get_args(Status),
        ("V", "N", "A", "R", "M", "X", "G", "C"),
        STATUS_PATTERNS,
    )


def _load(
    name: str, value: str, values: tuple[str, ...], parts: tuple[str, ...], patterns: tuple[str, ...]
) -> CueTable:
    columns = {
        "word": bool,
        "pos": one_of(*parts),
        "pattern": one_of(*patterns),
        value: one_of(*values),
        **({"kind": one_of("statement", "belief")} if value == "stance" else {}),
        "forms": None,
    }
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in read_table(name, columns):
        first, _, companion = row["word"].partition(" ")
        if row["pos"] in ("M", "C"):
            first, companion = row["word"], ""
        cue = Cue(first, companion, row["pattern"], row[value], row.get("kind", ""))
        for form in _find_forms(first, row["pos"], row["forms"]):
            found.setdefault((form, row["pos"]), []).append(cue)
    return {key: tuple(sorted(cues, key=lambda cue: not cue.companion)) for key, cues in found.items()}


def _find_forms(word: str, pos: str, irregular: str) -> set[str]:
    if pos == "V":
        return inflect(word, irregular)
    if pos in ("N", "T"):
        return {word, word + "s", word[:-1] + "ies"} if word.endswith("y") else {word, word + "s"}
    return {word}
