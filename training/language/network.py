"""The network of the language layer, in torch: one encoder, several heads.

The encoder is BERT-shaped (MiniLM: 6 layers, 384 wide, 12 heads) with a case embedding
added to its input, since its vocabulary is uncased. The heads read one vector a word
(mean of its first and last sub-token): a biaffine scorer of arcs (Dozat and Manning
2017), an additive scorer of relations for a given arc, and linear taggers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.language.wordpiece import CASE_COUNT

LAYERS, WIDTH, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
POSITIONS = 512
ARC_WIDTH, RELATION_WIDTH = 256, 160


@dataclass(frozen=True)
class Sizes:
    """The number of labels of each tagger."""

    upos: int
    feats: int
    scripts: int
    relations: int
    ner: int


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return new states (batch, pieces, width); bias is 0 or a large negative number."""
        batch, pieces, _ = states.shape
        packed = self.query_key_value(states).view(batch, pieces, 3, ATTENTION_HEADS, -1)
        query, key, value = packed.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, pieces, WIDTH)
        states = self.attention_norm(states + self.dropout(self.attention_out(mixed)))
        inner = nn.functional.gelu(self.inner(states))
        return self.outer_norm(states + self.dropout(self.outer(inner)))


class Encoder(nn.Module):
    """Sub-token ids and cases to states."""

    def __init__(self, vocabulary: int, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASE_COUNT, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Return states (batch, pieces, width); mask is 1 for pieces and 0 for padding."""
        positions = self.positions.weight[: ids.shape[1]]
        states = self.dropout(self.norm(self.pieces(ids) + self.cases(cases) + positions))
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, vocabulary: int, sizes: Sizes, layers: int = LAYERS, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, layers)
        self.dropout = nn.Dropout(dropout)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_scorer = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_prior = nn.Linear(ARC_WIDTH, 1)
        self.relation_head = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation_dependent = nn.Linear(WIDTH, RELATION_WIDTH, bias=False)
        self.relation_scorer = nn.Linear(RELATION_WIDTH, sizes.relations)
        self.taggers = nn.ModuleDict(
            {
                "upos": nn.Linear(WIDTH, sizes.upos),
                "feats": nn.Linear(WIDTH, sizes.feats),
                "scripts": nn.Linear(WIDTH, sizes.scripts),
                "ner": nn.Linear(WIDTH, sizes.ner),
            }
        )

    def find_words(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return word vectors (batch, words + 1, width); row 0 is the root."""
        states = self.encoder(ids, cases, mask)
        width = states.shape[-1]
        firsts = states.gather(1, first[..., None].expand(-1, -1, width))
        lasts = states.gather(1, last[..., None].expand(-1, -1, width))
        return self.dropout((firsts + lasts) * 0.5)

    def score_arcs(self, words: Tensor) -> Tensor:
        """Return scores (batch, words + 1 dependents, words + 1 heads)."""
        heads = self.dropout(nn.functional.gelu(self.arc_head(words)))
        dependents = self.dropout(nn.functional.gelu(self.arc_dependent(words)))
        return self.arc_scorer(dependents) @ heads.transpose(1, 2) * ARC_WIDTH**-0.5 + self.arc_prior(
            heads
        ).transpose(1, 2)

    def score_relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return scores (batch, words + 1, relations) for the given head of each word."""
        head_part = self.relation_head(words)
        head_part = head_part.gather(1, heads[..., None].expand(-1, -1, RELATION_WIDTH))
        return self.relation_scorer(
            self.dropout(nn.functional.gelu(head_part + self.relation_dependent(words)))
        )


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Copy the weights of a BERT-shaped safetensors file into the encoder."""
    from safetensors.torch import load_file

    stored = load_file(str(path))
    with torch.no_grad():
        encoder.pieces.weight.copy_(stored["embeddings.word_embeddings.weight"])
        kinds = stored["embeddings.token_type_embeddings.weight"][0]
        encoder.positions.weight.copy_(stored["embeddings.position_embeddings.weight"] + kinds)
        _copy(encoder.norm, stored, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{number}."
            for part, name in enumerate(("query", "key", "value")):
                rows = slice(part * WIDTH, (part + 1) * WIDTH)
                source = f"{prefix}attention.self.{name}"
                layer.query_key_value.weight[rows].copy_(stored[source + ".weight"])
                layer.query_key_value.bias[rows].copy_(stored[source + ".bias"])
            _copy(layer.attention_out, stored, prefix + "attention.output.dense")
            _copy(layer.attention_norm, stored, prefix + "attention.output.LayerNorm")
            _copy(layer.inner, stored, prefix + "intermediate.dense")
            _copy(layer.outer, stored, prefix + "output.dense")
            _copy(layer.outer_norm, stored, prefix + "output.LayerNorm")


def _copy(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(stored[name + ".weight"])
    module.bias.copy_(stored[name + ".bias"])
