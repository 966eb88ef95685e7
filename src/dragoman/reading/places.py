"""Where: places of the text, with how precisely each is known.

Place in the flow: after `actors`; `reading.events` asks `PlaceTable.find_where`.
`toponyms` reads the names, this module chooses what each stands for and links places to
the words that happen there. A place that no table knows keeps its name and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.gazetteer import Spot, fold_name
from dragoman.reading.home_signs import Sign, Signs
from dragoman.reading.place_choice import choose_spots, find_middle
from dragoman.reading.toponym import LOCATIVE, Toponym
from dragoman.reading.toponyms import find_toponyms, read_given
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
_SAYING = frozenset(
    "say claim blame condemn accuse deny announce report tell confirm admit warn add state".split()
)
"""What is said does not happen where the speaker is: "claimed by a group in Yemen"."""
_WIDTHS: dict[PlacePrecision, int] = {
    "exact": 0, "near": 0, "adm2": 1, "adm1": 2, "region": 2, "sea_air": 2, "country": 3,
}  # fmt: skip
_TARGETS = frozenset("target scene site venue location".split())
_PLACE_NOUNS = frozenset(
    (
        "country city town village region province area district island capital territory camp port there "
        "enclave zone peninsula valley"
    ).split()
)
"""Words that stand for a place named before: "withdrew from the country"."""

_WIDE = frozenset(
    "north south east west northern southern eastern western republic union kingdom world".split()
)
"""Words that stand for a part of the world or a state: "the West" is not where the text's towns are."""


