"""The document: spans, dependents, ancestors, coordination."""

from __future__ import annotations

import pytest

from dragoman.language.doc import Doc, matches
from tests.trees import make_doc


@pytest.fixture(scope="module")
def doc() -> Doc:
    return make_doc("""
        Rebels   NOUN  4 nsubj:pass
        and      CCONJ 3 cc
        soldiers NOUN  1 conj
        killed   VERB  0 root
        because  ADP   8 case
        of       ADP   5 fixed
        the      DET   8 det
        raid     NOUN  4 obl
        .        PUNCT 4 punct

        Peace    NOUN  2 nsubj
        came     VERB  0 root
        .        PUNCT 2 punct
    """)


def test_a_span_is_the_text_between_its_tokens(doc: Doc) -> None:
    span = doc.get_span(4, 8)
    assert span.text == "because of the raid" == doc.text[span.start : span.end]


def test_children_by_relation_with_subtypes(doc: Doc) -> None:
    assert [token.text for token in doc.get_children(3)] == ["Rebels", "raid", "."]
    assert [token.text for token in doc.get_children(3, "nsubj")] == ["Rebels"]
    assert doc.get_children(3, "obj") == []


def test_subtree_is_from_its_first_to_its_last_token(doc: Doc) -> None:
    assert doc.get_subtree(7) == (4, 8)
    assert doc.get_subtree(3) == (0, 9)
    assert doc.get_subtree(1) == (1, 2)


def test_ancestors_go_up_to_the_root(doc: Doc) -> None:
    assert [token.text for token in doc.get_ancestors(5)] == ["because", "raid", "killed"]
    assert list(doc.get_ancestors(3)) == []


def test_a_token_knows_its_sentence(doc: Doc) -> None:
    assert doc.get_sentence(10).index == 1
    assert doc.get_sentence_span(doc.get_sentence(10)).text == "Peace came."


def test_a_marker_is_the_whole_preposition(doc: Doc) -> None:
    assert doc.get_marker(7) == "because of"
    assert doc.get_marker(0) == ""


def test_conjuncts_are_from_left_to_right(doc: Doc) -> None:
    assert doc.get_conjuncts(0) == [0, 2]
    assert doc.get_conjuncts(7) == [7]


@pytest.mark.parametrize(
    ("relation", "wanted", "is_match"),
    [
        ("nsubj:pass", ("nsubj",), True),
        ("nsubj:pass", ("nsubj:pass",), True),
        ("nsubj", ("nsubj:pass",), False),
    ],
)
def test_matches_takes_subtypes(relation: str, wanted: tuple[str, ...], is_match: bool) -> None:
    assert matches(relation, wanted) is is_match
