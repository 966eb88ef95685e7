"""Events of short plain reports: who did what to whom, and whether it happened."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from tests.records import check_record, get_codes, get_countries, get_events

DAY = "2004-03-17"


@pytest.mark.parametrize(
    ("text", "kind", "source", "target", "status"),
    [
        ("Angola attacked Zaire on Monday.", "ASSAULT", "AGO", "COD", "actual"),
        ("Zaire was attacked by Angola.", "ASSAULT", "AGO", "COD", "actual"),
        ("Honduras threatened to attack El Salvador.", "THREATEN", "HND", "SLV", "actual"),
        ("Libya will withdraw its troops from Chad.", "RETREAT", "LBY", "TCD", "planned"),
        ("Uganda accused Rwanda of shelling a village.", "ACCUSE", "UGA", "RWA", "actual"),
        ("Sierra Leone asked Nigeria for troops.", "REQUEST", "SLE", "NGA", "actual"),
        ("Belgium praised Zambia for the withdrawal.", "SUPPORT", "BEL", "ZMB", "actual"),
        ("The United States imposed sanctions on Burma.", "SANCTION", "USA", "MMR", "actual"),
    ],
)
def test_a_plain_sentence_gives_its_event(
    text: str, kind: str, source: str, target: str, status: str
) -> None:
    record = read(text, published=DAY)
    check_record(record)
    [event] = get_events(record, kind)
    assert get_countries(record, event.source) == {source}
    assert get_countries(record, event.target) == {target}
    assert event.status == status
    assert event.why


def test_an_attack_and_its_answer_are_two_events_each_on_its_day() -> None:
    record = read("Angola attacked Zaire on Monday. On Tuesday Zaire attacked Angola.", published=DAY)
    first, second = get_events(record, "ASSAULT")
    assert (first.when and first.when.start, second.when and second.when.start) == (
        "2004-03-15",
        "2004-03-16",
    )
    assert first.source == second.target and first.target == second.source


def test_the_noun_that_causes_harm_is_the_same_event_as_the_harm() -> None:
    record = read("The raid killed two soldiers.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    [toll] = record.casualties
    assert (toll.low, toll.event) == (2, attack.id)


def test_the_doer_of_a_cause_noun_is_the_doer_of_the_harm() -> None:
    record = read("A raid by Colombian rebels killed four soldiers in Cali.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_codes(record, attack.source) == {"COLREB"}


def test_what_two_did_to_each_other_is_one_symmetric_event() -> None:
    record = read("Algeria and Morocco clashed on Monday.", published=DAY)
    [clash] = get_events(record, "ASSAULT")
    assert clash.symmetric
    assert get_countries(record, clash.source + clash.target) == {"DZA", "MAR"}


def test_an_agreement_joins_its_parties() -> None:
    record = read("Nepal and the rebels agreed to a ceasefire on Monday.", published=DAY)
    [agreement] = get_events(record, "AGREE")
    assert get_codes(record, agreement.source + agreement.target) == {"NPLGOV", "NPLREB"}
    assert agreement.symmetric


def test_the_trigger_lies_in_the_evidence_and_events_are_in_order_of_the_text() -> None:
    record = read("Kenya condemned the attack. Rwanda attacked Uganda. Talks began in Arusha.", published=DAY)
    starts = [event.trigger.start for event in record.events]
    assert starts == sorted(starts)
    assert all(event.evidence.covers(event.trigger) for event in record.events)


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Lisbon was fine on Monday.",
        "The book was published in 1961.",
        "Prices rose by 4 percent.",
    ],
)
def test_where_nothing_happens_between_parties_there_is_no_event(text: str) -> None:
    assert read(text, published=DAY).events == ()


def test_an_attack_that_somebody_says_was_not_made_is_told_with_one_party() -> None:
    record = read("Kenya said nobody had shelled the Somali village.", published="2004-03-17")
    [attack] = [event for event in record.events if event.type == "ASSAULT"]
    assert (attack.source, attack.status) == ((), "withheld")
    assert attack.target and attack.claims
    assert not read("Kenya said nobody will shell the Somali village.", published="2004-03-17").events
