"""Scores time expressions: TempEval-3's platinum news reports, and the wars of WikiWars.

Protocol (UzZaman and others 2013, "SemEval-2013 Task 1: TempEval-3", section 5): an
expression of the program and one of the gold file match relaxed where they share a
character, strictly where they are the same stretch; each is matched once at most. Value F1
is the share of relaxed matches with the very value of the gold file, times the relaxed F1;
type likewise. The day of creation is given, and is no expression to be found. Of WikiWars
(Mazur and Dale 2010) every TIMEX2 counts, nested ones too; TIMEX2 has no types, and its
values of sets and of years before our era are written as TIMEX3 writes them.

To be compared with: HeidelTime-t, the best value F1 of TempEval-3 (the same paper, table 3):
relaxed F1 .903, strict F1 .813, value F1 .776.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.language import analyse_many
from dragoman.reading.times import TimeTable, find_times
from evaluation.score import Score

FOLDERS = {"TempEval-3": "bench/timex/te3-platinum", "WikiWars": "train/wikiwars/keyinline"}
PINNED = ("TempEval-3 relaxed_F1", "TempEval-3 value_F1", "WikiWars relaxed_F1", "WikiWars value_F1")

BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
CREATED = re.compile(r'<DCT>\s*<TIMEX3[^>]*\bvalue="([\d-]+)|<DATETIME>\s*<TIMEX2[^>]*\bval="([\d-]{10})')
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression: characters `start` to `end`, its type ("" for none) and its value."""

    start: int
    end: int
    kind: str
    value: str

    def overlaps(self, other: Timex) -> bool:
        """Return whether two expressions share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text with its expressions and the day that it was written on."""

    name: str
    text: str
    created: date
    marks: tuple[Timex, ...]


def list_files() -> list[str]:
    """Return the folders that are measured on, under the folder of corpora."""
    return list(FOLDERS.values())


def measure(corpora: Path, only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the figures by part of the set."""
    figures: dict[str, dict[str, Any]] = {}
    for part, texts in _load_parts(corpora, only):
        relaxed, strict = Score(), Score()
        right = {"type": 0, "value": 0}
        for marked, found in read_texts(texts):
            pairs = find_overlaps(marked.marks, found)
            relaxed.add(_count(len(pairs), marked.marks, found))
            same = {(mark.start, mark.end) for mark in marked.marks} & {(one.start, one.end) for one in found}
            strict.add(_count(len(same), marked.marks, found))
            right["value"] += sum(mark.value == one.value for mark, one in pairs)
            right["type"] += sum(mark.kind in ("", one.kind) for mark, one in pairs)
        matched = max(1, relaxed.right)
        figures[part] = {
            "expressions": relaxed.right + relaxed.missed,
            "relaxed_P": round(relaxed.precision, 4),
            "relaxed_R": round(relaxed.recall, 4),
            "relaxed_F1": round(relaxed.f1, 4),
            "strict_F1": round(strict.f1, 4),
            "value_accuracy": round(right["value"] / matched, 4),
            "value_F1": round(right["value"] / matched * relaxed.f1, 4),
            "type_accuracy": round(right["type"] / matched, 4) if part != "WikiWars" else None,
        }
    return figures


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each error: missed, spurious, wrong value, wrong extent."""
    lines: list[str] = []
    for _, texts in _load_parts(corpora, only):
        for marked, found in read_texts(texts):
            pairs = find_overlaps(marked.marks, found)
            for mark, one in pairs:
                if mark.value != one.value:
                    lines.append(_describe("value", marked, mark, one))
                elif (mark.start, mark.end) != (one.start, one.end):
                    lines.append(_describe("extent", marked, mark, one))
            lines += [
                _describe("missed", marked, mark, None)
                for mark in marked.marks
                if all(mark is not other for other, _ in pairs)
            ]
            lines += [
                _describe("spurious", marked, None, one)
                for one in found
                if all(one is not other for _, other in pairs)
            ]
    return sorted(lines)


def _describe(kind: str, marked: MarkedText, mark: Timex | None, one: Timex | None) -> str:
    sides = [
        f"{marked.text[side.start : side.end]!r} {side.kind} {side.value}" if side else "-"
        for side in (mark, one)
    ]
    middle = (mark or one or Timex(0, 0, "", "")).start
    around = " ".join(marked.text[max(0, middle - 60) : middle + 60].split())
    return "\t".join([kind, marked.name, *sides, around])


def _count(right: int, marks: tuple[Timex, ...], found: list[Timex]) -> Score:
    return Score(right, len(marks) - right, len(found) - right)


def _load_parts(corpora: Path, only: str | None) -> Iterator[tuple[str, list[MarkedText]]]:
    for part, folder in FOLDERS.items():
        if only is None or only.lower() in part.lower():
            files = [path for path in sorted((corpora / folder).iterdir()) if path.suffix in (".tml", ".xml")]
            yield part, [load_text(path) for path in files]


def load_text(path: Path) -> MarkedText:
    """Return one marked text (TimeML, or WikiWars' inline form), its marks in order."""
    source = path.read_text(encoding="utf-8")
    body, created = BODY.search(source), CREATED.search(source)
    if not body or not created:
        raise ValueError(f"Times not read: {path.name} has no text or no day of creation.")
    text, marks = read_marks(body[1])
    return MarkedText(path.stem, text, date.fromisoformat(created[1] or created[2]), tuple(marks))


def read_marks(source: str) -> tuple[str, list[Timex]]:
    """Return a text without its tags, and the expressions that TIMEX2 or TIMEX3 tags mark in it."""
    pieces: list[str] = []
    marks: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    size, last = 0, 0
    for tag in TAG.finditer(source):
        piece = html.unescape(source[last : tag.start()])
        pieces.append(piece)
        size, last = size + len(piece), tag.end()
        if not tag[2].startswith("TIMEX"):
            continue
        if not tag[1]:
            opened.append((size, dict(ATTRIBUTE.findall(tag[3]))))
        elif opened:
            start, has = opened.pop()
            value = has.get("value", has.get("val", ""))
            marks.append(Timex(start, size, has.get("type", ""), value))
    pieces.append(html.unescape(source[last:]))
    return "".join(pieces), sorted(marks, key=lambda mark: (mark.start, -mark.end))


def read_texts(texts: list[MarkedText]) -> Iterator[tuple[MarkedText, list[Timex]]]:
    """Yield each text with the expressions that the program finds in it."""
    docs = analyse_many([marked.text for marked in texts])
    for marked, doc in zip(texts, docs, strict=True):
        yield marked, to_timexes(find_times(doc, marked.created))


def to_timexes(table: TimeTable) -> list[Timex]:
    """Return the time expressions of a table, dates and all others, in order of the text."""
    found = [Timex(timex.start, timex.end, timex.kind, timex.value) for timex in table.expressions]
    return sorted(found, key=lambda one: one.start)


def find_overlaps(marks: tuple[Timex, ...], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return the pairs that match relaxed, each side once: first those of one stretch, then by order."""
    pairs: list[tuple[Timex, Timex]] = []
    taken: set[int] = set()
    matched: set[int] = set()
    for is_exact in (True, False):
        for place, mark in enumerate(marks):
            for number, one in enumerate(found):
                if number in taken or place in matched or not mark.overlaps(one):
                    continue
                if is_exact and (mark.start, mark.end) != (one.start, one.end):
                    continue
                taken.add(number)
                matched.add(place)
                pairs.append((mark, one))
    return sorted(pairs, key=lambda pair: pair[0].start)
