"""Tolls measured on a small series written for these tests, with records made by hand."""

import pytest

from dragoman.linking.tolls import Bounds
from dragoman.record.model import Casualty, Event, Record, Report
from dragoman.text.spans import find_span
from evaluation.series import align
from evaluation.tollseries import agree, measure_series
from training.series.series import Figure, Incident, Mention, Series, SeriesReport, Toll

TEXTS = ("Jets bombed Kaya and killed four people.", "The raid on Kaya killed six.")


def find(number, words):
    start = TEXTS[number].index(words)
    return start, start + len(words)


def make_record(number, trigger, words, low, speaker=None):
    span = find_span(TEXTS[number], *find(number, trigger))
    event = Event(
        "e1", "ASSAULT", None, None, span, span, (), (), False, None, None, "actual", None, (), 1.0, ""
    )  # fmt: skip
    toll = Casualty(
        "k1", "killed", low, low, low, find_span(TEXTS[number], *find(number, words)), (), None, False, None,
        None, speaker, "e1", False, None, 1.0, "",
    )  # fmt: skip
    report = Report(f"r{number}", None, None, None, None, None, "en", "0" * 64, TEXTS[number])
    return Record(report, events=(event,), casualties=(toll,))


@pytest.fixture
def series():
    mentions = (
        Mention("r0", "Jets bombed Kaya", find(0, "Jets bombed Kaya"), find(0, "bombed")),
        Mention("r1", "The raid on Kaya killed", find(1, "The raid on Kaya killed"), find(1, "raid")),
    )
    figures = (
        Figure("r0", "four people", find(0, "four people"), 4, 4, False, False),
        Figure("r1", "six", find(1, "six"), 6, 6, True, False),
    )
    reports = tuple(
        SeriesReport(f"r{n}", "The Courier", "1997-05-05", "o1", text) for n, text in enumerate(TEXTS)
    )
    incident = Incident("i1", ("ASSAULT",), mentions, (), None, None, (), "corroborated")
    return Series("ser-x", reports, (incident,), (Toll("i1", "killed", "-", (), figures, 6, 6),), (), ())


def test_a_toll_that_is_read_whole_is_right_in_all(series):
    aligned = align(series, [make_record(0, "bombed", "four", 4), make_record(1, "raid", "six", 6)])
    figures = measure_series([aligned])
    assert figures["tolls, labels"] == figures["tolls, aligned"]
    assert figures["tolls, aligned"] == {
        "asked": 1, "speaker": 1.0, "final": 1.0, "whole": 1.0, "any sector": 1.0, "extra": 0,
    }  # fmt: skip


def test_a_number_that_was_not_read_leaves_the_list_incomplete(series):
    record = make_record(0, "bombed", "four", 5)
    aligned = align(series, [record, make_record(1, "raid", "six", 6)])
    row = measure_series([aligned])["tolls, aligned"]
    assert (row["final"], row["whole"]) == (1.0, 0.0)


def test_an_event_outside_the_labelled_words_brings_no_number(series):
    aligned = align(series, [make_record(0, "bombed", "four", 4), make_record(1, "six", "six", 6)])
    row = measure_series([aligned])["tolls, aligned"]
    assert (row["speaker"], row["final"]) == (1.0, 0.0)


def test_events_that_are_not_linked_are_two_incidents_end_to_end(series, monkeypatch):
    monkeypatch.setattr("evaluation.tollseries.link_events", lambda records: [{(0, "e1")}, {(1, "e1")}])
    aligned = align(series, [make_record(0, "bombed", "four", 4), make_record(1, "raid", "six", 6)])
    row = measure_series([aligned])["tolls, end to end"]
    assert (row["speaker"], row["final"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("label", "found", "expected"),
    [
        ((6, 6), Bounds(6, 6, 6), True),
        ((6, None), Bounds(6, 6, 6), False),
        ((35, 45), Bounds(None, None, 40), True),
        ((35, 45), Bounds(None, None, 50), False),
        ((101, None), Bounds(100, None, None), True),
        ((101, 101), Bounds(100, 100, 100), False),
        ((None, 59), Bounds(None, 60, None), True),
    ],
)
def test_numbers_agree_in_their_bounds(label, found, expected):
    assert agree(label, found) is expected
