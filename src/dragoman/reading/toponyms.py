"""Names of places in the text: which words they are, and which name says where another lies.

Place in the flow: beside `reading.places`. `reading.toponym` reads one name, this module
finds them all and links them, `reading.place_choice` chooses what each stands for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from dragoman.language.doc import Doc, Name
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.gazetteer import Spot, find_spots, fold_name
from dragoman.lexicon.known_places import (
    load_long_firsts,
    load_regions,
    load_seats,
    load_short_names,
    load_sites,
)
from dragoman.lexicon.organisations import get_organisation
from dragoman.reading.borders import find_borders
from dragoman.reading.toponym import (
    DAY_WORDS,
    GENERAL,
    LOCATIVE,
    SITES,
    Toponym,
    make_toponym,
)
from dragoman.reading.toponym_links import OF_WORDS, link_toponyms

_DIRECTIONS = frozenset("the northern southern eastern western central".split())
_GROUND_VERBS = frozenset(
    (
        "shell bomb bombard besiege capture recapture seize storm retake take attack raid strike hit leave "
        "enter reach flee visit overrun invade occupy liberate encircle surround pound rocket"
    ).split()
)
_GROUND_NOUNS = frozenset(
    "siege battle bombing shelling fall capture bombardment attack raid assault massacre liberation".split()
)
_ALSO_PERSONS = frozenset("between over across along around inside off south north east west".split())
"""Prepositions behind which a town stands that the model took for a person; "to" and "towards" take both."""
_KIND_WORDS = OF_WORDS | frozenset("metro area airport junction camp".split()) - frozenset(("port",))


def find_toponyms(doc: Doc) -> list[Toponym]:
    """Return the place names of a document, in order, each linked to the name that says where it lies.

    In "Grozny, Chechnya" the outer name is there too, marked as a part of the inner. Names
    within other names ("Oxford Police") are there too, marked as embedded.

    Example:
        >>> find_toponyms(Doc("", [], []))
        []
    """
    found = _find_long_names(doc)
    taken = _cover(found)
    found += [toponym for name in doc.names if name.head not in taken and (toponym := _read_name(doc, name))]
    found += _find_listed(doc, found)
    surnames = _list_surnames(doc)
    found = [toponym for toponym in found if toponym.spots or toponym.name.lower() not in surnames]
    found += _find_missed(doc, found)
    found += _find_again(doc, found)
    found += _find_embedded(doc, found)
    found += find_borders(doc, found)
    found.sort(key=lambda toponym: (toponym.first, -toponym.last))
    return link_toponyms(doc, _drop_covered(found))


def _cover(found: list[Toponym]) -> set[int]:
    """Return the tokens of names."""
    return {index for toponym in found for index in range(toponym.first, toponym.last)}


def read_given(doc: Doc, stretches: Sequence[tuple[int, int]]) -> list[Toponym]:
    """Return the names that stand at given characters, linked like those found in the text.

    Each keeps its place in the list; one that covers no token is looked up by its words alone.

    Args:
        doc: The text.
        stretches: First character and the one behind the last of each name.
    """
    starts = [token.start for token in doc.tokens]
    found: list[Toponym] = []
    for start, end in stretches:
        first = max(bisect_left(starts, start + 1) - 1, 0)
        last = max(bisect_left(starts, end), first + 1)
        if not doc.tokens:
            continue
        top = _find_top(doc, first, last)
        found.append(make_toponym(doc, first, last, top, given=doc.text[start:end].strip()))
    link_toponyms(doc, sorted(found, key=lambda toponym: (toponym.first, -toponym.last)))
    return found


def _find_long_names(doc: Doc) -> list[Toponym]:
    """Return regions and sites of several words, which names often break up: "the Gulf of Aden"."""
    found: list[Toponym] = []
    firsts = load_long_firsts()
    tokens, index = doc.tokens, 0
    while index < len(tokens):
        length = 0
        if tokens[index].text[:1].isupper():
            for number in firsts.get(fold_name(tokens[index].text), ()):
                if _is_known_stretch(doc, index, index + number) and not _cuts(doc, index, index + number):
                    length = number
                    break
        if length:
            found.append(make_toponym(doc, index, index + length, _find_top(doc, index, index + length)))
        index += length or 1
    return [toponym for toponym in found if not _acts(doc, toponym)]


def _is_known_stretch(doc: Doc, first: int, last: int) -> bool:
    if last > len(doc.tokens) or doc.tokens[last - 1].sentence != doc.tokens[first].sentence:
        return False
    key = fold_name(doc.get_span(first, last).text)
    return key in load_regions() or key in load_sites()


def _cuts(doc: Doc, first: int, last: int) -> bool:
    """Return whether a stretch is but a part of a longer known name: "New Guinea" in "Papua New Guinea"."""
    if doc.tokens[first].name < 0:
        return False
    name = doc.names[doc.tokens[first].name]
    is_longer = name.first <= first and last <= name.last and name.last - name.first > last - first
    return is_longer and _is_known(doc.get_span(name.first, name.last).text)


def _acts(doc: Doc, toponym: Toponym) -> bool:
    """Return whether a seat is named as a party, or within a body's name: "the White House said"."""
    if fold_name(toponym.name) not in load_seats():
        return False
    name = doc.tokens[toponym.last - 1].name
    is_within = name >= 0 and doc.names[name].last > toponym.last  # "Duke University Press"
    return is_within or toponym.marker not in LOCATIVE


