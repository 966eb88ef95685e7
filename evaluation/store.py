"""How a store grows: time and room a report, memory, and how fast lists answer.

Protocol. 300 of the project's labelled reports are read once; their records are added again and again as
new reports, each in its own transaction with `synchronous=FULL`, on the disk of the folder for temporary
files. Each time round every name, every figure and every other word of four letters and more is another of
the same length, drawn from all the texts, and all years are others, so that a report is no copy of what it
was made of (signatures of one such pair in eight share a run of five words). Every second report comes
twice in one wording, from two papers: a quarter of all are copies. Hash, day and publisher always differ.
Only adding is timed; `speed` measures reading. Each list and search is asked twenty times, the figure is the
slowest time but one (p95). Before and after that the command itself, `dragoman add`, reads and adds a tenth
as many reports as a file of JSON Lines, the same texts with other names, days and publishers: from its start
to its end, loading the model included. So it does with a folder of web pages of some 40 kB that hold them.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman import Filter, View, Writer, open_store, read_many
from dragoman.record.model import Record, When
from dragoman.text.spans import Span
from evaluation.table import format_table
from training.labelled.labels import load_labels
from training.labelled.texts import load_text

COUNT = 10_000
STEP = 1_000
TEXTS = 300
ASKED = 20
WORD = re.compile(r"[^\W\d_]{4,}|\b[A-Z]\w*|\d+")
"""What is drawn anew; short common words stay."""
NAME = re.compile(r"\b[A-Z]\w{3,}|\b\d{4}\b")
"""What is drawn anew where a text is to be read: the rest stays, so that it tells as much as before."""


def measure(corpora: Path, only: str | None = None) -> dict[str, Any]:
    """Return what adding cost by thousand reports, and what lists take; `only`: another number of reports."""
    count = int(only) if only else COUNT
    rows = list(islice(load_labels(), TEXTS))
    sources = [
        {
            "text": load_text(row["name"], corpora),
            "published": row["published"],
            "publisher": row["publisher"],
        }
        for row in rows
    ]
    records = list(read_many(sources))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "dragoman.db", is_made=True)
        writer = Writer(store)
        command = {"in an empty store": _run_command(store.path, records, 0, count // 10)}
        adding = _add(writer, records, count, store.path)
        command[f"in a store of {count:,}"] = _run_command(store.path, records, 1, count // 10)
        command["web pages there"] = _run_command(store.path, records, 2, count // 10, are_pages=True)
        return {
            "adding": adding,
            "command": command,
            "lists": {name: _ask(ask) for name, ask in _list_questions(View(store)).items()},
        }


def _add(writer: Writer, records: list[Record], count: int, path: Path) -> list[dict[str, float]]:
    vocabulary = Vocabulary(record.report.text for record in records)
    found, spent, computed = [], 0.0, 0.0
    step = min(STEP, count)
    for number in range(count):
        record = vary(records[number % len(records)], number, number // len(records), vocabulary)
        started, begun = time.perf_counter(), time.process_time()
        writer.add(record)
        spent += time.perf_counter() - started
        computed += time.process_time() - begun
        if (number + 1) % step == 0:
            found.append(
                {
                    "reports": number + 1,
                    "ms_report": round(1000 * spent / step, 1),
                    "cpu_ms_report": round(1000 * computed / step, 1),
                    "kb_report": round(path.stat().st_size / 1000 / (number + 1), 1),
                    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                }
            )
            spent = computed = 0.0
    return found


def _run_command(
    path: Path, records: Sequence[Record], turn: int, count: int, *, are_pages: bool = False
) -> dict[str, float]:
    """Return how many reports a second the command reads and adds, and what it computes for each."""
    names = Vocabulary((record.report.text for record in records), NAME)
    told = []
    for number in range(count):
        record = records[number % len(records)]
        text = names.swap(record.report.text, 1 + 2 * (number // len(records)) + turn)
        day = f"{1950 + number % 75}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        told.append({"text": text, "published": day, "publisher": f"Gazette {turn} {number % 40}"})
    lines = path.with_name(f"reports{turn}.jsonl")
    if are_pages:
        lines = path.with_name(f"pages{turn}")
        lines.mkdir()
        for number, report in enumerate(told):
            (lines / f"{number}.html").write_text(make_page(**report), encoding="utf-8")
    else:
        lines.write_text("".join(json.dumps(report) + "\n" for report in told), encoding="utf-8")
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "dragoman", "add", "--quiet", "--store", str(path), str(lines)]
    subprocess.run(command, check=True)
    spent, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"reports_s": round(count / spent, 1), "cpu_ms_report": round(1000 * computed / count, 1)}


def make_page(text: str, published: str, publisher: str) -> str:
    """Return a web page with a text as its article, between menus, scripts and other headlines."""
    title, _, rest = text.partition("\n")
    body = "".join(f"<p>{escape(part)}</p>\n" for part in rest.split("\n") if part.strip())
    links = "".join(f'<li><a href="/topic/{n}">Topic number {n}</a></li>\n' for n in range(150))
    script = (
        "<script>" + "var shown = {a: 1, b: [2, 3]}; function show(x) { return x; }\n" * 250 + "</script>"
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:site_name" content="{escape(publisher)}">'
        f'<meta property="article:published_time" content="{published}T06:00:00Z">{script}</head><body>'
        f"<nav><ul>{links}</ul></nav><main><article><h1>{escape(title)}</h1>\n{body}</article></main>"
        f"<aside><h2>More</h2><ul>{links}</ul></aside><footer>All rights reserved. Contact. Imprint.</footer>"
        "</body></html>"
    )


class Vocabulary:
    """The words of some texts by length and kind, to draw others in the place of those of a text."""

    def __init__(self, texts: Iterable[str], drawn: re.Pattern[str] = WORD) -> None:
        self._drawn = drawn
        words = {word for text in texts for word in drawn.findall(text)}
        self._alike: dict[tuple[int, bool, bool], list[str]] = defaultdict(list)
        for word in sorted(words):
            self._alike[_get_kind(word)].append(word)

    def swap(self, words: str, drawing: int) -> str:
        """Return words with others of the same length; one drawing always swaps a word for the same one."""
        return self._drawn.sub(lambda match: self._draw(match[0], drawing), words) if drawing else words

    def _draw(self, word: str, drawing: int) -> str:
        return random.Random(f"{drawing} {word}").choice(self._alike.get(_get_kind(word), [word]))


def _get_kind(word: str) -> tuple[int, bool, bool]:
    return len(word), word[0].isupper(), word.isdigit()


def vary(record: Record, number: int, turn: int, vocabulary: Vocabulary) -> Record:
    """Return a record as of another report: words, hash, days and publisher differ.

    Args:
        record: What is varied.
        number: Of the report among all; every second is in the words of the turn before.
        turn: How often all records have come; the first turn keeps their words.
        vocabulary: The words that others are drawn from.
    """
    drawing = turn // 2 if number % 2 else turn
    report = dataclasses.replace(
        record.report,
        text=vocabulary.swap(record.report.text, drawing),
        sha256=f"{number:064x}",
        published=f"{1950 + number % 75}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        publisher=f"Paper {number % 40}",
    )
    layers = {
        field.name: _vary_value(getattr(record, field.name), report.text, drawing, vocabulary)
        for field in dataclasses.fields(record)
        if field.name not in ("report", "schema")
    }
    return Record(report=report, **layers)


def _vary_value(value: Any, text: str, drawing: int, vocabulary: Vocabulary) -> Any:
    """Return a part of a record in the words of a varied text, its years earlier by the drawing."""
    if isinstance(value, tuple):
        return tuple(_vary_value(one, text, drawing, vocabulary) for one in value)
    if isinstance(value, Span):
        return Span(value.start, value.end, text[value.start : value.end])
    if not dataclasses.is_dataclass(value):
        return value
    fields = {
        field.name: _vary_value(getattr(value, field.name), text, drawing, vocabulary)
        for field in dataclasses.fields(value)
    }
    if isinstance(value, When):
        fields |= {name: _move_year(fields[name], drawing) for name in ("start", "end")}
    if "name" in fields:
        fields["name"] = vocabulary.swap(fields["name"], drawing)
    return type(value)(**fields)


def _move_year(day: str | None, years: int) -> str | None:
    return f"{int(day[:4]) - years:04d}{day[4:]}" if day else None


def _list_questions(view: View) -> dict[str, Callable[[], Any]]:
    return {
        "events": view.list_events,
        "events of a type": lambda: view.list_events(Filter(type="ASSAULT")),
        "events of a country": lambda: view.list_events(Filter(actor="RUS")),
        "events of an actor": lambda: view.list_events(Filter(actor="United Nations")),
        "events by a speaker": lambda: view.list_events(Filter(speaker="RUSGOV")),
        "events of nobody": lambda: view.list_events(Filter(actor="nobody")),
        "events of a year": lambda: view.list_events(Filter(since="1999-01-01", until="1999-12-31")),
        "events of a publisher": lambda: view.list_events(Filter(publisher="Paper 3")),
        "claims by a country": lambda: view.list_claims(Filter(speaker="USA")),
        "tolls of the dead": lambda: view.list_tolls(Filter(type="killed")),
        "ceasefires": lambda: view.list_commitments(Filter(type="ceasefire")),
        "incidents": view.list_incidents,
        "incidents of two origins": lambda: view.list_incidents(Filter(min_origins=2)),
        "incidents disputed": lambda: view.list_incidents(Filter(status="contested")),
        "incidents of a country": lambda: view.list_incidents(Filter(country="IRQ")),
        "incidents of an actor": lambda: view.list_incidents(Filter(actor="RUS")),
        "incidents by a speaker": lambda: view.list_incidents(Filter(speaker="RUSGOV")),
        "events of two origins": lambda: view.list_events(Filter(min_origins=2)),
        "lines": view.list_lines,
        "lines of a country": lambda: view.list_lines(Filter(actor="USA")),
        "actors": view.list_actors,
        "actors of a name": lambda: view.list_actors(Filter(actor="Ira*")),
        "what to look at": view.list_queue,
        "reports": view.list_reports,
        "changes": view.list_changes,
        "search": lambda: view.search("government said* army"),
        "search of a phrase": lambda: view.search('"prime minister"'),
    }


def _ask(ask: Callable[[], Any]) -> float:
    """Return the slowest but one of some askings, in milliseconds."""
    times = []
    for _ in range(ASKED):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    return round(1000 * sorted(times)[-2], 1)


def format_figures(figures: dict[str, Any]) -> str:
    """Return the figures as three tables."""
    adding = figures["adding"]
    command = [[where, *told.values()] for where, told in figures["command"].items()]
    heads = list(adding[0]) if adding else []
    lists = [[name, milliseconds] for name, milliseconds in figures["lists"].items()]
    return "\n\n".join(
        (
            format_table(heads, [[row[head] for head in heads] for row in adding]),
            format_table(["dragoman add", "reports_s", "cpu_ms_report"], command),
            format_table(["list", "ms"], lists),
        )
    )
