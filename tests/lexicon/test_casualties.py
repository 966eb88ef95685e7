from __future__ import annotations

from dragoman.lexicon.casualties import get_victim_role, is_victim, load_harm_words, load_harms, load_victims


def test_every_word_of_harm_has_a_place_for_its_victims() -> None:
    for (_, pos), harms in load_harms().items():
        for harm in harms:
            assert (pos == "A") == (harm.victim == "")


def test_victims() -> None:
    assert get_victim_role("militiamen") == "militants"
    assert get_victim_role("persons") is None
    assert is_victim("children") and not is_victim("vehicles")
    assert len(load_victims()) > 100 and "kill" in load_harm_words()