def _read_name(doc: Doc, name: Name) -> Toponym | None:
    """Return what a name of the model says as a place; None for one that is none."""
    first, last = _trim(doc, name)
    text = doc.get_span(first, last).text
    if name.kind != "LOC" and not _may_be_place(doc, name, text):
        return None
    if _names_people(text) or _is_in_people(doc, first, last):
        return None
    toponym = make_toponym(doc, first, last, name.head)
    is_general = text.lower() in GENERAL and (toponym.marker not in LOCATIVE or not toponym.spots)
    if is_general or text.lower() in DAY_WORDS or (not toponym.spots and _says_nothing(text)):
        return None
    if len(text) == 1 or (name.kind != "LOC" and _acts(doc, toponym)):
        return None
    return toponym


def _says_nothing(text: str) -> bool:
    """Return whether no word of an unknown name is a name by itself: "Islamic Republic of", "north"."""
    words = [word for word in text.split() if word[:1].isupper() and word.lower() not in GENERAL]
    return all((word := get_country_word(part)) is not None and word.kind == "adjective" for part in words)


def _trim(doc: Doc, name: Name) -> tuple[int, int]:
    """Return the words of a name without those around it: "northern Mali's", "Sidi Bouzid city"."""
    tokens = doc.tokens
    first, last = name.first, name.last
    is_whole = tokens[first].lower != "the" and _is_known(doc.get_span(first, last).text)
    while (
        not is_whole
        and first < last - 1
        and (tokens[first].lower in _DIRECTIONS or _is_small(tokens[first].text))
    ):
        first += 1
    while last - 1 > first and (
        tokens[last - 1].lower in ("'s", "’s", "'", "’", "-", "–", ",")
        or tokens[last - 1].text in _KIND_WORDS
    ):
        last -= 1
    for end in range(last + 1, min(last + 4, len(tokens) + 1)):  # "Basra International Airport"
        if not tokens[end - 1].text.istitle() or tokens[end - 1].sentence != tokens[first].sentence:
            break
        if tokens[end - 1].lower in SITES:
            return first, end
    if last < len(tokens) and tokens[last].text == "." and tokens[last].start == tokens[last - 1].end:
        if doc.get_span(first, last + 1).text in load_short_names():
            last += 1  # "Calif."
    return first, last


def _names_people(text: str) -> bool:
    """Return whether words taken for a place name a people or a body: "Chechen", "UNHCR"."""
    word = get_country_word(text)
    if word and word.kind in ("adjective", "people"):
        return not any(spot.kind == "town" and spot.population >= 100_000 for spot in find_spots(text))
    if get_organisation(text) is None:
        return False
    return (text.isupper() and len(text) <= 5) or not find_spots(text)  # "EU", though Eu lies in Normandy


def _is_in_people(doc: Doc, first: int, last: int) -> bool:
    """Return whether a name is cut from that of a people: "Sri" in "Sri Lankan"."""
    sentence = doc.get_sentence(first)
    return any(
        (word := get_country_word(doc.get_span(start, end).text)) is not None
        and word.kind in ("adjective", "people")
        for start in range(max(first - 1, sentence.first), first + 1)
        for end in range(last, min(last + 2, sentence.last) + 1)
        if (start, end) != (first, last)
    )


