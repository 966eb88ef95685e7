"""Makes the small network that is shipped from the large one: distillation.

    python -m training.language.distill --data DIR --minilm DIR --teacher DIR --out DIR --layers 4

The student starts from some layers of the teacher and learns both the gold labels of the
treebanks and name sets, and what the teacher says of news that nobody labelled (the
Wikinews texts and press briefings of `corpora/train`): its target domain.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from html import unescape
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.language.sentences import find_sentences
from dragoman.language.tokens import find_tokens
from dragoman.language.wordpiece import WordPiece
from training.language.corpora import Example, Labels, read_names, read_treebanks
from training.language.network import Network, Sizes
from training.language.train import BF16, Batch, Builder, find_loss, measure, split_batches

ENCODER_RATE, HEAD_RATE = 1.6e-4, 8e-4
KEPT = {4: (0, 1, 3, 5), 3: (0, 2, 5), 5: (0, 1, 2, 3, 5)}
"""Which layers of the teacher a student of so many layers starts from."""
SOFT_WEIGHT, STATE_WEIGHT = 1.0, 2.0
NEWS_SHARES = 3
"""Each pass sees all labelled sentences and another such share of the news."""


def read_news(corpora: Path) -> list[Example]:
    """Return the sentences of the unlabelled news, tokenised as the package does it."""
    texts = []
    for path in sorted((corpora / "train/wikinews").glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    for path in sorted((corpora / "train/whitehouse_html").glob("*.html"))[:25]:
        page = path.read_text(encoding="utf-8", errors="replace")
        page = re.sub(r"(?s)<(script|style)[^<]*<.*?</\1>", " ", page)
        texts.append(unescape(re.sub(r"<[^>]+>", "\n", page)))
    examples = []
    for text in texts:
        for stretch in find_sentences(text):
            words = tuple(text[a:b] for a, b in find_tokens(text, stretch.start, stretch.end))
            if 3 <= len(words) <= 90:
                examples.append(Example(words=words, source="news"))
    return examples


def start_student(teacher: Network, student: Network, layers: int) -> None:
    """Copy the teacher's heads, embeddings and some of its layers into the student."""
    stored = teacher.state_dict()
    fresh = {}
    for name, weight in stored.items():
        if not name.startswith("encoder.layers."):
            fresh[name] = weight
            continue
        number, rest = name.removeprefix("encoder.layers.").split(".", 1)
        if int(number) in KEPT[layers]:
            fresh[f"encoder.layers.{KEPT[layers].index(int(number))}.{rest}"] = weight
    student.load_state_dict(fresh)


def find_soft_loss(teacher: Network, student: Network, batch: Batch) -> Tensor:
    """Return how far the student's scores and word vectors lie from the teacher's."""
    inputs = (batch.ids, batch.cases, batch.mask, batch.first, batch.last)
    is_word = batch.first > 0
    is_candidate = is_word.clone()
    is_candidate[:, 0] = True
    with torch.no_grad():
        words = teacher.find_words(*inputs).float()
        arcs = teacher.score_arcs(words).float().masked_fill(~is_candidate[:, None, :], -1e4)
        heads = arcs.argmax(-1)
        relations = teacher.score_relations(words, heads)
        tags = {name: tagger(words) for name, tagger in teacher.taggers.items()}
    mine = student.find_words(*inputs).float()
    my_arcs = student.score_arcs(mine).float().masked_fill(~is_candidate[:, None, :], -1e4)
    total = _divergence(my_arcs, arcs, is_word)
    total = total + _divergence(student.score_relations(mine, heads), relations, is_word)
    for name, tagger in student.taggers.items():
        weight = 1.0 if name == "ner" else 0.4
        total = total + weight * _divergence(tagger(mine), tags[name], is_word)
    return total + STATE_WEIGHT * nn.functional.mse_loss(mine[is_word], words[is_word])


def _divergence(mine: Tensor, theirs: Tensor, is_word: Tensor) -> Tensor:
    return nn.functional.kl_div(
        mine.float().log_softmax(-1)[is_word], theirs.float().softmax(-1)[is_word], reduction="batchmean"
    )


def distill(corpora: Path, minilm: Path, teacher_run: Path, out: Path, layers: int, passes: int) -> None:
    """Train the student for `passes` passes; writes `network.pt` and `labels.json` after each."""
    out.mkdir(parents=True, exist_ok=True)
    labels = Labels(
        **{k: tuple(v) for k, v in json.loads((teacher_run / "labels.json").read_text("utf-8")).items()}
    )
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    pieces = WordPiece(vocabulary)
    builder = Builder(labels, pieces, vocabulary.index("[MASK]"))
    sizes = Sizes(*(len(getattr(labels, name)) for name in ("upos", "feats", "scripts", "relations", "ner")))
    teacher = Network(len(vocabulary), sizes)
    teacher.load_state_dict(torch.load(teacher_run / "network.pt", weights_only=True))
    teacher.eval()
    torch.manual_seed(7)
    student = Network(len(vocabulary), sizes, layers, dropout=0.1)
    start_student(teacher, student, layers)
    for module in student.encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0  # the teacher's scores regularise enough; a seventh less time a step
    (out / "labels.json").write_text(json.dumps(labels.__dict__), encoding="utf-8")

    labelled = read_treebanks(corpora, "train") + read_names(corpora)
    news = read_news(corpora)
    dev = read_treebanks(corpora, "dev")
    shares = [labelled + news[number % NEWS_SHARES :: NEWS_SHARES] for number in range(passes)]
    total = sum(sum(1 for _ in split_batches(share, pieces, None)) for share in shares)
    mine = list(student.encoder.parameters())
    known = {id(parameter) for parameter in mine}
    heads = [parameter for parameter in student.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": mine, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    warmup = max(1, total // 25)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (total - step) / (total - warmup)))
    )
    began = time.monotonic()
    step = 0
    with (out / "log.txt").open("a", encoding="utf-8") as log:
        for number, share in enumerate(shares):
            chance = random.Random(1000 + number)
            student.train()
            for group in split_batches(share, pieces, chance):
                batch = builder.build(group, chance)
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
                    loss = SOFT_WEIGHT * find_soft_loss(teacher, student, batch) + 0.5 * find_loss(
                        student, batch
                    )
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(student.parameters(), 1.0)
                optimizer.step()
                if step < total - 1:
                    schedule.step()
                step += 1
                if step % 50 == 0:
                    log.write(
                        f"step {step}/{total} loss {loss.item():.3f} {time.monotonic() - began:.0f} s\n"
                    )
                    log.flush()
            torch.save(student.state_dict(), out / "network.pt")
        log.write(f"done {json.dumps(measure(student, builder, dev))}\n")


def main() -> None:
    """Read the command line and distil."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4, choices=sorted(KEPT))
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args()
    distill(
        arguments.data / "corpora",
        arguments.minilm,
        arguments.teacher,
        arguments.out,
        arguments.layers,
        arguments.passes,
    )


if __name__ == "__main__":
    main()
