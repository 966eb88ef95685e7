"""Fighting in spite of a truce, and words for a breach of it, are alleged violations of it."""

from __future__ import annotations

import pytest

from dragoman import read


def list_acts(text: str) -> list[tuple[str, str, set[str | None]]]:
    record = read(text, published="1994-08-09")
    countries = {actor.id: actor.country or actor.code for actor in record.actors}
    return [
        (commitment.kind, act.act, {countries[id] for id in act.to})
        for commitment in record.commitments
        for act in commitment.acts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopian guns shelled Tsorona on Monday despite the ceasefire, Eritrea said.",
        "Ethiopian guns shelled Tsorona on Monday, hours after a truce had begun, Eritrea said.",
    ],
)
def test_an_attack_in_spite_of_a_truce_is_an_alleged_violation_by_the_attacker(text: str) -> None:
    assert ("ceasefire", "alleged_violation", {"ETH"}) in list_acts(text)


def test_an_attack_before_a_truce_is_no_violation() -> None:
    text = "Ethiopian guns shelled Tsorona on Monday. Eritrea and Ethiopia signed a truce on Friday."
    assert not [act for act in list_acts(text) if act[1] == "alleged_violation"]


def test_a_breach_that_does_not_say_of_what_is_one_of_the_truce_named_before() -> None:
    text = "Peru and Ecuador signed a truce on Friday. On Monday Lima alleged a breach by Ecuador."
    assert ("ceasefire", "alleged_violation", {"ECU"}) in list_acts(text)


def test_a_breach_of_something_else_is_none_of_the_truce() -> None:
    text = "Peru and Ecuador signed a truce on Friday. Lima alleged a breach of diplomatic custom."
    assert not [act for act in list_acts(text) if act[1] == "alleged_violation"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The harbour truce expired at midnight.", "ended"),
        ("The truce in the valley lasted four hours.", "ended"),
        ("The truce in the valley has lasted four days.", "observed"),
        ("The ceasefire came into force at dawn.", "observed"),
        ("The rebels said on Monday that they are pulling out of the truce.", "ended"),
    ],
)
def test_what_is_told_of_a_truce_is_an_act_though_its_parties_stand_in_another_report(
    text: str, act: str
) -> None:
    assert [found for kind, found, _ in list_acts(text) if kind == "ceasefire"] == [act]
