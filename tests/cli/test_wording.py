from dataclasses import replace

import pytest

from dragoman.cli.wording import (
    group_events,
    make_wording,
    quote,
    say_count,
    say_mentions,
    say_toll,
    say_when,
    shorten,
)
from dragoman.record.model import When
from dragoman.text.spans import Span
from tests.cli.sample import make_record


def test_names_are_joined():
    wording = make_wording(make_record())
    assert wording.name_actors([]) == "—"
    assert wording.name_actors(["a1"]) == "Mali"
    assert wording.name_actors(["a1", "a3", "a4"]) == "Mali, Niger and Algeria"
    assert wording.name_actors(["a9"]) == "a9"


def test_an_event_tells_who_says_and_who_denies():
    record = make_record()
    wording = make_wording(record)
    assert wording.say_claims(record.events[0]) == "says Mali, denied by Niger"
    assert wording.say_claims(record.events[1]) == ""


def test_a_denial_is_found_through_the_claim_that_it_is_about():
    record = make_record()
    event = replace(record.events[0], claims=("c1",))
    assert make_wording(record).say_claims(event) == "says Mali, denied by Niger"


def test_a_speaker_without_a_row_is_named_by_the_words():
    record = make_record()
    wording = make_wording(record)
    assert wording.name_speaker(record.claims[2]) == "its envoy"
    assert wording.name_speaker(replace(record.claims[2], speaker_text=None)) == "an unnamed speaker"


@pytest.mark.parametrize(
    ("start", "end", "precision", "basis", "said"),
    [
        ("1994-05-31", "1994-05-31", "day", "stated", "1994-05-31"),
        ("1994-05-31", "1994-06-02", "range", "relative", "1994-05-31 to 1994-06-02"),
        ("1994-05-01", "1994-05-31", "month", "stated", "1994-05"),
        ("1994-01-01", "1994-12-31", "year", "stated", "1994"),
        ("1994-05-31", None, "range", "stated", "1994-05-31 to …"),
        ("1994-05-31", "1994-05-31", "day", "inferred", "1994-05-31 (inferred)"),
        (None, None, "unknown", "relative", "“last week” (unresolved)"),
    ],
)
def test_dates_are_said_as_precisely_as_they_are_known(start, end, precision, basis, said):
    assert say_when(When(start, end, precision, basis, Span(0, 9, "last week"))) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(14, None, "14 or more"), (14, 14, "14"), (1000, 2000, "1,000 to 2,000"), (None, 9, "up to 9"),
     (None, None, "unknown number")],
)  # fmt: skip
def test_a_count_keeps_its_bounds(low, high, said):
    assert say_count(replace(make_record().casualties[0], low=low, high=high)) == said


def test_a_toll_says_victims_and_speaker():
    record = make_record()
    toll = replace(record.casualties[0], cumulative=True, superseded=True)
    assert (
        say_toll(toll, make_wording(record))
        == "14 or more · herders · Mali · says Mali · so far · corrected in the report"
    )


def test_events_of_one_stretch_stand_together_in_the_order_of_the_text():
    groups = group_events(make_record())
    assert [[event.id for event in events] for _, events in groups] == [["e3"], ["e1"], ["e2"]]


def test_words_are_cut_between_words_and_quoted_once():
    assert shorten("one two\nthree", 9) == "one two…"
    assert quote("“No.” and “yes.”", 40) == "““No.” and “yes.””"
    assert quote('"No."', 40) == "“No.”"


def test_words_that_tell_of_an_event_again_are_named_once():
    event = make_record().events[0]
    assert say_mentions(event) == "also “killing”"
    assert say_mentions(replace(event, mentions=event.mentions * 2)) == "also “killing”"
    assert say_mentions(replace(event, mentions=())) == ""
