"""What nouns stand for, for coreference: persons, states, groups, places; sexes of names.

Place in the flow: `language.mentions` and `language.coreference` look words up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.lexicon.load import one_of, read_table

NounClass = Literal["person", "people", "state", "group", "place", "time", "thing"]
Gender = Literal["", "Masc", "Fem"]
NOUN_CLASSES: tuple[NounClass, ...] = ("person", "people", "state", "group", "place", "time")


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The words of `tables/reference_words.csv`, by what is asked of them."""

    classes: dict[str, NounClass]
    genders: dict[str, Gender]
    """Of role nouns ("spokeswoman") and titles ("Mrs")."""
    given_names: dict[str, Gender]
    leaders: frozenset[str]
    agentive: frozenset[str]
    speech: frozenset[str]
    empty: frozenset[str]


@cache
def load_reference_words() -> ReferenceWords:
    """Return the words; a noun in two classes has the first.

    Raises:
        LexiconError: The table does not fit its columns.
    """
    columns = {
        "kind": one_of(*NOUN_CLASSES, "title", "leader", "agentive", "speech", "empty", "given"),
        "gender": one_of("", "Masc", "Fem"),
        "words": bool,
    }
    classes: dict[str, NounClass] = {}
    genders: dict[str, Gender] = {}
    given: dict[str, Gender] = {}
    others: dict[str, frozenset[str]] = {}
    for row in read_table("reference_words.csv", columns):
        kind, words = row["kind"], row["words"].split()
        gender: Gender = "Masc" if row["gender"] == "Masc" else "Fem" if row["gender"] == "Fem" else ""
        if kind == "given":
            given.update(dict.fromkeys(words, gender))
        elif kind in ("leader", "agentive", "speech", "empty"):
            others[kind] = frozenset(words)
        else:
            noun_class: NounClass = next((name for name in NOUN_CLASSES if name == kind), "person")
            for word in words:
                classes.setdefault(word, noun_class)
                if gender:
                    genders.setdefault(word, gender)
    return ReferenceWords(
        classes, genders, given, others["leader"], others["agentive"], others["speech"], others["empty"]
    )
