"""Text in, record out: options, batches, mappings, and spans that hold for any text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.errors import UsageError
from dragoman.flow import Source, read, read_many
from dragoman.record.json import from_json, to_json
from tests.records import check_record

REPORTS = [
    "Chad attacked Sudan on Monday, killing at least 12 soldiers, the Sudanese army said.",
    "",
    "Peru shelled Ecuador\n\nQUITO — Peru shelled a post in Ecuador on Tuesday. Peru denied the attack.",
    "“We will sign the ceasefire tomorrow,” Eritrea’s president said. Ethiopia asked the UN for aid.",
    "3 4 5",
]
PIECES = st.sampled_from(
    [
        "Rebels", "shelled", "Goma", ".", "killing", "12", "“", "”", "said", "denied", "Chad",
        "the", "army", "Mr.", "\n\n", "👩\u200d🚒", "e\u0301", "Ho\u200bdeida", "\u202e", "\x00",
        "سلام", "\ud800", "ceasefire", "on", "Monday", "at least", "two", "thousand", "must",
        "withdraw", "asked", "for", "aid", ",", "(", "no", "İ",
    ]
)  # fmt: skip


def test_what_is_given_from_outside_is_in_the_report() -> None:
    record = read(
        REPORTS[0],
        published="2006-04-19",
        publisher="Example Wire",
        title="War at the border",
        url="https://wire.example/1",
    )
    report = record.report
    assert (report.published, report.published_basis) == ("2006-04-19", "given")
    assert (report.publisher, report.title, report.url) == (
        "Example Wire",
        "War at the border",
        "https://wire.example/1",
    )
    assert report.text == REPORTS[0]
    assert report.language == "en"


def test_a_date_may_be_a_date_a_string_or_a_time() -> None:
    days = [date(2006, 4, 19), "2006-04-19", "2006-04-19T08:00:00Z", " 2006-04-19 "]
    assert {read(REPORTS[0], published=day).report.published for day in days} == {"2006-04-19"}


def test_a_weekday_is_counted_from_the_day_of_publication() -> None:
    record = read(REPORTS[0], published="2006-04-19")
    assert {event.when.start for event in record.events if event.when} == {"2006-04-17"}


def test_without_a_day_of_publication_a_weekday_stays_unresolved() -> None:
    record = read(REPORTS[0])
    assert record.report.published is None and record.report.published_basis is None
    assert {event.when.start for event in record.events if event.when} <= {None}


@pytest.mark.parametrize("published", ["yesterday", "19/04/2006", "2006-13-01", "2006-02-30", "2006"])
def test_a_wrong_date_is_a_usage_error(published: str) -> None:
    with pytest.raises(UsageError, match="no date of publication"):
        read(REPORTS[0], published=published)


def test_a_blank_date_is_no_date() -> None:
    assert read(REPORTS[0], published=" ").report.published is None


@pytest.mark.parametrize("mapping", [{}, {"body": "Rain."}, {"text": None}])
def test_a_mapping_without_text_is_a_usage_error(mapping: dict[str, str | None]) -> None:
    with pytest.raises(UsageError, match="'text' is needed"):
        list(read_many([mapping]))


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_of_none_is_a_usage_error(batch: int) -> None:
    with pytest.raises(UsageError, match="batch"):
        list(read_many(REPORTS, batch=batch))


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_batches_change_nothing(batch: int) -> None:
    sources = [Source(text, f"r{number}", "2006-04-19") for number, text in enumerate(REPORTS)]
    together = list(read_many(sources, batch=batch))
    alone = [next(read_many([source])) for source in sources]
    assert [record.report.id for record in together] == ["r0", "r1", "r2", "r3", "r4"]
    assert together == alone


def test_texts_mappings_and_sources_may_be_mixed() -> None:
    text = REPORTS[0]
    mapping = {"text": text, "id": "x", "published": "2006-04-19", "publisher": "W", "title": "T", "url": "u"}
    plain, mapped, source = read_many([text, mapping, Source(text, "x", "2006-04-19", "W", "T", "u")])
    assert mapped == source
    assert plain.report.id == read(text).report.id
    assert len(plain.report.id) == 12


def test_reports_are_read_as_they_are_asked_for() -> None:
    taken: list[int] = []

    def give() -> Iterator[str]:
        for number in range(6):
            taken.append(number)
            yield "Troops left Namibia."

    records = read_many(give(), batch=2)
    assert taken == []
    next(records)
    assert taken == [0, 1]


def test_no_reports_give_no_records() -> None:
    assert list(read_many([])) == []


def test_the_same_text_gives_the_same_bytes() -> None:
    def write() -> str:
        return json.dumps(to_json(read(REPORTS[3], published="2000-06-18")), ensure_ascii=False)

    assert write() == write()


@pytest.mark.parametrize("text", REPORTS)
def test_records_are_whole_and_go_through_json(text: str) -> None:
    record = read(text, published="2006-04-19")
    check_record(record)
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=100))
def test_spans_hold_for_any_text(text: str) -> None:
    record = read(text, published="1998-05-13")
    assert record.report.text == text
    check_record(record)


def test_the_public_door_is_the_flow() -> None:
    public: Any = dragoman
    assert (public.read, public.read_many, public.Source) == (read, read_many, Source)
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = public.write
