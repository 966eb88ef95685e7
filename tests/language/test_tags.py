"""Name tags: each word's best where they fit together, else the best path that is allowed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.tags import TagReader

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
READER = TagReader(LABELS)


def read(rows: list[list[float]]) -> list[str]:
    scores = np.array(rows, dtype=np.float32)
    return READER.find_tags(scores.argmax(1).tolist(), scores)


def test_tags_that_fit_together_are_taken_as_they_are() -> None:
    assert read([[0, 9, 0, 0, 0], [0, 0, 9, 0, 0], [9, 0, 0, 0, 0]]) == ["B-PER", "I-PER", "O"]


@pytest.mark.parametrize(
    ("rows", "tags"),
    [
        ([[4, 0, 0, 3, 0], [0, 0, 0, 0, 9]], ["B-ORG", "I-ORG"]),
        ([[9, 0, 0, 0, 0], [2, 0, 3, 0, 0]], ["O", "O"]),
        ([[0, 9, 0, 0, 0], [0, 0, 5, 0, 6]], ["B-PER", "I-PER"]),
        ([[1, 0, 2, 0, 0]], ["O"]),
    ],
)
def test_an_inside_tag_needs_its_beginning(rows: list[list[float]], tags: list[str]) -> None:
    assert read(rows) == tags


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), min_size=1, max_size=6))
def test_every_outcome_is_allowed(rows: list[list[float]]) -> None:
    previous = "O"
    for tag in read(rows):
        assert tag[0] != "I" or previous[2:] == tag[2:]
        previous = tag
