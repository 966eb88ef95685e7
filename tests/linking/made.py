"""Actors and reports of one line, made by hand for the tests of linking."""

from __future__ import annotations

from dragoman.linking.actor_facts import ActorFacts, list_actor_facts
from dragoman.record.model import Actor, ActorKind, Position, PositionStance, Record, Report
from dragoman.text.spans import Span, find_span


def make_actor(
    name: str, kind: ActorKind = "person", code: str | None = None, role: str | None = None, called: str = ""
) -> Actor:
    """Return an actor called by its name, then by the names that stand between bars."""
    country = code[:3] if code and ":" not in code else None
    sector = (code.partition(":")[0] if ":" in code else code[3:] or None) if code else None
    texts = [name, *filter(None, called.split("|"))]
    spans = tuple(Span(place, place + len(text), text) for place, text in enumerate(texts))
    return Actor("a1", name, kind, country, sector, code, role, spans)


def make_record(*actors: Actor, published: str | None = "1998-03-04", text: str = "") -> Record:
    """Return a report with some actors."""
    return Record(Report("r", None, None, None, published, None, "en", "", text), tuple(actors))


def make_facts(actor: Actor, report: str = "1", published: str = "1998-03-04") -> ActorFacts:
    """Return what is compared of an actor that is alone in its report."""
    return list_actor_facts(make_record(actor, published=published), report)[0]


def place_actor(
    id: str, name: str, kind: ActorKind, code: str | None, text: str, role: str | None = None
) -> Actor:
    """Return an actor that is mentioned wherever its name stands in a text."""
    country = code[:3] if code and ":" not in code else None
    sector = (code.partition(":")[0] if ":" in code else code[3:] or None) if code else None
    place = text.find(name)
    spans = (find_span(text, place, place + len(name)),) if place >= 0 else ()
    return Actor(id, name, kind, country, sector, code, role, spans)


def make_stated(
    line: str,
    actors: tuple[tuple[str, ActorKind, str | None], ...] = (("Kenya", "government", "KENGOV"),),
    issue: str = "the border talks",
    stance: PositionStance = "demands",
    published: str | None = "1998-03-04",
    continuing: bool | None = None,
    role: str | None = None,
) -> Record:
    """Return a report of one line, all of it evidence; the first actor holds the position."""
    report = Report("r", None, None, None, published, None, "en", "", line)
    found = [
        place_actor(f"a{n}", *actor, line, role if n == 1 else None) for n, actor in enumerate(actors, 1)
    ]
    position = Position("s1", "a1", issue, line, stance, (find_span(line, 0, len(line)),), continuing)
    return Record(report, tuple(found), positions=(position,))
