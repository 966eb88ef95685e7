"""A number is his who counts, gives or speaks of it; the report's own where nobody does."""

from __future__ import annotations

import pytest

import dragoman

TOLD = {
    "Peru's Health Ministry spoke of 27 dead.": "PERGOV",
    "Peru's army raised the number of dead to 17.": "PERMIL",
    "A bomb killed 27 people, Peru's army said.": "PERMIL",
    "A bomb killed 27 people in Peru.": None,
}


@pytest.mark.parametrize(("text", "code"), TOLD.items())
def test_who_gives_a_number(text: str, code: str | None) -> None:
    record = dragoman.read(text)
    codes = {actor.id: actor.code for actor in record.actors}
    (toll,) = record.casualties
    assert (codes[toll.speaker] if toll.speaker else None) == code


def test_a_claim_says_of_which_numbers_it_is() -> None:
    record = dragoman.read("Gunmen killed six drivers in Peru, travellers said.")
    (toll,) = record.casualties
    assert [
        claim.speaker_text.text for claim in record.claims if toll.id in claim.about and claim.speaker_text
    ] == ["travellers"]
