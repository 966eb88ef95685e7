"""Scores whole records against the gold records, as the README beside them says.

How a row is matched is said in `evaluation.events`, `tolls`, `commitments` and `positions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dragoman
from dragoman.record.model import Record
from evaluation.cases import GoldReport, load_reports
from evaluation.commitments import is_complete, match_commitments, score_commitments
from evaluation.events import EventMatch, Reading, match_events, read_record, score_events
from evaluation.positions import score_positions
from evaluation.score import Score
from evaluation.table import Cell, format_table
from evaluation.tolls import score_tolls

Reader = Callable[[GoldReport], Record]

EVENT_PARTS = ("status", "attribution", "sector", "countries", "date", "date_exact", "place")
PART_COLUMNS = {
    "casualties": ("victims", "speaker", "superseded"),
    "commitments": ("parties", "acts"),
    "positions": (),
}


@dataclass(slots=True)
class Result:
    """All that was measured on one report, or on all (`name` "all")."""

    name: str
    events: Score = field(default_factory=Score)
    casualties: Score = field(default_factory=Score)
    commitments: Score = field(default_factory=Score)
    positions: Score = field(default_factory=Score)
    complete: list[str] = field(default_factory=list)
    """Gold commitments found with kind, all parties and all acts named."""

    def to_figures(self) -> dict[str, Any]:
        """Return the figures by kind of row."""
        figures: dict[str, Any] = {
            name: getattr(self, name).to_figures() for name in ("events", *PART_COLUMNS)
        }
        figures["complete_commitments"] = self.complete
        return figures


@dataclass(slots=True)
class Measured:
    """One report, the program's record of it, how they pair and the score."""

    report: GoldReport
    reading: Reading
    match: EventMatch
    result: Result


def read_report(report: GoldReport) -> Record:
    """Return the program's record of a gold report."""
    return dragoman.read(report.text, published=report.published, publisher=report.publisher)


def measure(folder: Path, only: str | None = None, reader: Reader = read_report) -> list[Measured]:
    """Return what was measured on each gold report of a folder, by name."""
    return [measure_report(report, reader(report)) for report in load_reports(folder, only)]


def measure_report(report: GoldReport, record: Record) -> Measured:
    """Return what was measured on one report."""
    reading = read_record(record)
    match = match_events(report, reading)
    result = Result(
        report.name,
        score_events(report, match),
        score_tolls(report, reading),
        score_commitments(report, reading),
        score_positions(report, reading),
        [
            report.commitments[place].id
            for number, place in match_commitments(report, reading)
            if is_complete(report.commitments[place], record.commitments[number], reading)
        ],
    )
    return Measured(report, reading, match, result)


def total(results: Iterable[Result]) -> Result:
    """Return the counts of all reports together."""
    whole = Result("all")
    for result in results:
        whole.events.add(result.events)
        for name in PART_COLUMNS:
            getattr(whole, name).add(getattr(result, name))
        whole.complete += [f"{result.name}:{name}" for name in result.complete]
    return whole


def to_figures(measured: list[Measured]) -> dict[str, Any]:
    """Return the figures of every report and of all together, by name."""
    results = [each.result for each in measured]
    return {result.name: result.to_figures() for result in [*results, total(results)]}


def format_results(measured: list[Measured]) -> str:
    """Return the tables for a terminal."""
    results = [each.result for each in measured]
    results.append(total(results))
    parts = [
        format_table(
            ["events", "right", "missed", "spur.", "P", "R", "F1", *EVENT_PARTS],
            [[result.name, *_get_cells(result.events, EVENT_PARTS)] for result in results],
        )
    ]
    for name, columns in PART_COLUMNS.items():
        rows = [[result.name, *_get_cells(getattr(result, name), columns)] for result in results]
        parts.append(format_table([name, "right", "missed", "spur.", "P", "R", "F1", *columns], rows))
    parts.append("commitments with kind, parties and acts: " + (", ".join(results[-1].complete) or "none"))
    return "\n\n".join(parts)


def _get_cells(score: Score, parts: Iterable[str]) -> list[Cell]:
    figures = score.to_figures()
    has_rows = bool(score.right + score.missed + score.spurious)
    return [*(figures[name] for name in ("right", "missed", "spurious")),
            *(float(figures[name]) if has_rows else None for name in ("precision", "recall", "f1")),
            *(figures.get(name) for name in parts)]  # fmt: skip
