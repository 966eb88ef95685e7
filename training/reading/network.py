"""The reading heads in torch: a branch on the states of the language encoder.

The first layers of the encoder are run once for both; the branch has layers of its own, which
start as the encoder's later ones, and heads that read one vector a word.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.language.network import WIDTH, Encoder, Layer, load_minilm
from training.reading.examples import BIO, HARMS, ROLES, SPANS, STATUSES, TRIGGERS

ROLE_WIDTH = 128
MINILM_PIECES = 30522
"""Sub-tokens that MiniLM knows."""


class Branch(nn.Module):
    """Layers of its own on shared states, and the reading heads."""

    def __init__(self, layers: int, dropout: float = 0.25) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.trigger = nn.Linear(WIDTH, len(TRIGGERS))
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.happened = nn.Linear(WIDTH, 1)
        self.spans = nn.ModuleDict({kind: nn.Linear(WIDTH, len(BIO)) for kind in SPANS})
        self.harm = nn.Linear(WIDTH, len(HARMS))
        self.role_trigger = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_word = nn.Linear(WIDTH, ROLE_WIDTH, bias=False)
        self.role_scorer = nn.Linear(ROLE_WIDTH, len(ROLES))

    def find_words(self, states: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return word vectors (batch, words, width) of shared states (batch, pieces, width)."""
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        width = states.shape[-1]
        firsts = states.gather(1, first[..., None].expand(-1, -1, width))
        lasts = states.gather(1, last[..., None].expand(-1, -1, width))
        return self.dropout((firsts + lasts) * 0.5)

    def score_roles(self, trigger_words: Tensor, words: Tensor) -> Tensor:
        """Return scores (pairs, roles) of words as parties of triggers; both (pairs, width)."""
        hidden = self.role_trigger(trigger_words) + self.role_word(words)
        return self.role_scorer(self.dropout(nn.functional.gelu(hidden)))


def load_shipped(path: Path) -> dict[str, Tensor]:
    """Return the encoder's weights of the shipped int8 graph as floats, by the name of the torch module."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: dict[str, Tensor] = {
        name.removeprefix("network.encoder."): torch.tensor(values)
        for name, values in stored.items()
        if name.startswith("network.encoder.layers.")
    }
    numbers = sorted(int(n.split("_")[1]) for n in stored if n.endswith("_quantized"))
    parts = ("query_key_value", "attention_out", "inner", "outer")
    for place, number in enumerate(numbers):
        name = f"onnx::MatMul_{number}"
        weight = stored[f"{name}_quantized"].astype("float32") * stored[f"{name}_scale"][None, :]
        found[f"layers.{place // 4}.{parts[place % 4]}.weight"] = torch.tensor(weight.T.copy())
    return found


def start_branch(branch: Branch, shipped: dict[str, Tensor]) -> None:
    """Copy the encoder's last layers into the branch."""
    count = 1 + max(int(name.split(".")[1]) for name in shipped)
    offset = count - len(branch.layers)
    fresh = {
        f"{int(name.split('.')[1]) - offset}.{name.split('.', 2)[2]}": weight
        for name, weight in shipped.items()
        if int(name.split(".")[1]) >= offset
    }
    branch.layers.load_state_dict(fresh)


def start_from_minilm(branch: Branch, path: Path, keep: tuple[int, ...]) -> None:
    """Copy layers of MiniLM's weights file (safetensors), those of the numbers in `keep`, into the branch."""
    encoder = Encoder(MINILM_PIECES, 1 + max(keep))
    load_minilm(encoder, path)
    for layer, number in zip(branch.layers, keep, strict=True):
        layer.load_state_dict(encoder.layers[number].state_dict())
