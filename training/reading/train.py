"""Trains the reading heads: `python -m training.reading.train --data DIR --out DIR`.

The states of the shared layers come from the shipped encoder, once for all passes; so what the branch
learns on is what it will be given. Texts named in `labelled/heldout.txt` are never trained on; those of
`is_calibration` are kept
for fitting how evidence is weighed (`training.reading.calibrate`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dragoman.language.wordpiece import WordPiece, get_case
from training.labelled.labels import load_heldout, load_labels
from training.labelled.sentences import load_sentences
from training.reading.examples import (
    IGNORE,
    ROLES,
    SPANS,
    Example,
    read_labelled,
    read_sentences,
    read_uds,
)
from training.reading.network import Branch, load_shipped, start_branch, start_from_minilm

FILES = Path(__file__).parents[2] / "src/dragoman/language/files"
BATCH_PIECES = 1600
BRANCH_RATE, HEAD_RATE = 1.5e-4, 1e-3
WEIGHTS = {
    "trigger": 1.0,
    "status": 0.5,
    "happened": 0.15,
    "roles": 0.7,
    "cue": 0.7,
    "speaker": 0.7,
    "content": 0.7,
    "harm": 0.5,
}
LONGEST = 400
KEPT = {4: (0, 1, 3, 5), 6: tuple(range(6))}
"""Which layers of MiniLM a branch of so many starts from."""
SENTENCE_SHARES, UDS_SHARES = 2, 3
"""Each pass sees all labelled texts, another such share of the single sentences, and of UDS-IH2."""


@dataclass
class Row:
    """One example as the branch takes it."""

    example: Example
    states: NDArray[np.float16]
    first: list[int]
    last: list[int]


def is_calibration(name: str) -> bool:
    """Return whether a text is kept for calibration: an eighth of them, by the hash of the name."""
    return hashlib.sha256(f"calibration {name}".encode()).digest()[0] % 8 == 0


def find_states(model: onnx.ModelProto, shared: int) -> str:
    """Return the name of the states after so many layers of the encoder's graph."""
    below = f"layers.{shared - 1}/outer_norm" if shared else "norm"
    wanted = f"/encoder/{below}/LayerNormalization"
    return next(str(node.output[0]) for node in model.graph.node if node.name == wanted)


def find_rows(examples: list[Example], shared: int) -> list[Row]:
    """Return the examples with the states of the shared layers, those too long left out."""
    model = onnx.load(str(FILES / "encoder.onnx"))
    name = find_states(model, shared)
    if all(output.name != name for output in model.graph.output):
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("only_execute_path_to_fetches", "1")
    pieces = WordPiece((FILES / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    rows = []
    for example in examples:
        ids, cases, first, last = [pieces.start_id], [4], [], []
        for word in example.words:
            found = list(pieces.get_ids(word))
            first.append(len(ids))
            ids += found
            cases += [get_case(word)] * len(found)
            last.append(len(ids) - 1)
        ids.append(pieces.end_id)
        cases.append(4)
        if len(ids) > LONGEST or not example.words:
            continue
        feed = {
            "ids": np.array([ids]), "cases": np.array([cases]),
            "first": np.array([first]), "last": np.array([last]),
        }  # fmt: skip
        (states,) = session.run([name], feed, options)
        rows.append(Row(example, states[0].astype(np.float16), first, last))
    return rows


@dataclass
class Batch:
    """Tensors of one batch, (batch, words) unless said."""

    states: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    trigger: Tensor
    status: Tensor
    happened: Tensor
    spans: dict[str, Tensor]
    harm: Tensor
    pairs: Tensor
    """(pairs, 4): row, word of the trigger, other word, role."""


def build(rows: list[Row]) -> Batch:
    """Return the batch of a few rows."""
    size = max(len(row.states) for row in rows)
    count = max(len(row.first) for row in rows)
    states = np.zeros((len(rows), size, rows[0].states.shape[1]), np.float32)
    mask = np.zeros((len(rows), size), np.float32)
    pairs = []
    for number, row in enumerate(rows):
        states[number, : len(row.states)] = row.states
        mask[number, : len(row.states)] = 1
        known = {(trigger, word): role for trigger, word, role in row.example.roles}
        for trigger, label in enumerate(row.example.trigger):
            if label > 0:
                pairs += [
                    (number, trigger, word, known.get((trigger, word), 0)) for word in range(len(row.first))
                ]

    def pad(lists: list[list[int]], filler: float) -> Tensor:
        return torch.tensor([values + [filler] * (count - len(values)) for values in lists])

    examples = [row.example for row in rows]
    return Batch(
        torch.tensor(states),
        torch.tensor(mask),
        pad([row.first for row in rows], 0),
        pad([row.last for row in rows], 0),
        pad([example.trigger for example in examples], IGNORE),
        pad([example.status for example in examples], IGNORE),
        pad([example.happened for example in examples], float("nan")),
        {kind: pad([example.spans[kind] for example in examples], IGNORE) for kind in SPANS},
        pad([example.harm for example in examples], IGNORE),
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 4),
    )


def split_batches(rows: list[Row], chance: random.Random | None) -> Iterator[list[Row]]:
    """Yield groups of rows of like length, about `BATCH_PIECES` sub-tokens each."""
    jitter = (lambda: chance.uniform(0.85, 1.15)) if chance else (lambda: 1.0)
    groups: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: len(row.states) * jitter()):
        longest = max(len(row.states), *(len(r.states) for r in groups[-1]), 0)
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH_PIECES:
            groups.append([])
        groups[-1].append(row)
    if chance:
        chance.shuffle(groups)
    yield from groups


