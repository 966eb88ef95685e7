"""A linking measured on a small series written for these tests, with records made by hand."""

from dataclasses import replace

import pytest

from dragoman.record.model import Event, Place, Record, Report, When, Where
from dragoman.text.spans import find_span
from evaluation import series as measure
from evaluation.__main__ import format_set, main
from evaluation.series import align, link_nothing, link_same_facts, measure_series, number_clusters
from training.series.series import Incident, Mention, Series, SeriesReport

TEXTS = (
    "Ugandan jets bombed Kaya on Sunday and killed four people. Kenya urged both to talk.",
    "Uganda denied the raid on Kaya. Rebels stormed Moyo.",
    "Sunday's bombing of Kaya and the storming of Moyo were condemned.",
)
DAY = When("1997-05-04", "1997-05-04", "day", "relative", None)


def make_mention(number, words, trigger):
    text = TEXTS[number]
    start, first = text.index(words), text.index(trigger)
    return Mention(f"r{number}", words, (start, start + len(words)), (first, first + len(trigger)))


def make_event(number, name, kind, trigger, place=None):
    start = TEXTS[number].index(trigger)
    span = find_span(TEXTS[number], start, start + len(trigger))
    where = Where(place, None) if place else None
    when = DAY if place else None
    return Event(
        name, kind, None, None, span, span, (), (), False, when, where, "actual", None, (), 1.0, ""
    )  # fmt: skip


def make_record(number, *events):
    report = Report(f"r{number}", None, None, None, None, None, "en", "0" * 64, TEXTS[number])
    place = Place("p1", "Kaya", "SSD", None, None, None, None, "near", ())
    return Record(report, places=(place,), events=events)


@pytest.fixture
def series():
    """Return two incidents: three mentions in two reports and one in a third, and two mentions."""

    def make(name, *mentions):
        return Incident(name, ("ASSAULT",), mentions, (), None, None, (), "corroborated")

    bombing = make(
        "i1",
        make_mention(0, "jets bombed Kaya", "bombed"),
        make_mention(0, "killed four people", "killed"),
        make_mention(1, "the raid on Kaya", "raid"),
        make_mention(2, "bombing of Kaya", "bombing"),
    )
    storming = make(
        "i2", make_mention(1, "Rebels stormed Moyo", "stormed"), make_mention(2, "storming", "storming")
    )
    reports = tuple(
        SeriesReport(f"r{n}", "The Courier", "1997-05-05", "o1", text) for n, text in enumerate(TEXTS)
    )
    return Series("ser-x", reports, (bombing, storming), (), (), ())


@pytest.fixture
def records():
    """Return records that miss the killing, and take the raid for a protest."""
    return [
        make_record(
            0, make_event(0, "e1", "ASSAULT", "bombed", "p1"), make_event(0, "e2", "REQUEST", "urged")
        ),
        make_record(
            1, make_event(1, "e1", "PROTEST", "raid", "p1"), make_event(1, "e2", "ASSAULT", "stormed")
        ),
        make_record(
            2,
            make_event(2, "e1", "ASSAULT", "bombing", "p1"),
            make_event(2, "e2", "ASSAULT", "storming"),
            make_event(2, "e3", "ACCUSE", "condemned"),
        ),
    ]


def test_events_meet_the_mentions_of_their_report_and_type(series, records):
    aligned = align(series, records)
    assert aligned.met == {(0, "e1"): 0, (2, "e1"): 3, (1, "e2"): 4, (2, "e2"): 5}
    assert aligned.shared == {}


def test_one_event_meets_a_mention_and_the_labelled_trigger_goes_first(series, records):
    other = make_event(0, "e0", "ASSAULT", "jets")
    records[0] = replace(records[0], events=(other, *records[0].events))
    aligned = align(series, records)
    assert aligned.met[0, "e1"] == 0
    assert aligned.shared == {(0, "e0"): 0}


def test_a_further_word_of_an_event_meets_a_mention_and_a_trigger_goes_first(series, records):
    bombed, urged = records[0].events
    again = make_event(0, "e1", "ASSAULT", "killed").trigger
    records[0] = replace(records[0], events=(replace(bombed, mentions=(again,)), urged))
    aligned = align(series, records)
    assert (aligned.met[0, "e1"], aligned.repeated) == (0, {1: (0, "e1")})
    found = measure_series([aligned], {"none": link_nothing})
    assert (found["none, aligned"]["mentions"], found["labels, end to end"]["B3 P"]) == (4, 1.0)
    assert found["none, end to end"]["B3 R"] == round((4 / 4 + 1 / 4 + 2 / 2) / 6, 4)
    records[0] = replace(records[0], events=(*records[0].events, make_event(0, "e3", "ASSAULT", "killed")))
    assert align(series, records).met[0, "e3"] == 1


