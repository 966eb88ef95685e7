"""What one report says of one commitment, as it is compared with other reports and put in order.

Place in the flow: above `facts`, below `commitments` and `ledgers`; takes a record and nothing else.
The store keeps it beside the commitment as JSON, so that a new report is linked without loading old ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.linking.facts import Voice, find_days, find_voice, list_voices, to_ordinal
from dragoman.linking.wording import stem_words
from dragoman.reading.sides import get_side
from dragoman.record.model import Act, Actor, Record
from dragoman.text.spans import Span

_WIDE = frozenset({"country", "region", "adm1"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who is bound, acts or is asked: `key` is the code, else the folded name, as in every report.

    `side` is the camp in which he stands (`reading.sides`): a state and its rebels are two of one country.
    """

    key: str
    name: str
    side: str
    country: str | None


@dataclass(frozen=True, slots=True)
class ActFacts:
    """One act; `number` is its place among the acts of its commitment, `start` that of its words in the text.

    `by` of a violation is who is said to have broken the commitment. `voices` are those who say so; empty
    where the report tells it in its own words. Days are ordinals.
    """

    number: int
    act: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    days: tuple[int, int] | None
    is_day_stated: bool
    voices: tuple[Voice, ...]
    start: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """One commitment of one report; `words` are those of its name, `published` an ordinal day.

    `places` are the folded names of the places, smaller than a province, that its words name.
    """

    report: str
    commitment: str
    order: int
    kind: str
    name: str
    words: frozenset[str]
    parties: tuple[Party, ...]
    acts: tuple[ActFacts, ...]
    published: int | None
    places: frozenset[str]


def list_commitment_facts(record: Record, report: str) -> list[CommitmentFacts]:
    """Return what is compared of each commitment of a record, in their order; `report` is its id."""
    actors = {actor.id: actor for actor in record.actors}
    found = []
    for order, commitment in enumerate(record.commitments):
        found.append(
            CommitmentFacts(
                report=report,
                commitment=commitment.id,
                order=order,
                kind=commitment.kind,
                name=commitment.name,
                words=stem_words(commitment.name),
                parties=_list_parties(commitment.parties, actors),
                acts=tuple(
                    _make_act(record, number, act, actors) for number, act in enumerate(commitment.acts)
                ),
                published=to_ordinal(record.report.published),
                places=list_places(record, [commitment.evidence, *(act.evidence for act in commitment.acts)]),
            )
        )
    return found


def _make_act(record: Record, number: int, act: Act, actors: dict[str, Actor]) -> ActFacts:
    by, to = _list_parties(act.by, actors), _list_parties(act.to, actors)
    voices = list_voices([claim for claim in record.claims if claim.id == act.claim], actors)
    if act.act == "alleged_violation":  # the record names who accuses first, then who is accused
        voices = voices or tuple(Voice(party.key, party.name, "asserts") for party in by)
        by, to = to, ()
    return ActFacts(
        number=number,
        act=act.act,
        by=by,
        to=to,
        days=find_days(act.when),
        is_day_stated=bool(act.when and act.when.basis != "inferred"),
        voices=voices,
        start=act.evidence.start,
        words=stem_words(act.evidence.text),
    )


def _list_parties(ids: Iterable[str], actors: dict[str, Actor]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(_make_party(actors[id]) for id in ids))


def _make_party(actor: Actor) -> Party:
    return Party(find_voice(actor), actor.name, get_side(actor), actor.country)


def list_places(record: Record, spans: Iterable[Span]) -> frozenset[str]:
    """Return the folded names of the places, smaller than a province, that stand in some words."""
    spans = list(spans)
    return frozenset(
        place.name.casefold()
        for place in record.places
        if place.precision not in _WIDE
        and any(span.start <= named.start < span.end for named in place.mentions for span in spans)
    )
