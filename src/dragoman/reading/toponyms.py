"""Names of places in the text: which words, what kind of place the words around them say it is.

Place in the flow: beside `reading.places`, which chooses what each name stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.language.doc import Doc, Name, Token
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.gazetteer import Spot, SpotKind, find_spots, fold_name, load_region_firsts, load_regions

ToponymKind = Literal["name", "country", "region", "sea_air", "site", "border"]

LOCATIVE = frozenset(
    (
        "in at on near from inside outside over across along around to into off through throughout within "
        "between towards toward via north south east west"
    ).split()
)
_NEAR = frozenset(("near", "outside", "around", "beyond"))
_COMPASS = frozenset(
    (
        "north south east west northeast northwest southeast southwest north-east north-west south-east "
        "south-west outskirts kilometres kilometers km miles suburb suburbs"
    ).split()
)
_FIRST_ORDER = frozenset(
    ("province provinces region governorate oblast state prefecture department provincial").split()
)
_SECOND_ORDER = frozenset(
    ("district", "county", "raion", "rayon", "municipality", "subdistrict", "sub-district")
)
_WATERS = frozenset(("sea strait straits gulf bay ocean channel canal airspace coast").split())
_LAND = frozenset(
    (
        "river valley desert mountains mountain peninsula forest island islands heights lake corridor "
        "gorge hills plateau basin"
    ).split()
)
_SITES = frozenset(
    (
        "airport cathedral church mosque base airbase hospital bridge square university prison palace "
        "camp checkpoint dam station port hotel school crossing stadium barracks museum embassy market "
        "temple shrine airfield tower street plant refinery monastery synagogue castle fort fortress "
        "terminal mall bazaar avenue highway"
    ).split()
)
_FILLING = frozenset(
    "the of a town city village capital port northern southern eastern western central".split()
)
_GROUND_VERBS = frozenset(
    (
        "shell bomb bombard besiege capture recapture seize storm retake take attack raid strike hit leave "
        "enter reach flee visit overrun invade occupy liberate encircle surround pound rocket"
    ).split()
)
_GROUND_NOUNS = frozenset(
    "siege battle bombing shelling fall capture bombardment attack raid assault massacre liberation".split()
)
_BORDERS = frozenset(("border", "frontier", "borders"))


@dataclass(slots=True)
class Toponym:
    """One name of a place: tokens `first` to `last` (exclusive), `head` its top token.

    `country` and `admin1` are what the words beside it state ("Tripoli, Lebanon");
    `wants` is the kind that they say it is ("Homs province").
    """

    first: int
    last: int
    head: int
    name: str
    kind: ToponymKind = "name"
    spots: tuple[Spot, ...] = ()
    country: str | None = None
    admin1: str | None = None
    wants: SpotKind | None = None
    marker: str = ""
    is_near: bool = False
    is_district: bool = False
    inside: list[int] = field(default_factory=list)


def find_toponyms(doc: Doc) -> list[Toponym]:
    """Return the place names of a document, in order, each with what its neighbours state.

    Names that nest ("Grozny, Chechnya, Russia") are one.

    Example:
        >>> find_toponyms(Doc("", [], []))
        []
    """
    found = _find_long_regions(doc)
    taken = {index for toponym in found for index in range(toponym.first, toponym.last)}
    found += [toponym for name in doc.names if name.head not in taken and (toponym := _read_name(doc, name))]
    found += _find_borders(doc, found)
    found += _find_missed(doc, {index for toponym in found for index in range(toponym.first, toponym.last)})
    found.sort(key=lambda toponym: (toponym.first, -toponym.last))
    return _nest(doc, found)


def _find_long_regions(doc: Doc) -> list[Toponym]:
    """Return regions whose name is several words, which names often break up: "the Gulf of Aden"."""
    found: list[Toponym] = []
    firsts = load_region_firsts()
    tokens, index = doc.tokens, 0
    while index < len(tokens):
        token = tokens[index]
        length = 0
        if token.text[:1].isupper():
            for number in firsts.get(token.lower, ()):
                stretch = tokens[index : index + number]
                if len(stretch) == number and stretch[-1].sentence == token.sentence:
                    if (
                        stretch[-1].text[:1].isupper()
                        and fold_name(doc.get_span(index, index + number).text) in load_regions()
                    ):
                        length = number
                        break
        if length:
            found.append(_make(doc, index, index + length, _find_top(doc, index, index + length)))
        index += length or 1
    return found


def _read_name(doc: Doc, name: Name) -> Toponym | None:
    """Return what a name of the model says as a place; None for one that is none."""
    first, last = name.first, name.last
    while first < last - 1 and doc.tokens[first].lower in (
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
    ):
        first += 1
    while last - 1 > first and doc.tokens[last - 1].lower in ("'s", "’s", "'"):
        last -= 1
    text = doc.get_span(first, last).text
    if name.kind != "LOC" and not _may_be_place(doc, name, first, text):
        return None
    return _make(doc, first, last, name.head if first <= name.head < last else first)


def _may_be_place(doc: Doc, name: Name, first: int, text: str) -> bool:
    """Return whether a name tagged PER or ORG is a place: a site or a known town behind "in"."""
    if doc.tokens[name.last - 1].lower in _SITES or fold_name(text) in load_regions():
        return True
    if name.last - name.first > 3:
        return False
    if doc.get_marker(name.head).split(" ")[0] not in ("in", "near", "at", "outside", "from"):
        return _is_ground(doc, name.head) and _is_known_town(text)
    word = get_country_word(text)
    if word and word.kind == "name":
        return True
    return _is_known_town(text)


def _is_known_town(text: str) -> bool:
    return any(spot.population >= 20_000 and not spot.is_other_spelling for spot in find_spots(text)[:3])


def _is_ground(doc: Doc, head: int) -> bool:
    """Return whether a word is what one shells or takes: "besieged Huambo", "the bombing of Dresden"."""
    token = doc.tokens[head]
    above = doc.tokens[token.head] if token.head >= 0 else None
    if above is None:
        return False
    if token.relation in ("obj", "nsubj:pass", "obl"):
        return above.lemma in _GROUND_VERBS
    return token.relation in ("nmod", "compound") and above.lemma in _GROUND_NOUNS


def _make(doc: Doc, first: int, last: int, head: int) -> Toponym:
    tokens = doc.tokens
    text = doc.get_span(first, last).text
    toponym = Toponym(first, last, head, text)
    end = tokens[last - 1].lower
    following = tokens[last].lower if last < len(tokens) else ""
    _read_surroundings(doc, toponym)
    word = get_country_word(text)
    if word and word.kind == "name" and word.country.kind in ("state", "territory", "former", "disputed"):
        if fold_name(text) not in load_regions():
            toponym.kind, toponym.country = "country", word.code
            return toponym
    toponym.spots = find_spots(text)
    if last - first > 1 and end in _FIRST_ORDER | _SECOND_ORDER and not toponym.spots:
        toponym.spots = find_spots(doc.get_span(first, last - 1).text)
    if end in _FIRST_ORDER or following in _FIRST_ORDER:
        toponym.wants = "adm1" if any(spot.kind in ("adm1", "region") for spot in toponym.spots) else None
        if not toponym.spots:
            toponym.kind, toponym.wants = "name", "adm1"
    elif end in _SECOND_ORDER or following in _SECOND_ORDER:
        toponym.is_district = True
    elif toponym.spots and toponym.spots[0].kind in ("region", "sea_air"):
        toponym.kind = "region"
    elif end in _SITES:
        toponym.kind = "site"
    elif end in _WATERS or tokens[first].lower in ("gulf", "strait", "bay", "sea"):
        toponym.kind = "sea_air"
    elif end in _LAND or following in ("river", "valley", "mountains"):
        toponym.kind = "region"
    if not toponym.spots and word and word.country.kind in ("region", "disputed") and word.kind == "name":
        toponym.kind, toponym.country = "region", word.code
    return toponym


def _read_surroundings(doc: Doc, toponym: Toponym) -> None:
    """Note the preposition and the distance before a name: "160 km east of Dara", "near Dara"."""
    before = [doc.tokens[index].lower for index in range(max(0, toponym.first - 5), toponym.first)]
    marker = doc.get_marker(toponym.head).split(" ")[0]
    place = len(before) - 1
    while place >= 0 and before[place] in _FILLING:
        place -= 1
    toponym.marker = (
        marker if marker in LOCATIVE else before[place] if place >= 0 and before[place] in LOCATIVE else ""
    )
    toponym.is_near = marker in _NEAR or (place >= 0 and before[place] in _NEAR)
    if not toponym.is_near and "of" in before[-2:] and any(word in _COMPASS for word in before):
        toponym.is_near = True
    if before[-2:] == ["close", "to"] or before[-2:] == ["next", "to"]:
        toponym.is_near = True


def _find_missed(doc: Doc, taken: set[int]) -> list[Toponym]:
    """Return capitalised words behind a preposition of place that a table knows and the model passed over."""
    found: list[Toponym] = []
    tokens = doc.tokens
    for index, token in enumerate(tokens):
        if token.upos != "PROPN" or index in taken or token.name >= 0 or not token.text[:1].isupper():
            continue
        last = index + 1
        while last < len(tokens) and last - index < 4 and tokens[last].upos == "PROPN" and last not in taken:
            last += 1
        head = _find_top(doc, index, last)
        before = tokens[index - 1].lower if index else ""
        if before not in ("in", "near", "at", "outside", "inside") and not _is_ground(doc, head):
            continue
        spots = find_spots(doc.get_span(index, last).text)
        if spots and (
            spots[0].kind in ("region", "sea_air") or any(s.population >= 30_000 for s in spots[:2])
        ):
            found.append(_make(doc, index, last, head))
    return found


def _find_top(doc: Doc, first: int, last: int) -> int:
    return next(
        (index for index in range(first, last) if not first <= doc.tokens[index].head < last), last - 1
    )


def _find_borders(doc: Doc, names: list[Toponym]) -> list[Toponym]:
    """Return borders, named with what they lie between: "the border between A and B", "the A-B border"."""
    found: list[Toponym] = []
    for token in doc.tokens:
        if token.lower not in _BORDERS or token.upos not in ("NOUN", "PROPN"):
            continue
        first, last = _measure_border(doc, token)
        inside = [name for name in names if first <= name.first and name.last <= last]
        adjectives = any(get_country_word(other.text) for other in doc.tokens[first : token.index])
        if not inside and not adjectives:
            continue
        countries = {name.country for name in inside if name.country}
        border = Toponym(first, last, token.index, doc.get_span(first, last).text, "border")
        border.country = (
            countries.pop() if len(countries) == 1 and not adjectives and len(inside) > 1 else None
        )
        border.marker = doc.get_marker(token.index)
        border.inside = [name.head for name in inside]
        found.append(border)
    return found


def _measure_border(doc: Doc, token: Token) -> tuple[int, int]:
    """Return the stretch of a border's name, without its article."""
    first = token.index
    start, end = doc.get_sentence(first).first, doc.get_sentence(first).last
    while first > start and _is_border_word(doc, first - 1, start):
        first -= 1
    last = token.index + 1
    if last < end and doc.tokens[last].lower in ("between", "with", "of"):
        here = last + 1
        while here < end and here - last < 10 and (
            doc.tokens[here].upos in ("PROPN", "DET", "ADJ") or doc.tokens[here].lower == "and"
        ):  # fmt: skip
            here += 1
            if doc.tokens[here - 1].upos == "PROPN":
                last = here
    return first, max(last, token.index + 1) if last != token.index + 2 or doc.tokens[
        last - 1
    ].upos == "PROPN" else token.index + 1


