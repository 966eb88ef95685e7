from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.reading.places import find_places
from dragoman.reading.toponyms import find_toponyms, read_given
from tests.trees import make_doc


def find_names(doc: Doc) -> list[str]:
    return [toponym.name for toponym in find_toponyms(doc)]


def test_an_outer_name_belongs_to_the_inner() -> None:
    doc = make_doc("""
        Shells  NOUN 2 nsubj
        hit     VERB 0 root hit
        Tripoli PROPN 2 obj _ _ B-LOC
        ,       PUNCT 5 punct
        Lebanon PROPN 3 appos _ _ B-LOC
        .       PUNCT 2 punct
    """)
    inner, outer = find_toponyms(doc)
    assert inner.outer is outer and outer.is_part
    (place,) = find_places(doc).places.values()
    assert place.country == "LBN"


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
    assert find_names(doc) == ["Homs", "Hama", "Aleppo"]
    assert not any(toponym.outer for toponym in find_toponyms(doc))


def test_peoples_and_times_are_no_places() -> None:
    doc = make_doc("""
        In      ADP 2 case
        March   PROPN 5 obl _ _ B-LOC
        Chechen ADJ 4 amod _ _ B-LOC
        units   NOUN 5 nsubj unit
        left    VERB 0 root leave
        .       PUNCT 5 punct
    """)
    assert find_names(doc) == []


def test_a_name_within_a_body_tells_where_but_is_no_place() -> None:
    doc = make_doc(
        """
        Kharkiv    PROPN 3 compound _ _ B-ORG
        Military   PROPN 3 compound _ _ I-ORG
        Hospital   PROPN 4 nsubj _ _ I-ORG
        said       VERB 0 root say
    """.replace("Hospital  ", "Command   ")
    )
    (toponym,) = find_toponyms(doc)
    assert toponym.is_embedded and toponym.name == "Kharkiv"
    assert not find_places(doc).places


def test_an_adjective_before_the_kind_states_the_country() -> None:
    doc = make_doc("""
        the     DET 3 det
        Lebanese ADJ 3 amod
        city    NOUN 0 root
        of      ADP 5 case
        Tripoli PROPN 3 nmod _ _ B-LOC
    """)
    (toponym,) = find_toponyms(doc)
    assert (toponym.country, toponym.wants) == ("LBN", "town")


def test_given_names_keep_their_places() -> None:
    doc = make_doc("""
        Lebanon PROPN 0 root _ _ B-LOC
        and     CCONJ 3 cc
        Tripoli PROPN 1 conj _ _ B-LOC
    """)
    names = read_given(doc, [(12, 19), (0, 7)])
    assert [name.name for name in names] == ["Tripoli", "Lebanon"]
    assert read_given(Doc("", [], []), [(0, 0)]) == []


def test_a_name_said_to_be_near_another() -> None:
    doc = make_doc("""
        Shells   NOUN 2 nsubj shell
        hit      VERB 0 root hit
        Kamenka  PROPN 2 obj _ _ B-LOC
        ,        PUNCT 6 punct
        15       NUM 6 nummod
        km       NOUN 3 appos
        north    ADV 6 advmod
        of       ADP 9 case
        Kupiansk PROPN 7 obl _ _ B-LOC
    """)
    inner, other = find_toponyms(doc)
    assert inner.beside is other and other.is_near
    kamenka = next(iter(find_places(doc).places.values()))
    assert (kamenka.country, kamenka.precision) == ("UKR", "near")


def test_a_list_of_towns_of_one_country_holds_those_taken_for_persons() -> None:
    doc = make_doc("""
        Shells NOUN 2 nsubj shell
        hit    VERB 0 root hit
        Tyre   PROPN 2 obj _ _ B-LOC
        and    CCONJ 5 cc
        Sidon  PROPN 3 conj _ _ B-PER
    """)
    assert find_names(doc) == ["Tyre", "Sidon"]


def test_a_seat_of_government_that_speaks_is_no_place() -> None:
    doc = make_doc("""
        The   DET 3 det
        White PROPN 3 compound _ _ B-ORG
        House PROPN 4 nsubj _ _ I-ORG
        spoke VERB 0 root speak
    """)
    assert find_names(doc) == []


def test_a_university_within_the_name_of_a_body_is_no_place() -> None:
    rows = """
        Duke       PROPN 3 compound _ _ B-ORG
        University PROPN 3 compound _ _ I-ORG
        {last}     PROPN 4 nsubj _ _ I-ORG
        closed     VERB  0 root close
    """
    assert find_names(make_doc(rows.format(last="Press"))) == []


def test_half_the_name_of_a_people_is_no_place() -> None:
    doc = make_doc("""
        Sri    PROPN 2 compound _ _ B-LOC
        Lankan ADJ   3 amod
        boats  NOUN  4 nsubj
        sank   VERB  0 root
    """)
    assert find_names(doc) == []
