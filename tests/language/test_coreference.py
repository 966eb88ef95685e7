from __future__ import annotations

from dragoman.language.coreference import find_references
from dragoman.language.doc import Doc
from tests.trees import make_doc

LEFT = """
General NOUN 2 nmod:desc general Number=Sing
Samuel PROPN 4 nsubj Samuel Number=Sing B-PER
Doe PROPN 2 flat Doe Number=Sing I-PER
left VERB 0 root leave
Liberia PROPN 4 obj Liberia Number=Sing B-LOC
. PUNCT 4 punct
"""


def read(doc: Doc) -> dict[str, list[str]]:
    found = find_references(doc)
    return {doc.tokens[key].text: [doc.tokens[head].text for head in heads] for key, heads in found.items()}


def test_he_is_the_subject_of_the_sentence_before() -> None:
    doc = make_doc(LEFT + "\nHe PRON 2 nsubj he _\nfled VERB 0 root flee\n. PUNCT 2 punct")
    assert read(doc) == {"He": ["Samuel"]}


def test_it_with_a_verb_of_saying_is_a_state_and_never_a_person() -> None:
    doc = make_doc(LEFT + "\nIt PRON 2 nsubj it _\ndenied VERB 0 root deny\nthis PRON 2 obj\n. PUNCT 2 punct")
    assert read(doc) == {"It": ["Liberia"]}


def test_she_is_not_a_man() -> None:
    doc = make_doc(LEFT + "\nShe PRON 2 nsubj she _\nfled VERB 0 root flee\n. PUNCT 2 punct")
    assert read(doc) == {}


def test_later_short_name_is_the_full_one() -> None:
    doc = make_doc(LEFT + "\nDoe PROPN 2 nsubj Doe Number=Sing B-PER\nfled VERB 0 root flee\n. PUNCT 2 punct")
    assert read(doc) == {"Doe": ["Samuel"]}


def test_the_role_is_its_holder() -> None:
    doc = make_doc(
        LEFT
        + "\nThe DET 2 det\ngeneral NOUN 3 nsubj general Number=Sing\nfled VERB 0 root flee\n. PUNCT 3 punct"
    )
    assert read(doc) == {"general": ["Samuel"]}


PAIR = """
Chad PROPN 4 nsubj Chad Number=Sing B-LOC
and CCONJ 3 cc
Niger PROPN 1 conj Niger Number=Sing B-LOC
met VERB 0 root meet
. PUNCT 4 punct
"""


def test_the_two_states_and_they_are_the_pair() -> None:
    doc = make_doc(
        PAIR
        + """
        They PRON 2 nsubj they
        agreed VERB 0 root agree
        . PUNCT 2 punct

        The DET 3 det
        two NUM 3 nummod
        states NOUN 4 nsubj state Number=Plur
        signed VERB 0 root sign
        . PUNCT 4 punct

        Both DET 2 det
        sides NOUN 3 nsubj side Number=Plur
        left VERB 0 root leave
        """
    )
    expected = ["Chad", "Niger"]
    assert read(doc) == {"They": expected, "states": expected, "sides": expected}


def test_a_definite_noun_is_the_same_noun_before() -> None:
    doc = make_doc(
        """
        Kenya PROPN 2 nsubj Kenya Number=Sing B-LOC
        sent VERB 0 root send
        a DET 5 det
        peace NOUN 5 compound
        mission NOUN 2 obj mission Number=Sing
        . PUNCT 2 punct

        The DET 2 det
        mission NOUN 3 nsubj mission Number=Sing
        failed VERB 0 root fail
        . PUNCT 3 punct
        """
    )
    found = find_references(doc)
    assert found == {7: (4,)}


def test_which_is_the_noun_it_describes() -> None:
    doc = make_doc(
        """
        The DET 2 det
        raid NOUN 6 nsubj raid Number=Sing
        , PUNCT 5 punct
        which PRON 5 nsubj which PronType=Rel
        failed VERB 2 acl:relcl fail
        angered VERB 0 root anger
        Oman PROPN 6 obj Oman Number=Sing B-LOC
        """
    )
    assert read(doc) == {"which": ["raid"]}


def test_we_in_a_quotation_is_the_speaker() -> None:
    doc = make_doc(
        """
        “ PUNCT 3 punct
        We PRON 3 nsubj we
        won VERB 6 ccomp win
        , PUNCT 3 punct
        ” PUNCT 3 punct
        said VERB 0 root say
        Julius PROPN 6 nsubj Julius Number=Sing B-PER
        Nyerere PROPN 7 flat Nyerere Number=Sing I-PER
        . PUNCT 6 punct
        """
    )
    assert read(doc) == {"We": ["Julius"]}


def test_abbreviation_in_brackets_is_the_organisation() -> None:
    doc = make_doc(
        """
        African PROPN 2 amod African _ B-ORG
        Union PROPN 6 nsubj Union Number=Sing I-ORG
        ( PUNCT 4 punct
        AU PROPN 2 appos AU Number=Sing B-ORG
        ) PUNCT 4 punct
        met VERB 0 root meet
        """
    )
    assert read(doc) == {"AU": ["Union"]}


def test_it_that_stands_for_nothing_is_left_out() -> None:
    doc = make_doc(
        PAIR
        + """
        It PRON 3 expl it
        is AUX 3 cop be
        clear ADJ 0 root clear
        that SCONJ 6 mark
        Chad PROPN 6 nsubj Chad Number=Sing B-LOC
        lost VERB 3 csubj lose
        """
    )
    assert "It" not in read(doc)


def test_object_is_not_the_subject_of_its_verb() -> None:
    doc = make_doc(
        """
        Oman PROPN 2 nsubj Oman Number=Sing B-LOC
        blamed VERB 0 root blame
        it PRON 2 obj it
        """
    )
    assert read(doc) == {}


def test_antecedents_are_never_keys() -> None:
    doc = make_doc(LEFT + PAIR + "\nHe PRON 2 nsubj he\nleft VERB 0 root leave")
    found = find_references(doc)
    assert not any(head in found for heads in found.values() for head in heads)


def test_an_empty_document_has_none() -> None:
    assert find_references(Doc("", [], [])) == {}
