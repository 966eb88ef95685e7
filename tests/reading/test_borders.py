from __future__ import annotations

from dragoman.reading.places import find_places
from tests.trees import make_doc


def test_a_border_lies_between_its_states_and_in_none() -> None:
    doc = make_doc(
        """
        Clashes NOUN 2 nsubj
        hit     VERB 0 root hit
        the     DET 8 det
        Bolivia PROPN 8 compound _ _ B-LOC
        -       PUNCT 6 punct
        Paraguay PROPN 4 conj _ _ B-LOC
        land    NOUN 8 compound
        border  NOUN 2 obj
        .       PUNCT 2 punct
    """.replace("land    NOUN 8 compound\n", "").replace(" 8 ", " 7 ")
    )
    (place,) = find_places(doc).places.values()
    assert (place.name, place.country, place.precision, place.lat) == (
        "Bolivia–Paraguay border", None, "region", None,
    )  # fmt: skip


def test_sides_told_before_are_followed() -> None:
    doc = make_doc("""
        Bolivia  PROPN 4 nsubj _ _ B-LOC
        and      CCONJ 3 cc
        Paraguay PROPN 1 conj _ _ B-LOC
        fought   VERB 0 root fight
        .        PUNCT 4 punct

        The      DET 2 det
        border   NOUN 6 nsubj
        between  ADP 5 case
        the      DET 5 det
        states   NOUN 2 nmod state
        closed   VERB 0 root close
        .        PUNCT 6 punct
    """)
    doc.antecedents[9] = (0, 2)
    names = [place.name for place in find_places(doc).places.values()]
    assert names == ["Bolivia–Paraguay border"]


def test_a_border_of_nobody_is_no_place() -> None:
    doc = make_doc("""
        The    DET 2 det
        border NOUN 3 nsubj
        closed VERB 0 root close
    """)
    assert not find_places(doc).places
