"""The command: `python -m evaluation WHAT --data DIR`.

WHAT is gold, labelled, language, speed, store, feeds, floors, a measure on linked series (`ACROSS`), or a
set.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from evaluation import feeds, floors, gold, labelled, language, speed, store
from evaluation.across import ACROSS
from evaluation.listing import list_errors
from evaluation.sets import MeasuringSet, load_sets
from evaluation.table import format_table

NEEDED: dict[str, tuple[str, ...]] = {
    "gold": ("gold",),
    "floors": ("gold", "corpora", "hostile"),
    "feeds": ("hostile",),
    **dict.fromkeys(ACROSS, ()),
}
"""Folders of the data that a run measures on; the others need `corpora` alone."""


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 done or skipped, 1 below a floor."""
    options = _make_parser().parse_args(arguments)
    data = Path(options.data)
    needed = NEEDED.get(options.what, ("corpora",))
    missing = [name for name in needed if not options.data or not (data / name).is_dir()]
    if missing:
        print(
            f"Evaluation skipped: {options.data!r} has no folder {' and no '.join(missing)}. "
            "Give the folder that holds them with --data DIR."
        )
        return 0
    if options.what == "floors":
        return floors.run(data, is_raising=options.is_raising)
    if options.what == "gold":
        _show_records(gold.measure(data / "gold", options.only), options)
        return 0
    if options.what == "labelled":
        _show_records(labelled.measure(data / "corpora", options.only), options)
        return 0
    if options.what in ACROSS:
        figures = ACROSS[options.what].measure(options.only)
        print(json.dumps(figures, indent=1) if options.json else format_set(figures))
        return 0
    if options.what == "feeds":
        _run_set(feeds, data, options)
        return 0
    found = load_sets().get(options.what)
    if found:
        _run_set(found, data / "corpora", options)
        return 0
    module = {"language": language, "speed": speed, "store": store}[options.what]
    results = module.measure(data / "corpora", options.only)
    print(json.dumps(results, indent=1) if options.json else module.format_figures(results))
    return 0


def _show_records(measured: list[gold.Measured], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(gold.to_figures(measured), indent=1))
        return
    if options.errors:
        for each in measured:
            print("\n".join(list_errors(each)), end="\n\n")
    print(gold.format_results(measured))


def _run_set(module: MeasuringSet, folder: Path, options: argparse.Namespace) -> None:
    if options.errors:
        print("\n".join(module.list_errors(folder, options.only)), end="\n\n")
    figures = module.measure(folder, options.only)
    print(json.dumps(figures, indent=1) if options.json else format_set(figures))


def format_set(figures: dict[str, dict[str, Any]]) -> str:
    """Return the figures of a set as a table, a row for each part."""
    columns = list(dict.fromkeys(name for row in figures.values() for name in row))
    return format_table(
        ["part", *columns], [[part, *(row.get(name) for name in columns)] for part, row in figures.items()]
    )


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "what",
        choices=[
            "gold",
            "labelled",
            *ACROSS,
            "language",
            "speed",
            "store",
            "feeds",
            "floors",
            *load_sets(),
        ],
    )
    parser.add_argument(
        "--data", default="", help="folder that holds gold/ and corpora/; not for linked series"
    )
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--only", help="only the report, series, set or measure whose name holds this")
    parser.add_argument(
        "--errors", action="store_true", help="gold and public sets: list what is missed, spurious or wrong"
    )
    parser.add_argument(
        "--raise", action="store_true", dest="is_raising", help="floors: pin what is now better"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
