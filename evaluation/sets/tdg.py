"""Scores which date an event belongs to, on the temporal dependency graphs of 490 Wikinews articles.

Protocol (Yao and others 2020, "Annotating temporal dependency graphs via crowdsourcing"):
each event of the set hangs on one time expression with a relation; `included` and `overlap`
say that the event happened then, and only these are asked for. The days of the expression
are those that the program reads in it. Its answer for an event is `exact` where its days
lie within them, `holding` where they hold them and more (a report's days from its first
happening to its publication), `wrong` where they do neither, `undated` where it gives none.
Three parts, by where the expression stands: in the event's own sentence, in another, or on
the line of publication. `clashes` counts the events that the set puts before or after an
expression and the program within it.

No figure to compare with: the published ones label edges of given graphs. Reported only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.language import analyse_many
from dragoman.language.doc import Doc
from dragoman.reading.dating import Frame
from dragoman.reading.publication import find_published
from dragoman.reading.times import TimeTable, find_times
from dragoman.record.model import When
from evaluation.score import divide

FILE = "bench/tdg/tdg.jsonl"
PINNED: tuple[str, ...] = ()
PARTS = ("own sentence", "other sentence", "publication")
QUOTES = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "-LSB-": "[", "-RSB-": "]"}
VERDICTS = ("exact", "holding", "wrong", "undated")
WITHIN = ("included", "overlap")


@dataclass(slots=True)
class Graph:
    """One article: its text, and for each event its characters, those of its expression, the relation."""

    title: str
    text: str
    edges: list[tuple[tuple[int, int], tuple[int, int], str]] = field(default_factory=list)
    created: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of one event and what the program says."""

    part: str
    relation: str
    gold: When | None
    found: When | None
    words: str

    @property
    def verdict(self) -> str:
        """Return how the program's days lie to those of the expression."""
        if self.found is None or self.gold is None:
            return "undated"
        gold = self.gold.start or "", self.gold.end or "9999"
        found = self.found.start or "", self.found.end or "9999"
        if gold[0] <= found[0] and found[1] <= gold[1]:
            return "exact"
        return "holding" if found[0] <= gold[0] and gold[1] <= found[1] else "wrong"


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [FILE]


def measure(corpora: Path, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the figures by part of the set."""
    answers = list(_answer(corpora))
    figures: dict[str, dict[str, Any]] = {}
    for part in PARTS:
        if only is not None and only.lower() not in part:
            continue
        asked = [answer for answer in answers if answer.part == part and answer.relation in WITHIN]
        counts = Counter(answer.verdict for answer in asked)
        clashes = sum(
            answer.part == part and answer.relation not in WITHIN and answer.verdict == "exact"
            for answer in answers
        )
        shares = {name: round(divide(counts[name], len(asked)), 4) for name in VERDICTS}
        figures[part] = {"events": len(asked), **shares, "clashes": clashes}
    return figures


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each event that is undated or dated wrongly."""
    lines = []
    for answer in _answer(corpora):
        if answer.relation not in WITHIN or answer.verdict in ("exact", "holding"):
            continue
        if only is None or only.lower() in answer.part:
            days = [f"{when.start}/{when.end}" if when else "-" for when in (answer.gold, answer.found)]
            lines.append(
                "\t".join([f"{answer.part}: {answer.verdict}", answer.relation, *days, answer.words])
            )
    return sorted(lines)


def _answer(corpora: Path) -> Iterator[Answer]:
    rows = (corpora / FILE).read_text(encoding="utf-8").splitlines()
    graphs = [load_graph(json.loads(row)) for row in rows if row.strip()]
    for graph, doc in zip(graphs, analyse_many([graph.text for graph in graphs]), strict=True):
        yield from answer_graph(graph, doc, find_published(doc))


def answer_graph(graph: Graph, doc: Doc, published: date | None) -> Iterator[Answer]:
    """Yield what the program says of each event of one article."""
    table = find_times(doc, published)
    frame = Frame(doc, table)
    places = {token.start: token.index for token in doc.tokens}
    for event, expression, relation in graph.edges:
        index = places.get(event[0])
        told = _find_told(table, expression)
        if index is None or told is None:
            continue
        found = table.find_when(doc, index) or frame.find_when(index, _is_said(doc, index))
        part = PARTS[2] if expression == graph.created else PARTS[1]
        if part == PARTS[1] and doc.get_sentence(index).start <= expression[0] < doc.get_sentence(index).end:
            part = PARTS[0]
        sentence = doc.get_sentence_span(doc.get_sentence(index)).text
        yield Answer(part, relation, told, found, f"{doc.tokens[index].text} | {sentence}")


def _is_said(doc: Doc, index: int) -> bool:
    return doc.tokens[index].lemma in ("say", "tell", "announce", "report", "state", "add", "warn")


def _find_told(table: TimeTable, stretch: tuple[int, int]) -> When | None:
    """Return the days of an expression of the set, as the program reads them."""
    for mention in table.mentions:
        text = mention.when.text
        if text and text.start < stretch[1] and stretch[0] < text.end and mention.when.start:
            return mention.when
    return None


def load_graph(row: dict[str, Any]) -> Graph:
    """Return one article; its first sentence is the day of publication."""
    openings = row["header"].partition("<paragraph:")[2].partition(">")[0].split("_")
    pieces: list[str] = []
    words: list[list[tuple[int, int]]] = []
    size = 0
    for number, sentence in enumerate(row["sentences"]):
        gap = "" if number == 0 else "\n\n" if number == 1 or str(number) in openings else " "
        pieces.append(gap)
        size += len(gap)
        words.append([])
        for place, word in enumerate(sentence.split()):
            text = ("" if place == 0 else " ") + QUOTES.get(word, word)
            pieces.append(text)
            words[-1].append((size + (place > 0), size + len(text)))
            size += len(text)
    graph = Graph(row["title"], "".join(pieces))
    graph.created = words[0][0][0], words[0][-1][1]
    times = {child for child, kind, _, _ in row["edges"] if kind == "Timex"}
    for child, kind, parent, relation in row["edges"]:
        if kind == "Event" and parent in times:
            graph.edges.append((_find_stretch(words, child), _find_stretch(words, parent), relation))
    return graph


def _find_stretch(words: list[list[tuple[int, int]]], key: str) -> tuple[int, int]:
    """Return the characters of "3_7_9": sentence 3, words 7 to 9."""
    sentence, first, last = (int(part) for part in key.split("_"))
    return words[sentence][first][0], words[sentence][last][1]
