"""Organisations: names, codes, the table itself."""

from __future__ import annotations

import pytest

from dragoman.lexicon.countries import get_country
from dragoman.lexicon.organisations import get_organisation, load_organisations


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UN", "IGO:UN"),
        ("Security Council", "IGO:UN"),
        ("NATO", "IGO:NATO"),
        ("CSTO", "IGO:CSTO"),
        ("African Union", "IGO:AU"),
        ("OSCE", "IGO:OSCE"),
        ("Warsaw Pact", "IGO:WARSAW-PACT"),
        ("Islamic State", "REB:ISIS"),
        ("al-Qaida", "REB:AL-QAEDA"),
        ("PKK", "REB:PKK"),
        ("Houthi", "YEMREB"),
        ("FARC", "COLREB"),
        ("Tamil Tigers", "LKAREB"),
        ("Hezbollah", "LBNREB"),
        ("Hamas", "PSEREB"),
        ("Taliban", "AFGREB"),
        ("Khmer Rouge", "KHMREB"),
        ("Sinn Féin", "GBRPTY"),
        ("Pentagon", "USAMIL"),
        ("State Department", "USAGOV"),
        ("KGB", "SUNSPY"),
        ("Knesset", "ISRLEG"),
        ("Reuters", "MED:REUTERS"),
        ("Médecins Sans Frontières", "NGO:MSF"),
        ("Human Rights Watch", "NGO:HRW"),
        ("Gazprom", "RUSBUS"),
    ],
)
def test_code_of_a_name(name: str, code: str) -> None:
    organisation = get_organisation(name)
    assert organisation is not None
    assert organisation.code == code


def test_unknown_name() -> None:
    assert get_organisation("Society for the Study of Puddles") is None
    assert get_organisation("nato") is None


def test_table_is_large_and_its_countries_are_known() -> None:
    organisations = load_organisations()
    assert len(organisations) >= 600
    assert len({organisation.name for organisation in organisations}) == len(organisations)
    for organisation in organisations:
        assert bool(organisation.country) != bool(organisation.short and not organisation.country)
        assert organisation.country is None or get_country(organisation.country), organisation.name
        if organisation.since and organisation.until:
            assert organisation.since <= organisation.until
