"""What each name of a place stands for, of all that it may stand for.

Place in the flow: `reading.places` asks it with all names of a document at once.

Every candidate of a name gets a sum of weighed reasons (`WEIGHTS`), on a scale where one
point makes a candidate ten times as likely. Some reasons hold for the name alone (how many
people live there, what kind of place the words say it is, where the words beside it say it
lies); others ask what the rest of the document speaks of (its countries, its divisions,
what lies near), and that is not known before the other names are resolved. So the choice is
made in a few rounds: each begins from how likely the candidates were after the last.

Time is linear in the number of names: what the document speaks of is kept by country, by
division and by squares of the map, never by pairs of names.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.language.doc import Doc
from dragoman.lexicon.countries import get_country_word
from dragoman.lexicon.gazetteer import Spot, fold_name
from dragoman.lexicon.gazetteer_file import strip_type
from dragoman.lexicon.known_places import load_short_names
from dragoman.reading.toponym import Toponym
from dragoman.reading.toponym_links import lies_in

WEIGHTS = {
    "country named": 9.5,  # a country's own name means the country: "Mali", not Mali in Guinea
    "region named": 8.0,  # the own table has those known to all: the ocean, not Pacific in Missouri
    "lies in no one country": 1.5,  # what no country of the text can speak for
    "site named": 5.5,
    "division of first order": 0.5,  # added to the logarithm of its people, at most MAX_DIVISION
    "division of second order": -1.5,  # the same: towns come first
    "type word left out": -1.5,  # "Washington" is hardly ever Washington County
    "division around a town of its name": -3.0,  # "Aleppo" is the town unless a word says province
    "capital": 2.0,
    "other spelling": -1.5,
    "other spelling of a small town": -3.5,
    "a country's name for its capital": -4.0,  # "Mexico" is noted as another name of Mexico City
    "as the words say": 4.0,  # "Homs province", "Rapides Parish", "the town of Goma"
    "not as the words say": -3.0,
    "lies where said": 4.0,  # "Tripoli, Lebanon"
    "lies elsewhere": -5.0,
    "holds what is said to lie in it": 4.0,  # "Tacoma, Washington": the state, not the capital
    "in a list of such": 3.0,  # "Idaho, Washington and Oregon", "Armenia, Georgia and Turkey"
    "in short elsewhere": 2.0,  # "Wash." beside "Washington": the state, in which the capital is not
    "is as near as said": 4.0,  # "Ayoub, 15 km north of Gao"
    "is far from there": -5.0,
    "said elsewhere in the text": 3.0,  # "Paris, Texas" at first, then "Paris"
    "country of the text": 3.0,
    "division of the text": 3.0,
    "near other places": 1.3,  # for each doubling of their number
    "in a division that is named": 3.0,  # "Paris" and "Henry County": there is one in Tennessee
}
"""Set by reasoning and by reading errors of kinds; not fitted on any set that is measured on."""
MAX_NEAR = 3.0
"""How many places near by count at most."""
MAX_DIVISION = 8.0
LARGE = 100_000
"""How many people make a town large; the other spellings of small ones are often mere notes."""
HEATS = (3.0, 2.0, 1.0, 1.0)
"""How slack each round is: at first unlikely candidates still have a say, so that two may lift each other."""
EMBEDDED = 0.5
"""What a name counts that stands within the names of bodies alone."""
_LIST_WORDS = frozenset((",", ";", "and", "or", "&"))
_SQUARE_DEG = 1.0
_WORD_VOTE = 0.5
"""What an adjective of a country says of it, beside a place there."""
NEAR_DEG = 1.5
"""How far apart in degrees things may lie of which one is said to be near the other."""
MIN_SHARE = 0.05
"""What share of the text's places must lie in the country of a small town for it to be meant."""
MIN_SHARE_WITHIN = 0.3
"""The same for a town taken from within an unknown name."""
MIN_SHARE_MIDDLE = 0.3
"""What share of the places of a text must lie about one spot for unknown names to be looked for there.
Of the unknown names of LGL 54 of 96 are within 161 km of it, of GeoVirus 24 of 46, of GeoWebNews 35 of 57."""
SMALL = 5_000
"""How many people let a town be meant in a text about elsewhere whose name no other place has."""
KNOWN = 100_000
"""How many people make a town known enough to be meant in a text about elsewhere."""


@dataclass(slots=True)
class _Group:
    """The mentions of one name that nothing tells apart: they are resolved as one."""

    key: str
    toponyms: list[Toponym]
    spots: tuple[Spot, ...]
    outer: Toponym | None
    inner: list[Toponym] = field(default_factory=list)
    """The names that are said to lie in it."""
    listed: list[Toponym] = field(default_factory=list)
    """The names that stand beside it in a list."""
    own: list[float] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    weight: float = 1.0


