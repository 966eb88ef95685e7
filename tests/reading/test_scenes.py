from __future__ import annotations

import pytest

from dragoman.flow import read
from dragoman.record.model import Record
from tests.records import get_events


def get_places(record: Record, type: str = "ASSAULT") -> list[str | None]:
    names = {place.id: place.name for place in record.places}
    return [names[event.where.place] if event.where else None for event in get_events(record, type)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police post in Gao on Monday. Soldiers killed three rebels.",
        "Peru shelled Ecuador's outpost in Loja on Monday. Ecuador denied that it had attacked Peru.",
    ],
)
def test_the_sentence_before_sets_the_scene(text: str) -> None:
    record = read(text, published="1995-02-01")
    first, *rest = get_places(record)
    assert first and all(name == first for name in rest)
    assert all("place of" in event.why for event in get_events(record, "ASSAULT")[1:] if not event.where.text)


def test_the_report_keeps_to_a_country() -> None:
    record = read(
        "Rebels in Mali met officials on Monday. Aid has not reached the north of Mali since May. "
        "In Mali, few believe in peace.\n\nArmy units killed nine rebels last year.",
        published="2013-02-01",
    )
    (event,) = [event for event in get_events(record, "ASSAULT") if "killed" in event.evidence.text]
    assert event.where and event.where.text is None
    assert "keeps to" in event.why


def test_nothing_is_inferred_from_a_speaker_s_place() -> None:
    record = read("A spokesman in Geneva said that rebels had killed two nurses.", published="2013-02-01")
    assert "Geneva" not in get_places(record)
