"""How far cue, speaker and content go as the record shows them."""

from __future__ import annotations

import pytest

from dragoman.flow import read


def find(text: str) -> list[tuple[str | None, str, str]]:
    """Return (speaker, cue, content) of each claim."""
    return [
        (claim.speaker_text.text if claim.speaker_text else None, claim.cue.text, claim.content.text)
        for claim in read(text).claims
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Kenya has repeatedly said that the port is closed.", "has repeatedly said"),
        ("Kenya did not confirm the raid.", "did not confirm"),
        ("The colonel went on to say that the valley was lost.", "went on to say"),
        ('The colonel added: "The valley is lost to us."', "added:"),
        ("Kenya pointed out that the port is closed.", "pointed out"),
        ("She said in a statement that the port is closed.", "said in a statement"),
    ],
)
def test_the_cue_with_its_helpers(text: str, cue: str) -> None:
    assert cue in [found[1] for found in find(text)]


def test_the_quotation_keeps_its_marks() -> None:
    assert ("the mayor", "said", "“They have burned the mill,”") in find(
        "“They have burned the mill,” the mayor said."
    )


def test_the_whole_phrase_of_the_speaker() -> None:
    found = find("Amaru Vela, the mayor of Ilo, said the mill had burned.")
    assert found[0][0] == "Amaru Vela, the mayor of Ilo"


def test_what_is_judged_is_shown_with_the_judgement() -> None:
    assert ("Kenya", "called", "the raid a massacre") in find("Kenya called the raid a massacre.")


def test_who_issues_a_statement_says_it() -> None:
    found = find("Kenya issued a statement saying the port was closed.")
    assert ("Kenya", "issued a statement saying", "the port was closed") in found


def test_a_colon_after_a_name_is_a_cue() -> None:
    text = "VELA: We will stay. The port is ours.\n\nQUISPE: They have fled to the hills."
    assert find(text) == [
        ("VELA", ":", "We will stay. The port is ours"),
        ("QUISPE", ":", "They have fled to the hills"),
    ]


@pytest.mark.parametrize("text", ["Background: the port was closed in May.", "Monday: the port was closed."])
def test_no_speaker_before_a_colon(text: str) -> None:
    assert ":" not in [found[1] for found in find(text)]


def test_what_follows_an_afterset_cue_is_not_said() -> None:
    found = find('"The mill has burned," she said, adding that the road was cut.')
    assert ("she", "said", '"The mill has burned,"') in found


def test_a_clause_with_as_covers_the_clause_above() -> None:
    found = find("As the radio reported, the army had left the valley.")
    assert ("the radio", "reported", "the army had left the valley") in [
        (speaker, cue, content.lstrip(", ")) for speaker, cue, content in found
    ]