@dataclass(slots=True)
class PlaceTable:
    """The places of one document and which token names which of them."""

    places: dict[str, Place] = field(default_factory=dict)
    """Places by id (`p1` …), in order of first mention."""
    heads: dict[int, str] = field(default_factory=dict)
    """Head token of a place phrase → id of the place."""
    spans: dict[int, Span] = field(default_factory=dict)
    """Head token of a place phrase → its words."""

    def list_tokens(self, doc: Doc) -> frozenset[int]:
        """Return the tokens of all phrases that name places."""
        found: set[int] = set()
        for head, span in self.spans.items():
            sentence = doc.get_sentence(head)
            tokens = doc.tokens[sentence.first : sentence.last]
            found |= {token.index for token in tokens if span.start <= token.start and token.end <= span.end}
        return frozenset(found)

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
            if above.lemma in _SAYING:
                found = self._find_behind(doc, above, trigger)
                break
            found = self._find_own(doc, above.index)
            here = above
        return Where(self.heads[found], self.spans[found]) if found is not None else None

    def is_scene(self, doc: Doc, head: int) -> bool:
        """Return whether a place phrase says where things are: "in Gao", not "to Gao" or "Gao's mayor"."""
        return doc.get_marker(head).split(" ")[0] in _WITHIN

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
                width = _WIDTHS[self.places[self.heads[place]].precision]
                found.append((int(rank in (3, 4, 6, 7)), width, rank, abs(child - index), place))
        if not found and token.relation == "nmod" and token.head >= 0:
            return self._find_target(doc, doc.tokens[token.head])
        return min(found)[4] if found else None

    def _find_behind(self, doc: Doc, saying: Token, trigger: int) -> int | None:
        """Return the place behind an event, on the verb of saying: "blamed them for the raid in Gao"."""
        for child in saying.children:
            if child > trigger and self._rank(doc, saying, doc.tokens[child]) == 0:
                return self._find_in_phrase(doc, child, 0)
        return None

    def _find_target(self, doc: Doc, above: Token) -> int | None:
        """Return the place that is said to be the target of an attack: "Homs was the scene of a bombing"."""
        if above.lemma not in _TARGETS:
            return None
        subjects = (child.index for child in doc.get_children(above.index, "nsubj"))
        return next((subject for subject in subjects if subject in self.heads), None)

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
            if found is None or self._get_width(inner) < self._get_width(found):
                found = inner
        return found

    def _get_width(self, head: int) -> int:
        return _WIDTHS[self.places[self.heads[head]].precision]


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
    countries and towns that the document names, and population (`reading.place_choice`).

    Example:
        >>> find_places(Doc("", [], [])).places
        {}
    """
    toponyms = find_toponyms(doc)
    chosen = choose_spots(doc, toponyms)
    table = PlaceTable()
    by_key: dict[tuple[object, ...], str] = {}
    mentions: dict[str, list[Span]] = {}
    countries: dict[str, str | None] = {}
    for toponym in toponyms:
        spot = chosen.get(toponym)
        is_party = _is_country(toponym, spot) and not _is_scene(doc, toponym)
        if toponym.is_part or toponym.is_embedded or is_party:
            continue
        place = _make_place(toponym, spot)
        if spot is None and toponym.beside:
            place = _place_beside(place, chosen.get(toponym.beside))
        if spot is None:  # what one mention says of an unknown place holds for the next
            lies_in = countries.setdefault(fold_name(place.name), place.country)
            countries[fold_name(place.name)] = lies_in or place.country
            place = replace(place, country=place.country or lies_in)
        key = _get_key(place)
        id = by_key.setdefault(key, f"p{len(by_key) + 1}")
        table.places.setdefault(id, place)
        span = doc.get_span(toponym.first, _find_end(toponym))
        mentions.setdefault(id, []).append(span)
        table.heads[toponym.head] = id
        table.spans[toponym.head] = span
    _follow_references(doc, chosen, table, by_key)
    for id, place in table.places.items():  # now that all mentions are known
        table.places[id] = replace(place, id=id, mentions=tuple(mentions.get(id, place.mentions)))
    return table


def list_place_signs(doc: Doc, places: PlaceTable) -> list[Sign]:
    """Return what the places of a document say of its scene."""
    signs = []
    for index, number in places.heads.items():
        place = places.places[number]
        if place.country:
            kind = "country" if place.precision == "country" else "town"
            signs.append(Sign(index, doc.tokens[index].sentence, place.country, kind))
    return signs


def _get_key(place: Place) -> tuple[object, ...]:
    """Return what makes two places one: a country or town is one by any of its names."""
    if place.precision == "country" and place.country:
        return ("country", place.country)
    if place.geonames_id:
        return place.geonames_id, place.precision
    return fold_name(place.name), place.country, place.precision, place.geonames_id


def _follow_references(
    doc: Doc,
    chosen: dict[Toponym, Spot],
    table: PlaceTable,
    by_key: dict[tuple[object, ...], str],
) -> None:
    """Enter "the country", "the town", "there" as the place that they stand for, where they say where."""
    for index, toponym in (*_find_named(doc, chosen), *_find_the_country(doc, chosen)):
        if index in table.heads or not doc.get_marker(index) or _is_modifier(doc, toponym, index):
            continue
        place = _make_place(toponym, chosen[toponym])
        id = by_key.setdefault(_get_key(place), f"p{len(by_key) + 1}")
        if id not in table.places:
            span = doc.get_span(toponym.first, toponym.last)
            table.places[id] = replace(place, mentions=(span,))
        table.heads[index] = id
        table.spans[index] = doc.get_span(*_get_phrase(doc, index))


def _find_named(doc: Doc, chosen: dict[Toponym, Spot]) -> Iterator[tuple[int, Toponym]]:
    """Yield the words for places ("the town", "there") with the name that coreference finds for them."""
    named = {index: toponym for toponym in chosen for index in range(toponym.first, toponym.last)}
    for index, antecedents in doc.antecedents.items():
        lemma = doc.tokens[index].lemma
        if lemma in _PLACE_NOUNS and lemma != "country" and len(antecedents) == 1:
            toponym = named.get(antecedents[0])
            if toponym:
                yield index, toponym


def _find_the_country(doc: Doc, chosen: dict[Toponym, Spot]) -> Iterator[tuple[int, Toponym]]:
    """Yield "the country" with the name of the one that the text speaks of there, not the one named last.

    "Troops from Fiji are in Honiara. Riots go on in the country": in the Solomon Islands.
    """
    states = {spot.country: toponym for toponym, spot in chosen.items() if _is_country(toponym, spot)}
    signs = Signs(
        doc,
        [
            Sign(
                toponym.head,
                doc.tokens[toponym.head].sentence,
                spot.country,
                "country" if _is_country(toponym, spot) else "town",
            )
            for toponym, spot in chosen.items()
            if spot.country
        ],
    )
    for token in doc.tokens:
        if token.lemma == "country" and any(
            child.lower in ("the", "this") for child in doc.get_children(token.index, "det")
        ):
            toponym = states.get(signs.choose([token.index]) or "")
            if toponym:
                yield token.index, toponym


def _is_modifier(doc: Doc, toponym: Toponym, index: int) -> bool:
    """Return whether a name only says whose a thing is, beside the word: "US troops left the country"."""
    if toponym.is_embedded:
        return True
    head = doc.tokens[toponym.head]
    is_beside = head.sentence == doc.tokens[index].sentence
    return is_beside and head.relation in ("compound", "nmod:poss", "amod", "nmod:desc")


def _get_phrase(doc: Doc, index: int) -> tuple[int, int]:
    """Return a noun with its article: "the country"."""
    articles = [child.index for child in doc.get_children(index, "det")]
    return min([index, *articles]), index + 1


def resolve_places(doc: Doc, stretches: Sequence[tuple[int, int]]) -> list[Spot | None]:
    """Return what each of the given names stands for, None where nothing is known that fits.

    The names are ranked as those that `find_places` finds by itself. One that no table knows
    is where the text says it lies: "Kampil, Uganda" is somewhere in Uganda. One of which the text
    does not say where it lies is where the places of the text lie closest, if there is such a spot: an
    unknown square in a text about Lyon and its suburbs is in Lyon. Places of a record
    (`find_places`) are never placed so.

    Args:
        doc: The text.
        stretches: First character and the one behind the last of each name.
    """
    toponyms = read_given(doc, stretches)
    chosen = choose_spots(doc, toponyms)
    middle = find_middle(chosen)
    found: list[Spot | None] = []
    for toponym in toponyms:
        spots = (chosen.get(name) for name in (toponym, toponym.beside, toponym.outer) if name)
        is_wide = toponym.name.lower() in _WIDE
        found.append(next(filter(None, spots), None if is_wide else middle))
    return found


def _find_end(toponym: Toponym) -> int:
    """Return the token behind a name and the names that belong to it: "Grozny, Chechnya, Russia"."""
    last = toponym.last
    outer = toponym.outer
    while outer and outer.is_part:
        last = max(last, outer.last)
        outer = outer.outer
    return last


def _is_country(toponym: Toponym, spot: Spot | None) -> bool:
    return spot.kind == "country" if spot else toponym.kind == "country"


def _is_scene(doc: Doc, toponym: Toponym) -> bool:
    """Return whether a country is named as a place ("in Mali"), not as a party ("Mali said")."""
    return doc.get_marker(toponym.head).split(" ")[0] in LOCATIVE or toponym.marker in LOCATIVE


def _make_place(toponym: Toponym, spot: Spot | None) -> Place:
    """Return the place, without an id and mentions. Only towns and sites have coordinates."""
    if toponym.kind == "border":
        return _make_border(toponym)
    if spot is None:
        return _make_unknown(toponym)
    place = Place("", toponym.name, spot.country, spot.admin1, None, None, None, "exact", ())
    if spot.kind == "town" and toponym.wants not in ("adm1", "adm2"):
        is_near = toponym.is_near or toponym.kind == "site"
        return replace(place, lat=spot.lat, lon=spot.lon, geonames_id=spot.geonames_id,
                       precision="near" if is_near else "exact")  # fmt: skip
    if spot.kind == "site":
        return replace(place, lat=spot.lat, lon=spot.lon, precision="near" if toponym.is_near else "exact")
    if spot.kind == "town":
        return replace(place, precision="adm1" if toponym.wants == "adm1" else "adm2")
    if toponym.kind == "site":  # "Kashmir University": somewhere in a region, no more is known
        return replace(place, precision=spot.kind)
    admin1 = spot.admin1 or (spot.name if spot.kind == "adm1" else None)
    number = spot.geonames_id if spot.kind in ("adm1", "adm2") else None
    return replace(place, admin1=admin1, geonames_id=number, precision=spot.kind)


def _place_beside(place: Place, spot: Spot | None) -> Place:
    """Return an unknown place with the point of the town that it is said to be near."""
    if spot is None or spot.kind != "town":
        return place
    return replace(
        place, country=spot.country, admin1=spot.admin1, lat=spot.lat, lon=spot.lon, precision="near"
    )


def _make_border(toponym: Toponym) -> Place:
    """Return a border: in one country only where the text names one of its sides alone as its own."""
    countries = list(dict.fromkeys(spot.country for spot in toponym.spots if spot.country))
    inside = {name.kind for name in toponym.inside}
    is_within = len(inside) == 1 and "name" in inside and len(toponym.inside) > 1
    country = countries[0] if len(countries) == 1 and is_within else None
    name = toponym.name
    if len(countries) == 2:
        sides = sorted(spot.name for spot in dict.fromkeys(toponym.spots))
        name = f"{sides[0]}–{sides[1]} border"
    return Place("", name, country, None, None, None, None, "region", ())


def _make_unknown(toponym: Toponym) -> Place:
    """Return a place that no table knows: its name, what the words say of it, and nothing else."""
    outer = next((name.spots[0] for name in (toponym.outer, toponym.beside) if name and name.spots), None)
    country = toponym.country or (outer.country if outer else None)
    precision: PlacePrecision = "near" if toponym.is_near else "exact"
    if toponym.wants in ("adm1", "adm2"):
        precision = "adm1" if toponym.wants == "adm1" else "adm2"
    elif toponym.kind in ("sea_air", "region"):
        precision = "sea_air" if toponym.kind == "sea_air" else "region"
    return Place("", toponym.name, country, outer.admin1 if outer else None, None, None, None, precision, ())
