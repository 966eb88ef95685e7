"""Who stands where around a trigger, on parses written by hand."""

from __future__ import annotations

import pytest

from dragoman.reading.roles import (
    find_complements,
    find_light_verb,
    find_objects,
    find_subjects,
    find_surface_subjects,
    is_passive,
)
from tests.trees import make_doc

PASSIVE = make_doc("""
    Ghana      PROPN 3 nsubj:pass
    was        AUX   3 aux:pass be
    allied     VERB  0 root ally VerbForm=Part|Tense=Past
    with       ADP   5 case
    Togo       PROPN 3 obl:agent
    .          PUNCT 3 punct
""")
MISPARSED = make_doc("""
    Youths     NOUN  3 nsubj youth
    are        AUX   3 aux be
    forming    VERB  0 root form VerbForm=Part|Tense=Pres
    gangs      NOUN  3 obj gang
    and        CCONJ 6 cc
    attacking  VERB  4 conj attack VerbForm=Ger
    police     NOUN  6 obj
    .          PUNCT 3 punct
""")
URGED = make_doc("""
    Peru       PROPN 2 nsubj
    urged      VERB  0 root urge VerbForm=Fin
    Chile      PROPN 2 obj
    to         PART  5 mark
    withdraw   VERB  2 xcomp withdraw VerbForm=Inf
    .          PUNCT 2 punct
""")
SAYING = make_doc("""
    Mali       PROPN 2 nsubj
    agreed     VERB  0 root agree VerbForm=Fin
    ,          PUNCT 4 punct
    saying     VERB  2 advcl say VerbForm=Ger
    so         ADV   4 advmod
    .          PUNCT 2 punct
""")
LAUNCHED = make_doc("""
    Chad       PROPN 2 nsubj
    launched   VERB  0 root launch VerbForm=Fin
    raids      NOUN  2 obj raid
    .          PUNCT 2 punct
""")


def get_words(doc, indices):
    return [doc.tokens[index].text for index in indices]


def test_only_a_by_phrase_is_the_doer_of_a_passive():
    assert is_passive(PASSIVE, 2)
    assert get_words(PASSIVE, find_subjects(PASSIVE, 2)) == []
    assert get_words(PASSIVE, find_objects(PASSIVE, 2)) == ["Ghana"]


def test_a_verb_hung_on_the_object_of_the_first_shares_its_subject():
    assert get_words(MISPARSED, find_subjects(MISPARSED, 5)) == ["Youths"]


def test_the_object_of_urge_withdraws():
    assert get_words(URGED, find_surface_subjects(URGED, 4)) == ["Chile"]
    assert get_words(URGED, find_complements(URGED, 1)) == ["withdraw"]


def test_a_clause_of_manner_completes_nothing():
    assert find_complements(SAYING, 1) == []


@pytest.mark.parametrize(("doc", "noun", "expected"), [(LAUNCHED, 2, (1, "source")), (URGED, 2, None)])
def test_light_verbs_lend_their_subject(doc, noun, expected):
    assert find_light_verb(doc, noun) == expected
