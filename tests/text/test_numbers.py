from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.numbers import Value, clean_number, clean_ordinal, read_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("nineteen", 19),
        ("twenty-five", 25),
        ("Thirty two", 32),
        ("two hundred and eighty", 280),
        ("twelve hundred", 1200),
        ("one thousand one hundred", 1100),
        ("one hundred and five thousand two hundred and six", 105_206),
        ("three million two hundred thousand", 3_200_000),
        ("3,085", 3085),
        ("1,000,000", 1_000_000),
        ("12,34,567", 1_234_567),
        ("1.200.000", 1_200_000),
        ("20 000", 20_000),
        ("20\u00a0000", 20_000),
        ("2.8 million", 2_800_000),
        ("2.3 million", 2_300_000),
        ("1.2bn", 1_200_000_000),
        ("5k", 5000),
        ("3.5", 3.5),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("half-million", 500_000),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("a hundred", 100),
        ("5 lakh", 500_000),
        ("zero", 0),
    ],
)
def test_numbers(text: str, value: Value) -> None:
    assert clean_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "a", "half", "dozens", "several", "soldiers", "7 men", "9" * 5000, "x" * 500]
)
def test_no_numbers(text: str) -> None:
    assert clean_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("third", 3),
        ("21st", 21),
        ("twenty-first", 21),
        ("Thirtieth", 30),
        ("sixteenth", 16),
        ("12", None),
        ("", None),
    ],
)
def test_ordinals(text: str, value: int | None) -> None:
    assert clean_ordinal(text) == value


def test_numbers_in_tokens() -> None:
    words = "two hundred and 80 others , twenty - five hundred men , one of 3 300".split()
    assert [tuple(number) for number in read_numbers(words)] == [
        (0, 2, 200),
        (3, 4, 80),
        (6, 10, 2500),
        (12, 13, 1),
        (14, 16, 3300),
    ]


@given(st.integers(min_value=0, max_value=999_999_999))
def test_figures_with_commas_come_back(value: int) -> None:
    assert clean_number(f"{value:,}") == value == clean_number(str(value))


@given(st.lists(st.sampled_from("a half and - two twenty hundred dozen million 3 000 2.5 bn score".split())))
def test_no_order_of_words_fails(words: list[str]) -> None:
    end = 0
    for number in read_numbers(words):
        assert end <= number.first < number.last <= len(words)
        end = number.last


@given(st.text(max_size=50))
def test_no_text_fails(text: str) -> None:
    clean_number(text)
    clean_ordinal(text)
