"""Whose an actor is where its own words do not say: the country that the text around it speaks of.

Place in the flow: after `actors` and `places`. "Police arrested two students" in a report from Accra:
Ghanaian police, Ghanaian students. A coder fills this in from the report's scene, and so do we;
`ActorTable.inferred` says of each such actor what its country was taken from. An actor whose scene has two
countries alike stays without.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable
from dragoman.reading.places import PlaceTable
from dragoman.record.model import Actor

_TOWN, _COUNTRY, _ACTOR = 1.5, 1.0, 1.0
"""How much a town, a country's name, an actor of a known country say of the scene."""
_WHOLE = 0.15
"""How much a mention far away says, of what one in the same sentence says."""
_FADING = 0.5
"""What is left of a mention's weight with each sentence between."""
_LEAD = 1.4
"""How far the first country must lead the second: .79 of those so given are right on the labelled texts."""
_WITHOUT = ("person", "group", "government", "organisation")
"""Kinds of actors that get a country so; a state has its own."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One mention of a country: the sentence, the country and what it weighs."""

    sentence: int
    country: str
    weight: float


def infer_countries(doc: Doc, actors: ActorTable, places: PlaceTable) -> None:
    """Give the actors of no known country that of their scene, in place."""
    signs = _find_signs(doc, actors, places)
    if not signs:
        return
    heads: dict[str, list[int]] = defaultdict(list)
    for index, ids in actors.heads.items():
        for number in ids:
            heads[number].append(index)
    for number, actor in list(actors.actors.items()):
        if (
            actor.country
            or actor.code
            or actor.kind not in _WITHOUT
            or _is_people(doc, actor.kind, heads[number])
        ):
            continue
        sentences = sorted({doc.tokens[index].sentence for index in heads[number]})
        country = _choose(signs, sentences)
        if country:
            actors.actors[number] = _settle(actor, country)
            actors.inferred[number] = f"the text around speaks of {country}"


def _is_people(doc: Doc, kind: str, heads: list[int]) -> bool:
    """Return whether a group goes by a name of its own: the Kurds are not of the country that speaks of them."""
    return kind == "group" and any(doc.tokens[index].upos == "PROPN" for index in heads)


def _settle(actor: Actor, country: str) -> Actor:
    return replace(actor, country=country, code=f"{country}{actor.sector or ''}")


def _find_signs(doc: Doc, actors: ActorTable, places: PlaceTable) -> list[_Sign]:
    """Return every mention of a country, by towns, countries and actors of known countries."""
    signs = []
    for index, number in places.heads.items():
        place = places.places[number]
        if place.country:
            weight = _COUNTRY if place.precision == "country" else _TOWN
            signs.append(_Sign(doc.tokens[index].sentence, place.country, weight))
    for index, ids in actors.heads.items():
        countries = {actors.actors[number].country for number in ids if number not in actors.inferred}
        signs += [
            _Sign(doc.tokens[index].sentence, country, _ACTOR / len(countries))
            for country in countries
            if country and index not in places.heads
        ]
    return signs


def _choose(signs: list[_Sign], sentences: list[int]) -> str | None:
    """Return the country that leads clearly around some sentences, None where none does."""
    totals: dict[str, float] = defaultdict(float)
    for sign in signs:
        distance = min((abs(sign.sentence - sentence) for sentence in sentences), default=99)
        totals[sign.country] += sign.weight * (_WHOLE + (1 - _WHOLE) * _FADING**distance)
    ranked = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]