def _is_known(text: str) -> bool:
    word = get_country_word(text)
    return bool(find_spots(text)) or (word is not None and word.kind == "name")


def _is_small(word: str) -> bool:
    """Return whether a word is a direction in small letters: "north" in "north London"."""
    return word in (
        "north",
        "south",
        "east",
        "west",
        "central",
        "downtown",
        "upper",
        "lower",
        "inner",
        "greater",
    )


def _may_be_place(doc: Doc, name: Name, text: str) -> bool:
    """Return whether a name tagged PER or ORG is a place: a site or a known town behind "in"."""
    key = fold_name(text)
    if doc.tokens[name.last - 1].lower in SITES or key in load_regions() or key in load_sites():
        return True
    if name.last - name.first > 3:
        return False
    marker = _get_marker(doc, name.head)
    if marker in ("in", "near", "at", "outside", "from"):
        word = get_country_word(text)
        if (word and word.kind == "name") or _is_known_town(text, 2_000):
            return True
        return name.kind == "PER" and marker in ("at", "near") and not find_spots(text)  # "a post at Sveri"
    if marker in (_ALSO_PERSONS if name.kind == "PER" else LOCATIVE):
        return _is_known_town(text)
    return _is_ground(doc, name.head) and _is_known_town(text)


def _get_marker(doc: Doc, head: int) -> str:
    """Return the preposition of a name, or of the list that it stands in: "over Tyre and Sidon"."""
    token = doc.tokens[head]
    for _ in range(3):
        marker = doc.get_marker(token.index).split(" ")[0]
        if marker or token.relation != "conj" or token.head < 0:
            return marker
        token = doc.tokens[token.head]
    return ""


def _is_known_town(text: str, people: int = 20_000) -> bool:
    return any(spot.population >= people and not spot.is_other_spelling for spot in find_spots(text)[:3])


def _is_ground(doc: Doc, head: int) -> bool:
    """Return whether a word is what one shells or takes: "besieged Huambo", "the bombing of Dresden"."""
    token = doc.tokens[head]
    above = doc.tokens[token.head] if token.head >= 0 else None
    if above is None:
        return False
    if token.relation in ("obj", "nsubj:pass", "obl"):
        return above.lemma in _GROUND_VERBS
    return token.relation in ("nmod", "compound") and above.lemma in _GROUND_NOUNS


def _find_missed(doc: Doc, before: list[Toponym]) -> list[Toponym]:
    """Return capitalised words that a table knows and the model passed over, where a place would stand.

    Behind a preposition of place ("over Tyre"), or in a list with places of the same country
    ("Lyman, Kostiantynivka and Chasiv Yar").
    """
    found: list[Toponym] = []
    ends = {toponym.last: toponym for toponym in before}
    taken = _cover(before)
    tokens = doc.tokens
    for index, token in enumerate(tokens):
        if token.upos != "PROPN" or index in taken or token.name >= 0 or not token.text[:1].isupper():
            continue
        last = index + 1
        while last < len(tokens) and last - index < 4 and tokens[last].upos == "PROPN" and last not in taken:
            last += 1
        text = doc.get_span(index, last).text
        listed = ends.get(index - 1) if index and tokens[index - 1].lower in (",", "and", "or") else None
        if text.lower() in DAY_WORDS or not _may_be_missed(doc, index, last, text, listed):
            continue
        found.append(make_toponym(doc, index, last, _find_top(doc, index, last)))
        ends[last] = found[-1]
        taken.update(range(index, last))
    return found


def _may_be_missed(doc: Doc, first: int, last: int, text: str, listed: Toponym | None) -> bool:
    """Return whether words that the model passed over are a place, by where they stand and what they are."""
    spots = find_spots(text)
    if not spots:
        return False
    before = doc.tokens[first - 1].lower if first else ""
    is_large = spots[0].kind in ("region", "sea_air") or any(spot.population >= 30_000 for spot in spots[:2])
    if listed and listed.spots:
        if text in load_short_names():
            return True
        return is_large and any(spot.country == listed.spots[0].country for spot in spots[:2])
    if before in ("in", "near", "at", "outside", "inside", "from") or _is_ground(
        doc, _find_top(doc, first, last)
    ):
        return is_large
    return before in LOCATIVE and is_large and not spots[0].is_other_spelling


