"""Holds what has been reached: `floors.json` pins figures and the data that they were measured on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from evaluation import feeds, gold, labelled, language
from evaluation.across import measure_pinned
from evaluation.sets import load_sets
from evaluation.table import Cell, format_table
from training.labelled.labels import HELDOUT_FILE

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.002
"""How far a figure may lie below its floor: int8 kernels differ between processors."""

GOLD_FIGURES = {
    "report-01": ("events.f1", "events.status", "events.attribution", "casualties.f1", "commitments.f1"),
    "all": (
        "events.f1",
        "events.status",
        "events.attribution",
        "casualties.f1",
        "commitments.f1",
        "positions.f1",
    ),
}
LABELLED_FIGURES = {"all": ("events.f1", "events.status", "casualties.f1", "commitments.f1")}
LANGUAGE_FIGURES = ("LAS", "UPOS", "lemma", "words_F1", "sentences_F1", "F1")


def run(data: Path, *, is_raising: bool, path: Path = FLOORS) -> int:
    """Return the exit code: 0 where every figure holds its floor, 1 otherwise; prints a table."""
    figures = measure(data)
    return check(figures, hash_files(data), path, is_raising=is_raising)


def measure(data: Path) -> dict[str, float]:
    """Return the figures that are pinned, by name as "gold all events.f1"."""
    found: dict[str, float] = {}
    measured_sets = (
        ("gold", gold.measure(data / "gold"), GOLD_FIGURES),
        ("labelled", labelled.measure(data / "corpora"), LABELLED_FIGURES),
    )
    for what, reports, pinned_figures in measured_sets:
        by_report = gold.to_figures(reports)
        for report, names in pinned_figures.items():
            for name in names:
                kind, _, figure = name.partition(".")
                if figure in by_report.get(report, {}).get(kind, {}):
                    found[f"{what} {report} {name}"] = by_report[report][kind][figure]
    for name, figures in language.measure(data / "corpora").items():
        found |= {f"language {name} {part}": figures[part] for part in LANGUAGE_FIGURES if part in figures}
    for name, module in load_sets().items():
        measured = module.measure(data / "corpora")
        for pinned in module.PINNED:
            part, _, figure = pinned.rpartition(" ")
            found[f"{name} {pinned}"] = measured[part][figure]
    measured_feeds = feeds.measure(data)
    for pinned in feeds.PINNED:
        part, _, figure = pinned.rpartition(" ")
        found[f"feeds {pinned}"] = measured_feeds[part][figure]
    return found | measure_pinned()


def hash_files(data: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that is measured on, by its path under the data folder.

    Of the project's own labels the list of the held-out texts counts: with other texts other figures.
    """
    names = sorted(
        [f"gold/{path.name}" for path in (data / "gold").iterdir() if path.suffix in (".txt", ".yaml")]
        + [f"corpora/{name}" for name in language.list_files()]
        + [f"corpora/{name}" for module in load_sets().values() for name in module.list_files()]
        + feeds.list_files()
    )
    hashes = {name: _hash(data / name) for name in dict.fromkeys(names)}
    return hashes | {f"training/labelled/{HELDOUT_FILE.name}": _hash(HELDOUT_FILE)}


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files of a folder by name."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()


def check(figures: dict[str, float], hashes: dict[str, str], path: Path, *, is_raising: bool) -> int:
    """Return 0 where figures hold the floors of a file, else 1; raises the floors where asked."""
    pinned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    floors: dict[str, float] = pinned.get("floors", {})
    changed = sorted(
        name for name, digest in pinned.get("data", hashes).items() if hashes.get(name) != digest
    )
    if changed:
        print(f"Floors not compared: they were pinned on other data ({', '.join(changed)}).")
        print(f"Restore the data, or delete {path.name} and pin anew with --raise.")
        return 1
    print(format_table(["figure", "floor", "now", ""], _list_rows(floors, figures)))
    fallen = [name for name, floor in floors.items() if figures.get(name, 0.0) < floor - SLACK]
    if is_raising:
        raised = {name: max(value, floors.get(name, 0.0)) for name, value in figures.items()}
        text = json.dumps({"floors": {**floors, **raised}, "data": hashes}, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
    if fallen:
        print(f"\nBelow the floor: {', '.join(fallen)}.")
    return 1 if fallen else 0


def _list_rows(floors: dict[str, float], figures: dict[str, float]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for name in dict.fromkeys([*floors, *figures]):
        floor, now = floors.get(name), figures.get(name)
        has_fallen = floor is not None and (now or 0.0) < floor - SLACK
        is_better = now is not None and (floor is None or now > floor)
        rows.append([name, floor, now, "FALLEN" if has_fallen else "better" if is_better else ""])
    return rows
