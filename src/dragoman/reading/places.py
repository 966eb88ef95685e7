"""Where: places of the text, with how precisely each is known.

Place in the flow: after `actors`; `reading.events` asks `PlaceTable.find_where`.
`toponyms` reads the names, this module chooses what each stands for and links places to
the words that happen there. A place that no table knows keeps its name and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.gazetteer import Spot
from dragoman.reading.toponyms import LOCATIVE, Toponym, find_toponyms
from dragoman.record.model import Place, PlacePrecision, Where
from dragoman.text.spans import Span

_WITHIN = frozenset(
    (
        "in at on near inside outside around over across along off throughout between within south north "
        "east west by"
    ).split()
)
_TOWARDS = frozenset(("from to into onto through towards toward against via").split())
_ADVERBIAL = ("obl", "nmod", "advmod")


@dataclass(slots=True)
class PlaceTable:
    """The places of one document and which token names which of them."""

    places: dict[str, Place] = field(default_factory=dict)
    """Places by id (`p1` …), in order of first mention."""
    heads: dict[int, str] = field(default_factory=dict)
    """Head token of a place phrase → id of the place."""
    spans: dict[int, Span] = field(default_factory=dict)
    """Head token of a place phrase → its words."""

    def find_where(self, doc: Doc, trigger: int) -> Where | None:
        """Return where the text says that the event at token `trigger` happened, or None.

        Words of the event itself come first ("shelled Homs", "a raid in Goma"), then its
        objects ("killed two people in Homs"), then the clause around it.
        """
        if not self.heads:
            return None
        found = self._find_own(doc, trigger)
        here = doc.tokens[trigger]
        for _ in range(3):
            if found is not None or here.head < 0:
                break
            above = doc.tokens[here.head]
            if not _shares_place(here, above):
                break
            found = self._find_own(doc, above.index)
            here = above
        return Where(self.heads[found], self.spans[found]) if found is not None else None

    def _find_own(self, doc: Doc, index: int) -> int | None:
        """Return the head of the best place phrase that hangs on a word."""
        found: list[tuple[int, int, int, int, int]] = []
        token = doc.tokens[index]
        for child in token.children:
            below = doc.tokens[child]
            rank = self._rank(doc, token, below)
            if rank is None:
                continue
            place = self._find_in_phrase(doc, child, 0)
            if place is not None:
                is_wide = self.places[self.heads[place]].precision not in ("exact", "near")
                found.append((int(rank in (3, 4, 6, 7)), int(is_wide), rank, abs(child - index), place))
        return min(found)[4] if found else None

    def _rank(self, doc: Doc, token: Token, below: Token) -> int | None:
        """Return how well a dependent says where: 0 best; None for one that does not."""
        marker = doc.get_marker(below.index).split(" ")[0]
        is_place = below.index in self.heads
        if matches(below.relation, _ADVERBIAL):
            if marker in _WITHIN:
                return 0
            if marker == "of" and is_place and token.upos in ("NOUN", "PROPN"):
                return 1  # "the siege of Aleppo"
            if marker in _TOWARDS or (marker == "on" and is_place):
                return 3
            if marker and not is_place and marker in ("with", "against", "after", "during", "by", "to"):
                return 7  # "clashed with rebels in Gao"
            return None if marker else (4 if is_place or matches(below.relation, ("obl",)) else None)
        if matches(below.relation, ("obj", "nsubj:pass")) or below.relation == "nsubj:pass":
            if is_place and self._is_ground(below.index):
                return 2  # "shelled Homs"
            return 5
        if below.relation in ("compound", "nmod:poss") and is_place and token.upos == "NOUN":
            return 2 if self._is_ground(below.index) else None  # "the Homs bombing"
        return 6 if below.relation == "nsubj" and token.upos == "VERB" and not is_place else None

    def _is_ground(self, head: int) -> bool:
        """Return whether a place is ground that can be hit, not a state or its government."""
        return self.places[self.heads[head]].precision != "country"

    def _find_in_phrase(self, doc: Doc, index: int, depth: int) -> int | None:
        """Return the place within a phrase: "at a checkpoint near Homs", "in the town of Goma".

        The narrowest wins: in "a village in Dara province" nothing else is known, in "the town
        of Goma in North Kivu" it is the town.
        """
        if index in self.heads:
            return index
        found: int | None = None
        for child in doc.tokens[index].children if depth < 4 else ():
            below = doc.tokens[child]
            if not matches(
                below.relation, ("nmod", "appos", "compound", "flat", "conj", "obl", "advmod", "dep")
            ):
                continue
            marker = doc.get_marker(child).split(" ")[0]
            is_plain = below.relation == "nmod" and marker not in _WITHIN and marker != "of"
            if is_plain and below.index not in self.heads:
                continue
            inner = self._find_in_phrase(doc, child, depth + 1)
            if inner is None or (not marker and not self._is_ground(inner)):
                continue
            if found is None or not self._is_precise(found):
                found = inner
        return found

    def _is_precise(self, head: int) -> bool:
        return self.places[self.heads[head]].precision in ("exact", "near")


def _shares_place(here: Token, above: Token) -> bool:
    """Return whether a word happens where the one above it does: "struck Homs, killing two"."""
    if here.upos in ("NOUN", "PROPN"):
        return matches(here.relation, ("nsubj", "obj", "obl", "conj")) and above.upos in (
            "VERB",
            "NOUN",
            "AUX",
        )
    return here.relation in ("conj", "xcomp", "advcl", "acl", "parataxis") or here.relation == "acl:relcl"


def find_places(doc: Doc) -> PlaceTable:
    """Return the places of a document.

    Candidates of a name are ranked by what stands with it ("Tripoli, Lebanon"), the
    countries and towns that the document names, and population.

    Example:
        >>> find_places(Doc("", [], [])).places
        {}
    """
    toponyms = find_toponyms(doc)
    context = _count_countries(toponyms)
    table = PlaceTable()
    by_key: dict[tuple[object, ...], str] = {}
    mentions: dict[str, list[Span]] = {}
    for toponym in toponyms:
        if toponym.kind == "country" and not _is_scene(doc, toponym):
            continue
        spot = _choose(toponym, context)
        place = _make_place(toponym, spot)
        key = (place.name, place.country, place.precision, place.geonames_id)
        if key not in by_key:
            by_key[key] = f"p{len(by_key) + 1}"
            table.places[by_key[key]] = place
        id = by_key[key]
        span = doc.get_span(toponym.first, toponym.last)
        mentions.setdefault(id, []).append(span)
        table.heads[toponym.head] = id
        table.spans[toponym.head] = span
    for id, place in table.places.items():  # now that all mentions are known
        table.places[id] = Place(id, place.name, place.country, place.admin1, place.lat, place.lon,
                                 place.geonames_id, place.precision, tuple(mentions[id]))  # fmt: skip
    return table


def _is_scene(doc: Doc, toponym: Toponym) -> bool:
    """Return whether a country is named as a place ("in Mali"), not as a party ("Mali said")."""
    return doc.get_marker(toponym.head).split(" ")[0] in LOCATIVE or toponym.marker in LOCATIVE


def _count_countries(toponyms: list[Toponym]) -> Counter[str]:
    """Return the countries of a document: those named, and those of names that mean one place only."""
    context: Counter[str] = Counter()
    for toponym in toponyms:
        if toponym.country:
            context[toponym.country] += 3
        elif toponym.spots:
            countries = {spot.country for spot in toponym.spots}
            first = toponym.spots[0]
            if first.country and (
                len(countries) == 1 or first.population > 1_000_000 or first.kind == "region"
            ):
                context[first.country] += 1
    return context


def _choose(toponym: Toponym, context: Counter[str]) -> Spot | None:
    """Return what a name stands for here, None where nothing known fits.

    Figures: a stated country outweighs all; a country of the context is worth a factor of
    a hundred in population; another spelling a tenth.
    """
    best: tuple[float, Spot] | None = None
    for order, spot in enumerate(toponym.spots):
        if toponym.country and spot.country and spot.country != toponym.country:
            continue
        if (
            toponym.wants
            and spot.kind != toponym.wants
            and not (spot.kind == "region" and toponym.wants == "adm1")
        ):
            continue
        score = float(max(spot.population, 500))
        if spot.kind in ("region", "sea_air", "site"):
            score = 3e6
        elif spot.kind == "adm1":
            score = 5e8 if toponym.wants == "adm1" else 30_000.0
        if spot.country and context[spot.country]:
            score *= 50 * (1 + min(context[spot.country], 12))
        if toponym.admin1 and spot.admin1 and toponym.admin1 == spot.admin1:
            score *= 1e4
        if spot.is_other_spelling:
            score *= 0.1
        score *= 1 - 0.01 * order
        if best is None or score > best[0]:
            best = score, spot
    return best[1] if best else None


def _make_place(toponym: Toponym, spot: Spot | None) -> Place:
    """Return the place, without an id and mentions. Only towns have coordinates."""
    name = toponym.name
    if toponym.kind == "country":
        return Place("", name, toponym.country, None, None, None, None, "country", ())
    if toponym.kind == "border":
        return Place("", name, toponym.country, None, None, None, None, "region", ())
    if spot is None:
        precision: PlacePrecision = "adm2" if toponym.is_district else "adm1" if toponym.wants else "near"
        if toponym.kind == "sea_air":
            precision = "sea_air"
        elif toponym.kind == "region":
            precision = "region"
        elif not toponym.wants and not toponym.is_district:
            precision = "near" if toponym.is_near else "exact"
        return Place("", name, toponym.country, toponym.admin1, None, None, None, precision, ())
    if spot.kind == "town":
        precision = (
            "adm2"
            if toponym.is_district
            else "near"
            if toponym.is_near or toponym.kind == "site"
            else "exact"
        )
        return Place("", name, spot.country, spot.admin1, spot.lat, spot.lon, spot.geonames_id, precision, ())
    if spot.kind == "site":
        return Place(
            "", name, spot.country, None, None, None, None, "near" if toponym.is_near else "exact", ()
        )
    admin1 = spot.admin1 or (spot.name if spot.kind == "adm1" else None)
    return Place("", name, spot.country, admin1, None, None, None, spot.kind, ())
