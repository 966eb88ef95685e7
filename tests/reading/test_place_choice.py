from __future__ import annotations

import time

import pytest

from dragoman.language.doc import Doc
from dragoman.lexicon.gazetteer import Spot
from dragoman.reading.place_choice import choose_spots
from dragoman.reading.places import resolve_places
from tests.trees import make_doc


def make_list(*names: str) -> Doc:
    """Return a text that is a list of names, each of one word or several."""
    blocks = []
    for name in names:
        words = name.split()
        rows = [f"{words[0]} PROPN 0 root _ _ B-LOC"]
        blocks.append("\n".join([*rows, *(f"{word} PROPN 1 flat _ _ I-LOC" for word in words[1:])]))
    return make_doc("\n\n".join(blocks))


def resolve(*names: str) -> list[Spot | None]:
    doc = make_list(*names)
    found, here = [], 0
    for name in names:
        start = doc.text.index(name, here)
        here = start + len(name)
        found.append((start, here))
    return resolve_places(doc, found)


@pytest.mark.parametrize(
    ("names", "admin1"),
    [
        (("Springfield", "Chicopee", "Holyoke"), "Massachusetts"),
        (("Springfield", "Ozark", "Branson"), "Missouri"),
        (("Springfield", "Decatur", "Champaign"), "Illinois"),
    ],
)
def test_towns_near_by_decide(names: tuple[str, ...], admin1: str) -> None:
    spot = resolve(*names)[0]
    assert spot and spot.admin1 == admin1


@pytest.mark.parametrize(
    ("names", "country"),
    [(("Tripoli", "Beirut", "Sidon"), "LBN"), (("Tripoli", "Benghazi", "Misrata"), "LBY")],
)
def test_the_country_of_the_text_decides(names: tuple[str, ...], country: str) -> None:
    spot = resolve(*names)[0]
    assert spot and spot.country == country


def test_the_large_town_without_other_reasons() -> None:
    (spot,) = resolve("Paris")
    assert spot and spot.country == "FRA"


def test_a_country_is_the_country() -> None:
    mali, lebanon = resolve("Mali", "Lebanon")
    assert mali and mali.kind == "country" and lebanon and lebanon.kind == "country"


def test_a_state_that_everybody_knows_is_no_village() -> None:
    for spot in resolve("California", "Texas", "Florida"):
        assert spot and spot.kind == "adm1"


def test_a_town_with_its_county() -> None:
    spots = resolve("Huntsville", "Walker County", "Madisonville")
    assert [spot and spot.admin1 for spot in spots] == ["Texas"] * 3


def test_nothing_known_gives_nothing() -> None:
    assert resolve("Qwertzuiop") == [None]
    assert choose_spots(Doc("", [], []), []) == {}


def test_time_is_linear_in_the_names() -> None:
    names = ["Springfield", "Franklin", "Clinton", "Georgetown", "Salem", "Madison", "Paris", "Greenville"]
    seconds = []
    for times in (10, 40):
        doc = make_list(*(f"{name} {number}" for number in range(times) for name in names))
        stretches = [(token.start, token.end) for token in doc.tokens if token.text in names]
        start = time.perf_counter()
        resolve_places(doc, stretches)
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 4.6 * seconds[0] + 0.2


def test_a_country_named_like_its_capital_is_the_country() -> None:
    spots = resolve("Mexico City", "Mexico", "Tlalpan", "Iztapalapa")
    assert spots[1] and spots[1].kind == "country"


def test_a_division_in_a_list_of_divisions() -> None:
    doc = make_doc(
        """
        Idaho PROPN 0 root _ _ B-LOC
        , PUNCT 3 punct
        Washington PROPN 1 conj _ _ B-LOC
        and CCONJ 5 cc
        Oregon PROPN 1 conj _ _ B-LOC
        """
    )
    stretches = [(doc.tokens[index].start, doc.tokens[index].end) for index in (0, 2, 4)]
    assert [spot and spot.kind for spot in resolve_places(doc, stretches)] == ["adm1"] * 3


def test_a_short_name_of_two_goes_by_the_text() -> None:
    spots = resolve("WA", "Perth", "Fremantle", "Bunbury"), resolve("WA", "Seattle", "Tacoma", "Spokane")
    assert [spot and spot.country for spot in (spots[0][0], spots[1][0])] == ["AUS", "USA"]


def test_the_west_is_not_where_the_places_lie() -> None:
    assert resolve("Lyon", "West", "Villeurbanne")[1] is None


def test_an_unknown_name_is_where_the_places_of_the_text_lie() -> None:
    spots = resolve("Villeurbanne", "Qwertzuiop", "Vénissieux", "Lyon")
    assert spots[1] and spots[1].admin1 == "Auvergne-Rhône-Alpes"


def test_an_unknown_name_is_nowhere_where_the_places_lie_apart() -> None:
    assert resolve("Lyon", "Qwertzuiop", "Osaka", "Denver", "Lima")[1] is None


def test_a_state_that_is_named_in_short_too() -> None:
    spots = resolve("Washington", "Miami", "Denver"), resolve("Wash.", "Washington", "Miami", "Denver")
    assert [spot and spot.kind for spot in (spots[0][0], spots[1][1])] == ["town", "adm1"]
