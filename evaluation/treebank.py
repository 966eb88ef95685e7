"""Reads treebanks (CoNLL-U) and name files (IOB2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Tree:
    """One sentence of a treebank; each list is as long as its words."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    opens_document: bool = False
    opens_paragraph: bool = False


@dataclass(slots=True)
class TaggedSentence:
    """One sentence with a name tag a word: O, B-PER, I-PER …"""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def read_trees(path: Path) -> list[Tree]:
    """Return the trees of a CoNLL-U file, without its empty nodes; ranges leave their words."""
    trees = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        tree = Tree()
        for line in block.strip("\n").split("\n"):
            if line.startswith("#"):
                _read_remark(tree, line)
            elif line and line.split("\t", 1)[0].isdigit():
                _read_word(tree, line.split("\t"))
        if tree.words:
            trees.append(tree)
    return trees


def _read_remark(tree: Tree, line: str) -> None:
    name, _, value = line[1:].partition("=")
    name = name.strip()
    if name == "text":
        tree.text = value.strip()
    elif name.startswith("newdoc"):
        tree.opens_document = True
    elif name.startswith("newpar"):
        tree.opens_paragraph = True


def _read_word(tree: Tree, columns: list[str]) -> None:
    tree.words.append(columns[1])
    tree.lemmas.append(columns[2])
    tree.upos.append(columns[3])
    tree.feats.append(columns[5])
    tree.heads.append(int(columns[6]))
    tree.relations.append(columns[7])


def split_documents(trees: list[Tree]) -> Iterator[list[Tree]]:
    """Yield the trees of one document at a time."""
    document: list[Tree] = []
    for tree in trees:
        if tree.opens_document and document:
            yield document
            document = []
        document.append(tree)
    if document:
        yield document


def read_tags(path: Path, kinds: dict[str, str]) -> list[TaggedSentence]:
    """Return the sentences of an IOB2 file, its kinds of names read as `kinds` says.

    Takes "word TAB tag" and "number TAB word TAB tag …"; kinds that are not listed are
    outside.
    """
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sentence = TaggedSentence()
        for line in block.split("\n"):
            columns = line.split("\t")
            if line.startswith("# ") or len(columns) < 2:
                continue
            word, tag = columns[:2] if len(columns) == 2 else columns[1:3]
            begin, _, kind = tag.partition("-")
            sentence.words.append(word)
            sentence.tags.append(f"{begin}-{kinds[kind]}" if kind in kinds else "O")
        if sentence.words:
            sentences.append(sentence)
    return sentences


def find_names(tags: list[str]) -> set[tuple[int, int, str]]:
    """Return the names of a tag list as (first word, end, kind).

    Example:
        >>> sorted(find_names(["B-LOC", "O", "B-PER", "I-PER"]))
        [(0, 1, 'LOC'), (2, 4, 'PER')]
    """
    names = set()
    first, kind = -1, ""
    for place, tag in enumerate([*tags, "O"]):
        begin, _, here = tag.partition("-")
        if kind and (begin != "I" or here != kind):
            names.add((first, place, kind))
            kind = ""
        if begin == "B" or (begin == "I" and not kind):
            first, kind = place, here
    return names
