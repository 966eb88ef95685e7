"""Which frame a word stands in and who fills it, on short plain sentences."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.frame_match import find_match, find_party, find_slot

SENTENCES = [
    ("Rebels fought Kenyan troops.", "fought", "ASSAULT"),
    ("The Kenyan president spoke with President Yoweri Museveni.", "spoke", "CONSULT"),
    ("Syrian troops remained in Lebanon.", "remained", "MOBILIZE"),
    ("Explosions shook Kabul.", "Explosions", "ASSAULT"),
    ("Kenya refused to meet the Sudanese envoy.", "refused", "REJECT"),
    ("Iran was allied with Syria.", "allied", "COOPERATE"),
    ("The Ugandan operation continued.", "operation", "ASSAULT"),
    ("The spokesman spoke to the BBC.", "spoke", None),
    ("The lorry crashed, killing ten people.", "killing", None),
]


def read(text, word):
    doc = analyse(text)
    actors = find_actors(doc)
    token = next(token for token in doc.tokens if token.text == word)
    return doc, actors, find_match(doc, token, actors)


@pytest.mark.parametrize(("text", "word", "kind"), SENTENCES)
def test_frames_match_by_who_and_what_stands_around(text, word, kind):
    match = read(text, word)[2]
    assert (match.frame.type if match else None) == kind


def fill(text, word, slots):
    doc, actors, match = read(text, word)
    assert match is not None
    for slot in slots(match.frame):
        for index in find_slot(doc, match.trigger, slot, match.consumed, match.light_verb):
            found = find_party(doc, actors, index)
            if found:
                return [actors.actors[actor].country for actor in found]
    return []


TARGETS = [
    ("Rebels fought Kenyan troops.", "fought", "KEN"),
    ("Moroccan troops left Mali.", "left", "MLI"),
    ("The minister held talks with his Egyptian counterpart.", "talks", "EGY"),
]
SOURCES = [
    ("The shooting of two Iraqi policemen by American soldiers went on.", "shooting", "USA"),
    ("Mali has increased its cooperation with Chad.", "cooperation", "MLI"),
    ("There were 900 troops from Ghana in Liberia.", "troops", "GHA"),
]


@pytest.mark.parametrize(("text", "word", "country"), TARGETS)
def test_targets(text, word, country):
    assert country in fill(text, word, lambda frame: frame.target)


@pytest.mark.parametrize(("text", "word", "country"), SOURCES)
def test_sources(text, word, country):
    assert country in fill(text, word, lambda frame: frame.source)


def test_a_refusal_is_aimed_at_whom_the_refused_act_would_have_touched():
    doc, actors, match = read("France refused to repatriate the Algerian fighters.", "refused")
    assert match is not None and "xobj" in match.frame.target
    (index,) = find_slot(doc, match.trigger, "xobj", match.consumed, match.light_verb)
    assert [actors.actors[actor].country for actor in find_party(doc, actors, index)] == ["DZA"]


def test_who_suffered_a_deed_is_not_its_party():
    doc, actors, _ = read("Jordan condemned the murder of an Iraqi monk.", "murder")
    murder = next(token.index for token in doc.tokens if token.text == "murder")
    assert find_party(doc, actors, murder) == ()
