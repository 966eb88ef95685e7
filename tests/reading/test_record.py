"""The record of one document: what is known of the report, ids, tolls and their events."""

from __future__ import annotations

import hashlib
from datetime import date

from dragoman.language import analyse
from dragoman.reading.record import Given, read_doc
from tests.records import check_record

TEXT = "Uganda attacks Rwanda\n\nUganda attacked Rwanda on Monday, killing 3 soldiers, Rwanda said."
GIVEN = Given("r7", date(2004, 3, 17), "Example Wire", None, "https://wire.example/7")


def test_the_report_holds_text_digest_and_what_was_given() -> None:
    report = read_doc(analyse(TEXT), GIVEN).report
    assert (report.id, report.publisher, report.url) == ("r7", "Example Wire", "https://wire.example/7")
    assert report.text == TEXT
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (report.published, report.published_basis) == ("2004-03-17", "given")


def test_the_headline_is_the_title_unless_one_is_given() -> None:
    doc = analyse(TEXT)
    assert read_doc(doc, GIVEN).report.title == "Uganda attacks Rwanda"
    assert read_doc(doc, Given("r7", title="War")).report.title == "War"
    assert read_doc(analyse("Uganda attacked Rwanda on Monday."), GIVEN).report.title is None


def test_a_dateline_dates_the_report() -> None:
    report = read_doc(analyse("KIGALI, 16 March 2004 — Uganda attacked Rwanda on Monday."), Given("r")).report
    assert (report.published, report.published_basis) == ("2004-03-16", "dateline")


def test_ids_count_up_in_order() -> None:
    record = read_doc(analyse(TEXT + " Kenya condemned the attack. Rwanda denied it."), GIVEN)
    check_record(record)
    assert [event.id for event in record.events] == [f"e{n}" for n in range(1, len(record.events) + 1)]
    assert [toll.id for toll in record.casualties] == ["k1"]


def test_a_toll_knows_its_event_and_its_speaker() -> None:
    record = read_doc(analyse(TEXT), GIVEN)
    [toll] = record.casualties
    [attack] = [event for event in record.events if event.type == "ASSAULT"]
    assert toll.event == attack.id
    assert [actor.country for actor in record.actors if actor.id == toll.speaker] == ["RWA"]


def test_claims_name_the_events_that_they_are_about() -> None:
    record = read_doc(analyse(TEXT), GIVEN)
    for event in record.events:
        for claim in record.claims:
            assert (claim.id in event.claims) <= (event.id in claim.about)


def test_a_text_that_is_not_read_keeps_its_text_and_note() -> None:
    record = read_doc(analyse("12 34"), GIVEN)
    assert (record.events, record.actors, record.report.text) == ((), (), "12 34")
    assert [note.kind for note in record.notes] == ["no_words"]


def test_lone_surrogates_have_a_digest_too() -> None:
    assert len(read_doc(analyse("Rebels \ud800 fled the town."), GIVEN).report.sha256) == 64


DATED = "KIGALI, 16 March 2004 — Uganda attacked Rwanda on Monday."


def test_what_tells_the_day_goes_before_the_dateline_and_that_before_the_address() -> None:
    told = Given("r", published=date(2004, 3, 17), basis="metadata", address_day=date(2004, 3, 18))
    assert read_doc(analyse(DATED), told).report.published == "2004-03-17"
    addressed = Given("r", address_day=date(2004, 3, 18))
    assert read_doc(analyse(DATED), addressed).report.published == "2004-03-16"
    report = read_doc(analyse("Uganda attacked Rwanda on Monday."), addressed).report
    assert (report.published, report.published_basis) == ("2004-03-18", "address")


def test_a_dateline_that_is_days_from_what_the_page_says_is_noted() -> None:
    def list_messages(day: int) -> list[str]:
        given = Given("r", published=date(2004, 3, day), basis="metadata")
        return [note.message for note in read_doc(analyse(DATED), given).notes if note.kind == "date"]

    assert list_messages(17) == []
    [message] = list_messages(20)
    assert "2004-03-16" in message and "2004-03-20" in message
