"""Makes the shipped model files of a trained network.

    python -m training.language.export --data DIR --run DIR --minilm DIR --out src/dragoman/language/files

The encoder's matrix products become int8 (per channel, 7 bits: exact without VNNI too), the
embedding int8 with a scale a row; the heads stay fp32, since onnxruntime fails on
per-channel int8 of everything. What goes into each product is quantised with a range
fixed on the treebanks' dev sentences, not on the batch at hand: a sentence reads the
same whatever stands beside it. Writes `encoder.onnx`, `relations.npz`, `labels.json`,
`vocab.txt` and `MANIFEST.json` with the SHA-256 of each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.language.wordpiece import WordPiece
from training.language.corpora import Labels, read_treebanks
from training.language.network import Encoder, Network, Sizes
from training.language.train import Builder, split_batches


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
Feed = dict[str, Any]
"""The inputs of a graph by name, as arrays."""
OUTPUTS = ("arcs", "relation_head", "relation_dependent", "upos", "feats", "ner")


def export(corpora: Path, run: Path, minilm: Path, out: Path) -> None:
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
        quantise(plain, out / "encoder.onnx", "/encoder/")
    builder = Builder(
        Labels(**{name: tuple(rows) for name, rows in labels.items()}), WordPiece(vocabulary), mask_id=0
    )
    examples = read_treebanks(corpora, "dev")
    fix_ranges(
        out / "encoder.onnx",
        [
            {name: getattr(batch, name).numpy() for name in INPUTS}
            for batch in (
                builder.build(group, None) for group in split_batches(examples, builder.pieces, None)
            )
        ],
    )
    scorer = network.relation_scorer
    np.savez(
        out / "relations.npz",
        weight=scorer.weight.detach().numpy().T.copy(),
        bias=scorer.bias.detach().numpy(),
    )
    del labels["scripts"]  # an auxiliary task of training; the package has rules for lemmas
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(minilm / "vocab.txt", out / "vocab.txt")
    names = ("encoder.onnx", "relations.npz", "labels.json", "vocab.txt")
    manifest = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    (out / "MANIFEST.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def quantise(plain: Path, out: Path, layers: str) -> None:
    """Write a graph with the products of its layers (by what their names hold) in int8."""
    quantize_dynamic(
        plain,
        out,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=find_head_nodes(plain, layers),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


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


def fix_ranges(path: Path, feeds: list[Feed]) -> None:
    """Replace ranges found anew for each batch by ranges fixed on some batches, in place."""
    model = onnx.load(str(path))
    nodes = [node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]
    ranges = _measure_ranges(model, nodes, feeds)
    for node, (low, high) in zip(nodes, ranges, strict=True):
        scale = np.float32((high - low) / 255)
        zero = np.uint8(np.clip(np.round(-low / scale), 0, 255))
        names = [f"{node.output[0]}_fixed_scale", f"{node.output[0]}_fixed_zero"]
        values = [np.array(scale, np.float32), np.array(zero, np.uint8)]
        model.graph.initializer.extend(map(onnx.numpy_helper.from_array, values, names))
        renamed = dict(zip(node.output[1:], names, strict=True))
        for other in model.graph.node:
            for place, name in enumerate(other.input):
                other.input[place] = renamed.get(name, name)
        place = list(model.graph.node).index(node)
        fixed = onnx.helper.make_node("QuantizeLinear", [node.input[0], *names], [node.output[0]], node.name)
        model.graph.node.remove(node)
        model.graph.node.insert(place, fixed)
    _join_products(model)
    onnx.save(model, str(path))


def _join_products(model: onnx.ModelProto) -> None:
    """Replace each integer product, its cast, scaling and bias by onnxruntime's one operator for them.

    onnxruntime does so itself only while the scales are computed; fixed ones it folds first.
    """
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for product in [node for node in graph.node if node.op_type == "MatMulInteger"]:
        (cast,) = users[product.output[0]]
        (scaling,) = users[cast.output[0]]
        scales = next(makers[name] for name in scaling.input if name != cast.output[0])
        (shift,) = users[scaling.output[0]]
        bias = next(name for name in shift.input if name != scaling.output[0])
        joined = onnx.helper.make_node(
            "MatMulIntegerToFloat",
            [product.input[0], product.input[1], *scales.input, *product.input[2:], bias],
            [shift.output[0]],
            product.name,
            domain="com.microsoft",
        )
        graph.node.insert(list(graph.node).index(product), joined)
        for node in (product, cast, scaling, scales, shift):
            graph.node.remove(node)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))


def _measure_ranges(
    model: onnx.ModelProto, nodes: list[onnx.NodeProto], feeds: list[Feed]
) -> list[tuple[float, float]]:
    """Return low and high of each quantised input: what all but a twentieth of the batches keep within."""
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    for node in nodes:
        probe.graph.output.append(
            onnx.helper.make_tensor_value_info(node.output[1], onnx.TensorProto.FLOAT, [])
        )
        probe.graph.output.append(
            onnx.helper.make_tensor_value_info(node.output[2], onnx.TensorProto.UINT8, [])
        )
    session = onnxruntime.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    asked = [name for node in nodes for name in node.output[1:]]
    rows = []
    for feed in feeds:
        rows.append([float(value) for value in session.run(asked, feed)])
    found = np.array(rows)
    scales, zeros = found[:, 0::2], found[:, 1::2]
    lows = np.percentile(-zeros * scales, 5, axis=0)
    highs = np.percentile((255 - zeros) * scales, 95, axis=0)
    return list(zip(lows.tolist(), highs.tolist(), strict=True))


def find_head_nodes(path: Path, layers: str) -> list[str]:
    """Return the names of the matrix products outside the layers and of attention itself."""
    graph = onnx.load(str(path)).graph
    weights = {tensor.name for tensor in graph.initializer}
    excluded = []
    for node in graph.node:
        if node.op_type == "MatMul":
            in_layers = layers in node.name
            has_weight = any(name in weights for name in node.input)
            if not (in_layers and has_weight):
                excluded.append(node.name)
    return excluded


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(arguments.data / "corpora", arguments.run, arguments.minilm, arguments.out)


if __name__ == "__main__":
    main()
