"""The gold files: a report's text and the record that a careful coder made of it.

Format: README.md beside the files. PyYAML is needed here and nowhere in the package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped,unused-ignore]  # stubs are not always there

from evaluation.sentences import find_sentences
from evaluation.who import Who, parse_code


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event; `sentences` are the numbers of those that its anchors stand in."""

    id: str
    anchors: tuple[str, ...]
    sentences: frozenset[int]
    types: tuple[str, ...]
    source: tuple[Who, ...]
    target: tuple[Who, ...]
    is_symmetric: bool
    days: tuple[str, str] | None
    place: str | None
    statuses: tuple[str, ...]
    by: tuple[Who, ...]
    denied_by: tuple[Who, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class GoldToll:
    """One count of people, with bounds; `high` is None where it is open."""

    anchor: str
    spots: tuple[tuple[int, int], ...]
    sentences: frozenset[int]
    kind: str
    low: int | None
    high: int | None
    victims: tuple[Who, ...]
    by: tuple[Who, ...]
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class GoldCommitment:
    """One commitment; `status` is the coder's free words."""

    id: str
    kind: str
    parties: tuple[Who, ...]
    status: str


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """One line that a holder takes."""

    holder: Who
    issue: str
    anchors: tuple[str, ...]
    sentences: frozenset[int]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report of the gold set."""

    name: str
    text: str
    published: str
    publisher: str
    sentences: list[tuple[int, int]]
    events: list[GoldEvent] = field(default_factory=list)
    tolls: list[GoldToll] = field(default_factory=list)
    commitments: list[GoldCommitment] = field(default_factory=list)
    positions: list[GoldPosition] = field(default_factory=list)

    def get_sentence(self, number: int) -> str:
        """Return the text of a sentence; empty for -1."""
        start, end = self.sentences[number] if number >= 0 else (0, 0)
        return self.text[start:end]


def load_reports(folder: Path, only: str | None = None) -> list[GoldReport]:
    """Return the gold reports of a folder by name; with `only`, those whose name holds it."""
    names = [path.stem for path in sorted(folder.glob("*.yaml"))]
    return [load_report(folder, name) for name in names if only is None or only in name]


def load_report(folder: Path, name: str) -> GoldReport:
    """Return one gold report; its anchors must stand in its text."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    rows: dict[str, Any] = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    report = GoldReport(name, text, str(rows["published"]), rows["publisher"], find_sentences(text))
    report.events.extend(_read_event(report, row) for row in rows.get("events") or [])
    report.tolls.extend(_read_toll(report, row) for row in rows.get("casualties") or [])
    report.commitments.extend(
        GoldCommitment(row["id"], row["kind"], _read_codes(row["parties"]), row["status"])
        for row in rows.get("commitments") or []
    )
    report.positions.extend(
        GoldPosition(
            parse_code(row["holder"]), row["issue"], tuple(row["anchors"]), _place(report, row["anchors"])
        )
        for row in rows.get("positions") or []
    )
    return report


def _read_event(report: GoldReport, row: dict[str, Any]) -> GoldEvent:
    anchors = tuple(_list(row["anchor"]))
    days = str(row["date"]).split("/") if "date" in row else None
    return GoldEvent(
        id=row["id"],
        anchors=anchors,
        sentences=_place(report, anchors),
        types=tuple(_list(row["type"])),
        source=_read_codes(row.get("source")),
        target=_read_codes(row.get("target")),
        is_symmetric=bool(row.get("symmetric")),
        days=(days[0], days[-1]) if days else None,
        place=row.get("place"),
        statuses=tuple(_list(row["status"])),
        by=_read_codes(row.get("by")),
        denied_by=_read_codes(row.get("denied_by")),
        is_optional=bool(row.get("optional")),
    )


def _read_toll(report: GoldReport, row: dict[str, Any]) -> GoldToll:
    by = [] if row.get("by") == "reporter" else _list(row.get("by"))
    return GoldToll(
        anchor=row["anchor"],
        spots=tuple(_find_spots(report.text, row["anchor"])),
        sentences=_place(report, [row["anchor"]]),
        kind=row["kind"],
        low=row["low"],
        high=row["high"],
        victims=_read_codes(row.get("victims")),
        by=_read_codes(by),
        is_superseded=bool(row.get("superseded")),
    )


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_codes(value: Any) -> tuple[Who, ...]:
    return tuple(parse_code(code) for code in _list(value))


def _find_spots(text: str, anchor: str) -> list[tuple[int, int]]:
    spots, start = [], text.find(anchor)
    while start >= 0:
        spots.append((start, start + len(anchor)))
        start = text.find(anchor, start + 1)
    return spots


def _place(report: GoldReport, anchors: Any) -> frozenset[int]:
    """Return the sentences that the anchors' words stand in (several where they stand twice)."""
    found: set[int] = set()
    for anchor in anchors:
        spots = _find_spots(report.text, anchor)
        if not spots:
            raise ValueError(f"Gold not read: {report.name} has an anchor that its text lacks: {anchor!r}.")
        for start, end in spots:
            found.update(
                number
                for number, (first, last) in enumerate(report.sentences)
                if first < end and start < last
            )
    return frozenset(found)
