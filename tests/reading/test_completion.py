"""Parties that follow from the text around, and that the record says so."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from tests.records import get_codes, get_countries, get_events

DAY = "2004-03-17"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A bomb exploded in Colombo.", "LKA"),
        ("Gunmen killed 20 villagers near Kaduna.", "NGA"),
        ("A bomb exploded in Mombasa on Friday.", "KEN"),
    ],
)
def test_the_country_of_the_place_suffers(text: str, country: str) -> None:
    record = read(text, published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert country in get_countries(record, attack.target)
    assert "inferred" in attack.why


def test_fighting_that_names_no_side_is_within_the_country() -> None:
    record = read("Fighting erupted in Georgia on Monday.", published=DAY)
    [fight] = get_events(record, "ASSAULT")
    assert get_countries(record, fight.source) == get_countries(record, fight.target) == {"GEO"}
    assert "inferred" in fight.why


def test_whose_deed_is_condemned_is_accused() -> None:
    record = read("Rwanda attacked Uganda. Kenya condemned the attack.", published=DAY)
    [accusation] = get_events(record, "ACCUSE")
    assert get_countries(record, accusation.source) == {"KEN"}
    assert get_countries(record, accusation.target) == {"RWA"}
    assert "inferred" in accusation.why


def test_a_denial_answers_who_has_spoken() -> None:
    record = read("Senegal said Mauritania shelled a village. Mauritania denied this.", published=DAY)
    denial = get_events(record, "REJECT")[-1]
    assert get_countries(record, denial.source) == {"MRT"}
    assert get_countries(record, denial.target) == {"SEN"}


def test_who_tells_of_an_attack_without_a_victim_has_mostly_suffered_it() -> None:
    record = read("Uganda accused Rwanda of shelling a village.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_countries(record, attack.source) == {"RWA"}
    assert get_countries(record, attack.target) == {"UGA"}
    assert "who says so" in attack.why


def test_nobody_is_put_on_both_sides_of_a_deed() -> None:
    record = read("Nigeria bombed Enugu on Monday.", published=DAY)
    for event in record.events:
        assert event.symmetric or not set(event.source) & set(event.target)


def test_without_a_place_the_other_side_stays_empty() -> None:
    record = read("Rebels attacked the base.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_codes(record, attack.target) == set()