def find_loss(branch: Branch, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of all heads on one batch."""
    words = branch.find_words(batch.states, batch.mask, batch.first, batch.last).float()
    total = words.new_zeros(())
    scored = [
        ("trigger", branch.trigger(words), batch.trigger),
        ("status", branch.status(words), batch.status),
        ("harm", branch.harm(words), batch.harm),
    ]
    scored += [(kind, head(words), batch.spans[kind]) for kind, head in branch.spans.items()]
    for name, scores, labels in scored:
        if (labels != IGNORE).any():
            loss = nn.functional.cross_entropy(
                scores.reshape(-1, scores.shape[-1]), labels.reshape(-1), ignore_index=IGNORE
            )
            total = total + WEIGHTS[name] * loss
    sure = ~batch.happened.isnan()
    if sure.any():
        said = branch.happened(words)[..., 0][sure]
        total = total + WEIGHTS["happened"] * nn.functional.smooth_l1_loss(said, batch.happened[sure])
    if len(batch.pairs):
        number, trigger, word, role = batch.pairs.T
        scores = branch.score_roles(words[number, trigger], words[number, word])
        weights = scores.new_tensor([0.5] + [1.0] * (len(ROLES) - 1))
        total = total + WEIGHTS["roles"] * nn.functional.cross_entropy(scores, role, weights)
    return total


@torch.no_grad()
def measure(branch: Branch, rows: list[Row]) -> dict[str, float]:
    """Return F1 of triggers, of roles at true triggers, of spans' words; accuracy of status; Pearson r."""
    branch.eval()
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in ("found", "trigger", "roles", "harm", *SPANS)}
    status = [0, 0]
    said, told = [], []

    def count(name: str, right: Tensor, given: Tensor, wanted: Tensor) -> None:
        for place, values in enumerate((right, given, wanted)):
            counts[name][place] += int(values.sum())

    for group in split_batches(rows, None):
        batch = build(group)
        words = branch.find_words(batch.states, batch.mask, batch.first, batch.last)
        best = branch.trigger(words).argmax(-1)
        marked = batch.trigger != IGNORE
        given, wanted = (best > 0) & marked, (batch.trigger > 0) & marked
        count("found", given & wanted, given, wanted)
        count("trigger", (best == batch.trigger) & wanted, given, wanted)
        best, marked = branch.harm(words).argmax(-1), batch.harm != IGNORE
        wanted = (batch.harm > 0) & marked
        count("harm", (best == batch.harm) & wanted, (best > 0) & marked, wanted)
        hits = (branch.status(words).argmax(-1) == batch.status)[batch.status != IGNORE]
        status = [status[0] + int(hits.sum()), status[1] + len(hits)]
        for kind, head in branch.spans.items():
            inside, known = head(words).argmax(-1) > 0, batch.spans[kind] != IGNORE
            gold = (batch.spans[kind] > 0) & known
            count(kind, inside & gold, inside & known, gold)
        if len(batch.pairs):
            number, trigger, word, role = batch.pairs.T
            role_best = branch.score_roles(words[number, trigger], words[number, word]).argmax(-1)
            count("roles", (role_best == role) & (role > 0), role_best > 0, role > 0)
        sure = ~batch.happened.isnan()
        said += branch.happened(words)[..., 0][sure].tolist()
        told += batch.happened[sure].tolist()
    branch.train()
    figures = {
        name: round(100 * 2 * right / max(1, given + wanted), 1)
        for name, (right, given, wanted) in counts.items()
    }
    figures["status"] = round(100 * status[0] / max(1, status[1]), 1)
    if len(said) > 2:
        figures["r"] = round(float(np.corrcoef(said, told)[0, 1]), 3)
    return figures


