"""Which deed a denial denies: named, pointed at, or laid on the denier before."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from dragoman.record.model import Event, Record
from tests.records import get_events

DAY = "2004-03-17"


def get_deniers(record: Record, event: Event) -> list[str]:
    """Return the words that name who denies an event."""
    return [
        claim.speaker_text.text
        for claim in record.claims
        if claim.id in event.claims and claim.stance == "denies" and claim.speaker_text
    ]


def test_a_denial_joins_the_claims_about_the_deed() -> None:
    record = read("Peru shelled Ecuador on Monday. Peru denied the attack.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    [denial] = [claim for claim in record.claims if claim.stance == "denies"]
    assert attack.status == "actual"
    assert denial.id in attack.claims and attack.id in denial.about


def test_a_denial_without_a_deed_of_its_own_denies_what_was_laid_on_the_denier() -> None:
    record = read("On Monday Peruvian troops shelled Ecuador. Peru called it a lie.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == ["Peru"]


def test_nobody_denies_what_was_laid_on_another() -> None:
    record = read("On Monday Peruvian troops shelled Ecuador. Chile called it a lie.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == []


def test_a_denial_that_says_itself_what_it_denies_touches_no_other_deed() -> None:
    record = read("Peruvian troops shelled Ecuador. Peru denied that a ship had sunk.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == []


def test_whoever_is_named_denies_the_deed_of_an_unknown_doer() -> None:
    record = read(
        "A village was shelled on Monday. The rebels said they had nothing to do with it.", published=DAY
    )
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == ["The rebels"]


@pytest.mark.parametrize(
    "words",
    [
        "said its troops had not shelled Loja",
        "said no soldier of its army had crossed the river",
        "said not one of its guns was fired that day",
        "said no aircraft took off that day",
        "said that its men had never left the fort",
    ],
)
def test_who_says_that_his_side_did_no_such_thing_denies(words: str) -> None:
    record = read(f"Ecuador said Peruvian troops had shelled Loja. Peru {words}.", published=DAY)
    assert "denies" in {claim.stance for claim in record.claims if claim.speaker_text.text == "Peru"}


@pytest.mark.parametrize(
    "words",
    [
        "said none of its soldiers was hurt",
        "said its troops would not fire on the town",
        "said the weather had not been good",
        "said its troops had not fired and had taken the bridge",
        "said its men had not fired on the rebels who stormed the fort",
    ],
)
def test_a_negation_that_denies_no_deed_of_the_speakers_is_a_statement(words: str) -> None:
    record = read(f"Ecuador said Peruvian troops had shelled Loja. Peru {words}.", published=DAY)
    assert "denies" not in {claim.stance for claim in record.claims if claim.speaker_text.text == "Peru"}


def test_a_negated_deed_denies_the_one_laid_on_the_speaker() -> None:
    record = read("On Monday Peruvian troops shelled Loja. Peru said no aircraft took off.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == ["Peru"]


def test_who_denies_firing_denies_what_was_laid_on_him() -> None:
    record = read("On Monday Peruvian troops shelled Loja. Peru denied firing.", published=DAY)
    attack = get_events(record, "ASSAULT")[0]
    assert get_deniers(record, attack) == ["Peru"]


def test_a_government_does_not_deny_what_was_laid_on_rebels_of_its_country() -> None:
    record = read("Peruvian rebels shelled Loja. The Peruvian government called it a lie.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == []


def test_nobody_denies_what_he_told_himself() -> None:
    record = read("Peru said its troops had shelled Loja. Peru said no aircraft took off.", published=DAY)
    [attack] = get_events(record, "ASSAULT")
    assert get_deniers(record, attack) == []
