"""What a number reaches over: those of one event, those so far, those who come to others, those of a war.

Place in the flow: beside `reading.counts`, which makes the rows; asks the words around the number.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.language.doc import Doc
from dragoman.lexicon.time_words import load_time_words
from dragoman.reading.groups import Group
from dragoman.reading.harm_victims import Link
from dragoman.text.numbers import ORDINALS

_FRESH = frozenset(("another", "additional", "more", "further", "new", "fresh"))
_HAVE = frozenset(("has", "have", "had"))
_PERIODIC = frozenset(("killed", "injured", "casualties"))
"""Kinds that are counted over a year or a war; "missing since Tuesday" tells when one was last seen."""
_STRETCHES = frozenset(("year", "year's", "decade", "century"))
_ERAS = frozenset(
    (
        "war conflict uprising rebellion revolt insurgency fighting invasion occupation start beginning "
        "outbreak independence coup year decade crisis"
    ).split()
)
_REACH = 5
"""Tokens behind "since" that say since when."""


def is_cumulative(doc: Doc, link: Link) -> bool | None:
    """Return whether a count is the one so far ("a toll of 14") or new ("another 12"); None: not said."""
    if _is_fresh(doc, link.group) or _has_come_since(doc, link):
        return False
    if link.shape == "toll" and not link.superseded:
        return True
    sentence = doc.get_sentence(link.trigger)
    first = max(sentence.first, link.group.first - 3)
    last = min(sentence.last, max(link.group.last, link.trigger) + 8)
    words = [token.lower for token in doc.tokens[first:last]]
    if {"total", "overall", "altogether", "cumulative"} & set(words) or ("so", "far") in pairwise(words):
        return True
    if any(before in ("in", "during") and word == "all" for before, word in pairwise(words)):
        return True
    if any(words[place : place + 2] == ["both", "wars"] for place in range(len(words))):
        return True
    is_since = link.harm.kind in _PERIODIC and "since" in words
    return True if is_since or is_of_period(doc, link) else None


def is_of_period(doc: Doc, link: Link) -> bool:
    """Return whether a number is of a year or a war, and of no event: "5,000 died since the war began"."""
    if link.harm.kind not in _PERIODIC:
        return False
    sentence = doc.get_sentence(link.trigger)
    words = [token.lower for token in doc.tokens[sentence.first : sentence.last]]
    if any(before in ("this", "last") and word in _STRETCHES for before, word in pairwise(words)):
        return True
    after = {
        near
        for place, word in enumerate(words)
        if word == "since"
        for near in words[place + 1 : place + 1 + _REACH]
    }
    return bool(after & _ERAS) or any(_is_month_or_year(word) for word in after)


def _is_month_or_year(word: str) -> bool:
    found = load_time_words().get(word)
    return (found is not None and found.kind == "month") or (word.isdigit() and len(word) == 4)


def _is_fresh(doc: Doc, group: Group) -> bool:
    """Return whether a number comes to others: "another 12", "two more died", "a fourth man"."""
    near = doc.tokens[max(0, group.first - 1) : group.last + 2]
    words = [token.lower for token in near if token.sentence == doc.tokens[group.head].sentence]
    inside = [token.lower for token in doc.tokens[group.first : group.last]]
    if inside[0] in ("a", "the") and any(ORDINALS.get(word, 0) > 1 for word in inside[1:3]):
        return True
    is_grave = group.noun is not None and doc.tokens[group.noun].lower in ("grave", "graves")
    return bool(_FRESH & set(words[:-1])) and "than" not in words and not is_grave


def _has_come_since(doc: Doc, link: Link) -> bool:
    """Return whether a harm came after what was told: "one has since died", "since then five have died"."""
    first = max(doc.get_sentence(link.trigger).first, link.group.first - 3)
    words = [token.lower for token in doc.tokens[first : max(link.trigger, link.group.last)]]
    return any(
        (before in _HAVE and word == "since") or (before, word) == ("since", "then")
        for before, word in pairwise(words)
    )
