import multiprocessing

import pytest

from dragoman.cli import outcomes
from dragoman.cli.outcomes import Defaults, read_found
from dragoman.errors import Malformed, UsageError
from dragoman.ingest.found import FoundDocument, FoundReport, Remark, UnreadReport
from dragoman.record.model import Record, Report
from dragoman.store.writer import Added


def make_many(sources):
    """Stand for the reading: a record a text, and faults where a text asks for them."""
    for source in sources:
        if source.text == "fault":
            raise ZeroDivisionError("no words")
        if source.text == "refuse":
            raise UsageError("Report not read: refused.")
        yield Record(
            Report(source.id, None, source.publisher, None, source.published, None, "en", "", source.text)
        )


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch):
    monkeypatch.setattr(outcomes, "read_many", make_many)


def test_one_bad_report_leaves_the_others_in_order():
    reports = [
        FoundReport("a", "one", id="a"),
        UnreadReport("b", Malformed("Report not read: 'b' is broken.")),
        FoundReport("c", "fault", id="c"),
        FoundReport("d", "refuse", id="d"),
        FoundReport("e", "two", id="e"),
    ]
    found = list(read_found(reports, Defaults()))
    assert [outcome.name for outcome in found] == list("abcde")
    assert [outcome.record is not None for outcome in found] == [True, False, False, False, True]
    assert found[1].failure.message == "Report not read: 'b' is broken."
    assert "ZeroDivisionError: no words" in found[2].failure.message
    assert found[3].failure.message == "Report not read: refused."


def test_defaults_fill_gaps_only():
    reports = [FoundReport("a", "one", published="2001-02-03"), FoundReport("b", "two", publisher="B")]
    first, second = (outcome.record.report for outcome in read_found(reports, Defaults("1999-01-01", "A")))
    assert (first.published, first.publisher) == ("2001-02-03", "A")
    assert (second.published, second.publisher) == ("1999-01-01", "B")


def test_a_guess_at_the_encoding_is_a_note():
    (outcome,) = read_found(
        [FoundReport("a", "one", remarks=(Remark("encoding", "Read as Windows-1252."),))], Defaults()
    )
    assert [(note.stage, note.kind, note.message) for note in outcome.record.notes] == [
        ("ingest", "encoding", "Read as Windows-1252.")
    ]


def test_what_is_known_is_not_read_and_keeps_its_place():
    asked = []

    def find_known(report):
        asked.append(report.name)
        return Added("r1", "known") if report.text == "fault" else None

    reports = [
        FoundReport("a", "one"),
        FoundReport("b", "fault"),
        UnreadReport("c", Malformed("Report not read: 'c' is broken.")),
        FoundReport("d", "two"),
    ]
    found = list(read_found(reports, Defaults(publisher="A"), find_known))
    assert asked == ["a", "b", "d"]
    assert [outcome.name for outcome in found] == list("abcd")
    assert [outcome.record is not None for outcome in found] == [True, False, False, True]
    assert (found[1].known, found[1].failure) == (Added("r1", "known"), None)
    assert found[3].record.report.text == "two"


def test_more_than_a_group_is_read_aside_in_order_and_nothing_is_lost_with_a_process():
    """What is read aside is read in truth: the stand-in does not reach other processes."""
    count = 2 * outcomes.BATCH + 3
    reports = [FoundReport(str(number), f"Police shot {number} men in Lyon.") for number in range(count)]
    ended = []

    def find_known(report):
        if "shot 70 " in report.text:  # the second group is asked for: the first is read
            ended.extend(multiprocessing.active_children())
            for process in ended:
                process.kill()

    found = list(read_found(reports, Defaults(), find_known))
    assert ended
    assert [outcome.name for outcome in found] == [report.name for report in reports]
    assert [outcome.record.report.text for outcome in found] == [report.text for report in reports]


def test_text_is_taken_out_of_documents_and_what_gives_none_is_said():
    documents = [FoundDocument("a.txt", b"one", url="https://a.example/1"), FoundDocument("b.txt", b" ")]
    first, second = read_found(documents, Defaults(publisher="A"))
    assert (first.record.report.text, first.record.report.publisher) == ("one", "A")
    assert first.document is documents[0]
    assert (second.record, second.failure.stage, second.failure.kind) == (None, "read", "Empty")
