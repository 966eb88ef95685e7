"""The best sequence of name tags: each word's best where they fit together, else Viterbi's.

Place in the flow: `language.model` reads the names of every sentence here. An inside tag
must follow a begin or inside tag of its kind; about one sentence in forty breaks that.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


class TagReader:
    """The tags of a model and which may follow which."""

    def __init__(self, labels: list[str]) -> None:
        """Take the labels in the order of the scores: O, B-PER, I-PER …"""
        self._labels = labels
        self._inside = {number for number, label in enumerate(labels) if label.startswith("I")}
        follows = [
            [not later.startswith("I") or earlier[2:] == later[2:] for later in labels] for earlier in labels
        ]
        self._follows = follows
        self._barrier = np.where(np.array(follows), 0.0, -np.inf)
        self._start = np.array([-np.inf if label.startswith("I") else 0.0 for label in labels])

    def find_tags(self, best: list[int], scores: NDArray[np.float32]) -> list[str]:
        """Return the tags of one sentence.

        Args:
            best: The number of each word's best label.
            scores: Shape (words, labels); looked at only where the best do not fit together.
        """
        if not self._inside.isdisjoint(best) and not self._fits(best):
            best = self._find_path(scores)
        return [self._labels[number] for number in best]

    def _fits(self, best: list[int]) -> bool:
        if best[0] in self._inside:
            return False
        return all(self._follows[earlier][later] for earlier, later in pairwise(best))

    def _find_path(self, scores: NDArray[np.float32]) -> list[int]:
        """Return the best allowed path (Viterbi 1967) under the softmax of each word's scores."""
        weights = scores - scores.max(1, keepdims=True)
        weights = weights - np.log(np.exp(weights).sum(1, keepdims=True))
        total = weights[0] + self._start
        back: list[NDArray[np.intp]] = []
        for row in weights[1:]:
            paths = total[:, None] + self._barrier
            back.append(paths.argmax(0))
            total = paths.max(0) + row
        here = int(total.argmax())
        path = [here]
        for step in reversed(back):
            here = int(step[here])
            path.append(here)
        return path[::-1]
