"""The measure of actors, on labels and a record made up for the test."""

import json

import pytest

import dragoman
from dragoman.record.model import Actor
from dragoman.text.spans import find_span
from evaluation.sets import labelled_actors, load_sets

TEXT = "Kenyan soldiers met the Dawn Front near a village. They left."


def make_actor(number, words, country, sector, code=None):
    start = TEXT.index(words)
    span = find_span(TEXT, start, start + len(words))
    return Actor(f"a{number}", words, "group", country, sector, code or f"{country}{sector}", None, (span,))


@pytest.fixture
def record():
    report = dragoman.read(TEXT).report
    actors = (make_actor(1, "Kenyan soldiers", "KEN", "MIL"), make_actor(2, "Dawn Front", "UGA", "PTY"))
    return dragoman.Record(report=report, actors=actors)


@pytest.fixture
def labels():
    def find(words):
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    actors = [
        {"id": "a1", "code": "KENMIL", "mentions": [find("Kenyan soldiers"), find("They")]},
        {"id": "a2", "code": "UGAREB", "mentions": [find("the Dawn Front")]},
        {"id": "a3", "code": "UGACVL", "mentions": [find("a village")]},
        {"id": "a4", "code": "UAF", "mentions": [find("near")]},
    ]
    return [{"name": "own-x1", "published": None, "publisher": None, "actors": actors}]


@pytest.fixture
def answers(record, labels, monkeypatch, tmp_path):
    monkeypatch.setattr(dragoman, "read_many", lambda reports: [record for _ in reports])
    monkeypatch.setattr(labelled_actors, "load_text", lambda name, corpora: TEXT)
    return list(labelled_actors.find_answers(labels, tmp_path))


def test_the_set_is_entered():
    assert load_sets()["actors"] is labelled_actors
    assert json.dumps(labelled_actors.list_files()) == "[]"


def test_labels_without_a_country_ask_for_nothing(answers):
    assert [answer.words for answer in answers] == ["Kenyan soldiers", "They", "the Dawn Front", "a village"]


def test_found_country_and_sector_are_counted_apart(answers):
    figures = labelled_actors.count(iter(answers))
    assert figures["nouns"] == {"mentions": 3, "found": pytest.approx(2 / 3), "country": 1.0, "sector": 0.5}
    assert figures["pronouns"] == {"mentions": 1, "found": 0.0, "country": 0.0, "sector": 0.0}


def test_each_error_tells_its_kind(answers):
    kinds = [line.partition("\t")[0] for answer in answers if (line := labelled_actors.describe(answer))]
    assert kinds == ["pronouns missed", "nouns REB as PTY", "nouns missed"]


def test_the_mention_that_shares_most_is_the_one(record):
    assert [a.id for a in labelled_actors.find_actors(record, 0, 30)] == ["a1"]
    assert labelled_actors.find_actors(record, len(TEXT) - 3, len(TEXT)) == ()
