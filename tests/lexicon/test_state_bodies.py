"""Bodies of which a state has one are known under all that they are called."""

import pytest

from dragoman.lexicon.state_bodies import get_state_body, load_state_bodies


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("military", "army"),
        ("Armed Forces", "army"),
        ("Foreign Ministry", "ministry of foreign affairs"),
        ("Ministry of Foreign Affairs", "ministry of foreign affairs"),
        ("Ministry of Defense", "ministry of defence"),
        ("ministry of the interior", "ministry of interior"),
        ("home ministry", "ministry of interior"),
        ("oil ministry", "ministry of oil"),
        ("government", "state"),
    ],
)
def test_a_body_has_one_name(phrase: str, name: str) -> None:
    body = get_state_body(phrase)
    assert body is not None
    assert body.name == name


@pytest.mark.parametrize("phrase", ["local police", "ministry", "state government", "court", ""])
def test_what_a_state_has_many_of_is_none(phrase: str) -> None:
    assert get_state_body(phrase) is None


def test_phrases_are_in_lower_case() -> None:
    assert all(phrase == phrase.lower().strip() for phrase in load_state_bodies())
