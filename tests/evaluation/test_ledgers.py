"""Ledgers measured on a small series written for these tests, with records made by hand."""

import pytest

from dragoman.record.model import Act, Actor, Commitment, Record, Report, When
from dragoman.text.spans import find_span
from evaluation.__main__ import format_set, main
from evaluation.ledgers import find_homes, measure_series, tell_labels
from evaluation.series import Aligned
from training.series import series as labels

TEXTS = (
    "Togo asked Ghana for tents on 3 May. A truce was signed in Lome.",
    "Ghana sent Togo forty tents on 9 May. The truce of Lome was broken.",
)
ASKED, SIGNED, SENT, BROKEN = (
    "asked Ghana for tents",
    "truce was signed",
    "sent Togo forty tents",
    "was broken",
)
ACTORS = tuple(
    Actor(f"a{number}", name, "government", code[:3], "GOV", code, None, ())
    for number, (name, code) in enumerate([("Togo", "TGOGOV"), ("Ghana", "GHAGOV")], 1)
)


def label(number, words, act, by=(), to=(), day=None):
    start = TEXTS[number].index(words)
    days = (day, day) if day else None
    return labels.Act(f"r{number}", words, (start, start + len(words)), act, by, to, (), days)


@pytest.fixture
def series():
    question = labels.OpenQuestion("1994-05-03", ("TGOGOV",), ("GHAGOV",), "tents")
    acts = (
        label(0, ASKED, "requested", ("TGOGOV",), ("GHAGOV",), "1994-05-03"),
        label(1, SENT, "delivered", ("GHAGOV",), ("TGOGOV",), "1994-05-09"),
    )
    truce = (label(0, SIGNED, "signed"), label(1, BROKEN, "alleged_violation"))
    return labels.Series(
        "ser-test",
        tuple(
            labels.SeriesReport(f"r{number}", "Wire", f"1994-05-{day}", f"o{number}", TEXTS[number])
            for number, day in enumerate(("04", "10"))
        ),
        (),
        (),
        (
            labels.Ledger("m1", "aid request", ("TGOGOV", "GHAGOV"), acts, (question,)),
            labels.Ledger("m2", "ceasefire", (), truce, ()),
        ),
        (),
    )


def make_act(number, words, act, by=(), to=(), day=None):
    start = TEXTS[number].index(words)
    when = When(day, day, "day", "stated", None) if day else None
    return Act(act, by, to, when, find_span(TEXTS[number], start, start + len(words)), None)


def make_record(number, day, *commitments):
    report = Report(f"r{number}", None, None, None, day, "given", "en", "0" * 64, TEXTS[number])
    return Record(report, actors=ACTORS, commitments=commitments)


def make_commitment(id, kind, *acts):
    return Commitment(id, kind, kind, ("a1", "a2"), "unknown", acts, acts[0].evidence)


@pytest.fixture
def aligned(series):
    """Return the series read: the request with its answer, the truce once; one act is of another name."""
    request = make_commitment(
        "m1", "aid request", make_act(0, ASKED, "requested", ("a1",), ("a2",), "1994-05-03")
    )
    truce = make_commitment("m2", "ceasefire", make_act(0, SIGNED, "announced"))
    answer = make_commitment(
        "m1", "aid request", make_act(1, SENT, "delivered", ("a2",), ("a1",), "1994-05-09")
    )
    records = [make_record(0, "1994-05-04", request, truce), make_record(1, "1994-05-10", answer)]
    return Aligned(series, records, [], {}, {})


def test_commitments_meet_the_labelled_one_whose_words_they_share(aligned):
    assert find_homes(aligned) == {(0, "m1"): "m1", (0, "m2"): "m2", (1, "m1"): "m1"}


def test_labelled_acts_are_told_report_by_report(aligned, series):
    tellings = tell_labels(aligned, series.commitments[0])
    assert [(facts.report, [act.number for act in facts.acts]) for facts in tellings] == [
        ("r0", [0]),
        ("r1", [1]),
    ]
    assert tellings[0].acts[0].to[0].side == "GHA"


def test_acts_count_where_words_and_act_agree(aligned):
    figures = measure_series([aligned])
    assert (figures["read"]["acts P"], figures["read"]["acts R"]) == (0.6667, 0.5)
    assert figures["read"]["pairs"] == 1 and figures["read"]["order"] == 1.0
    assert figures["rules"]["acts R"] == 1.0 and figures["rules"]["pairs"] == 2


def test_a_labelled_question_that_was_answered_is_not_found(aligned):
    assert measure_series([aligned])["rules"]["open R"] == 0.0


def test_a_question_is_found_with_its_day(aligned, series):
    aligned.records[1] = make_record(1, "1994-05-10")
    figures = measure_series([aligned])
    assert figures["read"]["open F1"] == figures["read"]["open day"] == 1.0


def test_linking_stands_between_nothing_linked_and_all_that_may_be(aligned):
    figures = measure_series([aligned])
    assert figures["each its own"]["B3 R"] < 1.0 == figures["each its own"]["B3 P"]
    assert figures["all that may be"]["commitments"] == figures["end to end"]["commitments"] == 3
    assert "end to end" in format_set(figures)


def test_the_command_measures_a_series_by_name(capsys):
    assert main(["ledgers", "--only", "no such series"]) == 0
    assert "end to end" in capsys.readouterr().out
