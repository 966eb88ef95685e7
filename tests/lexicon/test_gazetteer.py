from __future__ import annotations

import pytest

from dragoman.lexicon.gazetteer import find_places_of_words, find_spots, get_division


@pytest.mark.parametrize(
    ("name", "country"),
    [("Goma", "COD"), ("Stepanakert", "AZE"), ("Khan Younis", "PSE"), ("Grozny", "RUS"), ("Saigon", "VNM")],
)
def test_towns_by_any_spelling(name: str, country: str) -> None:
    assert country in {spot.country for spot in find_spots(name)}


@pytest.mark.parametrize("name", ["", " ", "\t", "zzzzz", "\x00", "😀", "a\nb", "\ud800", "|", ";", "#us.tx"])
def test_unknown_names_are_empty(name: str) -> None:
    assert find_spots(name) == ()


def test_regions_come_first() -> None:
    spot = find_spots("Red Sea")[0]
    assert (spot.kind, spot.country) == ("sea_air", None)


def test_divisions_with_and_without_their_type_word() -> None:
    for name in ("Rapides Parish", "Rapides"):
        assert find_spots(name)[0].kind == "adm2"
    assert find_spots("Oryol Oblast")[0].kind == "adm1"
    assert {spot.kind for spot in find_spots("Goma")} >= {"town", "adm2"}


def test_a_former_name_is_the_town_of_today() -> None:
    spot = next(spot for spot in find_spots("Léopoldville") if spot.kind == "town")
    assert spot.name == "Kinshasa"


def test_short_names_of_divisions() -> None:
    assert find_spots("W.Va.")[0].name == "West Virginia"
    assert find_spots("St. Louis")[0].country == "USA"


def test_each_place_stands_once() -> None:
    numbers = [spot.geonames_id for spot in find_spots("Kiev") if spot.geonames_id]
    assert len(numbers) == len(set(numbers))


def test_words_that_speak_of_a_place() -> None:
    assert find_places_of_words("Malian")[0].country == "MLI"
    assert find_places_of_words("Scotland")[0].kind == "adm1"
    assert find_places_of_words("Washington, D.C.")
    assert find_places_of_words("African")[0].kind == "region"
    kinds = [spot.kind for spot in find_places_of_words("Georgia")]
    assert kinds[0] == "country" and "adm1" in kinds


def test_divisions_by_code() -> None:
    division = get_division("US.TX")
    assert division and division.name == "Texas"
    assert get_division("ZZ.99") is None


def test_a_town_without_its_water_is_itself() -> None:
    assert not find_spots("Clacton")[0].is_other_spelling


def test_a_short_name_of_several() -> None:
    assert {spot.country for spot in find_spots("SA")} >= {"AUS", "ZAF"}


def test_a_county_in_short() -> None:
    assert find_spots("Loudon Co.")[0].name == "Loudon County"
