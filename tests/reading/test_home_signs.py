"""The country that sentences speak of: the nearest signs count most, a draw gives none."""

import dragoman
from dragoman.language import analyse
from dragoman.lexicon.evidence import load_weights
from dragoman.reading.home_signs import FACTS, Sign, Signs

TEXT = (
    "One stayed. Two stayed. Three stayed. Four stayed. Five stayed. Six stayed. Seven stayed. Eight stayed."
)
DOC = analyse(TEXT)


def put(*places):
    """Return signs that are towns: (sentence, country)."""
    return Signs(DOC, [Sign(DOC.sentences[at].first, at, country, "town") for at, country in places])


def test_near_signs_count_more_than_far_ones():
    signs = put((0, "KEN"), (7, "UGA"))
    assert signs.choose([DOC.sentences[0].first + 1]) == "KEN"
    assert signs.choose([DOC.sentences[7].first + 1]) == "UGA"


def test_of_many_countries_none_is_sure():
    codes = ("KEN", "UGA", "TZA", "RWA", "BDI", "COD", "ZMB")
    assert put(*((0, code) for code in codes)).choose([DOC.sentences[7].first]) is None
    assert put().choose([0]) is None


def test_every_comparison_has_its_weight():
    assert set(load_weights()["home"]) == {*FACTS, "sure"}


def test_the_police_are_those_of_the_town_that_is_spoken_of():
    text = (
        "Kenya and Uganda held talks in Nairobi. Kenya was content. Kenya will ask again.\n\n"
        "In Kampala police arrested two students on Monday."
    )
    record = dragoman.read(text)
    police = next(actor for actor in record.actors if any("police" in span.text for span in actor.mentions))
    assert police.code == "UGACOP"
