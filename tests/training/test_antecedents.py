"""What is asked of words that may tell of events again, and what the labels answer."""

import pytest

from dragoman.language.doc import Token

pytest.importorskip("torch")

from training.reading.antecedents import find_incident, read_asked  # fits with torch
from training.series.series import Incident, Mention, Series, SeriesReport

TEXT = "Peruvian jets bombed Guayaquil on Monday. Nobody was killed. Lima called it a test."


def make_series():
    def make(words, trigger):
        start, first = TEXT.index(words), TEXT.index(trigger)
        return Mention("r1", words, (start, start + len(words)), (first, first + len(trigger)))

    mentions = (make("jets bombed Guayaquil", "bombed"), make("Nobody was killed", "killed"))
    raid = Incident("i1", ("ASSAULT",), mentions, (), None, None, (), "corroborated")
    report = SeriesReport("r1", "A Wire", "2004-03-17", "o1", TEXT)
    return Series("ser-x", (report,), (raid,), (), (), ())


def make_token(word):
    start = TEXT.index(word)
    return Token(0, start, start + len(word), word, word.lower(), 0)


def test_a_word_is_of_the_incident_in_whose_words_it_stands():
    series = make_series()
    report = series.reports[0]
    found = [
        find_incident(series, report, make_token(word), frozenset({"ASSAULT"})) for word in ("jets", "killed")
    ]
    assert found == ["i1", "i1"]
    assert find_incident(series, report, make_token("test"), frozenset({"ASSAULT"})) is None
    assert find_incident(series, report, make_token("killed"), frozenset({"PROTEST"})) is None


def test_the_event_of_the_same_incident_is_the_right_one():
    series = make_series()

    def find(token, types):
        return find_incident(series, series.reports[0], token, types)

    asked = read_asked(TEXT, "2004-03-17", find, lambda telling, label, theirs: label is None)
    [(facts, right, kind)] = asked
    assert (kind, right) == ("verb", [True])
    assert facts[0]["next_verb"] == 1.0
