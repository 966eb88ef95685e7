"""Statements that deny by what they say, on parses of the model."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import find_claims


def get_stances(text: str) -> list[tuple[str, str]]:
    """Return speaker and stance of the claims of a text that name who says so."""
    doc = analyse(text)
    claims = find_claims(doc, find_actors(doc))
    return [(doc.get_span(*claim.speaker_span).text, claim.stance) for claim in claims if claim.speaker_span]


@pytest.mark.parametrize(
    "words",
    [
        "called this absurd",
        'called the story "rubbish"',
        "called the report false",
        "said the reports were unfounded",
        "said this was a fabrication",
        "said that it had nothing to do with it",
        "said it had no hand in the raid",
        "said its army was not behind the raid",
        "said it was not responsible for the raid",
        "rejected any involvement in the raid",
        "brushed aside the charge that its army had shelled Quito",
        "dismissed as an invention the account of a raid on Quito",
    ],
)
def test_who_calls_it_untrue_or_disowns_it_denies(words: str) -> None:
    assert ("Peru", "denies") in get_stances(f"Ecuador said Peru had raided Quito. Peru {words}.")


@pytest.mark.parametrize(
    "words",
    [
        "called this a crime",
        "said the story was no lie",
        "said the reports were not false",
        "said it had found false passports",
        "said it had a hand in the talks",
        "said its army was behind the raid",
        "said it was responsible for the raid",
        "rejected the proposal",
    ],
)
def test_who_judges_or_owns_up_does_not_deny(words: str) -> None:
    assert ("Peru", "denies") not in get_stances(f"Ecuador said Peru had raided Quito. Peru {words}.")


def test_a_denial_of_what_was_said_answers_it() -> None:
    doc = analyse("Ecuador said Peru had raided Quito. Peru called the claim a lie.")
    said, denial = find_claims(doc, find_actors(doc))
    assert denial.refers_to == said.id
