"""Whose somebody is, left of the phrase and behind it, on hand-made trees."""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.reading.belonging import find_left, find_left_edge, find_owners
from dragoman.reading.naming import Mention, find_mentions
from tests.trees import make_doc


def map_mentions(doc: Doc) -> dict[int, Mention]:
    return {index: m for m in find_mentions(doc) for index in range(m.first, m.last)}


def test_nationalities_joined_by_and() -> None:
    doc = make_doc("""
        Some     DET   5 det   _ _ _
        Peruvian ADJ   5 amod  _ _ _
        and      CCONJ 4 cc    _ _ _
        Chilean  ADJ   2 conj  _ _ _
        miners   NOUN  0 root  miner Number=Plur _
    """)
    assert find_left(doc, 4, map_mentions(doc), {}) == [3, 1]
    assert find_left_edge(doc, 4) == 3


def test_a_hyphen_gives_the_country_away() -> None:
    doc = make_doc("""
        Iran   PROPN 3 obl  _ _ B-LOC
        -      PUNCT 3 punct _ _ _
        backed VERB  4 amod back _ _
        rebels NOUN  0 root rebel Number=Plur _
    """)
    assert find_left(doc, 3, map_mentions(doc), {}) == []


def test_a_possessor() -> None:
    doc = make_doc("""
        Kamau  PROPN 3 nmod:poss _ _ B-PER
        's     PART  1 case _ _ _
        army   NOUN  0 root army _ _
    """)
    assert find_left(doc, 2, {}, {0: 0}) == [0]


def test_behind_of_by_the_tree_and_by_the_words() -> None:
    good = make_doc("""
        leader NOUN  0 root leader _ _
        of     ADP   3 case _ _ _
        Peru   PROPN 1 nmod _ _ B-LOC
    """)
    lost = make_doc("""
        leader NOUN  0 root leader _ _
        of     ADP   1 case _ _ _
        Peru   PROPN 1 dep  _ _ B-LOC
    """)
    for doc in (good, lost):
        assert find_owners(doc, 0, 1, lambda index: (("country", "PER"),) if index == 2 else ()) == [
            ("country", "PER")
        ]
