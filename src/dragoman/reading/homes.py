"""Whose an actor is where its own words do not say: the country that the text around it speaks of.

Place in the flow: after `actors` and `places`. "Police arrested two students" in a report from Accra:
Ghanaian police, Ghanaian students. A coder fills this in from the report's scene, and so do we;
`ActorTable.inferred` says of each such actor what its country was taken from. An actor whose scene has two
countries alike stays without.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from dragoman.language.doc import Doc
from dragoman.lexicon.roles import get_role
from dragoman.reading.actors import ActorTable
from dragoman.reading.home_signs import Sign, Signs
from dragoman.reading.places import PlaceTable, list_place_signs
from dragoman.reading.roles import find_prepositional
from dragoman.record.model import Actor

_WITHOUT = ("person", "group", "government", "organisation")
"""Kinds of actors that get a country so; a state has its own."""


def infer_countries(doc: Doc, actors: ActorTable, places: PlaceTable) -> None:
    """Give the actors of no known country that of their scene, in place."""
    signs = find_signs(doc, actors, places)
    heads: dict[str, list[int]] = defaultdict(list)
    for index, ids in actors.heads.items():
        for number in ids:
            heads[number].append(index)
    for number, actor in list(actors.actors.items()):
        if (
            actor.country
            or actor.code
            or actor.kind not in _WITHOUT
            or _is_of_others(doc, actor.kind, heads[number])
        ):
            continue
        country = signs.choose(sorted(heads[number]), _get_states(actor))
        if country:
            actors.actors[number] = _settle(actor, country)
            actors.inferred[number] = f"the text around speaks of {country}"


def _get_states(actor: Actor) -> tuple[str, ...]:
    """Return the only countries that have the post of an actor: "Senator Ruiz"."""
    role = get_role((actor.role or "").lower()) if actor.role else None
    return role.states if role else ()


def _is_of_others(doc: Doc, kind: str, heads: list[int]) -> bool:
    """Return whether words say that somebody is not of the scene: "the Kurds", "pilots of nine states"."""
    if kind == "group" and any(doc.tokens[index].upos == "PROPN" for index in heads):
        return True
    return any(
        doc.tokens[owner].lemma in _MANY for index in heads for owner in find_prepositional(doc, index, "of")
    )


_MANY = frozenset({"nation", "country", "state", "government", "power", "side", "party"})


def _settle(actor: Actor, country: str) -> Actor:
    return replace(actor, country=country, code=f"{country}{actor.sector or ''}")


def find_signs(doc: Doc, actors: ActorTable, places: PlaceTable) -> Signs:
    """Return every mention of a country, by towns, countries and actors of known countries."""
    signs = list_place_signs(doc, places)
    for index, ids in actors.heads.items():
        countries = {actors.actors[number].country for number in ids if number not in actors.inferred}
        signs += [
            Sign(index, doc.tokens[index].sentence, country, "party", 1 / len(countries))
            for country in countries
            if country and index not in places.heads
        ]
    return Signs(doc, signs)