@dataclass(slots=True)
class _Scene:
    """What a document speaks of: votes by country, by division, by square of the map."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    squares: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    named: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Divisions of second order that may be named, and those with a town that may be."""
    total: float = 0.0

    def add(self, spot: Spot, weight: float) -> None:
        """Count what a candidate would say of the scene, as far as it is likely."""
        if spot.country:
            self.countries[spot.country] += weight
        division = _get_division(spot)
        if division:
            self.divisions[division] += weight
        if spot.lat is not None and spot.lon is not None and spot.kind not in ("country", "adm1", "sea_air"):
            self.squares[_get_square(spot.lat, spot.lon)] += weight

    def count_near(self, spot: Spot) -> float:
        """Return the votes in the square of a spot and the eight around it."""
        if spot.lat is None or spot.lon is None:
            return 0.0
        row, column = _get_square(spot.lat, spot.lon)
        around = ((row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1))
        return sum(self.squares.get(square, 0.0) for square in around)


def choose_spots(doc: Doc, toponyms: list[Toponym]) -> dict[Toponym, Spot]:
    """Return what each name stands for; names that nothing fits are left out.

    Example:
        >>> choose_spots(Doc("", [], []), [])
        {}
    """
    groups = _group(toponyms, _find_listed(doc, toponyms))
    by_key: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_key[group.key].append(group)
    named = (load_short_names().get(toponym.name) for toponym in toponyms)
    shorts = frozenset(short.code for short in named if short and not short.others)
    for group in groups:
        group.own = [_weigh_alone(group, spot, by_key[group.key], shorts) for spot in group.spots]
        group.chances = _to_chances(group.own, HEATS[0])
        group.weight = 1.0 + math.log(len(group.toponyms))
        if all(toponym.is_embedded for toponym in group.toponyms):
            group.weight *= EMBEDDED
    words = _count_words(doc)
    for heat in HEATS:
        scene = _see_scene(groups, words)
        for group in groups:
            if len(group.spots) > 1:
                mine = _see_scene([group], {})
                reasons = (_weigh_scene(spot, scene, mine) for spot in group.spots)
                group.chances = _to_chances(
                    (own + more for own, more in zip(group.own, reasons, strict=True)), heat
                )
    scene = _see_scene(groups, words)
    chosen: dict[Toponym, Spot] = {}
    for group in groups:
        best = max(range(len(group.spots)), key=lambda number: group.chances[number])
        if not _is_supported(group, group.spots[best], scene):
            continue
        for toponym in group.toponyms:
            chosen[toponym] = group.spots[best]
    return chosen


def find_middle(chosen: Mapping[Toponym, Spot]) -> Spot | None:
    """Return the place named most often where the places of a text lie closest, None where they lie apart.

    Countries, regions and first-order divisions say too little of where that is.

    Example:
        >>> find_middle({})
    """
    local = [spot for spot in chosen.values() if spot.kind in ("town", "site", "adm2")]
    scene = _Scene()
    for spot in local:
        scene.add(spot, 1.0)
    best = max(local, key=scene.count_near, default=None)
    if best is None or scene.count_near(best) < MIN_SHARE_MIDDLE * len(local):
        return None
    return Counter(spot for spot in local if _is_beside(spot, (best,))).most_common(1)[0][0]


def _find_listed(doc: Doc, toponyms: list[Toponym]) -> dict[Toponym, list[Toponym]]:
    """Return the names on either side of each in a list: "Idaho, Washington and Oregon"."""
    listed: dict[Toponym, list[Toponym]] = defaultdict(list)
    for one, other in pairwise(sorted(toponyms, key=lambda toponym: (toponym.first, -toponym.last))):
        between = [token.lower for token in doc.tokens[one.last : min(other.first, one.last + 3)]]
        if between and len(between) < 3 and set(between) <= _LIST_WORDS and one.outer is not other:
            listed[one].append(other)
            listed[other].append(one)
    return listed


