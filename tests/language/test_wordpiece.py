"""Sub-tokens of words and the case class of each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.wordpiece import (
    CASE_LOWER,
    CASE_MIXED,
    CASE_NONE,
    CASE_TITLE,
    CASE_UPPER,
    WordPiece,
    fold,
    get_case,
)

VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "cease", "##fire", "##fires", "##s", "erdogan", "-", "un", "##able",
    "unable", "##a", "a", "1", "##9", "##94", "'",
]  # fmt: skip
PIECES = WordPiece(VOCABULARY)


def split(word: str) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.get_ids(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("ceasefire", ["cease", "##fire"]),
        ("Ceasefires", ["cease", "##fires"]),
        ("unable", ["unable"]),
        ("unables", ["unable", "##s"]),
        ("cease-a", ["cease", "-", "a"]),
        ("1994", ["1", "##9", "##94"]),
        ("truce", ["[UNK]"]),
        ("cease-truce", ["cease", "-", "[UNK]"]),
        ("", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_the_longest_piece_is_taken_first(word: str, pieces: list[str]) -> None:
    assert split(word) == pieces


def test_accents_and_capitals_make_no_difference() -> None:
    assert split("ERDOĞAN") == split("Erdoğan") == ["erdogan"]
    assert split("céase") == ["cease"]


def test_a_word_asked_for_again_has_the_same_ids() -> None:
    assert PIECES.get_ids("ceasefire") == PIECES.get_ids("ceasefire")


def test_a_word_without_end_is_unknown_or_cut() -> None:
    assert PIECES.get_ids("a" * 10_000) == (PIECES.unknown_id,)
    assert len(PIECES.get_ids("a" * 50)) <= 12


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("truce", CASE_LOWER),
        ("Harare", CASE_TITLE),
        ("A", CASE_TITLE),
        ("NATO", CASE_UPPER),
        ("McBride", CASE_MIXED),
        ("iPhone", CASE_MIXED),
        ("1994", CASE_NONE),
        ("—", CASE_NONE),
        ("", CASE_NONE),
        ("القوات", CASE_MIXED),
        ("Łódź", CASE_TITLE),
    ],
)
def test_case_classes(word: str, case: int) -> None:
    assert get_case(word) == case


@pytest.mark.parametrize(
    ("word", "folded"), [("Nuñez", "nunez"), ("SÃO", "sao"), ("e\u0301", "e"), ("x\x00y", "x\x00y")]
)
def test_fold_lowers_and_strips_accents(word: str, folded: str) -> None:
    assert fold(word) == folded


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_word_has_ids_of_the_vocabulary(word: str) -> None:
    ids = PIECES.get_ids(word)
    assert ids
    assert all(0 <= number < len(VOCABULARY) for number in ids)
    assert get_case(word) in range(5)
