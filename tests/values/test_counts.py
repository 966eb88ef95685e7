from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.values.counts import Count, clean_count, compare_counts, read_counts


@pytest.mark.parametrize(
    ("text", "low", "high", "best"),
    [
        ("fourteen civilians", 14, 14, 14),
        ("one soldier", 1, 1, 1),
        ("a soldier", 1, 1, 1),
        ("a single villager", 1, 1, 1),
        ("not a single shot", 0, 0, 0),
        ("no one", 0, 0, 0),
        ("both pilots", 2, 2, 2),
        ("a couple of shells", 2, 2, 2),
        ("at least 35 rebels", 35, None, None),
        ("more than 100 villagers", 100, None, None),
        ("over a dozen rebels", 12, None, None),
        ("no fewer than five men", 5, None, None),
        ("not less than 60", 60, None, None),
        ("300 or more", 300, None, None),
        ("300+ dead", 300, None, None),
        ("60 at least", 60, None, None),
        ("up to 20 men", None, 20, None),
        ("as many as 1,200 men", None, 1200, None),
        ("fewer than 50 men", None, 50, None),
        ("no more than 5 men", None, 5, None),
        ("at most ten", None, 10, None),
        ("about 200 men", None, None, 200),
        ("some two hundred and fifty men", None, None, 250),
        ("an estimated 1.5 million people", None, None, 1_500_000),
        ("70 or so", None, None, 70),
        ("nearly 300 men", None, 300, 300),
        ("just over 40 men", 40, None, 40),
        ("between 20 and 25 men", 20, 25, None),
        ("20 to 25 men", 20, 25, None),
        ("20-25 men", 20, 25, None),
        ("two or three men", 2, 3, None),
        ("2 to 3 million people", 2_000_000, 3_000_000, None),
        ("at least 20 to 30 men", 20, None, None),
        ("dozens of men", 24, None, None),
        ("scores of men", 40, None, None),
        ("hundreds of men", 200, None, None),
        ("thousands", 2000, None, None),
        ("tens of thousands of people", 20_000, None, None),
        ("hundreds of thousands", 200_000, None, None),
        ("several men", 3, None, None),
        ("several hundred men", 300, None, None),
        ("a few dozen men", 24, None, None),
        ("a few men", 2, None, None),
        ("a handful of men", 2, None, None),
        ("up to several dozen men", None, None, None),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None, best: int | None) -> None:
    assert clean_count(text) == Count(low, high, best)


@pytest.mark.parametrize(
    "text", ["", "soldiers", "no longer", "the twenty-first brigade", "2.5 per cent", "as many as"]
)
def test_no_counts(text: str) -> None:
    assert clean_count(text) is None


def test_several_counts_and_where_they_stand() -> None:
    words = "killing at least 9 soldiers and dozens of civilians , about 40 in all".split()
    found = [(mention.first, mention.last) for mention in read_counts(words)]
    assert found == [(1, 4), (6, 7), (10, 12)]


def test_comparing() -> None:
    nine, more = Count(9, 9, 9), Count(5, None, None)
    assert compare_counts(nine, nine) == 1.0
    assert compare_counts(nine, more) == 0.5
    assert compare_counts(nine, Count(12, None, None)) == 0.0
    assert compare_counts(Count(None, None, 200), nine) == 0.0


@given(
    st.lists(
        st.sampled_from(
            "at least up to no more than between 5 and 90 to dozens of several hundred - a".split()
        )
    )
)
def test_no_order_of_words_fails(words: list[str]) -> None:
    end = 0
    for mention in read_counts(words):
        assert end <= mention.first < mention.last <= len(words)
        end = mention.last
        low, high = mention.count.low, mention.count.high
        assert low is None or high is None or low <= high
