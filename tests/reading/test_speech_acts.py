"""What claims amount to: accusations, requests, confessions, blame, judgements."""

from __future__ import annotations

from dragoman.flow import read
from tests.records import get_codes, get_countries, get_events

DAY = "2004-03-17"


def test_to_say_that_another_attacked_is_to_accuse_it() -> None:
    record = read("Kenya said Somalia attacked a border post on Friday.", published=DAY)
    [accusation] = get_events(record, "ACCUSE")
    assert get_countries(record, accusation.source) == {"KEN"}
    assert get_countries(record, accusation.target) == {"SOM"}
    assert accusation.status == "actual"
    [attack] = get_events(record, "ASSAULT")
    assert attack.status == "alleged"


def test_to_tell_of_one_s_own_deed_accuses_nobody() -> None:
    record = read("Kenya said its troops attacked a camp in Somalia.", published=DAY)
    assert get_events(record, "ACCUSE") == []


def test_what_another_must_do_is_a_request() -> None:
    record = read("Eritrea said that Ethiopia must withdraw its troops from Badme.", published=DAY)
    [request] = get_events(record, "REQUEST")
    assert get_countries(record, request.source) == {"ERI"}
    assert get_countries(record, request.target) == {"ETH"}


def test_a_speaker_after_the_words_is_found_too() -> None:
    record = read("India must withdraw its troops, Bangladesh said.", published=DAY)
    [request] = get_events(record, "REQUEST")
    assert get_countries(record, request.source) == {"BGD"}
    assert get_countries(record, request.target) == {"IND"}


def test_claimed_responsibility_is_an_attack_said_by_its_doer() -> None:
    record = read(
        "A bomb exploded in Colombo. The Tamil Tigers claimed responsibility for the attack.", published=DAY
    )
    owned = get_events(record, "ASSAULT")[-1]
    assert get_codes(record, owned.source) == {"LKAREB"}
    assert owned.status == "alleged"
    assert "responsibility" in owned.why


def test_blame_for_an_attack_is_an_attack_alleged_of_the_blamed() -> None:
    record = read("Uganda blamed Rwanda for the attack.", published=DAY)
    [accusation] = get_events(record, "ACCUSE")
    assert get_countries(record, accusation.target) == {"RWA"}
    attacks = [event for event in get_events(record, "ASSAULT") if event.source]
    assert [get_countries(record, attack.source) for attack in attacks] == [{"RWA"}]
    assert attacks[0].status == "alleged"


def test_an_attack_named_by_who_owns_up_or_blames_is_one_event() -> None:
    for text in (
        "The Tamil Tigers claimed responsibility for the bombing in Colombo.",
        "Sri Lanka blamed the Tamil Tigers for the bombing in Colombo.",
    ):
        record = read(text, published=DAY)
        [attack] = get_events(record, "ASSAULT")
        assert get_codes(record, attack.source) == {"LKAREB"}
        assert get_codes(record, attack.target) == {"LKA"}
        assert attack.status == "alleged"


def test_a_hard_judgement_of_a_deed_accuses_its_doer() -> None:
    record = read("Portugal said Indonesia's invasion of East Timor was illegal.", published=DAY)
    [accusation] = get_events(record, "ACCUSE")
    assert get_countries(record, accusation.source) == {"PRT"}
    assert get_countries(record, accusation.target) == {"IDN"}
