"""Words are folded for comparison only, and hash the same everywhere."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.keys import find_words, hash_shingles, hash_words

EXPECTED = [5263841895745279870, 9188503459882162248, 5158314313330898541]
EXPECTED_RUNS = [8674568665283440153, 13575201160776791037]


def list_keys(text: str) -> list[str]:
    return [word.key for word in find_words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Fire”, she said", '"FIRE" ,  she\nsaid'),
        ("Ho\u200bde\u00adida fell", "Hodeida fell"),
        ("Bogotá’s mayor", "Bogota's mayor"),
        (unicodedata.normalize("NFD", "Córdoba"), "Córdoba"),
        ("1,200 men", "1200 men"),
        ("\ufb01re at dawn", "fire at dawn"),
        ("'Stop,' he said", "Stop, he said"),
    ],
)
def test_what_a_reader_takes_for_the_same_has_the_same_keys(one: str, other: str) -> None:
    assert list_keys(one) == list_keys(other)


def test_other_figures_have_other_keys() -> None:
    assert list_keys("3.5 million") != list_keys("35 million")
    assert list_keys("12,5 km") == ["12,5", "km"]


def test_a_text_without_words_has_none() -> None:
    assert find_words("… — \u200b ''") == []
    assert len(hash_shingles(hash_words([]), 5)) == 0


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    words = find_words(text)
    assert all(text[word.start : word.end] for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


def test_hashes_never_change() -> None:
    """Stored signatures must match those of later versions."""
    hashes = hash_words(["guns", "fell", "silent"])
    assert hashes.tolist() == EXPECTED
    assert hash_shingles(hashes, 2).tolist() == EXPECTED_RUNS


def test_runs_tell_the_order_of_words() -> None:
    one, other = (hash_words(words.split()) for words in ("Peru hit Chad", "Chad hit Peru"))
    assert not np.array_equal(hash_shingles(one, 3), hash_shingles(other, 3))
    assert len(hash_shingles(one, 5)) == 1
