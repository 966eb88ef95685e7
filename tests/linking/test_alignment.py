"""One text laid over another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.alignment import (
    Difference,
    count_covered,
    find_blocks,
    find_differences,
    find_gaps,
)
from dragoman.linking.keys import find_words

WIRE = (
    "Shells fell on the market of Kaya at dawn on Monday and killed 12 traders, the mayor told reporters. "
    "He accused the Ugandan army, which did not comment. The road to Moyo stayed closed until Tuesday noon."
)
WORDS = st.lists(st.sampled_from("a b c d e f".split()), max_size=40).map(" ".join)


def list_differences(first: str, second: str) -> list[Difference]:
    words = find_words(first), find_words(second)
    gaps = find_gaps(find_blocks(*words), len(words[0]), len(words[1]))
    return find_differences((first, second), words, gaps)


def measure(first: str, second: str) -> float:
    words = find_words(first), find_words(second)
    blocks = find_blocks(*words)
    return count_covered(blocks, find_gaps(blocks, len(words[0]), len(words[1]))) / len(words[0])


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("12", "40", "figure"),
        ("12", "twelve", "figure"),
        ("Kaya", "Juba", "name"),
        ("did not comment", "did comment", "negation"),
        ("stayed", "was", "wording"),
        ("Shells", "Bombs", "wording"),
    ],
)
def test_a_changed_word_is_told_with_its_kind(old: str, new: str, kind: str) -> None:
    [found] = list_differences(WIRE, WIRE.replace(old, new))
    assert found.kind == kind
    assert WIRE[found.first.start : found.first.end] == found.first.text
    assert found.is_grave == (kind != "wording")


def test_sides_that_are_exchanged_differ() -> None:
    before = "On Friday night Sudan said that Uganda had shelled the border post near Kaya again."
    after = "On Friday night Uganda said that Sudan had shelled the border post near Kaya again."
    assert [(found.first.text, found.second.text) for found in list_differences(before, after)] == [
        ("Sudan", "Uganda"),
        ("Uganda", "Sudan"),
    ]


def test_the_first_word_may_differ() -> None:
    [found] = list_differences("12 killed in Kaya blast", "40 killed in Kaya blast")
    assert (found.kind, found.second.text) == ("figure", "40")


def test_another_headline_is_no_difference() -> None:
    assert (
        list_differences("Nine die in Goma\n\n" + WIRE, "Market shelled, Juba says at talks\n\n" + WIRE) == []
    )


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (WIRE.upper(), WIRE.upper().replace("STAYED", "WAS"), "wording"),
        (WIRE.upper(), WIRE.replace("Kaya", "Juba"), "name"),
        (WIRE, WIRE.replace("Kaya", "Juba").upper(), "name"),
        (WIRE, WIRE.replace("stayed", "was").upper(), "wording"),
    ],
)
def test_capitals_are_no_names_where_all_is_in_capitals(first: str, second: str, kind: str) -> None:
    [found] = list_differences(first, second)
    assert found.kind == kind


def test_a_sentence_put_in_is_no_denial() -> None:
    longer = WIRE.replace("The road", "Nobody from either side was there. The road")
    assert not any(found.is_grave for found in list_differences(WIRE, longer))


def test_moved_sentences_are_covered() -> None:
    first, second, third = WIRE.split(". ")
    assert measure(f"{third} {first}. {second}.", WIRE) == 1.0


def test_set_phrases_cover_little() -> None:
    other = "Gunmen seized the port of Goma at dawn on Monday and killed three guards, the governor said."
    assert measure(other, WIRE) < 0.5


@given(WORDS, WORDS)
def test_blocks_are_runs_that_both_have(first: str, second: str) -> None:
    words = find_words(first), find_words(second)
    blocks = find_blocks(*words)
    end = 0
    for here, there, length in blocks:
        assert here >= end
        end = here + length
        assert first.split()[here:end] == second.split()[there : there + length]
    gaps = find_gaps(blocks, len(words[0]), len(words[1]))
    assert count_covered(blocks, gaps) <= len(words[0])
    for found in find_differences((first, second), words, gaps):
        assert first[found.first.start : found.first.end] == found.first.text
        assert second[found.second.start : found.second.end] == found.second.text


@given(WORDS)
def test_a_text_covers_itself(text: str) -> None:
    words = find_words(text)
    covered = sum(block.length for block in find_blocks(words, words))
    assert covered == (len(words) if len(words) >= 3 else 0)


def test_one_word_said_often_takes_no_long_time() -> None:
    words = find_words("war " * 20_000)
    assert sum(block.length for block in find_blocks(words, words)) == len(words)
