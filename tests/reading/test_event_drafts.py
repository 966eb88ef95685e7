"""The words that show an event: its clause and its parties."""

from __future__ import annotations

import pytest

from dragoman.language.doc import Doc
from dragoman.reading.event_drafts import find_evidence
from tests.trees import make_doc


@pytest.fixture(scope="module")
def doc() -> Doc:
    return make_doc("""
        “       PUNCT 3 punct
        Rebels  NOUN  3 nsubj
        shelled VERB  0 root
        the     DET   5 det
        town    NOUN  3 obj
        and     CCONJ 7 cc
        fled    VERB  3 conj
        north   ADV   7 advmod
        .       PUNCT 3 punct

        Troops NOUN 2 nsubj
        came   VERB 0 root
        .      PUNCT 2 punct
    """)


def test_evidence_is_the_clause_without_its_neighbours(doc: Doc) -> None:
    assert doc.get_span(*find_evidence(doc, 2, ())).text == "Rebels shelled the town"
    assert doc.get_span(*find_evidence(doc, 6, ())).text == "fled north"


def test_evidence_reaches_to_the_parties_of_the_same_sentence(doc: Doc) -> None:
    assert doc.get_span(*find_evidence(doc, 6, (1,))).text == "Rebels shelled the town and fled north"


def test_parties_of_other_sentences_are_left_out(doc: Doc) -> None:
    assert doc.get_span(*find_evidence(doc, 6, (9,))).text == "fled north"


def test_a_trigger_alone_is_its_own_evidence(doc: Doc) -> None:
    assert find_evidence(doc, 7, ()) == (7, 8)
