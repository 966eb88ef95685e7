"""Short forms of names: for the last one named so, for one of two states, for nothing else."""

import pytest

from dragoman.language import analyse
from dragoman.reading.actors import find_actors
from dragoman.reading.short_names import find_half, find_head_word


def list_mentions(text: str, code: str) -> list[str]:
    actors = find_actors(analyse(text)).actors.values()
    return [span.text for actor in actors if actor.code == code for span in actor.mentions]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Special Monitoring Mission to Ukraine", "Mission"),
        ("International Monetary Fund", "Fund"),
        ("OSCE", None),
        ("Amnesty", None),
    ],
)
def test_a_name_is_shortened_to_its_head_word(name, word):
    assert find_head_word(name) == word


def test_the_short_form_of_an_organisation_is_its_mention():
    text = "The International Monetary Fund lent Kenya a billion. The Fund asked for reforms."
    assert "The Fund" in list_mentions(text, "IGO:IMF")


def test_the_north_is_a_state_where_one_of_the_two_is_named():
    text = "South Korea halted trade on Monday. The North denounced the step."
    assert "North" in list_mentions(text, "PRKGOV")
    assert list_mentions("Peru halted trade. The North denounced the step.", "PRKGOV") == []


def test_only_pairs_of_states_have_halves():
    assert find_half("South", ["PRK"]) == "KOR"
    assert find_half("South", ["ZAF"]) is None
