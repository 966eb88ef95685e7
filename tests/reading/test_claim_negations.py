"""What a claim as a whole says not to be so, on parses of the model."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import find_claims
from dragoman.reading.claim_negations import Negation, find_negation


def find(words: str) -> Negation | None:
    doc = analyse(f"Peru said {words}.")
    [claim] = find_claims(doc, find_actors(doc))
    return find_negation(doc, claim)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("nobody was sent to the island", "nobody"),
        ("it never signed the paper", "never"),
        ("no depot had been closed", "no"),
        ("it had promised nothing", "nothing"),
        ("it had not", "not"),
    ],
)
def test_a_total_negation_leaves_nothing_open(words: str, word: str) -> None:
    found = find(words)
    assert found and found.is_total and found.word.lower == word


@pytest.mark.parametrize(
    "words",
    [
        "its troops had not shelled the town",
        "it had found nothing in the house",
        "nobody was hurt",
        "there was no crisis",
    ],
)
def test_other_negations_leave_something_open(words: str) -> None:
    found = find(words)
    assert found is not None and not found.is_total


@pytest.mark.parametrize(
    "words",
    [
        "it will never sign",
        "nobody should cross the river",
        "its men fired",
        "its men had not fired and had taken the bridge",
    ],
)
def test_what_is_to_come_or_told_beside_it_is_not_negated(words: str) -> None:
    assert find(words) is None