def test_an_event_whose_trigger_meets_nothing_meets_a_mention_by_a_further_word(series, records):
    urged = replace(
        make_event(0, "e9", "ASSAULT", "urged"), mentions=(make_event(0, "", "ASSAULT", "bombed").trigger,)
    )
    records[0] = replace(records[0], events=(urged,))
    aligned = align(series, records)
    assert (aligned.met[0, "e9"], aligned.repeated) == (0, {})


def test_a_linking_is_measured_on_what_was_met_and_on_all(series, records):
    read = [align(series, records)]
    figures = measure_series(read, {"none": link_nothing, "facts": link_same_facts})
    assert figures["none, aligned"] == {
        "mentions": 4, "B3 P": 1.0, "B3 R": 0.5, "B3 F1": 0.6667,
        "MUC F1": 0.0, "CEAFe F1": 0.4444, "CoNLL F1": 0.3704, "strays": 0,
    }  # fmt: skip
    assert figures["none, end to end"]["B3 R"] == round((2 / 4 + 2 / 2) / 6, 4)
    assert figures["facts, aligned"]["B3 R"] == 0.75
    assert figures["facts, aligned"]["strays"] == 0
    assert figures["labels, end to end"]["B3 R"] == round((4 / 4 + 4 / 2) / 6, 4)
    assert figures["labels, tellings"]["mentions"] == 5
    assert figures["labels, tellings"]["B3 R"] == round((4 / 3 + 4 / 2) / 5, 4)
    assert format_set(figures).count("\n") == 8


def test_an_event_linked_in_that_meets_nothing_is_a_stray(series, records):
    read = [align(series, records)]
    figures = measure_series(
        read, {"all": lambda records: [{spot for spot, _ in measure.list_events(records)}]}
    )
    assert figures["all, aligned"]["strays"] == 3
    assert figures["all, aligned"]["B3 R"] == 1.0
    assert figures["all, aligned"]["B3 P"] == 0.5


def test_a_second_event_of_a_mention_is_no_stray_in_its_cluster(series, records):
    records[0] = replace(records[0], events=(make_event(0, "e0", "ASSAULT", "jets"), *records[0].events))
    read = [align(series, records)]
    together = measure_series(read, {"x": lambda records: [{(0, "e0"), (0, "e1")}]})
    apart = measure_series(read, {"x": lambda records: [{(0, "e0"), (1, "e2")}]})
    assert (together["x, aligned"]["strays"], apart["x, aligned"]["strays"]) == (0, 1)


def test_clusters_must_be_a_partition_of_the_events():
    spots = [(0, "e1"), (0, "e2")]
    assert number_clusters([{(0, "e1")}], spots) == {(0, "e1"): 0, (0, "e2"): 2}
    with pytest.raises(ValueError, match="two clusters"):
        number_clusters([{(0, "e1")}, {(0, "e1")}], spots)
    with pytest.raises(ValueError, match="no such events"):
        number_clusters([{(1, "e1")}], spots)


def test_events_without_day_or_place_stay_apart(records):
    clusters = link_same_facts(records)
    assert {(0, "e1"), (2, "e1")} in clusters
    assert len(clusters) == 6


def test_reports_are_read_and_handed_back_by_series(series):
    other = replace(series, name="ser-y", reports=series.reports[:1], incidents=())
    first, second = measure.read_series([series, other])
    assert [record.report.id for record in first.records] == ["ser-x/r0", "ser-x/r1", "ser-x/r2"]
    assert [record.report.text for record in second.records] == [TEXTS[0]]
    assert (0, "e1") in first.met


def test_the_command_prints_a_table(monkeypatch, capsys, series, records):
    monkeypatch.setattr(measure, "load_series", lambda folder: [series])
    monkeypatch.setattr(measure, "read_series", lambda many: [align(series, records) for _ in many])
    assert main(["series", "--only", "ser-x"]) == 0
    shown = capsys.readouterr().out
    assert "same facts, tellings" in shown
