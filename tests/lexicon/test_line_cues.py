"""Words that say whether a line is taken again or has moved."""

import pytest

from dragoman.lexicon.line_cues import SENSES, find_line_cue, load_line_cues


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("Reiterated its call for talks", "again"),
        ("no longer asks for a corridor", "changed"),
        ("dropped its demand for a corridor", "softer"),
        ("still insists that it has conceded nothing", "softer"),
        ("hardened its terms", "harder"),
        ("asks for a corridor", None),
        ("against the corridor", None),
    ],
)
def test_a_cue_is_found_as_whole_words(words: str, sense: str | None) -> None:
    assert find_line_cue(words) == sense


def test_each_sense_has_cues() -> None:
    assert set(load_line_cues()) == set(SENSES)
