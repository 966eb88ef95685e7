"""Capitals and palaces: when they act, when they suffer, when they are places."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.language.doc import Doc
from dragoman.reading.metonymy import find_standing
from tests.trees import make_doc


def make_oblique(preposition: str, verb: str) -> Doc:
    return make_doc(f"""
        They    PRON  2 nsubj _ _ _
        acted   VERB  0 root  {verb} _ _
        {preposition} ADP 4 case _ _ _
        Lima    PROPN 2 obl   _ _ B-LOC
    """)


@pytest.mark.parametrize(
    ("preposition", "verb", "standing"),
    [
        ("in", "meet", "place"),
        ("near", "clash", "place"),
        ("to", "fly", "place"),
        ("to", "appeal", "government"),
        ("with", "negotiate", "government"),
        ("against", "vote", "government"),
        ("on", "march", "place"),
        ("on", "blame", "government"),
        ("from", "drive", "place"),
        ("from", "seek", "government"),
    ],
)
def test_oblique(preposition: str, verb: str, standing: str) -> None:
    assert find_standing(make_oblique(preposition, verb), 3, False) == standing


@pytest.mark.parametrize(
    ("relation", "verb", "standing"),
    [
        ("nsubj", "reject", "government"),
        ("nsubj", "fall", "place"),
        ("nsubj:pass", "bomb", "country"),
        ("nsubj:pass", "accuse", "government"),
        ("obj", "bomb", "country"),
        ("obj", "urge", "government"),
    ],
)
def test_core(relation: str, verb: str, standing: str) -> None:
    doc = make_doc(f"""
        Lima  PROPN 2 {relation} _ _ B-LOC
        acted VERB  0 root {verb} _ _
    """)
    assert find_standing(doc, 0, False) == standing


def test_a_palace_is_a_government_but_not_as_a_place() -> None:
    doc = make_doc("""
        Crowds  NOUN  2 nsubj _ _ _
        gathered VERB 0 root gather _ _
        outside ADP   4 case _ _ _
        Kremlin PROPN 2 obl  _ _ _
    """)
    assert find_standing(doc, 3, True) == "place"


def test_a_capital_before_a_colon_is_given_the_word() -> None:
    record = dragoman.read(
        "Chad, France: a quarrel\n\nParis: not a shred of proof, said the minister on Monday."
    )
    assert "FRAGOV" in {actor.code for actor in record.actors}


@pytest.mark.parametrize(
    ("text", "code"), [("The French insisted that none be sent.", "FRAGOV"), ("The French fled.", "FRA")]
)
def test_a_nation_that_says_something_is_its_government(text: str, code: str) -> None:
    assert {actor.code for actor in dragoman.read(text).actors} == {code}
