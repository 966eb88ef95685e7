"""Runs the reading heads: how much each word looks like the trigger of an event, part of a claim, a party.

Place in the flow: `language.model` hands over the states of the encoder's shared layers for each batch, the
branch of this module makes scores of them, `language.analyse` puts them to the `Doc`. Nothing is decided
here: `reading` weighs the scores against its frames and rules.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.record.model import CasualtyKind, Status

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
OUTPUTS = ("scores", "role_trigger", "role_word")
HALF = np.float16
"""How the two parts of roles are kept: a thousand bytes a word as they come, half as much so."""


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """Scores words as parties of a trigger: an additive layer over two projected words."""

    roles: tuple[str, ...]
    """none, source, target, place, time, instrument, count."""
    weight: Floats
    bias: Floats

    def score(self, trigger: Floats, words: Floats) -> Floats:
        """Return probabilities (words, roles) of words (words, width) for one trigger (width)."""
        hidden = np.asarray(words, np.float32) + np.asarray(trigger, np.float32)
        return _softmax(gelu(hidden) @ self.weight + self.bias)


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the heads say of some words, row for row; probabilities but for `happened`."""

    trigger: Floats
    """(words, 17): no event, then the types in the order of `lexicon.frames.TYPES`."""
    status: Floats
    """(words, 8): the statuses of `STATUSES`, asked of triggers only."""
    happened: Floats
    """(words,): how sure it is that the word's event happened, -3 to 3."""
    spans: Mapping[str, Floats]
    """By "cue", "speaker", "content": (words, 3), outside, begin, inside."""
    harm: Floats
    """(words, 8): not among those who came to harm, then the kinds of `HARMS`."""
    role_trigger: Floats
    role_word: Floats
    scorer: RoleScorer

    def score_roles(self, trigger: int, first: int, last: int) -> Floats:
        """Return probabilities (last - first, roles) of words as parties of a trigger."""
        return self.scorer.score(self.role_trigger[trigger], self.role_word[first:last])


STATUSES: tuple[Status, ...] = (
    "actual", "alleged", "denied", "requested", "planned", "threatened", "withheld", "hypothetical",
)  # fmt: skip
"""The order of `WordScores.status`."""


HARMS: tuple[CasualtyKind, ...] = (
    "killed", "injured", "missing", "captured", "detained", "abducted", "displaced",
)  # fmt: skip
"""The order of `WordScores.harm`, after "none"."""


def open_session(graph: bytes) -> Any:
    """Return an onnxruntime session of a graph on one thread; onnxruntime is imported here and not before."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class Heads:
    """The branch of the encoder and its label inventories."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        """Take the contents of the model files by name; they must be checked already."""
        self._session = open_session(contents["heads.onnx"])
        names = json.loads(contents["heads.json"])
        self._kinds: list[str] = names["spans"]
        sizes = [len(names["triggers"]), len(names["statuses"]), 1, *[len(names["bio"])] * len(self._kinds)]
        self._cuts = np.cumsum(sizes).tolist()
        self._columns = self._cuts[-1] + len(names["harms"])
        with np.load(io.BytesIO(contents["heads.npz"]), allow_pickle=False) as stored:
            self._scorer = RoleScorer(tuple(names["roles"]), stored["role_weight"], stored["role_bias"])
        self._width = len(self._scorer.weight)

    def run(self, states: Floats, ids: Ints, first: Ints, last: Ints) -> list[Floats]:
        """Return raw scores (batch, words, …) of a batch: token heads, and the two parts of roles."""
        mask = (ids != 0).astype(np.float32)
        feed = {"states": states, "mask": mask, "first": first, "last": last}
        found: list[Floats] = self._session.run(OUTPUTS, feed)
        return found

    def join(self, rows: Sequence[Sequence[Floats]], counts: Sequence[int]) -> WordScores:
        """Return the scores of all words of a text from the raw ones of its sentences.

        `counts` says how many words each sentence has: those that the encoder did not reach
        get the scores of no event, no claim.
        """
        parts = []
        for number, width in enumerate((self._columns, self._width, self._width)):
            table = np.zeros((sum(counts), width), np.float32 if number == 0 else HALF)
            if number == 0:
                table[:, [0, *self._cuts[2:]]] = 20.0
            begin = 0
            for row, count in zip(rows, counts, strict=True):
                known = row[number]
                table[begin : begin + len(known)] = known
                begin += count
            parts.append(table)
        trigger, status, happened, *spans, harm = np.split(parts[0], self._cuts, axis=1)
        return WordScores(
            _softmax(trigger),
            _softmax(status),
            happened[:, 0],
            {kind: _softmax(scores) for kind, scores in zip(self._kinds, spans, strict=True)},
            _softmax(harm),
            parts[1],
            parts[2],
            self._scorer,
        )


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True)) if len(scores) else scores
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


def gelu(values: Floats) -> Floats:
    """Return GELU by its tanh form (Hendrycks and Gimpel 2016), within 0.001 of the exact one."""
    inner = 0.7978845608 * (values + 0.044715 * values * values * values)
    return np.asarray(0.5 * values * (1.0 + np.tanh(inner)), dtype=np.float32)
