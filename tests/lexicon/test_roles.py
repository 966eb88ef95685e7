"""Roles: sectors, kinds, plurals, the table itself."""

from __future__ import annotations

import pytest

from dragoman.lexicon.roles import SECTORS, clean_noun, get_role, load_role_heads, load_roles


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("foreign minister", "GOV"),
        ("Defence Ministry", "GOV"),
        ("army spokesman", "MIL"),
        ("coast guard", "MIL"),
        ("policemen", "COP"),
        ("lawmakers", "LEG"),
        ("member of parliament", "LEG"),
        ("prosecutors", "JUD"),
        ("spy chief", "SPY"),
        ("insurgents", "REB"),
        ("gunmen", "UAF"),
        ("opposition leader", "OPP"),
        ("party leader", "PTY"),
        ("villagers", "CVL"),
        ("asylum seekers", "REF"),
        ("journalist", "MED"),
        ("oil company", "BUS"),
        ("imams", "REL"),
        ("drug traffickers", "CRM"),
        ("rights group", "NGO"),
        ("professors", "EDU"),
        ("secretary-general", "IGO"),
    ],
)
def test_sector_of_a_role(phrase: str, sector: str) -> None:
    role = get_role(phrase)
    assert role is not None
    assert role.sector == sector


@pytest.mark.parametrize(
    "phrase", ["attack", "request", "withdrawal", "ceasefire", "treaty", "talks", "", "border"]
)
def test_events_and_things_are_no_roles(phrase: str) -> None:
    assert get_role(phrase) is None


def test_members_take_their_sector_from_elsewhere() -> None:
    role = get_role("spokesman")
    assert role is not None
    assert (role.kind, role.sector) == ("member", None)


def test_posts_of_one_country() -> None:
    role = get_role("taoiseach")
    assert role is not None
    assert role.country == "IRL"


def test_plurals() -> None:
    words = ["gunmen", "women", "deputies", "judges", "churches", "people", "press", "army"]
    assert [clean_noun(word) for word in words] == [
        "gunman", "woman", "deputy", "judge", "church", "people", "press", "army"
    ]  # fmt: skip


def test_table() -> None:
    roles = load_roles()
    assert len(roles) >= 400
    assert {role.sector for role in roles.values()} == {*SECTORS, None}
    assert all(phrase == phrase.lower() for phrase in roles)


def test_heads_know_how_far_a_phrase_reaches() -> None:
    before, after = load_role_heads()["minister"]
    assert before >= 1
    assert after >= 3
