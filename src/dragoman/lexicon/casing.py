"""Capitals of English words: how each is written within a sentence, with which certainty.

Place in the flow: `language.truecase` reads texts in capitals with it. The table is counted
on the training corpora by `training/casing.py`; the names that are certain come from the
tables of countries, organisations and regions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log

from dragoman.errors import LexiconError
from dragoman.lexicon.casualties import load_harm_words, load_victims
from dragoman.lexicon.countries import fold, load_country_words
from dragoman.lexicon.frames import load_frames
from dragoman.lexicon.gazetteer import find_spots
from dragoman.lexicon.known_places import load_regions, load_sites
from dragoman.lexicon.leaders import load_leader_names
from dragoman.lexicon.load import read_text
from dragoman.lexicon.organisations import load_organisation_names
from dragoman.lexicon.roles import clean_noun, load_role_heads

CASES = ("l", "t", "u")
"""Lower, title, upper."""
PART = re.compile(r"[^\W\d_]+|\d+")

UNKNOWN = 0.8
"""What the share of lower case of an unknown word is worth: news has more names than the training texts.

F1 of capitals on the UD EWT and GUM dev sets in capitals: .828 at 1.0, .824 at 0.8, .797 at 0.4.
"""
INFLECTIONS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "ment", "ies", "ied")
_PEOPLES = frozenset(
    (
        "muslim christian jew hindu sikh american jesuit mormon kurd druze shiite sunni yazidi tutsi hutu "
        "rohingya"
    ).split()
)
"""Victims that are written with a capital."""
_FLOOR = 0.002
"""Share of a case that a word was never seen in."""

Shares = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class CasingTable:
    """What `tables/casing.txt` holds.

    `steps`: log share of a case after another ("x": after a mark); `endings`: share of lower case
    among rare words of an ending; `words`: shares by word in lower case; `mixed`: odd spellings.
    """

    steps: dict[tuple[str, str], float]
    endings: dict[str, float]
    words: dict[str, Shares]
    mixed: dict[str, str]

    def get_shares(self, word: str) -> Shares:
        """Return the shares of lower, title and upper case of a word in lower case.

        A word that the table does not hold goes by its ending; one without a vowel is an abbreviation.
        """
        found = self.words.get(word)
        if found:
            return found
        if word in load_common_words() or clean_noun(word) in load_common_words():
            return (0.95, 0.05, _FLOOR)
        if not any(letter in "aeiouyáéíóúàèâêôäöüœæ" for letter in word):
            return (0.03, 0.07, 0.9)
        if word in load_name_parts() or find_spots(word):
            return (0.05, 0.95, _FLOOR)
        if any(word.endswith(ending) and self._is_common(word[: -len(ending)]) for ending in INFLECTIONS):
            return (0.97, 0.03, _FLOOR)
        for length in (4, 3, 2, 1):
            if length < len(word) and word[-length:] in self.endings:
                return _share_out(self.endings[word[-length:]])
        return _share_out(self.endings.get("", 0.5))

    def _is_common(self, stem: str) -> bool:
        forms = (stem, stem + "e", stem[:-1])
        return any(self.words.get(form, (0.0,))[0] > 0.8 or form in load_common_words() for form in forms)


@cache
def load_common_words() -> frozenset[str]:
    """Return the words of our own tables that are no names: people, what befalls them, deeds."""
    nouns = {*load_victims(), *load_harm_words(), *load_role_heads()} - _PEOPLES
    return frozenset(word for word in nouns | {lemma for lemma, _ in load_frames()} if word.isalpha())


@cache
def load_name_parts() -> frozenset[str]:
    """Return the given names and surnames of leaders, folded, in lower case."""
    return frozenset(
        part.lower() for name in load_leader_names() for part in PART.findall(fold(name)) if len(part) > 2
    )


@cache
def load_body_words() -> frozenset[str]:
    """Return the words that many organisations have in their names: front, movement, army, union."""
    parts = Counter(
        part.lower() for name in load_organisation_names() for part in set(PART.findall(fold(name)))
    )
    return frozenset(part for part, number in parts.items() if number >= 12 and len(part) > 3)


def _share_out(lower: float) -> Shares:
    lower *= UNKNOWN
    return (max(lower, _FLOOR), max(1 - lower, _FLOOR), _FLOOR)


@cache
def load_casing() -> CasingTable:
    """Return the table of capitals.

    Raises:
        LexiconError: A line is none of the three kinds.
    """
    table = CasingTable({}, {}, {}, {})
    for number, line in enumerate(read_text("casing.txt").splitlines(), 1):
        cells = line.split(" ")
        if not line or cells[0] == "#":
            continue
        try:
            _take_line(table, cells)
        except (ValueError, IndexError) as error:
            raise LexiconError(
                f"Table not loaded: 'casing.txt' line {number} is {line!r}. "
                "Build it with `python -m training.casing`."
            ) from error
    return table


def _take_line(table: CasingTable, cells: list[str]) -> None:
    if cells[0] == ">":
        table.steps[cells[1], cells[2]] = log(float(cells[3]))
    elif cells[0] == "-":
        table.endings[cells[1]] = float(cells[2])
    else:
        form, word = cells[0], fold(cells[0]).lower()
        case = find_case(form)
        if case == "m":
            table.mixed[word] = form
            case = "t"
        shares = dict.fromkeys(CASES, _FLOOR)
        share = float(cells[1]) if len(cells) > 1 else 1 - _FLOOR
        shares[case] = share
        other = cells[2] if len(cells) > 2 else ""
        if other in shares and other != case:
            shares[other] = max(1 - share, _FLOOR)
        table.words[word] = (shares["l"], shares["t"], shares["u"])


def find_case(word: str) -> str:
    """Return l, t or u, or m for a word of mixed case.

    Example:
        >>> find_case("war"), find_case("Mali"), find_case("NATO"), find_case("McCain")
        ('l', 't', 'u', 'm')
    """
    if word.islower():
        return "l"
    if word.isupper():
        return "u" if len(word) > 1 else "t"
    return "t" if word[:1].isupper() and word[1:].islower() else "m"


Phrase = tuple[str, ...]


@cache
def load_cased_names() -> dict[str, list[tuple[Phrase, Phrase]]]:
    """Return names by their first word: each in lower case and as it is written, longest first.

    One-word names are left out where the word is also a common one ("model", "contras").
    """
    table = load_casing()
    found: dict[Phrase, Phrase] = {}
    for name in _list_names():
        parts = tuple(PART.findall(name))
        key = tuple(fold(part).lower() for part in parts)
        if not parts or name.islower():
            continue
        if len(parts) == 1 and table.words.get(key[0], (0.0,))[0] > 0.02:
            continue
        found.setdefault(key, parts)
    found["the", "us"] = ("the", "US")
    by_first: dict[str, list[tuple[Phrase, Phrase]]] = {}
    for key in sorted(found, key=len, reverse=True):
        by_first.setdefault(key[0], []).append((key, found[key]))
    return by_first


def _list_names() -> Iterable[str]:
    yield from load_country_words()
    yield from load_organisation_names()
    yield from load_leader_names()
    for spot in (*load_regions().values(), *load_sites().values()):
        yield spot.name
