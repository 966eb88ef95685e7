"""One actor for each side: a state stands for its government, army and officials.

Place in the flow: `commitments` and `positions` ask who stands on the same side. "Hanoi",
"the Vietnamese government" and "Vietnamese troops" are one party to a truce; rebels,
organisations and firms are their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.language.doc import Doc
from dragoman.lexicon.countries import get_country
from dragoman.reading.actors import ActorTable
from dragoman.reading.frame_match import find_party
from dragoman.record.model import Actor

_STATE = frozenset({None, "GOV", "MIL", "LEG", "SPY", "JUD", "COP"})


class Sides:
    """The sides of one document; a side is named by the id of its chief actor."""

    def __init__(self, doc: Doc, actors: ActorTable) -> None:
        """Find the chief actor of every side (`_rank`), of two alike the one that comes first."""
        self._doc = doc
        self._actors = actors
        chiefs: dict[str, tuple[int, int, str]] = {}
        for number, actor in enumerate(actors.actors.values()):
            key = get_side(actor)
            chiefs[key] = min(chiefs.get(key, (9, 0, "")), (_rank(actor), number, actor.id))
        self._chiefs = {key: id for key, (_, _, id) in chiefs.items()}

    def fold(self, ids: Iterable[str]) -> list[str]:
        """Return the chief actors of the sides of some actors, each once; the press is no side."""
        found: list[str] = []
        for id in ids:
            actor = self._actors.actors[id]
            chief = self._chiefs[get_side(actor)]
            is_named = actor.kind in ("organisation", "group") and actor.name[:1].isupper()
            is_known = actor.country or actor.code or is_named
            if actor.sector != "MED" and is_known and chief not in found:
                found.append(chief)
        return found

    def find_named(self, first: int, last: int) -> list[str]:
        """Return the sides named in a stretch of tokens, in order."""
        heads = self._actors.heads
        return self.fold(
            id
            for index in range(first, last)
            if index in heads and not self._is_inside_name(index)
            for id in heads[index]
        )

    def _is_inside_name(self, index: int) -> bool:
        """Return whether a word is only part of a place's name: "Oman" in "the Gulf of Oman"."""
        number = self._doc.tokens[index].name
        if number < 0:
            return False
        name = self._doc.names[number]
        return name.kind == "LOC" and name.head != index and self._doc.get_marker(index) == "of"

    def count_countries(self, ids: Iterable[str]) -> int:
        """Return how many countries (or bodies of none) some actors belong to."""
        return len({self._actors.actors[id].country or id for id in ids})

    def find_parties(self, indices: Iterable[int]) -> tuple[str, ...]:
        """Return the actors (not folded) that some role phrases stand for."""
        return tuple(dict.fromkeys(self._yield_parties(indices)))

    def _yield_parties(self, indices: Iterable[int]) -> Iterator[str]:
        for index in indices:
            yield from find_party(self._doc, self._actors, index)


def _rank(actor: Actor) -> int:
    """Return how well an actor stands for its side, the best 0: a country, its government, who governs.

    Then come bodies by name, before "the rebels", and a man of whom only his country is known comes last.
    """
    if actor.kind == "country":
        state = get_country(actor.country) if actor.country else None
        return 0 if state is None or state.name == actor.name else 4  # Darfur is no state
    if actor.sector == "GOV":
        return 2 if actor.kind == "person" else 1
    if actor.kind == "organisation":
        return 3
    return 5 if actor.sector is not None and actor.kind != "person" else 6


def get_side(actor: Actor) -> str:
    """Return the key of an actor's side: "RUS" for Russian troops, "IGO:NATO" for NATO."""
    if actor.country and actor.sector in _STATE:
        return actor.country
    return actor.code or f"name:{actor.name}"
