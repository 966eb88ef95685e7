"""Text that is no report, or is meant to do harm: a note and no invented rows, in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from dragoman.flow import read
from dragoman.record.model import Record
from tests.records import check_record

PLAIN = "Chad bombed a village in Sudan on Monday, killing 12 people."
FOREIGN = {
    "fr": "Le gouvernement a annoncé lundi que les rebelles avaient attaqué la ville pendant la nuit "
    "et que douze soldats avaient été tués dans les combats.",
    "es": "El gobierno dijo el lunes que los rebeldes atacaron la ciudad durante la noche y que doce "
    "soldados murieron en los combates.",
    "de": "Die Regierung teilte am Montag mit, dass die Rebellen die Stadt in der Nacht angegriffen "
    "haben und zwölf Soldaten getötet wurden.",
    "ru": "Правительство сообщило в понедельник, что повстанцы ночью напали на город и убили "
    "двенадцать солдат.",
    "ar": "أعلنت الحكومة يوم الاثنين أن المتمردين هاجموا المدينة ليلا وقتلوا اثني عشر جنديا في المعارك.",
}


def count_rows(record: Record) -> int:
    tables = (record.events, record.claims, record.casualties, record.commitments, record.positions)
    return sum(len(table) for table in tables)


def get_notes(record: Record) -> set[str]:
    return {note.kind for note in record.notes}


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200b\u200b", "\ufeff", "…", "12 34 56", "Troops"])
def test_a_text_with_hardly_any_words_gives_a_note_and_no_rows(text: str) -> None:
    record = read(text)
    check_record(record)
    assert count_rows(record) == 0 and record.actors == ()
    assert "no_words" in get_notes(record)


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_another_language_gives_a_note_and_no_rows(language: str) -> None:
    record = read(FOREIGN[language], published="1999-02-02")
    check_record(record)
    assert count_rows(record) == 0 and record.actors == ()
    assert "not_read" in get_notes(record)
    assert record.report.language != "en"


def test_a_table_of_numbers_is_no_report() -> None:
    record = read("\n".join(f"{row}\t{row * 7}\t{row * 31 % 97}\t{row / 3:.2f}" for row in range(200)))
    check_record(record)
    assert count_rows(record) == 0


def test_bytes_read_as_text_are_no_report() -> None:
    record = read(bytes(range(256)).decode("latin-1") * 20)
    check_record(record)
    assert record.events == () and record.casualties == ()
    assert "odd_characters" in get_notes(record)


@pytest.mark.parametrize(
    "mark", ["\x00", "\x07", "\u202e", "\u2067", "\u200b", "\ufeff", "\ufffd", "\ud800", "\x1b[31m"]
)
def test_odd_characters_are_told_and_do_not_hide_the_event(mark: str) -> None:
    record = read(f"{mark}{PLAIN}{mark}", published="2004-03-17")
    check_record(record)
    assert "odd_characters" in get_notes(record)
    assert [event.type for event in record.events][:1] == ["ASSAULT"]
    assert [toll.low for toll in record.casualties] == [12]


def test_emoji_count_as_one_character_each() -> None:
    record = read("🕊️👩\u200d👩\u200d👧 " + PLAIN, published="2004-03-17")
    check_record(record)
    assert record.events[0].trigger.text == "bombed"


def test_markup_and_commands_are_only_words() -> None:
    record = read(
        f"<script>alert(1)</script> {PLAIN} {{{{7*7}}}} ; DROP TABLE events; --", published="2004-03-17"
    )
    check_record(record)
    assert [event.trigger.text for event in record.events][:1] == ["bombed"]


def test_without_any_date_nothing_is_dated() -> None:
    record = read(f"{PLAIN} Sudan answered yesterday. Talks failed last week.")
    check_record(record)
    assert record.report.published is None
    assert all(event.when is None or event.when.start is None for event in record.events)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "(" * 8_000,
        "“" * 3_000,
        "." * 50_000,
        "and " * 4_000,
        "1," * 20_000,
        "Mr. " * 3_000,
        "\n" * 50_000,
        "e" + "\u0301" * 20_000,
        "-" * 50_000,
        "killed " * 3_000,
        "on Monday " * 3_000,
        "the army of " * 2_000,
        "said that " * 2_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_one_thing_over_and_over_ends_soon(text: str) -> None:
    began = time.process_time()
    check_record(read(text, published="2004-03-17"))
    assert time.process_time() - began < 20


def test_time_grows_with_length_and_no_faster() -> None:
    block = (
        f"{PLAIN} “They must stop,” a Sudanese minister said. "
        "Chad denied the attack. The two countries later agreed to a ceasefire in Tripoli.\n\n"
    )
    read(block * 3, published="2004-03-17")
    times = []
    for copies in (30, 60, 120):
        began = time.process_time()
        record = read(block * copies, published="2004-03-17")
        times.append(time.process_time() - began)
        assert len(record.report.text) == len(block) * copies
    for shorter, longer in pairwise(times):
        assert longer / shorter < 3, times
