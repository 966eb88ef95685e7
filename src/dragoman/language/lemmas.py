"""Finds the lemma of a tagged word, by a table of exceptions and the rules of English spelling.

Place in the flow: `language.model` asks for the lemma of every word once its tag and
features are known. The conventions are those of Universal Dependencies: `n't` is `not`,
`me` is `I`, `States` is `State`. One difference: only proper nouns and `I` keep capitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from dragoman.lexicon.load import read_table

CACHED = 65536
"""Words remembered with their tags, so that memory stays bounded (about 10 MB when full)."""

ALSO_BASE = frozenset({"bound", "fell", "felt", "found", "ground", "lay", "left", "rent", "saw", "wound"})
"""Past forms of one verb that are the base of another: They *found* a village; to *found* a party."""

_KEYS = {
    "VERB": ("VerbForm", "Tense"),
    "AUX": ("VerbForm", "Tense"),
    "NOUN": ("Number", "Number"),
    "PROPN": ("Number", "Number"),
    "ADJ": ("Degree", "Degree"),
    "ADV": ("Degree", "Degree"),
    "PRON": ("Poss", "Poss"),
}
_NO_KEYS = ("", "")

_DOUBLED = frozenset({"bb", "cc", "dd", "gg", "kk", "mm", "nn", "pp", "rr", "tt", "vv"})
_VOWELS = re.compile("[aeiouy]+")
_SINGLE = re.compile("[^aeiou][aeiouy][bdfgklmnpt]$|[^aeiou][aiuy]r$")

_LONG_LOST_E = tuple(
    "ad id od ud ed at ut ot ak ik ok uk ar ir ur in um ap ib ob ub il ul ol am yz uir uid".split()
)


def find_lemma(word: str, upos: str, feats: Mapping[str, str]) -> str:
    """Return the lemma of a word; the word itself where nothing is known of it.

    Args:
        word: As it stands in the text, in any case: KILLED, Killed and killed give kill.
        upos: Universal tag; another tag than the seventeen gives the word in small letters.
        feats: Universal features; without them the form alone decides.

    Example:
        >>> find_lemma("fled", "VERB", {"Tense": "Past", "VerbForm": "Fin"})
        'flee'
    """
    first, second = _KEYS.get(upos, _NO_KEYS)
    return _find(word, upos, feats.get(first, ""), feats.get(second, ""))


@lru_cache(maxsize=CACHED)
def _find(word: str, upos: str, first: str, second: str) -> str:
    if upos == "PROPN":
        return _find_name(word, first)
    if upos in ("PUNCT", "SYM", "X"):
        return word
    if upos == "NUM":
        return _find_number(word)
    lower = word.lower().replace("’", "'")
    if upos == "VERB":
        return _find_verb(lower, first, second)
    if upos == "NOUN":
        return _find_noun(lower, first)
    if upos == "AUX" and lower == "'d" and second == "Past":
        return "have"
    if upos == "PRON" and lower == "her" and first:
        return lower
    found = load_exceptions().get((lower, upos))
    if found is not None:
        return found
    if upos in ("ADJ", "ADV") and first in ("Cmp", "Sup"):
        return _strip_degree(lower)
    return _strip_verb(lower) if upos == "AUX" and lower.endswith("ing") else lower


@cache
def load_exceptions() -> dict[tuple[str, str], str]:
    """Return the lemma of each form and tag that the rules would get wrong.

    Raises:
        LexiconError: The table is damaged.
    """
    rows = read_table("lemmas.csv", {"form": None, "upos": None, "lemma": None})
    return {(row["form"], row["upos"]): row["lemma"] for row in rows}


def _find_name(word: str, number: str) -> str:
    """Return a name in the singular: *Palestinians* said → Palestinian; *Sept.* 9 → September."""
    exceptions = load_exceptions()
    found = exceptions.get((word, "PROPN"))
    if found is not None or number != "Plur":
        return found or word
    lower = word.lower()
    lemma = _find_noun(lower, number)
    same = 0
    while same < min(len(lemma), len(word)) and lemma[same] == lower[same]:
        same += 1
    added = lemma[same:]
    return word[:same] + (added.upper() if len(word) > 1 and word.isupper() else added)


def _find_number(word: str) -> str:
    """Return a number without its thousands commas: 12,500 → 12500; Roman numerals keep capitals."""
    if word[:1].isdigit():
        return word.replace(",", "")
    return word if word.isupper() and not word.strip("IVXLCDM") else word.lower()


def _find_verb(lower: str, form: str, tense: str) -> str:
    if form == "Inf" and lower in ALSO_BASE:
        return lower
    if lower == "lay" and form == "Fin" and tense == "Past":
        return "lie"
    exceptions = load_exceptions()
    found = exceptions.get((lower, "VERB"))
    if found is not None:
        return found
    before, hyphen, last = lower.rpartition("-")
    if hyphen and before and last:
        return before + hyphen + _find_verb(last, form, tense)
    if form == "Inf" and lower.endswith("s"):
        return lower
    return _strip_verb(lower)


def _find_noun(lower: str, number: str) -> str:
    if number in ("Sing", "Ptan") and lower.endswith("s"):
        return lower
    exceptions = load_exceptions()
    found = exceptions.get((lower, "NOUN"))
    if found is not None:
        return found
    if number in ("Sing", "Ptan"):
        return lower
    before, hyphen, last = lower.rpartition("-")
    if hyphen and before and last:
        return before + hyphen + (exceptions.get((last, "NOUN")) or _strip_noun(last))
    if number == "Plur" and lower.endswith("is") and not lower.endswith("sis"):
        return lower[:-1]
    return _strip_noun(lower)


def _strip_noun(lower: str) -> str:
    """Return the singular by rule: *armies* → army; *policemen* → policeman; *crises* is an exception."""
    if lower.endswith("men") and len(lower) > 4:
        return lower[:-2] + "an"
    if lower.endswith("children"):
        return lower[:-3]
    is_plural = len(lower) > 2 and lower[-1] == "s" and not lower.endswith(("'s", "ss", "us", "is"))
    return _strip_s(lower) if is_plural and not lower[:-1].isdigit() else lower


def _strip_s(lower: str) -> str:
    """Return a form without -s, -es or -ies: clash*es*, veto*es*, part*ies*, raid*s*."""
    if lower.endswith("ies"):
        return lower[:-1] if len(lower) == 4 else lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return lower[:-2]
    return lower[:-1]


def _strip_verb(lower: str) -> str:
    """Return the base of a regular verb form: *seized* → seize; *bombed* → bomb; *fleeing* → flee."""
    if lower.endswith("ing") and _VOWELS.search(lower[:-3]):
        return _restore(lower[:-3], "ing")
    if lower.endswith("ied"):
        return lower[:-1] if len(lower) == 4 else lower[:-3] + "y"
    if lower.endswith("eed"):
        return lower[:-1] if _VOWELS.search(lower[:-3]) else lower
    if lower.endswith("ed") and _VOWELS.search(lower[:-2]):
        return _restore(lower[:-2], "ed")
    if lower.endswith("'d") and len(lower) > 3:
        return _restore(lower[:-2], "ed")
    if lower.endswith("s") and not lower.endswith(("ss", "us")) and len(lower) > 2:
        return _strip_s(lower)
    return lower


def _strip_degree(lower: str) -> str:
    """Return the positive of an adjective or adverb: *heaviest* → heavy; *bigger* → big; *safer* → safe."""
    ending = "er" if lower.endswith("er") else "est" if lower.endswith("est") else ""
    stem = lower[: len(lower) - len(ending)]
    if not ending or not _VOWELS.search(stem):
        return lower
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-2:] in _DOUBLED:
        return stem[:-1]
    return stem + "e" if _lost_e(stem) and not stem.endswith("ng") else stem


def _restore(stem: str, ending: str) -> str:
    """Return the base of a stem cut before -ed or -ing: *plann*, *raid*, *escap*."""
    if stem[-2:] in _DOUBLED:
        return stem[:-1]
    if stem.endswith("ll"):
        return stem[:-1] if len(_VOWELS.findall(stem)) > 1 else stem
    return stem + "e" if _lost_e(stem) else stem


def _lost_e(stem: str) -> bool:
    """Return whether a stem has lost an e before its ending: *seiz*, *forc*, *negotiat*, *handl*."""
    end = stem[-1]
    if end in "cuvz":
        return stem[-2:] != "zz"
    if end == "g":
        return not stem.endswith("ong")
    if end == "s":
        return not stem.endswith("ss")
    if end == "l" and len(stem) > 2 and stem[-2] not in "aeiouylrw":
        return True
    if len(_VOWELS.findall(stem.replace("qu", "q"))) < 2:
        return bool(_SINGLE.search(stem)) or (stem.endswith(("or", "er")) and stem[-3:-2] not in "eo")
    return _lost_e_when_long(stem)


def _lost_e_when_long(stem: str) -> bool:
    """Return the same for a stem of two vowels or more, by the ending most verbs of it have."""
    if stem.endswith(("iat", "uat")):
        return True
    if stem[-3:-2] in "aeiou" and not stem.endswith(("quir", "quip", "guid")):
        return False
    return stem.endswith(_LONG_LOST_E)
