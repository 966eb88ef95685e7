"""Countries: codes, words with case, the table itself."""

from __future__ import annotations

import pytest

from dragoman.lexicon.countries import fold, get_country, get_country_word, load_countries, load_country_words


@pytest.mark.parametrize(
    ("phrase", "code", "kind"),
    [
        ("Kyrgyz", "KGZ", "adjective"),
        ("Argentine", "ARG", "adjective"),
        ("Iraqis", "IRQ", "people"),
        ("Frenchmen", "FRA", "people"),
        ("Kremlin", "RUS", "seat"),
        ("Blue House", "KOR", "seat"),
        ("Elysee", "FRA", "seat"),
        ("Élysée", "FRA", "seat"),
        ("Addis Ababa", "ETH", "capital"),
        ("N’Djamena", "TCD", "capital"),
        ("Türkiye", "TUR", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("the Netherlands", "NLD", "name"),
        ("U.S.", "USA", "name"),
        ("BOLIVIA", "BOL", "name"),
        ("Soviet Union", "SUN", "name"),
        ("East Germany", "DDR", "name"),
        ("South Vietnam", "RVN", "name"),
        ("Yugoslav", "YUG", "adjective"),
        ("Zaire", "COD", "name"),
        ("Burma", "MMR", "name"),
        ("Rhodesia", "ZWE", "name"),
        ("Kosovo", "XKX", "name"),
        ("Chechen", "RUS", "adjective"),
        ("Abkhazia", "GEO", "name"),
        ("Transnistria", "MDA", "name"),
        ("Kurdistan Region", "IRQ", "name"),
        ("Western Sahara", "ESH", "name"),
    ],
)
def test_words_and_their_countries(phrase: str, code: str, kind: str) -> None:
    word = get_country_word(phrase)
    assert word is not None
    assert (word.code, word.kind) == (code, kind)


@pytest.mark.parametrize("phrase", ["us", "turkey", "jordan", "polish", "chad", "Wonderland", ""])
def test_case_matters_and_unknown_words_are_none(phrase: str) -> None:
    assert get_country_word(phrase) is None


def test_kurds_are_of_no_one_state() -> None:
    word = get_country_word("Kurdish")
    assert word is not None
    assert word.code is None
    assert word.country.kind == "people"


def test_table_holds_the_states_with_well_formed_codes() -> None:
    countries = load_countries()
    states = [country for country in countries if country.kind == "state"]
    assert len(states) >= 193
    assert len(countries) >= 300
    assert len({country.name for country in countries}) == len(countries)
    assert len({country.code for country in states}) == len(states)
    for country in states:
        assert country.code is not None and len(country.code) == 3
        assert country.alpha2 is not None and len(country.alpha2) == 2
        assert country.numeric is not None and country.numeric.isdigit()


def test_known_numbers() -> None:
    brazil = get_country("BRA")
    assert brazil is not None
    assert (brazil.alpha2, brazil.numeric, brazil.gw) == ("BR", "076", 140)
    assert get_country("QQQ") is None


def test_former_states_have_their_years() -> None:
    union = get_country("SUN")
    assert union is not None
    assert (union.since, union.until) == (1922, 1991)


def test_fold_keeps_case() -> None:
    assert fold("São Tomé") == "Sao Tome"
    assert fold("PLAIN") == "PLAIN"


def test_names_come_before_capitals_and_adjectives() -> None:
    words = load_country_words()
    assert words["Guinea"].code == "GIN"
    assert words["Niger"].code == "NER"
    assert words["Nigerian"].code == "NGA"
    assert words["Nigerien"].code == "NER"
    assert words["Djibouti"].kind == "name"
