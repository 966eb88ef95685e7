"""Reads what the reading heads are trained on into one kind of example.

The project's own labels (`training/labelled`) mark triggers, status, roles and attributions; UDS-IH2 marks
how sure it is that a predicate happened (-3 to 3). A layer that a set does not mark stays open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.language import analyse_many
from dragoman.language.doc import Doc, Sentence
from dragoman.lexicon.frames import TYPES
from training.labelled.sentences import EVENTS_ONLY
from training.labelled.texts import hash_text, load_text

IGNORE = -100
TRIGGERS = ("none", *TYPES)
STATUSES = (
    "actual",
    "alleged",
    "denied",
    "requested",
    "planned",
    "threatened",
    "withheld",
    "hypothetical",
)
ROLES = ("none", "source", "target", "place", "time", "instrument", "count")
SPANS = ("cue", "speaker", "content")
BIO = ("O", "B", "I")


@dataclass
class Example:
    """One sentence; each layer is as long as `words`, IGNORE or NaN where it is not marked."""

    words: tuple[str, ...]
    name: str
    trigger: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    happened: list[float] = field(default_factory=list)
    spans: dict[str, list[int]] = field(default_factory=dict)
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    """(word of the trigger, head word of the phrase, role)."""


def open_example(words: tuple[str, ...], name: str) -> Example:
    """Return an example on which nothing is marked."""
    count = len(words)
    return Example(
        words,
        name,
        [IGNORE] * count,
        [IGNORE] * count,
        [float("nan")] * count,
        {kind: [IGNORE] * count for kind in SPANS},
    )


def read_labelled(labels: list[dict[str, Any]], corpora: Path) -> list[Example]:
    """Return the sentences of labelled texts.

    Raises:
        ValueError: A text is not the one that was labelled.
    """
    texts = [load_text(row["name"], corpora) for row in labels]
    for row, text in zip(labels, texts, strict=True):
        if hash_text(text) != row["sha256"]:
            raise ValueError(f"Labels not read: {row['name']} was made on another text.")
    examples = []
    for row, doc in zip(labels, analyse_many(texts, is_scored=False), strict=True):
        examples += read_doc(row, doc)
    return examples


def read_sentences(labels: list[dict[str, Any]]) -> list[Example]:
    """Return labelled single sentences (`training.labelled.sentences`) as examples.

    Where only events were labelled, a sentence without a claim says nothing on claims.
    """
    docs = analyse_many([row["text"] for row in labels], is_scored=False)
    examples = []
    for row, doc in zip(labels, docs, strict=True):
        for example in read_doc(row, doc):
            if row["name"].startswith(EVENTS_ONLY) and not row["claims"]:
                example.spans = {kind: [IGNORE] * len(example.words) for kind in SPANS}
            examples.append(example)
    return examples


def read_uds(path: Path) -> Iterator[Example]:
    """Yield the sentences of a UDS-IH2 file: only `happened` is marked."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        example = open_example(tuple(row["text"].split()), "uds")
        for target in row["targets"]:
            example.happened[target["span1"][0]] = float(target["label"])
        yield example


def read_doc(labels: dict[str, Any], doc: Doc) -> list[Example]:
    """Return the labels of a text by its sentences; `doc` must be the analysis of that text."""
    examples = []
    for sentence in doc.sentences:
        words = tuple(token.text for token in doc.tokens[sentence.first : sentence.last])
        example = open_example(words, labels["name"])
        example.trigger = [0] * len(words)
        example.spans = {kind: [0] * len(words) for kind in SPANS}
        examples.append(example)
    for event in labels["events"]:
        for mention in event["mentions"]:
            _mark_mention(doc, examples, event, mention)
    for claim in labels["claims"]:
        for kind in SPANS:
            stretches = claim[kind] if kind == "content" else [claim[kind]] if claim[kind] else []
            for start, end in stretches:
                _mark_span(doc, examples, kind, start, end)
    return examples


def find_head(doc: Doc, start: int, end: int) -> int | None:
    """Return the top token of a stretch of characters within one sentence; None for no token."""
    inside = [token for token in doc.tokens if start < token.end and token.start < end]
    if not inside:
        return None
    words = {token.index for token in inside if token.sentence == inside[0].sentence}
    tops = [index for index in sorted(words) if doc.tokens[index].head not in words]
    content = [
        index for index in tops if doc.tokens[index].upos not in ("PUNCT", "ADP", "DET", "AUX", "PART")
    ]
    return (content or tops)[0]


def _mark_mention(doc: Doc, examples: list[Example], event: dict[str, Any], mention: dict[str, Any]) -> None:
    trigger = find_head(doc, *mention["trigger"])
    if trigger is None:
        return
    sentence = doc.get_sentence(trigger)
    example, word = examples[sentence.index], trigger - sentence.first
    if example.trigger[word]:
        return  # a second event of the same word: the first one counts
    example.trigger[word] = TRIGGERS.index(event["type"])
    example.status[word] = STATUSES.index(event["status"])
    for role in ROLES[1:]:
        for start, end in mention.get(role, ()):
            head = find_head(doc, start, end)
            if head is not None and sentence.first <= head < sentence.last and head != trigger:
                example.roles.append((word, head - sentence.first, ROLES.index(role)))


def _mark_span(doc: Doc, examples: list[Example], kind: str, start: int, end: int) -> None:
    begun: Sentence | None = None
    for token in doc.tokens:
        if token.end <= start or token.start >= end:
            continue
        sentence = doc.get_sentence(token.index)
        row = examples[sentence.index].spans[kind]
        word = token.index - sentence.first
        if row[word] == 0:
            row[word] = 2 if begun is sentence else 1
        begun = sentence
