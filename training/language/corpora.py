"""Reads the training sets of the language layer: UD treebanks and named-entity sets.

Every sentence comes out as `Example`: words, and for each layer either labels for all
words or None where the set does not mark that layer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

IGNORE = -100

NER_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")

CROSSNER_TYPES = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}


@dataclass(frozen=True)
class Example:
    """One sentence; each layer is as long as `words`, or None where it is not marked."""

    words: tuple[str, ...]
    source: str
    upos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    ner: tuple[str, ...] | None = None


def read_conllu(path: Path, source: str) -> Iterator[Example]:
    """Yield the trees of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif rows:
            yield Example(
                words=tuple(row[1] for row in rows),
                source=source,
                upos=tuple(row[3] for row in rows),
                feats=tuple(row[5] for row in rows),
                lemmas=tuple(row[2] for row in rows),
                heads=tuple(int(row[6]) for row in rows),
                relations=tuple(row[7] for row in rows),
            )
            rows = []


def read_iob2(path: Path, column: int = 1) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield words and tags of a column file; types outside PER, ORG, LOC are read as O."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        columns = re.split(r"[\t ]", line.rstrip("\n"))
        if len(columns) >= 2:
            if column == 1 and columns[0].isdigit() and len(columns) >= 3:
                words.append(columns[1])
                tags.append(columns[2])
            else:
                words.append(columns[0])
                tags.append(columns[-1])
        elif words:
            yield tuple(words), clean_tags(tags)
            words, tags = [], []


def clean_tags(tags: list[str]) -> tuple[str, ...]:
    """Return IOB2 tags of PER, ORG and LOC only; IOB1 and CrossNER types are mapped."""
    cleaned: list[str] = []
    previous = "O"
    for tag in tags:
        prefix, _, kind = tag.partition("-")
        kind = CROSSNER_TYPES.get(kind, kind)
        if kind not in ("PER", "ORG", "LOC"):
            cleaned.append("O")
            previous = "O"
            continue
        if prefix == "I" and previous == kind:
            cleaned.append(f"I-{kind}")
        else:
            cleaned.append(f"B-{kind}")
        previous = kind
    return tuple(cleaned)


def read_treebanks(corpora: Path, part: str) -> list[Example]:
    """Return EWT (with the UNER names where the words agree) and GUM, `part` train or dev."""
    names = dict(read_iob2(corpora / f"train/uner_ewt/en_ewt-ud-{part}.iob2"))
    examples: list[Example] = []
    for example in read_conllu(corpora / f"train/ud/en_ewt-{part}.conllu", "ewt"):
        tags = names.get(example.words)
        examples.append(Example(**{**example.__dict__, "ner": tags}))
    examples += read_conllu(corpora / f"train/ud/en_gum_shipsafe-{part}.conllu", "gum")
    return examples


def read_names(corpora: Path) -> list[Example]:
    """Return wikigold and CrossNER politics (train and dev), names only."""
    folder = corpora / "train/ner"
    examples = [
        Example(words=words, source="wikigold", ner=tags)
        for words, tags in read_iob2(folder / "wikigold.conll.txt", column=0)
    ]
    for name in ("crossner_politics_train.txt", "crossner_politics_dev.txt"):
        examples += [
            Example(words=words, source="crossner", ner=tags)
            for words, tags in read_iob2(folder / name, column=0)
        ]
    return examples


def find_script(word: str, lemma: str) -> str:
    """Return the edit script from word to lemma: case, characters cut, characters added.

    Example:
        >>> find_script("Clashes", "clash")
        'l2+'
    """
    case = "k"
    base = word
    if lemma == lemma.lower() and word != word.lower():
        case, base = "l", word.lower()
    shared = 0
    for left, right in zip(base, lemma, strict=False):
        if left != right:
            break
        shared += 1
    return f"{case}{len(base) - shared}+{lemma[shared:]}"


@dataclass(frozen=True)
class Labels:
    """The label inventories, in id order; these travel with the weights."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    ner: tuple[str, ...] = NER_TAGS


def find_labels(examples: list[Example]) -> Labels:
    """Return the inventories of the trees; bundles and scripts met once are left out."""
    upos: Counter[str] = Counter()
    feats: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for example in examples:
        if example.heads is None:
            continue
        upos.update(example.upos)
        feats.update(example.feats)
        relations.update(example.relations)
        scripts.update(map(find_script, example.words, example.lemmas))
    return Labels(
        upos=tuple(sorted(upos)),
        feats=tuple(label for label, count in feats.most_common() if count >= 3),
        scripts=tuple(label for label, count in scripts.most_common() if count >= 4),
        relations=tuple(label for label, count in relations.most_common() if count >= 3),
    )