def _is_border_word(doc: Doc, index: int, start: int) -> bool:
    """Return whether a word before "border" belongs to its name: "the Peru-Ecuador border"."""
    token = doc.tokens[index]
    if token.upos in ("PROPN", "ADJ", "X"):
        return True
    return token.text in ("-", "–", "and") and index - 1 >= start and doc.tokens[index - 1].text[:1].isupper()


def _nest(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Return the names with those that only say where another lies taken into it."""
    kept: list[Toponym] = []
    for toponym in found:
        before = kept[-1] if kept else None
        if before and toponym.first < before.last:
            continue  # within a border or a longer name
        if (
            before
            and before.kind != "country"
            and _joins(doc, before.last, toponym.first)
            and before.kind != "border"
        ):
            is_merged = doc.tokens[before.last].text == "," and _contains(before, toponym)
            if before.kind == "site" and not before.spots and toponym.kind == "name":
                before.spots, before.is_near = toponym.spots, True  # the town's coordinates, and said so
                before.country = before.country or toponym.country
            elif is_merged or doc.tokens[before.last].text != ",":
                _note_container(before, toponym)
            if is_merged:
                before.last = toponym.last
                continue
        if (
            before
            and before.kind == "country"
            and doc.get_span(before.last - 1, toponym.first).text.endswith("’s")
        ):
            toponym.country = toponym.country or before.country
        if (
            before
            and before.kind == "country"
            and toponym.first - before.last <= 3
            and toponym.kind != "country"
        ):
            between = [token.lower for token in doc.tokens[before.last : toponym.first]]
            if (
                between
                and between[0] in ("'s", "’s")
                and any(s.country == before.country for s in toponym.spots)
            ):
                toponym.country = before.country  # "Turkey's Diyarbakir province"
        kept.append(toponym)
    return kept


def _joins(doc: Doc, first: int, last: int) -> bool:
    """Return whether only a comma, or "in the province of", stands between two names."""
    between = [token.lower for token in doc.tokens[first:last]]
    if not between or len(between) > 6:
        return False
    if between == [","]:
        return True
    return between[0] == "in" and not any(token.upos in ("VERB", "NUM") for token in doc.tokens[first:last])


def _contains(inner: Toponym, outer: Toponym) -> bool:
    """Return whether the inner name may lie in the outer: "Tripoli, Lebanon", not "Homs, Hama"."""
    if outer.kind == "country":
        return not inner.spots or any(spot.country in (outer.country, None) for spot in inner.spots)
    countries = {spot.country for spot in inner.spots}
    for spot in outer.spots:
        if spot.kind in ("adm1", "region") and (not inner.spots or spot.country in countries):
            return (
                any(s.admin1 == spot.admin1 for s in inner.spots)
                if spot.kind == "adm1" and inner.spots
                else True
            )
    return False


def _note_container(inner: Toponym, outer: Toponym) -> None:
    if outer.kind == "country":
        if not inner.spots or any(spot.country == outer.country for spot in inner.spots):
            inner.country = inner.country or outer.country
        return
    for spot in outer.spots:
        if spot.country and (not inner.spots or any(other.country == spot.country for other in inner.spots)):
            inner.country = inner.country or spot.country
            inner.admin1 = inner.admin1 or (spot.admin1 if spot.kind == "adm1" else None)
            return
