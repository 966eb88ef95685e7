"""Who: states, governments, organisations, persons, groups, and the phrases that name them.

Place in the flow: first of the reading layers; all others ask `ActorTable.resolve`.
`naming` finds the words, `belonging` says whose somebody is, `drafts` merges; this
module goes through the text and makes the actors.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.lexicon.casualties import is_victim
from dragoman.lexicon.roles import get_role
from dragoman.reading.belonging import find_left_edge
from dragoman.reading.drafts import Key
from dragoman.reading.phrases import ActorFinder
from dragoman.reading.places import PlaceTable, list_place_signs
from dragoman.record.model import Actor


@dataclass(slots=True)
class ActorTable:
    """The actors of one document and which token stands for which of them."""

    actors: dict[str, Actor] = field(default_factory=dict)
    """Actors by id (`a1` …), in order of first mention."""
    heads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Head token of a phrase → ids of the actors it stands for."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Id of an actor whose country the text does not state with it → from what it was inferred."""

    def resolve(self, index: int) -> tuple[str, ...]:
        """Return the ids of the actors named by the phrase headed at a token.

        Follows coordination ("Armenia and Azerbaijan" gives both), references ("he",
        "the two states") and nested phrases. Empty for a phrase that names no actor.
        """
        return self.heads.get(index, ())

    def describe(self, doc: Doc, index: int) -> tuple[str, ...]:
        """Return the actor that a noun for people stands for, made where the text shows it to be a party.

        "Three teenagers were arrested": teenagers, whom no name, title or nation made an actor.
        A pronoun is followed to its noun. Empty where the word is no noun for people.
        """
        (index, *others) = doc.antecedents.get(index, (index,))
        if others:
            return ()
        if index in self.heads:
            return self.heads[index]
        token = doc.tokens[index]
        role = get_role(token.lower)
        if token.upos != "NOUN" or not (is_victim(token.lower) or (role and role.kind != "thing")):
            return ()
        first = find_left_edge(doc, index)
        span = doc.get_span(first, index + 1)
        number = f"a{len(self.actors) + 1}"
        is_one = token.feats.get("Number") != "Plur"
        sector = role.sector if role else "CVL"
        self.actors[number] = Actor(
            number, span.text, "person" if is_one else "group", None, sector, None, None, (span,)
        )
        self.heads[index] = (number,)
        return (number,)

    def find_country(self, index: int) -> str | None:
        """Return the country that all actors of a phrase share, None where they do not."""
        countries = {self.actors[id].country for id in self.resolve(index)}
        return countries.pop() if len(countries) == 1 else None


def find_actors(doc: Doc, places: PlaceTable | None = None) -> ActorTable:
    """Return the actors of a document; its places help to tell whose "the police" are.

    Who is one: what the tables or the model name, and nouns that say what somebody is
    ("Peruvian soldiers", "the rebels"). Events are none ("the attack"), nor are towns.

    Example:
        >>> find_actors(Doc("", [], [])).actors
        {}
    """
    signs = list_place_signs(doc, places) if places else []
    finder = ActorFinder(doc, signs, places.list_tokens(doc) if places else frozenset())
    finder.find()
    drafts = sorted(finder.book.drafts.values(), key=lambda draft: min(draft.spans))
    ids = {draft.key: f"a{number}" for number, draft in enumerate(drafts, 1)}
    return ActorTable(
        actors={ids[draft.key]: draft.finish(ids[draft.key]) for draft in drafts},
        heads=_spread(doc, finder.keys, ids),
        inferred={ids[draft.key]: draft.why_inferred for draft in drafts if draft.why_inferred},
    )


def _spread(doc: Doc, keys: dict[int, tuple[Key, ...]], ids: dict[Key, str]) -> dict[int, tuple[str, ...]]:
    """Return the ids by head token, those of coordinated phrases at the first of them."""
    heads: dict[int, tuple[str, ...]] = {}
    for index in keys:
        found: dict[str, None] = {}
        for conjunct in doc.get_conjuncts(index):
            for key in keys.get(conjunct, ()):
                found[ids[key]] = None
        if found:
            heads[index] = tuple(found)
    return heads
