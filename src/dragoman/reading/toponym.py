"""One name of a place: its words, what they may stand for, and what the words beside it say of it.

Place in the flow: `reading.toponyms` finds the names of a text and links those that say
where another lies; `reading.place_choice` chooses what each stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.language.doc import Doc
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.gazetteer import Spot, SpotKind, find_places_of_words, find_spots
from dragoman.lexicon.known_places import load_country_spots

ToponymKind = Literal["name", "country", "region", "sea_air", "site", "border"]

LOCATIVE = frozenset(
    (
        "in at on near from inside outside over across along around to into off through throughout within "
        "between towards toward via north south east west above beyond beside"
    ).split()
)
_NEAR = frozenset(("near", "outside", "around", "beyond", "beside", "between", "off"))
NEARNESS = _NEAR | frozenset(
    "close next north south east west outskirts miles kilometres kilometers km suburb".split()
)
_MEASURES = frozenset("kilometres kilometers km kms miles mi metres meters away far".split())
_COMPASS = frozenset(
    (
        "north south east west northeast northwest southeast southwest north-east north-west south-east "
        "south-west outskirts outside kilometres kilometers km miles suburb suburbs edge vicinity"
    ).split()
)
FIRST_ORDER = frozenset(
    (
        "province provinces region governorate oblast state prefecture department provincial krai kray "
        "republic territory canton voivodeship emirate"
    ).split()
)
_OF_COUNTRIES = frozenset("territory region republic".split())
"""Those that are said of a country too."""
SECOND_ORDER = frozenset(
    "district county counties co raion rayon municipality subdistrict sub-district parish borough".split()
)
_WATERS = frozenset("sea strait straits gulf bay ocean channel canal airspace coast waters".split())
_LAND = frozenset(
    (
        "river valley desert mountains mountain peninsula forest island islands heights lake corridor "
        "gorge hills plateau basin creek mount range highlands delta reef shoal"
    ).split()
)
_LAND_FIRSTS = frozenset("river lake mount mt. wadi".split())
SITES = frozenset(
    (
        "airport cathedral church mosque base airbase hospital bridge square university prison palace "
        "camp checkpoint dam station port hotel school crossing stadium barracks museum embassy market "
        "temple shrine airfield tower street plant refinery monastery synagogue castle fort fortress "
        "terminal mall bazaar avenue highway road park college cemetery pass tunnel factory oilfield mine"
    ).split()
)
_FILLING = frozenset(
    "the of a town city village capital port northern southern eastern western central".split()
)
GENERAL = (
    SITES
    | _WATERS
    | _LAND
    | FIRST_ORDER
    | SECOND_ORDER
    | frozenset(
        (
            "the of and new old great upper lower north south east west central northern southern eastern "
            "western center centre point cape tower house court hall club company memorial general national "
            "international royal grand union republic islamic world county city town village area high "
            "middle elementary medical community regional public state federal council police department "
            "first second third little big grove side end block suite main la le el al los las san santa "
            "saint st st. mt mt. de del"
        ).split()
    )
)
"""Words that alone say nothing of where a thing lies: "Point", though there are towns of that name."""
DAY_WORDS = frozenset(
    (
        "january february march april may june july august september october november december monday "
        "tuesday wednesday thursday friday saturday sunday christmas easter ramadan hajj passover"
    ).split()
)
"""Names in capital letters that are times, whatever towns bear them."""
_TOWN_WORDS = frozenset("city town village hamlet settlement port suburb".split())


@dataclass(slots=True, eq=False)
class Toponym:
    """One name of a place: tokens `first` to `last` (exclusive), `head` its top token.

    `country` is what the words beside it state ("the Syrian town of Azaz"), `outer` the name
    that says where it lies ("Tripoli, Lebanon"); `is_part` marks such an outer name that
    belongs to the inner one. `wants` is the kind that the words beside it say it is ("Homs
    province").
    """

    first: int
    last: int
    head: int
    name: str
    kind: ToponymKind = "name"
    spots: tuple[Spot, ...] = ()
    country: str | None = None
    wants: SpotKind | None = None
    marker: str = ""
    is_near: bool = False
    outer: Toponym | None = None
    beside: Toponym | None = None
    """The name that it is said to be near: "Ayoub, 15 km north of Gao"."""
    is_part: bool = False
    inside: list[Toponym] = field(default_factory=list)
    is_within: bool = False
    """Whether the candidates are those of a name within this one: "Aleppo University"."""
    is_embedded: bool = False
    """Whether it stands within another name: "Oxford Police". It tells where the text is, no more."""


def make_toponym(doc: Doc, first: int, last: int, head: int, given: str | None = None) -> Toponym:
    """Return a name with all that it may stand for.

    Args:
        doc: The text.
        first: Its first token.
        last: The token behind its last.
        head: Its top token.
        given: Words that are known to be a place (adjectives then count too); None for a
            name found in the text.
    """
    name = given if given is not None else doc.get_span(first, last).text
    toponym = Toponym(first, last, head, name)
    _read_surroundings(doc, toponym)
    _find_candidates(toponym, given is not None)
    _read_kind(doc, toponym)
    if name.lower() in GENERAL | DAY_WORDS and not toponym.wants:  # "the West" is no province
        toponym.spots = tuple(spot for spot in toponym.spots if spot.kind in ("region", "sea_air"))
    return toponym


def _find_candidates(toponym: Toponym, is_given: bool) -> None:
    """Give a name its candidates; for one that no table knows, those of the names within it."""
    name = toponym.name
    word = get_country_word(name)
    is_country = word is not None and word.kind == "name" and word.country.kind != "region"
    toponym.spots = find_places_of_words(name) if is_given or is_country else find_spots(name)
    if toponym.spots and toponym.spots[0].kind == "country":
        toponym.kind = "country"
    elif not toponym.spots and word and word.kind == "name":
        toponym.kind, toponym.country = "region", word.code
    words = name.split()
    if toponym.spots or len(words) < 2 or not (is_given or words[-1].lower() in SITES):
        return
    toponym.spots = find_within(name)
    toponym.kind, toponym.is_near, toponym.is_within = "site", True, True


def find_within(name: str) -> tuple[Spot, ...]:
    """Return the candidates of the longest known name in the words of another.

    "Aleppo University" gives those of "Aleppo", "Port of Mombasa" those of "Mombasa".
    """
    words = name.replace("/", " ").replace(",", " ").split()[:12]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            is_name = part[:1].isupper() and not (length == 1 and part.lower() in GENERAL)
            if is_name and (found := find_places_of_words(part)) and _may_hold(part, found[0]):
                return found
    return ()


def _may_hold(words: str, spot: Spot) -> bool:
    """Return whether a thing may lie where a name within its own says: no "French Quarter" in France."""
    if spot.kind in ("site", "sea_air") or (spot.kind == "region" and not spot.country):
        return False
    word = get_country_word(words)
    return not (word and word.kind in ("adjective", "people"))


def _read_kind(doc: Doc, toponym: Toponym) -> None:
    """Note what the words of a name, or the one behind it, say that it is."""
    words = toponym.name.lower().split()
    end, start = words[-1].rstrip(".") if words else "", words[0] if words else ""
    following = doc.tokens[toponym.last].lower if toponym.last < len(doc.tokens) else ""
    before = [doc.tokens[index].lower for index in range(max(0, toponym.first - 3), toponym.first)]
    kinds = {spot.kind for spot in toponym.spots}
    is_named = before[-1:] == ["of"] and len(before) > 1
    if is_named and "country" in kinds and before[-2] in _OF_COUNTRIES:  # "on the territory of Georgia"
        is_named = False
    if end in FIRST_ORDER or following in FIRST_ORDER or (is_named and before[-2] in FIRST_ORDER):
        if "country" not in kinds or kinds & {"adm1", "region"}:
            toponym.wants = "adm1" if kinds & {"adm1", "region", "adm2"} or not kinds else None
    elif end in SECOND_ORDER or following in SECOND_ORDER or (is_named and before[-2] in SECOND_ORDER):
        toponym.wants = "adm2"
    elif is_named and before[-2] in _TOWN_WORDS and "town" in kinds:
        toponym.wants = "town"
    if toponym.kind != "name" or toponym.wants:
        return
    if toponym.spots and toponym.spots[0].kind in ("region", "sea_air") and len(kinds) == 1:
        toponym.kind = "region"
    elif end in SITES:
        toponym.kind = "site"
    elif end in _WATERS or start in ("gulf", "strait", "bay", "sea"):
        toponym.kind = "sea_air"
    elif end in _LAND or start in _LAND_FIRSTS or following in ("river", "valley", "mountains"):
        toponym.kind = "region"


def _read_surroundings(doc: Doc, toponym: Toponym) -> None:
    """Note the preposition and the distance before a name: "160 km east of Dara", "near Dara"."""
    before = [doc.tokens[index].lower for index in range(max(0, toponym.first - 5), toponym.first)]
    marker = doc.get_marker(toponym.head).split(" ")[0]
    place = len(before) - 1
    while place >= 0 and before[place] in _FILLING:
        place -= 1
    stated = before[place] if place >= 0 else ""
    toponym.marker = marker if marker in LOCATIVE else stated if stated in LOCATIVE else ""
    token = doc.tokens[toponym.head]
    if token.relation == "conj" and token.head >= 0 and doc.get_marker(token.head) == "between":
        toponym.is_near = True  # "between Moulmein and Pegu"
    toponym.is_near |= marker in _NEAR or stated in _NEAR
    if stated in _COMPASS and "of" in before[place + 1 :]:  # "80 km east of Gao", "the outskirts of Gao"
        toponym.is_near = True
    if before[-2:] in (["close", "to"], ["next", "to"]) or (
        before[-2:-1] and before[-1] == "from" and before[-2] in _MEASURES
    ):
        toponym.is_near = True  # "12 miles from Gao"
    if any(word in _TOWN_WORDS | FIRST_ORDER | SECOND_ORDER for word in before[-3:]):
        toponym.country = _read_adjective(before)


def _read_adjective(before: list[str]) -> str | None:
    """Return the country of an adjective before a kind of place: "the Syrian border town of Azaz"."""
    for word in reversed(before[:-1]):
        found = get_country_word(word.capitalize())
        if found and found.kind == "adjective" and found.code in load_country_spots():
            return found.code
    return None
