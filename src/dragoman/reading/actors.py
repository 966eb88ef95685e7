"""Who: states, governments, organisations, persons, groups, and the phrases that name them.

Place in the flow: first of the reading layers; all others ask `ActorTable.resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.record.model import Actor


@dataclass(slots=True)
class ActorTable:
    """The actors of one document and which token stands for which of them."""

    actors: dict[str, Actor] = field(default_factory=dict)
    """Actors by id (`a1` …), in order of first mention."""
    heads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Head token of a phrase → ids of the actors it stands for."""

    def resolve(self, index: int) -> tuple[str, ...]:
        """Return the ids of the actors named by the phrase headed at a token.

        Follows coordination ("Armenia and Azerbaijan" gives both), references ("he",
        "the two states") and nested phrases. Empty for a phrase that names no actor.
        """
        return self.heads.get(index, ())


def find_actors(doc: Doc) -> ActorTable:
    """Return the actors of a document."""
    return ActorTable()
