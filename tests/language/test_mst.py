"""The decoder against every possible tree of short sentences."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from dragoman.language.mst import Scores, find_tree


def is_tree(heads: list[int]) -> bool:
    """Return whether heads make a tree with one root and no cycle."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def find_greedy(scores: Scores) -> list[int]:
    """Return the best head of each word, never itself."""
    table = scores.copy()
    np.fill_diagonal(table, -1e9)
    return [int(head) for head in table[1:].argmax(1)]


def get_score(scores: Scores, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads, 1)))


def find_best_score(scores: Scores) -> float:
    """Return the score of the best tree, by trying them all."""
    words = len(scores) - 1
    return max(
        get_score(scores, list(heads))
        for heads in product(range(words + 1), repeat=words)
        if all(head != word for word, head in enumerate(heads, 1)) and is_tree(list(heads))
    )


def make_scores(seed: int, words: int) -> Scores:
    return np.random.default_rng(seed).normal(size=(words + 1, words + 1)).astype(np.float32)


@pytest.mark.parametrize("words", [1, 2, 3, 4])
def test_no_tree_of_a_short_sentence_is_better(words: int) -> None:
    for seed in range(40):
        scores = make_scores(seed, words)
        heads = find_tree(scores, find_greedy(scores))
        assert is_tree(heads)
        assert get_score(scores, heads) == pytest.approx(find_best_score(scores), abs=1e-4)


def test_no_tree_of_five_words_is_better() -> None:
    for seed in range(100, 108):
        scores = make_scores(seed, 5)
        heads = find_tree(scores, find_greedy(scores))
        assert is_tree(heads)
        assert get_score(scores, heads) == pytest.approx(find_best_score(scores), abs=1e-4)


def test_one_root_is_kept_where_every_word_would_be_one() -> None:
    for seed in range(10):
        scores = make_scores(seed, 4)
        scores[:, 0] += 10
        heads = find_tree(scores, [0, 0, 0, 0])
        assert heads.count(0) == 1
        assert get_score(scores, heads) == pytest.approx(find_best_score(scores), abs=1e-4)


def test_two_cycles_are_broken() -> None:
    scores = np.full((5, 5), -5.0, dtype=np.float32)
    for word, head in ((1, 2), (2, 1), (3, 4), (4, 3)):
        scores[word, head] = 5.0
    scores[2, 0] = 1.0
    scores[3, 1] = 1.0
    assert find_tree(scores, [2, 1, 4, 3]) == [2, 0, 1, 3]


def test_a_greedy_tree_is_kept() -> None:
    scores = make_scores(1, 3)
    assert find_tree(scores, [2, 0, 2]) == [2, 0, 2]


def test_a_long_sentence_is_a_tree() -> None:
    for seed in range(3):
        scores = make_scores(seed, 120)
        assert is_tree(find_tree(scores, find_greedy(scores)))
