"""A deed is what came of a promise where its words or the report say that it was due; else it is news."""

from __future__ import annotations

import pytest

from dragoman import read


def list_outcomes(text: str) -> list[tuple[str, str, set[str | None]]]:
    record = read(text, published="1990-03-05")
    countries = {actor.id: actor.country or actor.code for actor in record.actors}
    return [
        (commitment.kind, act.act, {countries[id] for id in act.by})
        for commitment in record.commitments
        for act in commitment.acts
        if act.act in ("delivered", "no_answer")
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "One of the two Norwegian batteries promised in May has arrived.",
            ("aid pledge", "delivered", {"NOR"}),
        ),
        (
            "Belgrade has handed over 40 tents to Albania, as it had promised.",
            ("aid pledge", "delivered", {"SRB"}),
        ),
        ("The money that Kuwait promised has not come.", ("aid pledge", "no_answer", {"KWT"})),
        ("The tents that London was asked for have not come.", ("aid pledge", "no_answer", {"GBR"})),
    ],
)
def test_what_was_due_is_delivered_or_did_not_come(text: str, outcome: tuple[str, str, set[str]]) -> None:
    assert outcome in list_outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian batteries have arrived in the harbour.",
        "Belgrade has handed over 40 tents to Albania.",
        "The money that Kuwait promised will come in June.",
    ],
)
def test_a_deed_that_nobody_owed_and_one_still_to_come_are_no_outcome(text: str) -> None:
    assert list_outcomes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Oman sent Yemen four of the six lorries on Monday.",
        "A first convoy of Omani flour reached Yemen on Monday.",
    ],
)
def test_a_part_of_what_was_to_come_is_an_instalment_of_a_promise_told_elsewhere(text: str) -> None:
    assert list_outcomes(text) == [("aid pledge", "delivered", {"OMN"})]


def test_prisoners_who_are_to_be_returned_are_not_returned() -> None:
    assert not [
        act
        for _, act, _ in list_outcomes("All Thai prisoners are to be returned by Cambodia.")
        if act == "delivered"
    ]


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Accra asked Lome for helicopters. Togo sent doctors instead.", True),
        ("Accra asked Lome for tents. Togo sent the tents.", False),
    ],
)
def test_what_is_sent_instead_answers_otherwise(text: str, is_other: bool) -> None:
    assert ("answered_otherwise" in list_acts(text)) == is_other


def test_a_demand_for_the_release_of_people_is_a_commitment_one_for_a_thing_is_none() -> None:
    assert list_acts("Ghana demanded the release of two Ghanaian pilots by Togo.") == ["demanded"]
    assert list_acts("Ghana demanded the release of the report.") == []


def test_soldiers_of_another_country_who_are_let_go_are_a_handover() -> None:
    assert ("prisoner exchange", "delivered", {"PER"}) in list_outcomes(
        "Peru released two Ecuadorean soldiers on Friday."
    )


def test_a_country_that_frees_its_own_people_hands_nobody_over() -> None:
    assert list_outcomes("Peru released two Peruvian farmers on Friday.") == []


def list_acts(text: str) -> list[str]:
    return [act.act for each in read(text, published="1990-03-05").commitments for act in each.acts]


def test_it_stands_for_the_truce_named_before() -> None:
    signed = "Togo and Ghana signed a truce on Friday."
    assert "observed" in list_acts(f"{signed} Both armies have kept it.")
    assert "observed" not in list_acts(f"{signed} Both armies have seen it.")


def test_goods_promised_are_a_pledge() -> None:
    assert list_acts("Norway promised Albania 300 tons of flour.") == ["pledged"]


def test_the_release_of_soldiers_that_is_promised_is_a_pledge() -> None:
    assert "pledged" in list_acts("Peru offered to release two Ecuadorean soldiers.")
