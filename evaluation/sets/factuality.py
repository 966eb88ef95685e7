"""UDS-IH2 test and CommitmentBank: did it happen, according to the writer?

Protocol. The sets give words, not text, and mark predicates; the model reads these words. What is compared
with the annotators' mean (-3 did not, 3 did) is the number that the reading heads give the predicate
(`WordScores.happened`), from which status is weighed. CommitmentBank marks whole clauses and asks whether
the writer is committed to what the clause says: its top word is asked, and where the clause itself holds a
negation the number is turned round; all three of its files are measured, none is trained on. Figures:
Pearson r and mean absolute error.

Compared: about .85 on UDS-IH2 for the best published models (quoted from memory in the corpora's notes;
unchecked).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dragoman.language.model import ParsedSentence, load_model
from evaluation.sets import Figures

PARTS = {
    "UDS-IH2": ("bench/factuality/UDS_IH2-test.jsonl",),
    "CommitmentBank": tuple(f"bench/factuality/CB_CB-{part}.jsonl" for part in ("train", "dev", "test")),
}
PINNED = ("UDS-IH2 r",)
NEGATIONS = frozenset({"not", "n't", "never", "no", "nothing", "nobody", "none", "neither", "nor", "cannot"})


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [path for paths in PARTS.values() for path in paths]


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return Pearson r, mean absolute error and the number of predicates of each set."""
    figures: Figures = {}
    for part in PARTS:
        if only is None or only.lower() in part.lower():
            rows = list(_read(corpora, part))
            said = np.array([row[0] for row in rows])
            told = np.array([row[1] for row in rows])
            figures[part] = {
                "r": round(float(np.corrcoef(said, told)[0, 1]), 4),
                "error": round(float(np.abs(said - told).mean()), 4),
                "predicates": len(rows),
            }
    return figures


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each predicate that is more than two off, the worst first."""
    lines = []
    for part in PARTS:
        if only is None or only.lower() in part.lower():
            for said, told, word, text in _read(corpora, part):
                kind = "happened, read as not" if told > said else "did not happen, read as happened"
                if abs(said - told) > 2:
                    lines.append((abs(said - told), f"{kind}\t{word}\t{told:.1f} as {said:.1f}\t{text}"))
    return [line for _, line in sorted(lines, reverse=True)]


def _read(corpora: Path, part: str) -> Iterator[tuple[float, float, str, str]]:
    """Yield what is said of each marked predicate, what annotators told, its word and its text."""
    lines = [
        line for path in PARTS[part] for line in (corpora / path).read_text(encoding="utf-8").splitlines()
    ]
    rows = [json.loads(line) for line in lines]
    words = [row["text"].split() for row in rows]
    model = load_model()
    for row, text, parsed in zip(rows, words, model.analyse_words(words, is_scored=True), strict=True):
        scores = model.heads.join([parsed.scores], [len(text)])
        for target in row["targets"]:
            first, last = target["span1"]
            top = find_top(parsed, first, last)
            is_turned = last - first > 1 and any(word.lower() in NEGATIONS for word in text[first:last])
            said = float(scores.happened[top])
            yield -said if is_turned else said, float(target["label"]), text[top], row["text"]


def find_top(parsed: ParsedSentence, first: int, last: int) -> int:
    """Return the first word of a stretch whose head lies outside it."""
    return next((word for word in range(first, last) if not first < parsed.heads[word] <= last), first)
