"""Lines of a list as a table for people, as JSON and as CSV for machines.

Place in the flow: `lists` hands it what the store's views give.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from io import StringIO
from textwrap import fill
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.printable import make_printable
from dragoman.cli.wording import shorten

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula."""
WORDS_LIMIT = 220
INDENT = 4
WIDEST = 40
"""A column is never filled up to more than this."""


def write_json(lines: Sequence[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)


def write_csv(kind: type[Any], lines: Sequence[Any], *, is_raw: bool) -> str:
    """Return the lines as CSV with a head; lists are joined by "; ".

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, unless `is_raw`.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [field.name for field in fields(kind)]
    writer.writerow(names)
    for line in lines:
        cells = [_write_cell(getattr(line, name)) for name in names]
        writer.writerow(cells if is_raw else [_guard(cell) for cell in cells])
    return out.getvalue()


def _write_cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def write_table(heads: tuple[str, ...], rows: list[tuple[str, ...]], width: int | None = None) -> str:
    """Return rows for a terminal: a line of columns each, and the last cell below it, set in.

    Columns are as wide as their widest cell; a line that does not fit is broken between words.
    """
    cleaned = [tuple(make_printable(" ".join(cell.split())) for cell in row) for row in rows]
    widths = [max(cell_len(row[place]) for row in (heads, *cleaned)) for place in range(len(heads) - 1)]
    out = StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(_align(heads[:-1], widths), style="bold"))
    for row in cleaned:
        console.print(Text(fill(_align(row[:-1], widths), console.width, subsequent_indent=" " * INDENT)))
        if row[-1]:
            console.print(Padding(Text(shorten(row[-1], WORDS_LIMIT), style="dim"), (0, 0, 0, INDENT)))
    return out.getvalue()


def _align(cells: tuple[str, ...], widths: list[int]) -> str:
    spaced = [
        cell + " " * (min(width, WIDEST) - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(spaced).rstrip()
