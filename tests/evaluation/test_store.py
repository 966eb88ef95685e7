from dataclasses import replace

from dragoman.linking.origins import compare_texts
from dragoman.text.spans import find_span
from evaluation.store import Vocabulary, format_figures, vary

WORDS = (
    "Chad bombed Abéché; Mali's army shelled Gao. Ghana begged Chile for boats, Kenya sought Sudan in 1987."
)


def test_a_variation_is_another_report_in_other_words(record):
    vocabulary = Vocabulary([record.report.text, WORDS])
    varied = vary(record, 2, 2, vocabulary)
    text = varied.report.text
    assert len(text) == len(record.report.text) and not compare_texts(text, record.report.text).is_same_origin
    for event in varied.events:
        assert event.trigger == find_span(text, event.trigger.start, event.trigger.end)
    assert varied.events[0].when.start == "1995-05-03"
    assert [actor.id for actor in varied.actors] == [actor.id for actor in record.actors]
    assert varied.actors[0].name in text and varied.actors[0].code == "SDN"


def test_the_first_turn_keeps_the_words_and_every_second_report_comes_twice(record):
    vocabulary = Vocabulary([record.report.text, WORDS])
    turns = [vary(record, 301, turn, vocabulary).report.text for turn in range(4)]
    assert turns[0] == turns[1] == record.report.text != turns[2] == turns[3]
    assert len({vary(record, 300, turn, vocabulary).report.text for turn in range(4)}) == 4


def test_no_two_are_one_report(record):
    vocabulary = Vocabulary([record.report.text])
    first, second = (vary(record, number, 0, vocabulary).report for number in (1, 2))
    assert first.sha256 != second.sha256 and first.publisher != second.publisher
    assert replace(first, sha256="", publisher=None, published=None) == replace(
        second, sha256="", publisher=None, published=None
    )


def test_figures_are_three_tables():
    command = {"in an empty store": {"reports_s": 15.5, "cpu_ms_report": 100.0}}
    adding = [{"reports": 1000, "ms_report": 9.5}]
    shown = format_figures({"adding": adding, "command": command, "lists": {"events": 2.5}})
    assert "ms_report" in shown and "events" in shown and "15.5" in shown
