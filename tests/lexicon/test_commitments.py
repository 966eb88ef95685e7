"""The words and deeds that tell what came of a promise are tables, each list of them filled."""

from __future__ import annotations

from dataclasses import fields

from dragoman.lexicon.commitments import OutcomeWords, load_outcome_deeds, load_outcome_words


def test_every_use_has_words() -> None:
    words = load_outcome_words()
    assert all(getattr(words, field.name) for field in fields(OutcomeWords))


def test_who_promises_owes_what_he_promised() -> None:
    words = load_outcome_words()
    assert words.promising < words.given


def test_a_deed_fulfils_the_kinds_of_its_row_the_first_first() -> None:
    deeds = load_outcome_deeds()
    assert deeds["AID", None] == ("aid pledge", "aid request", "assurance")
    assert ("RETREAT", None) not in deeds
