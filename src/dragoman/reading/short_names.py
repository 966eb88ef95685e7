"""Short forms of names: "the Mission" for the last named organisation so called, "the North" of two states.

Place in the flow: beside `named` and `phrases`, which ask it before they take such a word for a noun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from dragoman.language.doc import Doc
from dragoman.lexicon.countries import load_countries
from dragoman.reading.drafts import Key

_ENDS = frozenset("of for to on in against and".split())
_HALVES = ("North", "South", "East", "West")


class ShortNames:
    """The head words of the organisations that a document names, and where."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._known: dict[str, list[tuple[int, Key]]] = defaultdict(list)

    def learn(self, first: int, key: Key, names: Iterable[str]) -> None:
        """Note that an organisation is named at a token, by all its names."""
        for word in dict.fromkeys(filter(None, map(find_head_word, names))):
            self._known[word].append((first, key))

    def find(self, doc: Doc, index: int, *, is_noun: bool = False) -> Key | None:
        """Return the organisation that a word alone behind "the" stands for, None for none.

        "The Lake Basin Commission met. The Commission warned …": the last one named before. The word
        must have a capital, but for a noun that says nothing else (`is_noun`: "the party").
        """
        token = doc.tokens[index]
        if not is_alone(doc, index) or not (is_noun or token.text.istitle()):
            return None
        before = [entry for entry in self._known.get(token.text.title(), ()) if entry[0] < index]
        return max(before)[1] if before else None


def find_head_word(name: str) -> str | None:
    """Return the word that a name of several words is shortened to, None for a single word.

    Example:
        >>> find_head_word("Lake Basin Commission"), find_head_word("Union of Miners"), find_head_word("KPLA")
        ('Commission', 'Union', None)
    """
    words = name.split()
    end = next((place for place, word in enumerate(words) if word.lower() in _ENDS and place), len(words))
    head = words[end - 1]
    return head if len(words) > 1 and head.istitle() and head.isalpha() else None


def is_alone(doc: Doc, index: int) -> bool:
    """Return whether a word stands behind "the" with no capitalised word after it ("the Front said")."""
    tokens = doc.tokens
    if not index or tokens[index - 1].lower != "the":
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or not (following.text[:1].isupper() or following.text == "-")


def find_half(word: str, seen: Iterable[str]) -> str | None:
    """Return the state that "the North" or "the South" is in a report that names one of the pair.

    Example:
        >>> find_half("North", ["KOR", "USA"]), find_half("South", ["USA"])
        ('PRK', None)
    """
    named = set(seen)
    found = [pair[word] for pair in _load_halves() if word in pair and named.intersection(pair.values())]
    return found[0] if len(found) == 1 else None


@cache
def _load_halves() -> list[dict[str, str]]:
    """Return the pairs of states that share a name but for North and South, by that word."""
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    for country in load_countries():
        half, _, rest = country.name.partition(" ")
        if half in _HALVES and rest and country.code:
            pairs[rest][half] = country.code
    return [pair for pair in pairs.values() if len(pair) > 1]