def train(
    corpora: Path, out: Path, layers: int, passes: int, shared: int, start: Path | None, minilm: Path | None
) -> None:
    """Train for some passes; writes `branch.pt`, `sizes.json` and `log.txt`."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(11)
    heldout = load_heldout()
    labels = [row for row in load_labels() if row["name"] not in heldout]
    kept = [row for row in labels if is_calibration(row["name"])]
    used = [row for row in labels if not is_calibration(row["name"])]
    rows = find_rows(read_labelled(used, corpora), shared)
    single = find_rows(read_sentences(load_sentences()), shared)
    uds = find_rows(list(read_uds(corpora / "train/factuality/UDS_IH2-train.jsonl")), shared)
    dev = find_rows(
        read_labelled(kept, corpora) + list(read_uds(corpora / "train/factuality/UDS_IH2-dev.jsonl")), shared
    )
    branch = Branch(layers)
    if minilm:
        start_from_minilm(branch, minilm, KEPT[layers])
    else:
        start_branch(branch, load_shipped(FILES / "encoder.onnx"))
    if start:
        branch.load_state_dict(torch.load(start, weights_only=True), strict=False)  # new heads start afresh
    own = list(branch.layers.parameters())
    known = {id(parameter) for parameter in own}
    heads = [parameter for parameter in branch.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": BRANCH_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    shares = [
        rows + single[number % SENTENCE_SHARES :: SENTENCE_SHARES] + uds[number % UDS_SHARES :: UDS_SHARES]
        for number in range(passes)
    ]
    total = sum(sum(1 for _ in split_batches(share, random.Random(0))) for share in shares)
    warmup = max(1, total // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (total - step) / (total - warmup)))
    )
    began = time.monotonic()
    (out / "sizes.json").write_text(json.dumps({"layers": layers, "shared": shared}), encoding="utf-8")
    with (out / "log.txt").open("a", encoding="utf-8") as log:
        log.write(f"{len(used)} texts, {len(rows)} + {len(single)} sentences; {len(kept)} for calibration\n")
        for number, share in enumerate(shares):
            chance = random.Random(number)
            for group in split_batches(share, chance):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    loss = find_loss(branch, build(group))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
                optimizer.step()
                schedule.step()
            figures = measure(branch, dev)
            log.write(f"pass {number} {json.dumps(figures)} {time.monotonic() - began:.0f} s\n")
            log.flush()
            torch.save(branch.state_dict(), out / "branch.pt")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--shared", type=int, default=0)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument(
        "--start", type=Path, help="a branch.pt to go on from, in place of the encoder's layers"
    )
    parser.add_argument(
        "--minilm", type=Path, help="MiniLM's weights, to start from in place of the encoder's"
    )
    options = parser.parse_args()
    corpora = options.data / "corpora"
    train(corpora, options.out, options.layers, options.passes, options.shared, options.start, options.minilm)


if __name__ == "__main__":
    main()
