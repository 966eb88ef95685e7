"""The sentences that every other coder gets wrong, each held on the whole record."""

from __future__ import annotations

import dragoman
from dragoman.record.model import Event, Record


def get_codes(record: Record, ids: tuple[str, ...]) -> list[str | None]:
    codes = {actor.id: actor.code for actor in record.actors}
    return [codes[number] for number in ids]


def get_countries(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    countries = {actor.id: actor.country for actor in record.actors}
    return {countries[number] for number in ids}


def get_events(record: Record, kind: str) -> list[Event]:
    return [event for event in record.events if event.type == kind]


def get_speakers(record: Record, event: Event) -> set[str | None]:
    speakers = {claim.id: claim.speaker for claim in record.claims}
    return {
        country
        for claim in event.claims
        if speakers[claim]
        for country in get_countries(record, (speakers[claim] or "",))
    }


def test_an_attack_said_by_one_side_is_alleged_by_it_with_its_toll_and_is_an_accusation() -> None:
    record = dragoman.read("Ukraine said that Russia attacked a hospital in Mariupol, killing 12.")
    attack = get_events(record, "ASSAULT")[0]
    assert attack.status == "alleged"
    assert get_countries(record, attack.source) == {"RUS"}
    assert get_speakers(record, attack) == {"UKR"}
    [toll] = record.casualties
    assert (toll.kind, toll.low, toll.high) == ("killed", 12, 12)
    assert toll.speaker and get_countries(record, (toll.speaker,)) == {"UKR"}
    [accusation] = get_events(record, "ACCUSE")
    assert get_countries(record, accusation.source) == {"UKR"}
    assert get_countries(record, accusation.target) == {"RUS"}


def test_an_attack_denied_by_its_doer_is_denied_and_the_denial_is_an_event() -> None:
    record = dragoman.read("Russia denied that its forces attacked Ukraine.")
    [attack] = get_events(record, "ASSAULT")
    assert attack.status == "denied"
    assert get_countries(record, attack.source) == {"RUS"}
    assert get_countries(record, attack.target) == {"UKR"}
    assert get_speakers(record, attack) == {"RUS"}
    [denial] = get_events(record, "REJECT")
    assert get_countries(record, denial.source) == {"RUS"}
    assert denial.status == "actual"


def test_what_was_not_done_is_no_actual_event() -> None:
    record = dragoman.read("Iran did not attack Israel.")
    assert [event.status for event in get_events(record, "ASSAULT")] in ([], ["withheld"])


def test_according_to_makes_an_allegation() -> None:
    record = dragoman.read("According to Turkey, Syria shelled the town.")
    [attack] = get_events(record, "ASSAULT")
    assert attack.status == "alleged"
    assert get_countries(record, attack.source) == {"SYR"}
    assert get_speakers(record, attack) == {"TUR"}


def test_sanctions_that_will_not_come_are_withheld() -> None:
    record = dragoman.read("The United States will not impose sanctions on Turkey.")
    [sanction] = get_events(record, "SANCTION")
    assert sanction.status == "withheld"
    assert get_countries(record, sanction.source) == {"USA"}
    assert get_countries(record, sanction.target) == {"TUR"}


def test_an_agreement_goes_both_ways_and_makes_a_ceasefire() -> None:
    record = dragoman.read("Israel and Hamas agreed to a ceasefire.")
    [agreement] = get_events(record, "AGREE")
    assert agreement.symmetric
    assert agreement.status == "actual"
    parties = get_countries(record, agreement.source) | get_countries(record, agreement.target)
    assert parties == {"ISR", "PSE"}
    [truce] = record.commitments
    assert (truce.kind, truce.status) == ("ceasefire", "agreed")
    assert get_countries(record, truce.parties) == {"ISR", "PSE"}


def test_a_request_for_aid_stands_open() -> None:
    record = dragoman.read("Ukraine asked the United States for military aid.")
    [request] = get_events(record, "REQUEST")
    assert get_countries(record, request.source) == {"UKR"}
    assert get_countries(record, request.target) == {"USA"}
    assert not get_events(record, "AID")
    [aid] = record.commitments
    assert aid.kind == "aid request"
    assert [act.act for act in aid.acts] == ["requested"]