def _group(toponyms: list[Toponym], listed: dict[Toponym, list[Toponym]]) -> list[_Group]:
    """Return the names by what tells them apart: their words, the kind said, where they are said to lie."""
    groups: dict[tuple[object, ...], _Group] = {}
    inner: dict[Toponym, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.outer and toponym.outer.is_part and not toponym.is_within:
            inner[toponym.outer].append(toponym)
    for toponym in toponyms:
        if not toponym.spots or toponym.kind == "border":
            continue
        key = fold_name(toponym.name)
        outer = fold_name(toponym.outer.name) if toponym.outer else None
        beside = fold_name(toponym.beside.name) if toponym.beside else None
        whole = (key, outer, toponym.wants, toponym.country, beside, bool(inner.get(toponym)))
        group = groups.setdefault(whole, _Group(key, [], toponym.spots, toponym.outer))
        group.toponyms.append(toponym)
        group.inner += inner.get(toponym, [])
        group.listed += listed.get(toponym, [])
    return list(groups.values())


def _weigh_alone(group: _Group, spot: Spot, same_name: list[_Group], shorts: frozenset[str]) -> float:
    """Return the sum of the reasons that need nothing but the name and the words beside it."""
    toponym = group.toponyms[0]
    score = _weigh_kind(spot, group.spots)
    if spot.kind in ("adm1", "adm2") and not _is_said_whole(group, spot):
        score += WEIGHTS["type word left out"]
    if spot.is_other_spelling:
        is_large = spot.population >= LARGE or spot.kind == "adm1"
        score += WEIGHTS["other spelling" if is_large else "other spelling of a small town"]
        if is_large and any(other.kind == "country" for other in group.spots):
            score += WEIGHTS["a country's name for its capital"]
    if toponym.wants:
        is_meant = spot.kind == toponym.wants or (toponym.wants == "adm1" and spot.kind in ("adm2", "region"))
        score += WEIGHTS["as the words say" if is_meant else "not as the words say"]
        if toponym.wants == "adm1" and spot.kind == "adm2":
            score -= 1.0
    if toponym.country:
        score += WEIGHTS["lies where said" if spot.country == toponym.country else "lies elsewhere"]
    if spot.kind == "adm1" and spot.code in shorts and not _has_town(spot, group.spots):
        score += WEIGHTS["in short elsewhere"]
    if toponym.beside and toponym.beside.spots:
        is_beside = _is_beside(spot, toponym.beside.spots[:12])
        score += WEIGHTS["is as near as said" if is_beside else "is far from there"]
    if any(lies_in(other, spot) for inner in group.inner[:8] for other in inner.spots[:8]):
        score += WEIGHTS["holds what is said to lie in it"]
    if spot.kind in ("adm1", "country") and any(_is_alike(spot, other) for other in group.listed[:8]):
        score += WEIGHTS["in a list of such"]
    if group.outer and group.outer.spots:
        is_inside = any(lies_in(spot, other) for other in group.outer.spots[:8])
        score += WEIGHTS["lies where said" if is_inside else "lies elsewhere"]
    elif not group.outer:
        outers = [other.outer for other in same_name[:24] if other.outer]
        if any(lies_in(spot, place) for outer in outers[:8] for place in outer.spots[:8]):
            score += WEIGHTS["said elsewhere in the text"]
    return score


def _is_alike(spot: Spot, other: Toponym) -> bool:
    """Return whether a name that nobody takes for a town is a country or division too, as a candidate is."""
    if not other.spots or other.spots[0].kind != spot.kind:
        return False
    first = other.spots[0]
    if spot.kind == "adm1" and first.country != spot.country:
        return False
    return not any(town.kind == "town" and town.population >= LARGE for town in other.spots[1:])


def _is_beside(spot: Spot, others: tuple[Spot, ...]) -> bool:
    """Return whether a candidate lies near one of another name's."""
    return any(
        abs((spot.lat or 0) - (other.lat or 0)) < NEAR_DEG
        and abs((spot.lon or 0) - (other.lon or 0)) < NEAR_DEG
        for other in others
        if other.kind not in ("country", "adm1")
    )


def _is_supported(group: _Group, spot: Spot, scene: _Scene) -> bool:
    """Return whether a small town that the choice fell on has anything in the text to speak for it.

    A hamlet of that name on another continent is worse than no answer; a town taken from
    within an unknown name ("Independence Palace") needs the support of the text all the more.
    """
    if spot.kind not in ("town", "adm2"):
        return True
    toponym = group.toponyms[0]
    if toponym.beside and toponym.beside.spots:
        return _is_beside(spot, toponym.beside.spots[:12])
    if toponym.outer or toponym.country:
        return True
    is_within = toponym.is_within
    if spot.population >= (KNOWN if not is_within and not spot.is_other_spelling else 3 * KNOWN):
        return True
    is_own = not is_within and not spot.is_other_spelling and spot.population >= SMALL
    if is_own and not _has_rival(spot, group.spots):
        return True
    mine = _see_scene([group], {})
    rest = scene.total - mine.total
    if rest <= 0.5:
        return not is_within
    votes = scene.countries.get(spot.country or "", 0.0) - mine.countries.get(spot.country or "", 0.0)
    return votes / rest > (MIN_SHARE_WITHIN if is_within else MIN_SHARE)


def _has_rival(spot: Spot, spots: tuple[Spot, ...]) -> bool:
    """Return whether the name is another's own name too, elsewhere."""
    return any(other.country != spot.country or not _is_beside(other, (spot,)) for other in spots
               if other is not spot and not other.is_other_spelling)  # fmt: skip


def _is_said_whole(group: _Group, spot: Spot) -> bool:
    """Return whether a division is named with its type word, or has none."""
    full = fold_name(spot.name)
    return bool(group.toponyms[0].wants) or strip_type(full) == full


def _weigh_kind(spot: Spot, spots: tuple[Spot, ...]) -> float:
    """Return how much is said by what a candidate is, and by how many people live there."""
    people = math.log10(max(spot.population, 200))
    if spot.kind == "country":
        return WEIGHTS["country named"]
    if spot.kind in ("region", "sea_air"):
        return WEIGHTS["region named"] + (0.0 if spot.country else WEIGHTS["lies in no one country"])
    if spot.kind == "site":
        return WEIGHTS["site named"]
    if spot.kind == "town":
        return people + (WEIGHTS["capital"] if _is_capital(spot) else 0.0)
    score = people + WEIGHTS["division of second order"]
    if spot.kind == "adm1":
        score = min(people + WEIGHTS["division of first order"], MAX_DIVISION)
    if _has_town(spot, spots):
        score += WEIGHTS["division around a town of its name"]
    return score


def _is_capital(spot: Spot) -> bool:
    word = get_country_word(spot.name)
    return bool(word and word.kind == "capital" and word.code == spot.country and spot.population >= LARGE)


def _has_town(division: Spot, spots: Iterable[Spot]) -> bool:
    """Return whether a town of a division's name lies in it."""
    return any(spot.kind == "town" and _is_around(division, spot) for spot in spots)


def _is_around(division: Spot, town: Spot) -> bool:
    """Return whether a division lies around a town that may be meant by its name: Aleppo, not Texas."""
    return town.code.startswith(division.code) and town.population * 20 > division.population


def _weigh_scene(spot: Spot, scene: _Scene, own: _Scene) -> float:
    """Return the sum of the reasons that lie in the rest of the document; a name is no reason for itself."""
    rest = scene.total - own.total
    if rest <= 0.01:
        return 0.0
    score = 0.0
    if spot.country:
        votes = scene.countries[spot.country] - own.countries[spot.country]
        score += WEIGHTS["country of the text"] * votes / (rest + 1)
    division = _get_division(spot)
    if division:
        votes = scene.divisions[division] - own.divisions[division]
        score += WEIGHTS["division of the text"] * votes / (rest + 1)
    if spot.kind not in ("country", "adm1", "sea_air"):
        near = scene.count_near(spot) - own.count_near(spot)
        if spot.kind in ("adm2", "town") and _is_with_division(spot, scene, own):
            share = 1.0 if spot.kind == "town" else 0.5
            score += WEIGHTS["in a division that is named"] * share
        score += WEIGHTS["near other places"] * math.log2(1 + min(max(near, 0.0), MAX_NEAR))
    return score


def _is_with_division(spot: Spot, scene: _Scene, own: _Scene) -> bool:
    """Return whether a town's division is named too, or a town of a division."""
    key = ("town" if spot.kind == "adm2" else "adm2") + spot.code
    return scene.named.get(key, 0.0) > own.named.get(key, 0.0)


def _get_division(spot: Spot) -> str:
    """Return the code of the first-order division that a spot is or lies in, "" for none."""
    country, _, rest = spot.code.partition(".")
    return f"{country}.{rest.partition('.')[0]}" if rest else ""


def _see_scene(groups: list[_Group], words: dict[str, float]) -> _Scene:
    scene = _Scene()
    for group in groups:
        scene.total += group.weight
        for spot, chance in zip(group.spots, group.chances, strict=True):
            if chance > 0.001:
                scene.add(spot, chance * group.weight)
            if spot.code.count(".") == 2 and (spot.kind == "town" or _is_said_whole(group, spot)):
                scene.named[spot.kind + spot.code] += 1.0
    for country, votes in words.items():
        scene.countries[country] += votes
        scene.total += votes
    return scene


def _count_words(doc: Doc) -> dict[str, float]:
    """Return what adjectives and peoples in the text say of its countries."""
    seen: dict[str, float] = {}
    for text in dict.fromkeys(token.text for token in doc.tokens if token.text[:1].isupper()):
        word = get_country_word(text)
        if word and word.code and word.kind in ("adjective", "people", "seat"):
            seen[word.code] = _WORD_VOTE
    return seen


def _to_chances(sums: Iterable[float], heat: float) -> list[float]:
    """Return shares that add to one; a point more, or `heat` points, is ten times as likely."""
    scores = list(sums)
    top = max(scores)
    shares = [10 ** ((score - top) / heat) for score in scores]
    whole = sum(shares)
    return [share / whole for share in shares]


def _get_square(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _SQUARE_DEG), int(lon // _SQUARE_DEG)
