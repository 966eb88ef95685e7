"""Leaders: their states, by full name and by surnames of one state only."""

from __future__ import annotations

from dragoman.lexicon.countries import get_country
from dragoman.lexicon.leaders import get_leader_country, load_leaders


def test_full_names_and_surnames() -> None:
    assert get_leader_country("Kwame Nkrumah") == "GHA"
    assert get_leader_country("Nkrumah") == "GHA"
    assert get_leader_country("François Mitterrand") == "FRA"


def test_a_surname_of_two_states_says_nothing() -> None:
    assert get_leader_country("Khan") in (None, "PAK")
    assert get_leader_country("Taylor") == "LBR"
    assert get_leader_country("Johnson") is None


def test_unknown() -> None:
    assert get_leader_country("Rosa Quispe") is None


def test_countries_are_known() -> None:
    leaders = load_leaders()
    assert len(leaders) >= 500
    assert all(get_country(code) for code in leaders.values())


def test_an_arabic_surname_counts_without_its_article() -> None:
    assert get_leader_country("Assad") == get_leader_country("Bashar al-Assad") == "SYR"
