"""How a store grows: time and room a report, memory, and how fast lists answer.

Protocol. 300 of the project's labelled reports are read once; their records are added again and again as
new reports (another hash, day and publisher each), each in its own transaction with `synchronous=FULL`, on
the disk of the folder for temporary files. Reading is left out: `speed` measures it. Each list and search is
asked nine times; the figure is the slowest time but one.
"""

from __future__ import annotations

import dataclasses
import resource
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman import Filter, View, Writer, open_store, read_many
from dragoman.record.model import Record
from evaluation.table import format_table
from training.labelled.labels import load_labels
from training.labelled.texts import load_text

COUNT = 10_000
STEP = 1_000
TEXTS = 300
ASKED = 9


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
        adding = _add(Writer(store), records, count, store.path)
        return {
            "adding": adding,
            "lists": {name: _ask(ask) for name, ask in _list_questions(View(store)).items()},
        }


def _add(writer: Writer, records: list[Record], count: int, path: Path) -> list[dict[str, float]]:
    found, started = [], time.perf_counter()
    for number in range(count):
        writer.add(_vary(records[number % len(records)], number))
        if (number + 1) % min(STEP, count) == 0:
            seconds = time.perf_counter() - started
            found.append(
                {
                    "reports": number + 1,
                    "ms_report": round(1000 * seconds / min(STEP, count), 1),
                    "kb_report": round(path.stat().st_size / 1000 / (number + 1), 1),
                    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                }
            )
            started = time.perf_counter()
    return found


def _vary(record: Record, number: int) -> Record:
    """Return a record as of another report: hash, day and publisher differ."""
    report = dataclasses.replace(
        record.report,
        sha256=f"{number:064x}",
        published=f"{1950 + number % 75}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        publisher=f"Paper {number % 40}",
    )
    return dataclasses.replace(record, report=report)


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
        "lines": lambda: view.list_positions(Filter(actor="USA")),
        "actors": view.list_actors,
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
    """Return the figures as two tables."""
    adding = figures["adding"]
    heads = list(adding[0]) if adding else []
    lists = [[name, milliseconds] for name, milliseconds in figures["lists"].items()]
    return "\n\n".join(
        (
            format_table(heads, [[row[head] for head in heads] for row in adding]),
            format_table(["list", "ms"], lists),
        )
    )
