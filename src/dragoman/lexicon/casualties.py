"""Words of harm and of those who come to it.

Place in the flow: `reading.counts` looks every word up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dragoman.lexicon.load import one_of, read_table
from dragoman.lexicon.roles import clean_noun
from dragoman.record.model import CasualtyKind

VictimPlace = Literal["obj", "subj", "of", "count", "toll", ""]


@dataclass(frozen=True, slots=True)
class Harm:
    """One row of `tables/casualties.csv`: a word and what befell its victims."""

    word: str
    kind: CasualtyKind
    victim: VictimPlace
    needs_person: bool


@cache
def load_harms() -> dict[tuple[str, str], tuple[Harm, ...]]:
    """Return the words of harm by lemma and part of speech (V, N, A).

    Raises:
        LexiconError: A row does not fit its schema.
    """
    columns = {
        "word": bool,
        "pos": one_of("V", "N", "A"),
        "kind": one_of(*get_args(CasualtyKind)),
        "victim": one_of(*get_args(VictimPlace)),
        "needs": one_of("any", "person"),
    }
    found: dict[tuple[str, str], tuple[Harm, ...]] = {}
    for row in read_table("casualties.csv", columns):
        harm = Harm(row["word"], row["kind"], row["victim"], row["needs"] == "person")  # type: ignore[arg-type]
        found[row["word"], row["pos"]] = (*found.get((row["word"], row["pos"]), ()), harm)
    return found


@cache
def load_harm_words() -> frozenset[str]:
    """Return all words of harm, whatever their part of speech."""
    return frozenset(word for word, _ in load_harms())


@cache
def load_victims() -> dict[str, str | None]:
    """Return nouns for people, singular, with the role that the record gives them (None: none).

    Raises:
        LexiconError: A row does not fit its schema.
    """
    return {
        row["noun"]: row["role"] or None for row in read_table("victims.csv", {"noun": bool, "role": None})
    }


def is_victim(noun: str) -> bool:
    """Return whether a noun, in either number, is one for people.

    Example:
        >>> is_victim("soldiers"), is_victim("tanks")
        (True, False)
    """
    victims = load_victims()
    lower = noun.lower()
    return lower in victims or clean_noun(lower) in victims


def get_victim_role(noun: str) -> str | None:
    """Return the role that a noun gives its victims, None where it says nothing.

    Example:
        >>> get_victim_role("policemen"), get_victim_role("people")
        ('police', None)
    """
    victims = load_victims()
    lower = noun.lower()
    return victims.get(lower, victims.get(clean_noun(lower)))
