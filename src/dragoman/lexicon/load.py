"""Reads the tables of the lexicon, checking each row against its columns.

Place in the flow: every module beside this one reads its tables here, once a process.
Tables are CSV with a header; lines that begin with `#` are remarks.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

from dragoman.errors import LexiconError

Check = Callable[[str], bool]


def read_table(name: str, columns: Mapping[str, Check | None]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, cells stripped of blanks.

    Args:
        name: File name under `lexicon/tables`.
        columns: The exact columns in order, each with a check that a cell must pass
            (None for free text).

    Raises:
        LexiconError: The header or a cell does not fit; says which, on which line.
    """
    text = (files("dragoman.lexicon") / "tables" / name).read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and line[0] != "#"]
    if not lines or lines[0][1].split(",") != list(columns):
        raise LexiconError(f"Table not loaded: {name!r} must begin with the columns {','.join(columns)}.")
    names = list(columns)
    checks = [(place, check) for place, check in enumerate(columns.values()) if check]
    for (number, _), cells in zip(lines[1:], csv.reader(line for _, line in lines[1:]), strict=True):
        if len(cells) != len(names):
            raise LexiconError(
                f"Table not loaded: {name!r} line {number} has {len(cells)} cells instead of {len(names)}. "
                "Quote cells that hold commas."
            )
        for place, check in checks:
            if not check(cells[place].strip()):
                raise LexiconError(
                    f"Table not loaded: {name!r} line {number} has {cells[place]!r} as {names[place]}, "
                    "which is not one of its values."
                )
        yield {column: cell.strip() for column, cell in zip(names, cells, strict=True)}


def one_of(*values: str) -> Check:
    """Return a check that a cell is one of the values."""
    allowed = frozenset(values)
    return lambda cell: cell in allowed


def each_of(*values: str) -> Check:
    """Return a check that every `|`-separated part of a cell is one of the values; empty passes."""
    allowed = frozenset(values)
    return lambda cell: not cell or all(part in allowed for part in cell.split("|"))
