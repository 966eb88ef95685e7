"""Borders between states, by what they lie between.

Place in the flow: `reading.toponyms` asks it once it has the names of a text.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.known_places import load_country_spots
from dragoman.reading.toponym import Toponym

_BORDERS = frozenset(("border", "frontier", "borders"))


def find_borders(doc: Doc, names: list[Toponym]) -> list[Toponym]:
    """Return borders, named with what they lie between: "the border between A and B", "the A-B border".

    A border's candidates are the countries that its words name; it lies in none of them alone.
    """
    found: list[Toponym] = []
    named = {index: name for name in names for index in range(name.first, name.last)}
    for token in doc.tokens:
        if token.lower not in _BORDERS or token.upos not in ("NOUN", "PROPN"):
            continue
        first, last = _measure_border(doc, token)
        within = dict.fromkeys(named[index] for index in range(first, last) if index in named)
        inside = [name for name in within if first <= name.first and name.last <= last]
        codes = _list_countries(doc, first, last) or _follow_sides(doc, token, named)
        if not inside and not codes:
            continue
        border = Toponym(first, last, token.index, doc.get_span(first, last).text, "border")
        spots = load_country_spots()
        border.spots = tuple(spots[code] for code in codes if code in spots)
        border.marker = doc.get_marker(token.index)
        border.inside = inside
        found.append(border)
    return found


def _follow_sides(doc: Doc, border: Token, named: dict[int, Toponym]) -> list[str]:
    """Return the countries that a border's sides stand for: "the frontier between both kingdoms"."""
    heads = [child.index for child in doc.get_children(border.index, "nmod", "nmod:poss")]
    wanted = [token for head in heads for token in doc.antecedents.get(head, ())]
    found = [
        spot.country
        for token in wanted
        if token in named
        for spot in named[token].spots[:1]
        if spot.kind == "country" and spot.country
    ]
    return list(dict.fromkeys(found))


def _list_countries(doc: Doc, first: int, last: int) -> list[str]:
    """Return the countries that the words of a border name: "the Sudanese-Chadian border"."""
    found: dict[str, None] = {}
    for index in range(first, last):
        for part in (doc.tokens[index].text, doc.get_span(index, min(index + 2, last)).text):
            for piece in (part, *part.split("-"), *part.split("–")):
                word = get_country_word(piece)
                if (
                    word
                    and word.code
                    and word.kind in ("name", "adjective")
                    and word.country.kind != "region"
                ):
                    found[word.code] = None
    return list(found)


def _measure_border(doc: Doc, token: Token) -> tuple[int, int]:
    """Return the stretch of a border's name, without its article."""
    first = token.index
    sentence = doc.get_sentence(first)
    while first > sentence.first and _is_border_word(doc, first - 1, sentence.first):
        first -= 1
    last = token.index + 1
    if last < sentence.last and doc.tokens[last].lower in ("between", "with", "of"):
        here = last + 1
        while here < sentence.last and here - last < 10 and _is_named(doc.tokens[here]):
            here += 1
            if doc.tokens[here - 1].upos == "PROPN":
                last = here
    is_bare = last == token.index + 2 and doc.tokens[last - 1].upos != "PROPN"
    return first, token.index + 1 if is_bare else max(last, token.index + 1)


def _is_named(token: Token) -> bool:
    return token.upos in ("PROPN", "DET", "ADJ") or token.lower == "and"


def _is_border_word(doc: Doc, index: int, start: int) -> bool:
    """Return whether a word before "border" belongs to its name: "the Peru-Ecuador border"."""
    token = doc.tokens[index]
    if token.upos in ("PROPN", "ADJ", "X"):
        return True
    return token.text in ("-", "–", "and") and index - 1 >= start and doc.tokens[index - 1].text[:1].isupper()
