from __future__ import annotations

from dragoman.lexicon.countries import load_countries
from dragoman.lexicon.gazetteer import find_spots, get_division
from dragoman.lexicon.known_places import (
    load_country_spots,
    load_former_names,
    load_long_firsts,
    load_regions,
    load_seats,
    load_short_names,
    load_sites,
)


def test_every_country_has_a_point() -> None:
    codes = {country.code for country in load_countries() if country.code and country.kind != "region"}
    assert codes == set(load_country_spots())


def test_every_former_name_is_found_in_its_country() -> None:
    for name, (_, country) in load_former_names().items():
        assert any(spot.country == country for spot in find_spots(name)), name


def test_every_short_name_has_its_division() -> None:
    assert all(get_division(short.code) for short in load_short_names().values())


def test_there_are_enough() -> None:
    assert len({id(spot) for spot in load_regions().values()}) >= 800
    assert len({id(spot) for spot in load_sites().values()}) >= 900


def test_seats_are_sites() -> None:
    assert "kremlin" in load_seats() and "heathrow" not in load_seats()
    assert "princeton university" in load_seats() and "brixton" not in load_seats()
    assert load_seats() <= set(load_sites())


def test_names_of_several_words_by_their_first() -> None:
    assert 3 in load_long_firsts()["gulf"]
