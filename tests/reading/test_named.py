"""Names: countries, organisations known and unknown, on hand-made trees."""

from __future__ import annotations

from dragoman.reading.actors import find_actors
from tests.trees import make_doc


def test_unknown_organisation_gets_sector_and_country_from_its_words() -> None:
    doc = make_doc("""
        The      DET   4 det   _ _ _
        Ugandan  ADJ   4 amod  _ _ B-ORG
        Freedom  PROPN 4 compound _ _ I-ORG
        Army     PROPN 5 nsubj _ _ I-ORG
        fled     VERB  0 root  flee _ _
    """)
    table = find_actors(doc)
    (id,) = table.resolve(3)
    assert table.actors[id].country == "UGA"
    assert table.actors[id].sector in ("REB", "MIL")
    assert table.actors[id].kind == "organisation"


def test_generic_organisation_takes_the_country_of_the_text() -> None:
    doc = make_doc("""
        The      DET   4 det   _ _ _
        Peruvian ADJ   4 amod  _ _ _
        Labour   PROPN 4 compound _ _ B-ORG
        Party    PROPN 5 nsubj _ _ I-ORG
        won      VERB  0 root  win _ _
    """)
    table = find_actors(doc)
    (id,) = table.resolve(3)
    assert table.actors[id].code == "PERPTY"


def test_a_country_within_the_name_of_an_organisation_is_no_actor() -> None:
    doc = make_doc("""
        Weekly   PROPN 4 nsubj _ _ B-ORG
        of       ADP   3 case  _ _ I-ORG
        Chile    PROPN 1 nmod  _ _ I-ORG
        closed   VERB  0 root  close _ _
    """)
    table = find_actors(doc)
    assert [actor.kind for actor in table.actors.values()] == ["organisation"]
    assert table.find_country(0) == "CHL"


def test_region_has_its_own_name_and_the_code_of_its_state() -> None:
    doc = make_doc("""
        Katanga  PROPN 2 nsubj _ _ B-LOC
        seceded  VERB  0 root  secede _ _
    """)
    (actor,) = find_actors(doc).actors.values()
    assert (actor.name, actor.code) == ("Katanga", "COD")
