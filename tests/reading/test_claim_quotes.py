"""Quotations that no cue word holds: whose they are."""

from __future__ import annotations

import pytest

from dragoman.flow import read


def find_quoted(text: str) -> list[tuple[str | None, str]]:
    """Return (speaker, content) of each quotation."""
    return [
        (claim.speaker_text.text if claim.speaker_text else None, claim.content.text)
        for claim in read(text).claims
        if claim.quote
    ]


def test_the_speaker_goes_on_in_the_next_paragraph() -> None:
    found = find_quoted(
        '"The town fell at dawn," the mayor said.\n\n"Many people fled over the hills to us that day."'
    )
    assert [speaker for speaker, _ in found] == ["the mayor", "the mayor"]


def test_who_quoted_last_goes_on_before_who_is_only_spoken_of() -> None:
    found = find_quoted(
        '"The mill has burned down," said Amaru Vela, who suspected that rebels had come. '
        '"We saw their lights across the river that night."'
    )
    speaker, content = found[-1]
    assert speaker and speaker.startswith("Amaru Vela")
    assert content == '"We saw their lights across the river that night."'


def test_a_verb_that_is_no_verb_of_speech_tells_who_speaks() -> None:
    found = find_quoted('The mayor shook his head, "We had no choice left but to burn the mill."')
    assert found == [("The mayor", '"We had no choice left but to burn the mill."')]


def test_a_sign_between_quotation_marks_within_a_quotation_does_not_end_it() -> None:
    found = find_quoted('The mayor said, "They are holding the "free" men. We saw it at the mill."')
    assert found == [("The mayor", '"They are holding the "free" men. We saw it at the mill."')]


@pytest.mark.parametrize(
    "text",
    [
        'A sign read "closed for good" on the door of the old mill by the river.',
        'The mayor left. The film "A Long Night in the Old Mill of Ilo" was shown.',
    ],
)
def test_titles_are_nobodys_words(text: str) -> None:
    assert find_quoted(text) == [] or all(speaker == "A sign" for speaker, _ in find_quoted(text))


def test_first_persons_in_their_own_quotation_make_no_claim_of_their_own() -> None:
    claims = read('"I think the mill has burned down," the mayor said.').claims
    assert [claim.cue.text for claim in claims] == ["said"]


def test_a_first_person_who_answers_in_a_quotation_is_no_claim_and_no_error() -> None:
    claims = read('"I confirm this and I repeat that claim," the mayor said.').claims
    assert [claim.cue.text for claim in claims] == ["said"]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    found = find_quoted('The mayor said: "The mill has burned down.\n\nTroops left the valley on Monday.')
    assert all("Troops" not in content for _, content in found)
