"""What tests ask of a record: every span in it, who a party is, and events by type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.record.model import Event, Record
from dragoman.text.spans import Span


def find_spans(value: Any) -> Iterator[Span]:
    """Yield every span under a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from find_spans(part)
    elif is_dataclass(value):
        for column in fields(value):
            yield from find_spans(getattr(value, column.name))


def check_record(record: Record) -> None:
    """Assert what holds of every record: exact spans, ids that exist and occur once."""
    text = record.report.text
    for span in find_spans(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    actors = {actor.id for actor in record.actors}
    places = {place.id for place in record.places}
    events = {event.id for event in record.events}
    claims = {claim.id for claim in record.claims}
    tolls = {toll.id for toll in record.casualties}
    tables = (record.actors, record.places, record.events, record.claims, record.casualties)
    ids = [row.id for table in tables for row in table]
    ids += [row.id for row in record.commitments] + [row.id for row in record.positions]
    assert len(ids) == len(set(ids))
    for event in record.events:
        assert {*event.source, *event.target} <= actors
        assert set(event.claims) <= claims
        assert event.where is None or event.where.place in places
        assert 0 <= event.confidence <= 1
        assert event.evidence.covers(event.trigger)
    for claim in record.claims:
        assert claim.speaker is None or claim.speaker in actors
        assert set(claim.about) <= events | claims | tolls
    for toll in record.casualties:
        assert set(toll.victims) <= actors
        assert toll.event is None or toll.event in events
        assert toll.low is None or toll.high is None or toll.low <= toll.high
    for commitment in record.commitments:
        assert set(commitment.parties) <= actors
        for act in commitment.acts:
            assert {*act.by, *act.to} <= actors
            assert act.claim is None or act.claim in claims
    assert {position.holder for position in record.positions} <= actors


def get_events(record: Record, kind: str) -> list[Event]:
    """Return the events of one type, in order of the text."""
    return [event for event in record.events if event.type == kind]


def get_codes(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    """Return the codes of actors, or the names of those that have none."""
    return {actor.code or actor.name for actor in record.actors if actor.id in ids}


def get_countries(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    """Return the countries of actors."""
    return {actor.country for actor in record.actors if actor.id in ids}
