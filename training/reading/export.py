"""Makes the shipped files of the trained reading heads.

    python -m training.reading.export --data DIR --run DIR [--run DIR ...]

Of several runs the weights are averaged, where both started from the same ones (Wortsman et al. 2022, "Model
soups"); a layer that only some have is theirs alone.

Writes `heads.onnx` (products int8 as the encoder's, ranges fixed on sentences of the labelled texts) and
`heads.npz` (the scorer of roles) beside the encoder, gives `encoder.onnx` the output `states` that the branch
stands on where it lacks it (nothing else of it changes), and enters all in `MANIFEST.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.labelled.labels import load_labels
from training.language.export import fix_ranges, quantise
from training.reading.examples import BIO, HARMS, ROLES, SPANS, STATUSES, TRIGGERS, read_labelled
from training.reading.network import Branch
from training.reading.train import FILES, build, find_rows, find_states, is_calibration, split_batches

INPUTS = ("states", "mask", "first", "last")
OUTPUTS = ("scores", "role_trigger", "role_word")


class Exported(nn.Module):
    """The branch with the outputs that the package reads."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, states: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of all token heads side by side, and the two parts of roles."""
        branch = self.branch
        words = branch.find_words(states, mask, first, last)
        heads = [
            branch.trigger,
            branch.status,
            branch.happened,
            *(branch.spans[kind] for kind in SPANS),
            branch.harm,
        ]
        return (
            torch.cat([head(words) for head in heads], -1),
            branch.role_trigger(words),
            branch.role_word(words),
        )


def export(corpora: Path, runs: list[Path]) -> None:
    """Write the files of the branch in a run, or of the average of several."""
    sizes = json.loads((runs[0] / "sizes.json").read_text(encoding="utf-8"))
    branch = Branch(sizes["layers"])
    branch.load_state_dict(average([torch.load(run / "branch.pt", weights_only=True) for run in runs]))
    branch.eval()
    add_states(FILES / "encoder.onnx", sizes["shared"])
    write_manifest(())
    labels = [row for row in load_labels() if is_calibration(row["name"])]
    rows = find_rows(read_labelled(labels, corpora), sizes["shared"])
    feeds = [
        {name: getattr(batch, name).numpy() for name in INPUTS}
        for batch in map(build, split_batches(rows, None))
    ]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _write_graph(Exported(branch), plain)
        quantise(plain, FILES / "heads.onnx", "/layers.")
    fix_ranges(FILES / "heads.onnx", feeds)
    scorer = branch.role_scorer
    np.savez(
        FILES / "heads.npz",
        role_weight=scorer.weight.detach().numpy().T.copy(),
        role_bias=scorer.bias.detach().numpy(),
    )
    names = {
        "triggers": TRIGGERS,
        "statuses": STATUSES,
        "spans": SPANS,
        "bio": BIO,
        "harms": HARMS,
        "roles": ROLES,
    }
    (FILES / "heads.json").write_text(json.dumps(names) + "\n", encoding="utf-8")
    write_manifest(("heads.onnx", "heads.npz", "heads.json"))


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return each weight as the mean over the branches that have it."""
    names = dict.fromkeys(name for state in states for name in state)
    return {name: torch.stack([state[name] for state in states if name in state]).mean(0) for name in names}


def write_manifest(added: tuple[str, ...]) -> None:
    """Write the SHA-256 of the files that the manifest names, and of those added."""
    manifest = json.loads((FILES / "MANIFEST.json").read_text(encoding="utf-8"))
    for name in (*manifest, *added):
        manifest[name] = hashlib.sha256((FILES / name).read_bytes()).hexdigest()
    (FILES / "MANIFEST.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def add_states(path: Path, shared: int) -> None:
    """Give the encoder's graph the output `states`: those after so many layers, (batch, pieces, width)."""
    model = onnx.load(str(path))
    if any(output.name == "states" for output in model.graph.output):
        return
    found = find_states(model, shared)
    for node in model.graph.node:
        for names in (node.input, node.output):
            for place, name in enumerate(names):
                names[place] = "states" if name == found else name
    shape = ["batch", "pieces", 384]
    model.graph.output.append(onnx.helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, shape))
    onnx.save(model, str(path))


def _write_graph(module: Exported, path: Path) -> None:
    states = torch.randn(2, 9, 384)
    first = torch.tensor([[1, 2, 4], [1, 3, 5]])
    axes = {name: {0: "batch", 1: "pieces" if name in ("states", "mask") else "words"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    torch.onnx.export(
        module,
        (states, torch.ones(2, 9), first, first),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument("--run", type=Path, required=True, action="append")
    options = parser.parse_args()
    export(options.data / "corpora", options.run)


if __name__ == "__main__":
    main()