def _find_listed(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Return names taken for persons or bodies that stand in a list with a place of their country.

    "Shells fell on Lyman, Kostiantynivka and Chasiv Yar".
    """
    heads = {toponym.head: toponym for toponym in found if toponym.kind == "name" and toponym.spots}
    taken = _cover(found)
    listed: list[Toponym] = []
    for name in doc.names:
        token = doc.tokens[name.head]
        first = heads.get(token.head) if token.relation == "conj" else None
        if name.kind == "LOC" or first is None or name.first in taken or name.last - name.first > 2:
            continue
        spots = find_spots(doc.get_span(name.first, name.last).text)
        country = first.spots[0].country
        if any(spot.country == country and spot.population >= 1_000 for spot in spots):
            listed.append(make_toponym(doc, name.first, name.last, name.head))
            heads[name.head] = listed[-1]
    return listed


def _find_again(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Return names that the text has elsewhere as a place and that the model did not take for one here.

    "Epsom" in "the Epsom police chief", where the text has "in Epsom" too; not a surname of the text,
    and not what is more often a person than a place.
    """
    singles = (name for name in found if name.last == name.first + 1 and name.spots and name.kind == "name")
    known = Counter(toponym.name.lower() for toponym in singles)
    alone = (name for name in doc.names if name.kind == "PER" and name.last == name.first + 1)
    known.subtract(doc.tokens[name.first].lower for name in alone if doc.tokens[name.first].lower in known)
    taken, surnames = _cover(found), _list_surnames(doc)
    again: list[Toponym] = []
    for token in doc.tokens:
        if known[token.lower] <= 0 or token.index in taken or not token.text[0].isupper():
            continue
        name = doc.names[token.name] if token.name >= 0 else None
        if token.upos in ("PROPN", "X", "NOUN", "ADJ") and token.lower not in surnames:
            if name is None or name.last - name.first == 1:
                again.append(make_toponym(doc, token.index, token.index + 1, token.index))
    return again


def _list_surnames(doc: Doc) -> set[str]:
    """Return the last words of the persons' full names, in small letters."""
    names = (name for name in doc.names if name.kind == "PER" and name.last - name.first > 1)
    return {doc.tokens[name.last - 1].lower for name in names}


def _find_embedded(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Return names of places within names of bodies: "Oxford Police", "the University of Aleppo"."""
    taken = _cover(found)
    embedded: list[Toponym] = []
    for name in doc.names:
        if name.kind != "ORG" or name.last - name.first < 2 or taken & set(range(name.first, name.last)):
            continue
        if fold_name(doc.get_span(name.first, name.last).text) in load_sites():
            continue  # "the White House"
        starts = [name.first]
        starts += [
            i for i in range(name.first + 1, name.last) if doc.tokens[i - 1].lower in ("of", "the", "in")
        ]
        for first in dict.fromkeys(starts):
            toponym = _read_embedded(doc, first, name.last)
            if toponym:
                embedded.append(toponym)
                break
    return embedded


def _read_embedded(doc: Doc, first: int, end: int) -> Toponym | None:
    """Return the place name at a token within the name of a body, the longest first; None for none."""
    for last in range(min(first + 3, end), first, -1):
        text = doc.get_span(first, last).text
        if (
            not text[:1].isupper()
            or text.lower() in GENERAL
            or (last == end and first == end - 1 and last - first > 2)
        ):
            continue
        word = get_country_word(text)
        is_country = word is not None and word.kind == "name"
        if is_country or any(_is_telling(spot, text) for spot in find_spots(text)[:3]):
            toponym = make_toponym(doc, first, last, _find_top(doc, first, last))
            toponym.is_embedded = True
            return toponym
    return None


def _is_telling(spot: Spot, text: str) -> bool:
    """Return whether a spot is known well enough to be meant within the name of a body."""
    if spot.is_other_spelling or spot.kind in ("sea_air", "site"):
        return False
    if spot.kind == "adm2":
        return fold_name(spot.name) == fold_name(text)  # "Rapides Parish", not "White" of White County
    return spot.kind != "town" or spot.population >= 50_000


def _find_top(doc: Doc, first: int, last: int) -> int:
    return next(
        (index for index in range(first, last) if not first <= doc.tokens[index].head < last), last - 1
    )


def _drop_covered(found: list[Toponym]) -> list[Toponym]:
    """Return the names without those within a border or a longer name; in order."""
    kept: list[Toponym] = []
    for toponym in found:
        if not kept or toponym.first >= kept[-1].last:
            kept.append(toponym)
    return kept
