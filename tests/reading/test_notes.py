"""What must be known of a text itself, and whether it is read at all."""

from __future__ import annotations

import pytest

from dragoman.language import analyse
from dragoman.reading.notes import find_notes


def test_plain_english_needs_no_note() -> None:
    doc = analyse("The army said on Monday that rebels had attacked the town and killed two soldiers.")
    assert find_notes(doc) == ("en", [], True)


def test_an_empty_text_says_so() -> None:
    language, [note], is_readable = find_notes(analyse("  \n"))
    assert (language, note.kind, is_readable) == (None, "no_words", False)
    assert note.message.startswith("The text is empty.")


def test_two_words_are_hardly_any() -> None:
    _, [note], is_readable = find_notes(analyse("Rebels fled."))
    assert not is_readable
    assert "hardly any words" in note.message


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("\u200b", "zero_width"),
        ("\u202e", "bidi"),
        ("\x00", "nul"),
        ("\ufffd", "replacement"),
        ("\x07", "control"),
    ],
)
def test_odd_characters_are_counted_by_kind(mark: str, kind: str) -> None:
    doc = analyse(f"The army said{mark} on Monday that rebels had{mark} attacked the town.")
    _, notes, is_readable = find_notes(doc)
    assert is_readable
    assert [note.message.split(";")[0] for note in notes] == [f"2 × {kind}"]


def test_another_language_is_named_and_not_read() -> None:
    doc = analyse(
        "Le ministre a déclaré que les soldats avaient quitté la ville dans la nuit de lundi à mardi."
    )
    language, notes, is_readable = find_notes(doc)
    assert (language, is_readable) == ("fr", False)
    assert [note.kind for note in notes] == ["not_read"]


def test_a_short_english_headline_is_still_read() -> None:
    assert find_notes(analyse("Rebels attack Goma"))[2]
