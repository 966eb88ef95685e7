"""Organisations: names, codes, the table itself."""

from __future__ import annotations

import pytest

from dragoman.lexicon.countries import fold, get_country
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shining Path", "MRTA"),
        ("MI5", "MI6"),
        ("Komala", "KDPI"),
        ("LRA", "National Resistance Army"),
        ("Provisional IRA", "Real IRA"),
        ("Ogaden National Liberation Front", "Oromo Liberation Front"),
        ("PFLP", "DFLP"),
    ],
)
def test_two_organisations_are_two(one: str, other: str) -> None:
    assert get_organisation(one) is not get_organisation(other)


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("Organisation of African Unity", 1963, 2002),
        ("Unita", None, None),
        ("UNITA", 1966, None),
        ("Kosovo Liberation Army", 1996, 1999),
        ("Red Army Faction", 1970, 1998),
        ("Movement for Democratic Change", 1999, None),
    ],
)
def test_years_of_existence(name: str, since: int | None, until: int | None) -> None:
    organisation = get_organisation(name)
    assert (organisation.since, organisation.until) == (since, until) if organisation else since is None


def test_no_name_is_that_of_two_organisations() -> None:
    names: dict[str, str] = {}
    for organisation in load_organisations():
        for name in {fold(organisation.name), *map(fold, organisation.aliases)}:
            assert names.setdefault(name, organisation.name) == organisation.name


def test_unknown_name() -> None:
    assert get_organisation("Society for the Study of Puddles") is None
    assert get_organisation("nato") is None


def test_table_is_large_and_its_countries_are_known() -> None:
    organisations = load_organisations()
    assert len(organisations) >= 900
    assert sum(organisation.since is not None for organisation in organisations) >= 900
    assert len({organisation.name for organisation in organisations}) == len(organisations)
    for organisation in organisations:
        assert bool(organisation.country) != bool(organisation.short and not organisation.country)
        assert organisation.country is None or get_country(organisation.country), organisation.name
        if organisation.since and organisation.until:
            assert organisation.since <= organisation.until
