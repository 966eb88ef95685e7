"""Makes the shipped model files of a trained network.

    python -m training.language.export --run DIR --minilm DIR --out src/dragoman/language/files

The encoder's matrix products become int8 (per channel, 7 bits: exact without VNNI too), the
embedding int8 with a scale a row; the heads stay fp32, since onnxruntime fails on
per-channel int8 of everything. Writes `encoder.onnx`, `relations.npz`, `labels.json`,
`vocab.txt` and `MANIFEST.json` with the SHA-256 of each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.language.network import Encoder, Network, Sizes


class SmallEmbedding(nn.Module):
    """An embedding kept as int8 with one scale a row."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows of the ids, as floats."""
        return self.rows[ids].float() * self.scale[ids]


class Exported(nn.Module):
    """The network with the outputs that the package reads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Return arcs, the two parts of relations, tags, feature bundles and name scores."""
        network = self.network
        mask = (ids != 0).float()
        words = network.find_words(ids, cases, mask, first, last)
        return (
            network.score_arcs(words),
            network.relation_head(words),
            network.relation_dependent(words),
            network.taggers["upos"](words).argmax(-1),
            network.taggers["feats"](words).argmax(-1),
            network.taggers["ner"](words),
        )


INPUTS = ("ids", "cases", "first", "last")
OUTPUTS = ("arcs", "relation_head", "relation_dependent", "upos", "feats", "ner")


def export(run: Path, minilm: Path, out: Path) -> None:
    """Write the model files of the network in `run` to `out`."""
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    sizes = Sizes(**{name: len(labels[name]) for name in ("upos", "feats", "scripts", "relations", "ner")})
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    stored = torch.load(run / "network.pt", weights_only=True)
    layers = 1 + max(int(name.split(".")[2]) for name in stored if name.startswith("encoder.layers."))
    network = Network(len(vocabulary), sizes, layers)
    network.load_state_dict(stored)
    network.eval()
    encoder: Encoder = network.encoder
    encoder.pieces = SmallEmbedding(encoder.pieces)  # type: ignore[assignment]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _write_graph(Exported(network), plain)
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_find_head_nodes(plain),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    scorer = network.relation_scorer
    np.savez(
        out / "relations.npz",
        weight=scorer.weight.detach().numpy().T.copy(),
        bias=scorer.bias.detach().numpy(),
    )
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(minilm / "vocab.txt", out / "vocab.txt")
    names = ("encoder.onnx", "relations.npz", "labels.json", "vocab.txt")
    manifest = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "MANIFEST.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _write_graph(module: Exported, path: Path) -> None:
    ids = torch.randint(5, 1000, (2, 9))
    first = torch.tensor([[0, 1, 2, 4], [0, 1, 3, 5]])
    axes = {name: {0: "batch", 1: "pieces" if name in ("ids", "cases") else "words"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["arcs"][2] = "words"
    torch.onnx.export(
        module,
        (ids, torch.zeros_like(ids), first, first),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _find_head_nodes(path: Path) -> list[str]:
    """Return the names of the matrix products outside the encoder, and of attention itself."""
    graph = onnx.load(str(path)).graph
    weights = {tensor.name for tensor in graph.initializer}
    excluded = []
    for node in graph.node:
        if node.op_type == "MatMul":
            in_encoder = "/encoder/" in node.name
            has_weight = any(name in weights for name in node.input)
            if not (in_encoder and has_weight):
                excluded.append(node.name)
    return excluded


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(arguments.run, arguments.minilm, arguments.out)


if __name__ == "__main__":
    main()
