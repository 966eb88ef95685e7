"""The best tree of arc scores: greedy where that is a tree, else Chu-Liu/Edmonds.

Place in the flow: `language.model` decodes every sentence here. About one sentence in
fifteen needs more than the greedy choice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_ROOTS = 3
"""Candidates for the single root that are tried, best first; a sentence with more has hardly any words."""


def find_tree(scores: Scores, greedy: list[int]) -> list[int]:
    """Return the head of each word of one sentence: a tree with a single root.

    Args:
        scores: Shape (words + 1, words + 1): row a dependent, column its head; 0 is the root.
        greedy: The best head of each word (words long), with itself left out.

    Returns:
        Heads, words long: 0 for the root, else the number of the head word from 1.
    """
    if greedy.count(0) == 1 and not _find_cycle(greedy):
        return greedy
    table = scores.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    heads = _find_best(table)
    roots = [word for word, head in enumerate(heads, 1) if head == 0]
    if len(roots) == 1:
        return heads
    best, best_score = heads, -np.inf
    for root in sorted(roots, key=lambda root: -table[root, 0])[:_ROOTS]:
        fixed = table.copy()
        fixed[1:, 0] = -np.inf
        fixed[root, :] = -np.inf
        fixed[root, 0] = table[root, 0]
        candidate = _find_best(fixed)
        score = sum(fixed[word, head] for word, head in enumerate(candidate, 1))
        if score > best_score:
            best, best_score = candidate, score
    return best


def _find_cycle(heads: list[int]) -> list[int]:
    """Return the words of one cycle, or an empty list; `heads` counts words from 1."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        here = start
        while here and not state[here]:
            state[here] = start
            here = heads[here - 1]
        if here and state[here] == start:
            cycle = [here]
            following = heads[here - 1]
            while following != here:
                cycle.append(following)
                following = heads[following - 1]
            return cycle
    return []


def _find_best(scores: NDArray[np.float64]) -> list[int]:
    """Return the best spanning arborescence from 0 by contracting cycles one at a time."""
    heads = [int(head) for head in scores[1:].argmax(1)]
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    kept = scores[members, [heads[word - 1] for word in cycle]]
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, members)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    small[0, :] = -np.inf
    solved = _find_best(small)
    result = list(heads)
    for number, head in enumerate(solved[:-1], 1):
        word = int(outside[number])
        if head == len(outside):
            result[word - 1] = int(members[leaving[number].argmax()])
        else:
            result[word - 1] = int(outside[head])
    entry = solved[-1]
    broken = int(members[entering[:, entry].argmax()])
    result[broken - 1] = int(outside[entry])
    return result
