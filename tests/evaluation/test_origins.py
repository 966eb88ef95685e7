"""The variations of the measure do what their names say."""

from __future__ import annotations

import random

import pytest

from dragoman.linking.origins import OriginIndex, compare_texts, find_signature
from evaluation import origins

TEXT = """Bridge at Kaya blown up

"Nobody crossed after dark," said Ana Ruiz. The bridge at Kaya fell at 9 on Sunday, and Juba blamed Uganda.

The army of Uganda denied it on Monday. Traders in Kaya said 14 lorries now wait on the north bank.

A ferry that takes 20 people will come from Juba by Friday, the governor said. Uganda offered two boats."""
OTHER = """Talks in Quito

Envoys of Peru met for 3 hours and left without a word. The next round is set for a day in June."""


@pytest.mark.parametrize("what", origins.VARIATIONS)
def test_a_variation_is_another_text_and_the_same_each_time(what: str) -> None:
    one, again = (origins.VARIATIONS[what](TEXT, OTHER, random.Random(3)) for _ in range(2))
    assert one == again != TEXT


def test_a_cut_keeps_the_words_as_they_stand() -> None:
    assert origins.cut_last_third(TEXT, "", random.Random()) in TEXT
    assert origins.keep_two_paragraphs(TEXT, "", random.Random()) in TEXT


def test_typography_changes_no_word() -> None:
    varied = origins.change_typography(TEXT, "", random.Random())
    assert compare_texts(varied, TEXT).share == 1.0


def test_what_is_found_is_found_through_the_index() -> None:
    index = OriginIndex()
    index.add("kaya", find_signature(TEXT))
    assert list(origins.find_same(TEXT, {"kaya": TEXT}, index)) == ["kaya"]
    assert origins.find_same(OTHER, {"kaya": TEXT}, index) == {}
