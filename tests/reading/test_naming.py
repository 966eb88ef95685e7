"""Which words name something, and which say what somebody is, on hand-made trees."""

from __future__ import annotations

from dragoman.reading.naming import differ_by_one, find_abbreviated, find_mentions, find_persons, find_role
from tests.trees import make_doc

ENVOY = """
    Peruvian PROPN 2 amod  _ _ _
    Minister PROPN 3 compound minister _ B-PER
    of       ADP   5 case  _ _ _
    the      DET   5 det   _ _ _
    Interior PROPN 2 nmod  _ _ _
    Rosa     PROPN 8 nsubj _ _ B-PER
    Quispe   PROPN 6 flat  _ _ I-PER
    met      VERB  0 root  meet _ _
    al       PROPN 8 obj   _ _ B-ORG
    -        PUNCT 9 punct _ _ I-ORG
    Qaeda    PROPN 9 flat  _ _ I-ORG
    envoys   NOUN  8 obj   envoy Number=Plur _
    and      CCONJ 14 cc   _ _ _
    us       PRON  12 conj _ _ _
    .        PUNCT 8 punct _ _ _
"""


def test_longest_known_names_in_order() -> None:
    doc = make_doc(ENVOY)
    found = [(doc.get_span(m.first, m.last).text, m.head) for m in find_mentions(doc)]
    assert [text.replace(" ", "") for text, _ in found] == ["Peruvian", "al-Qaeda"]
    assert found[1][1] == 8


def test_role_with_of_phrase() -> None:
    phrase = find_role(make_doc(ENVOY), 1)
    assert phrase is not None
    assert (phrase.first, phrase.last, phrase.role.phrase) == (1, 5, "minister of the interior") or (
        phrase.role.phrase == "minister of interior" and phrase.last == 5
    )


def test_no_role_in_an_event() -> None:
    assert find_role(make_doc(ENVOY), 7) is None


def test_persons_without_their_titles() -> None:
    doc = make_doc(ENVOY)
    persons = list(find_persons(doc, {0}))
    assert [doc.get_span(name.first, name.last).text for name in persons] == ["Rosa Quispe"]


def test_given_names_that_are_countries() -> None:
    doc = make_doc("""
        Jordan PROPN 2 nsubj _ _ B-PER
        waited VERB  0 root  wait _ _
    """)
    assert find_mentions(doc) == []


def test_a_verb_is_no_abbreviation() -> None:
    doc = make_doc("""
        Peace PROPN 3 nsubj _ _ _
        IS    AUX   3 cop   be _ _
        NEAR  ADJ   0 root  near _ _
    """)
    assert find_mentions(doc) == []


def test_capitals_spell_the_abbreviation() -> None:
    doc = make_doc("""
        Front    PROPN 7 nsubj _ _ _
        for      ADP   3 case  _ _ _
        Open     PROPN 1 nmod  _ _ _
        (        PUNCT 5 punct _ _ _
        FO       PROPN 1 appos _ _ _
        )        PUNCT 5 punct _ _ _
        won      VERB  0 root  win _ _
    """)
    assert [(name.first, name.last) for name in find_abbreviated(doc)] == [(0, 3)]


def test_spellings_that_differ_by_one_letter() -> None:
    assert differ_by_one("Sadiqi", "Sadeqi") and differ_by_one("Husein", "Hussein")
    assert not differ_by_one("Hussein", "Hussein") and not differ_by_one("Hussein", "Hassan")
