"""Standing measured on a small series written for these tests, its events read by hand."""

from dataclasses import replace

import pytest

from dragoman.record.model import Actor, Claim, Event, Record, Report
from dragoman.text.spans import find_span
from evaluation import standing as measure
from evaluation.__main__ import main
from evaluation.series import align
from training.series.series import Figure, Incident, Mention, Series, SeriesReport, Side, Toll

TEXTS = (
    "Ugandan jets bombed Kaya and killed four people, Sudan said.",
    "Uganda denied the raid on Kaya. Nine people died in the raid, a nurse said.",
)
SUDAN = Actor("a1", "Sudan", "country", "SDN", "GOV", "SDNGOV", None, ())
UGANDA = Actor("a2", "Uganda", "country", "UGA", "GOV", "UGAGOV", None, ())
JETS = Actor("a3", "Ugandan jets", "group", "UGA", "MIL", "UGAMIL", None, ())


def make_mention(number, words, trigger):
    text = TEXTS[number]
    start, first = text.index(words), text.index(trigger)
    return Mention(f"r{number}", words, (start, start + len(words)), (first, first + len(trigger)))


def make_record(number, trigger, speaker, stance, status):
    text = TEXTS[number]
    start = text.index(trigger)
    span = find_span(text, start, start + len(trigger))
    whole = find_span(text, 0, len(text))
    event = Event(
        "e1", "ASSAULT", None, None, span, whole, ("a3",), (), False, None, None, status, None, ("c1",),
        1.0, "",
    )  # fmt: skip
    claim = Claim("c1", speaker, None, stance, span, whole, False, ("e1",), 1.0, "")
    report = Report(f"r{number}", None, None, None, f"1997-05-0{number + 5}", "given", "en", "0" * 64, text)
    return Record(report, actors=(SUDAN, UGANDA, JETS), events=(event,), claims=(claim,))


@pytest.fixture
def aligned():
    """Return one incident that Sudan alleges and Uganda denies, with two tolls, and one that nobody reads."""
    raid = Incident(
        "i1", ("ASSAULT",),
        (make_mention(0, "jets bombed", "bombed"), make_mention(1, "the raid on", "raid")),
        (
            Side("r0", ("UGAMIL",), ("SDNCVL",), ("SDNGOV",), "alleged"),
            Side("r1", ("UGAMIL",), (), ("UGAGOV",), "denied"),
        ),
        ("1997-05-04", "1997-05-04"), None, ("source", "killed"), "denied",
    )  # fmt: skip
    unread = Incident(
        "i2", ("PROTEST",), (make_mention(1, "a nurse said", "said"),), (), None, None, (), "single_origin"
    )
    tolls = tuple(
        Toll("i1", "killed", speaker, (), (Figure(report, "", (0, 1), low, low, False, False),), low, low)
        for report, speaker, low in (("r0", "SDNGOV", 4), ("r1", "SDNCVL", 9))
    )
    reports = tuple(
        SeriesReport(f"r{n}", "The Courier", f"1997-05-0{n + 5}", f"o{n}", text)
        for n, text in enumerate(TEXTS)
    )
    series = Series("ser-x", reports, (raid, unread), tolls, (), ())
    records = [
        make_record(0, "bombed", "a1", "asserts", "alleged"),
        make_record(1, "raid", "a2", "denies", "denied"),
    ]
    return align(series, records)


def test_the_rules_are_asked_with_the_labelled_sides_and_tolls(aligned):
    [(_, tellings, origins), (_, mentioned, _)] = measure.list_labelled(aligned.series)
    assert [[voice.stance for voice in facts.voices] for facts in tellings] == [["asserts"], ["denies"]]
    assert [[count.low for count in facts.counts] for facts in tellings] == [[4], [9]]
    assert [facts.report for facts in mentioned] == ["r1"]
    assert origins["r0"] == {"o0"}


def test_found_fields_and_standings_are_counted_over_all_incidents(aligned):
    figures = measure.measure_series([aligned])
    part = "held out" if measure.is_heldout("ser-x") else "development"
    assert figures[f"rules, {part}"] == {
        "incidents": 2, "met": 2, "found": 1.0, "precision": 1.0, "f1": 1.0, "standing": 1.0,
    }  # fmt: skip
    assert figures[f"labelled linking, {part}"] == {
        "incidents": 2, "met": 1, "found": 0.5, "precision": 1.0, "f1": 0.6667, "standing": 0.5,
    }  # fmt: skip


def test_a_contest_that_the_labels_do_not_have_is_spurious(aligned):
    [(incident, tellings, origins), _] = measure.list_met(aligned)
    assert measure.score_cases([(replace(incident, contested=()), tellings, origins)])["precision"] == 0.0


def test_end_to_end_takes_the_incident_with_most_of_the_events(aligned, monkeypatch):
    monkeypatch.setattr(measure, "link_events", lambda records: [{(0, "e1")}, {(1, "e1")}])
    [(_, tellings, _), (_, unmet, _)] = measure.list_linked(aligned)
    assert [facts.report for facts in tellings] == ["0"]
    assert unmet == []


def test_reports_that_copy_each_other_are_found_to_be_one_origin(aligned):
    first, second = aligned.records
    assert measure.find_origins([first, second])["0"] != measure.find_origins([first, second])["1"]
    twice = measure.find_origins([first, replace(first, report=replace(first.report, id="r9"))])
    assert twice["0"] == twice["1"]


def test_the_command_prints_a_table(monkeypatch, capsys, aligned):
    monkeypatch.setattr(measure, "load_series", lambda folder: [aligned.series])
    monkeypatch.setattr(measure, "read_series", lambda many: [aligned for _ in many])
    assert main(["standing", "--only", "ser-x"]) == 0
    assert "labelled linking" in capsys.readouterr().out
