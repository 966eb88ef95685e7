from __future__ import annotations

from dragoman.reading.toponyms import find_toponyms
from tests.trees import make_doc


def test_names_that_nest_are_one() -> None:
    doc = make_doc("""
        Shells  NOUN 2 nsubj
        hit     VERB 0 root hit
        Tripoli PROPN 2 obj _ _ B-LOC
        ,       PUNCT 5 punct
        Lebanon PROPN 3 appos _ _ B-LOC
        .       PUNCT 2 punct
    """)
    (toponym,) = find_toponyms(doc)
    assert (toponym.first, toponym.last, toponym.country) == (2, 5, "LBN")


def test_a_list_of_towns_is_several() -> None:
    doc = make_doc("""
        Shells NOUN 2 nsubj
        hit    VERB 0 root hit
        Homs   PROPN 2 obj _ _ B-LOC
        ,      PUNCT 5 punct
        Hama   PROPN 3 conj _ _ B-LOC
        and    CCONJ 7 cc
        Aleppo PROPN 3 conj _ _ B-LOC
    """)
    assert [toponym.name for toponym in find_toponyms(doc)] == ["Homs", "Hama", "Aleppo"]
