"""Runs the shipped encoder on words: tags, features, lemmas, trees, names.

Place in the flow: `language.analyse` splits a text into words, this module parses them.
onnxruntime and numpy are all it needs. The files under `files/` are checked by SHA-256
before they are loaded.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import Corrupt, Missing
from dragoman.language.heads import HALF, Heads, gelu, open_session
from dragoman.language.lemmas import find_lemma
from dragoman.language.mst import find_tree
from dragoman.language.tags import TagReader
from dragoman.language.wordpiece import CASE_NONE, WordPiece

BATCH_PIECES = 500
"""Sub-tokens a batch: fastest on one core among 140 to 2,000 (7,000 words/s against 6,100 at 1,000)."""

MAX_PIECES = 510
"""The encoder's longest input; `language.sentences` keeps sentences far under it."""

NEEDED = frozenset(
    ("encoder.onnx", "relations.npz", "labels.json", "vocab.txt", "heads.onnx", "heads.npz", "heads.json")
)
"""The files of the model."""

OUTPUTS = ("arcs", "relation_head", "relation_dependent", "upos", "feats", "ner", "states")
"""What is asked of the encoder; `states` are those that the reading heads stand on."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class ParsedSentence:
    """One parsed sentence; each list is as long as its words. Heads count from 1, 0 is the root."""

    upos: list[str]
    feats: list[Mapping[str, str]]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str]
    """IOB2 tags: O, B-PER, I-PER, B-ORG …"""
    scores: list[Floats]
    """Raw scores of the reading heads for `Heads.join`; empty where they were not asked for."""


@dataclass(slots=True)
class _Row:
    """One sentence as the encoder takes it."""

    number: int
    ids: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]


class Model:
    """The encoder and its label inventories."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        """Take the contents of the model files by name; they must be checked already."""
        self._session = open_session(contents["encoder.onnx"])
        labels = json.loads(contents["labels.json"])
        self._upos: list[str] = labels["upos"]
        self._feats = [_read_bundle(bundle) for bundle in labels["feats"]]
        self._relations: list[str] = labels["relations"]
        self._names = TagReader(labels["ner"])
        self._pieces = WordPiece(contents["vocab.txt"].decode("utf-8").split("\n")[:-1])
        with np.load(io.BytesIO(contents["relations.npz"]), allow_pickle=False) as stored:
            self._relation_weight: Floats = stored["weight"]
            self._relation_bias: Floats = stored["bias"]
        self._heads = {name: content for name, content in contents.items() if name.startswith("heads.")}

    @cached_property
    def heads(self) -> Heads:
        """The reading heads; loaded when first asked for."""
        return Heads(self._heads)

    def analyse_words(
        self, sentences: Sequence[Sequence[str]], *, is_scored: bool = False
    ) -> list[ParsedSentence]:
        """Return the analysis of each sentence, in order; an empty sentence gives empty lists.

        Words past the encoder's reach (510 sub-tokens) are hung on the root as `dep`. With
        `is_scored` the reading heads are run too.
        """
        parsed: list[ParsedSentence | None] = [None] * len(sentences)
        rows = [self._build_row(number, words) for number, words in enumerate(sentences)]
        for batch in _split_batches(rows):
            for row, result in zip(batch, self._run(batch, sentences, is_scored), strict=True):
                parsed[row.number] = result
        return [result or ParsedSentence([], [], [], [], [], [], []) for result in parsed]

    def get_states(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """Return what the encoder makes of each word in its sentence, a row for a word.

        Words past the encoder's reach have rows of zeros.
        """
        found: list[Floats] = [np.zeros((len(words), 0), np.float32) for words in sentences]
        rows = [self._build_row(number, words) for number, words in enumerate(sentences)]
        for batch in _split_batches(rows):
            (states,) = self._session.run(("states",), _build_feed(batch))
            for place, row in enumerate(batch):
                known = states[place, row.first[1:]]
                found[row.number] = np.zeros((len(sentences[row.number]), known.shape[1]), np.float32)
                found[row.number][: len(known)] = known
        return found

    def _build_row(self, number: int, words: Sequence[str]) -> _Row:
        ids, cases, first, last = [self._pieces.start_id], [CASE_NONE], [0], [0]
        get_pieces = self._pieces.get_pieces
        for word in words:
            found, classes = get_pieces(word)
            begin = len(ids)
            if begin + len(found) > MAX_PIECES:
                break
            first.append(begin)
            ids += found
            cases += classes
            last.append(len(ids) - 1)
        ids.append(self._pieces.end_id)
        cases.append(CASE_NONE)
        return _Row(number, ids, cases, first, last)

    def _run(
        self, batch: list[_Row], sentences: Sequence[Sequence[str]], is_scored: bool
    ) -> Iterator[ParsedSentence]:
        words = max(len(row.first) for row in batch)
        feed = _build_feed(batch)
        arcs, head_part, dependent_part, upos, feats, names, states = self._session.run(OUTPUTS, feed)
        scored = self.heads.run(states, feed["ids"], feed["first"], feed["last"]) if is_scored else []
        counts = np.array([len(row.first) for row in batch])
        beyond = np.arange(words)[None, :] >= counts[:, None]
        np.copyto(arcs, np.float32(-1e9), where=beyond[:, None, :])
        steps = np.arange(words)
        arcs[:, steps, steps] = -1e9
        greedy = arcs.argmax(-1).tolist()
        trees = []
        for place, count in enumerate(counts.tolist()):
            heads = greedy[place][1:count]
            trees.append(find_tree(arcs[place, :count, :count], heads) if count > 1 else [])
        relations = self._find_relations(trees, head_part, dependent_part)
        tags = names.argmax(-1).tolist()
        tables = upos.tolist(), feats.tolist()
        for place, row in enumerate(batch):
            count = len(row.first)
            columns = [table[place][1:count] for table in tables]
            parsed = self._collect(
                sentences[row.number],
                columns,
                trees[place],
                relations[place],
                self._names.find_tags(tags[place][1:count], names[place, 1:count]),
            )
            parsed.scores = [
                part[place, 1:count].astype(np.float32 if number == 0 else HALF)
                for number, part in enumerate(scored)
            ]
            yield parsed

    def _find_relations(
        self, trees: list[list[int]], head_part: Floats, dependent_part: Floats
    ) -> list[list[str]]:
        """Return the relation of every word to its head, for all sentences at once."""
        batch = [place for place, heads in enumerate(trees) for _ in heads]
        heads = [head for tree in trees for head in tree]
        words = [word for tree in trees for word in range(1, len(tree) + 1)]
        hidden = head_part[batch, heads] + dependent_part[batch, words]
        best = (gelu(hidden) @ self._relation_weight + self._relation_bias).argmax(-1).tolist()
        found: list[list[str]] = []
        place = 0
        for tree in trees:
            labels = [self._relations[number] for number in best[place : place + len(tree)]]
            place += len(tree)
            for word, head in enumerate(tree):
                if head == 0:
                    labels[word] = "root"
                elif labels[word] == "root":
                    labels[word] = "dep"
            found.append(labels)
        return found

    def _collect(
        self,
        words: Sequence[str],
        columns: list[list[int]],
        heads: list[int],
        relations: list[str],
        names: list[str],
    ) -> ParsedSentence:
        upos = [self._upos[number] for number in columns[0]]
        feats = [self._feats[number] for number in columns[1]]
        lemmas = [find_lemma(*tagged) for tagged in zip(words, upos, feats, strict=False)]
        missing = len(words) - len(heads)
        if missing:
            root = heads.index(0) + 1 if heads else 0
            upos += ["X"] * missing
            feats += [self._feats[0]] * missing
            lemmas += [word.lower() for word in words[len(heads) :]]
            heads = heads + [root] * missing
            relations = relations + ["dep"] * missing
            names = names + ["O"] * missing
        return ParsedSentence(upos, feats, lemmas, heads, relations, names, [])


def _split_batches(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Yield batches of sentences of like length; sentences without words are left out."""
    batch: list[_Row] = []
    for row in sorted((row for row in rows if len(row.first) > 1), key=lambda row: len(row.ids)):
        if batch and len(row.ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _build_feed(batch: list[_Row]) -> dict[str, Ints]:
    """Return a batch as the encoder takes it."""
    pieces = max(len(row.ids) for row in batch)
    words = max(len(row.first) for row in batch)
    return {
        "ids": _pad([row.ids for row in batch], pieces, 0),
        "cases": _pad([row.cases for row in batch], pieces, CASE_NONE),
        "first": _pad([row.first for row in batch], words, 0),
        "last": _pad([row.last for row in batch], words, 0),
    }


def _pad(rows: list[list[int]], width: int, filler: int) -> Ints:
    return np.array([row + [filler] * (width - len(row)) for row in rows], dtype=np.int64)


def _read_bundle(bundle: str) -> Mapping[str, str]:
    return {} if bundle == "_" else dict(part.split("=", 1) for part in bundle.split("|"))


@cache
def load_model() -> Model:
    """Return the shipped model, loaded once a process.

    Raises:
        Missing: A file is not there.
        Corrupt: A file does not have the SHA-256 of the manifest.
    """
    return Model(read_files())


def read_files() -> dict[str, bytes]:
    """Return the checked contents of the model files by name."""
    folder = files("dragoman.language") / "files"
    try:
        manifest: dict[str, str] = dict(json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8")))
        contents = {name: (folder / name).read_bytes() for name in manifest}
    except FileNotFoundError as error:
        raise Missing(
            f"Language model not loaded: {error.filename!r} is not there. Install the package again."
        ) from error
    except (ValueError, TypeError, OSError) as error:  # a foreign file: no JSON, no names, names of no file
        raise Corrupt(
            "Language model not loaded: its manifest is damaged. Install the package again."
        ) from error
    if missing := NEEDED - manifest.keys():
        raise Corrupt(
            f"Language model not loaded: its manifest does not name {min(missing)!r}. Install the package"
            " again."
        )
    for name, expected in manifest.items():
        if hashlib.sha256(contents[name]).hexdigest() != expected:
            raise Corrupt(
                f"Language model not loaded: {name!r} is not the file that was shipped (SHA-256 differs). "
                "Install the package again."
            )
    return contents
