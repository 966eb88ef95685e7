"""Reads the tables of the lexicon, checking each row against its columns.

Place in the flow: every module beside this one reads its tables here, once a process.
Tables are CSV with a header; lines that begin with `#` are remarks. Where the package was installed, each
is checked against the SHA-256 that the installer noted; in a checkout tables are there to be changed.
"""

from __future__ import annotations

import csv
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.version import __version__

Check = Callable[[str], bool]
RECORD = Path(__file__).parents[2] / f"dragoman-{__version__}.dist-info" / "RECORD"
"""What an installer writes beside a package: each file with its hash."""


def read_text(name: str) -> str:
    """Return the text of a table.

    Raises:
        LexiconError: It is not the one that was installed.
    """
    content = (files("dragoman.lexicon") / "tables" / name).read_bytes()
    digest = urlsafe_b64encode(sha256(content).digest()).decode().rstrip("=")
    if load_digests(RECORD).get(name, digest) != digest:
        raise LexiconError(
            f"Table not loaded: {name!r} is not the file that was installed (SHA-256 differs). Install the"
            " package again."
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"Table not loaded: {name!r} is no text in UTF-8 at byte {error.start}."
        ) from error


@cache
def load_digests(record: Path) -> dict[str, str]:
    """Return the SHA-256 of each table by name as an installer noted it; nothing where there is no note."""
    try:
        lines = record.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found = (line.split(",") for line in lines if line.startswith("dragoman/lexicon/tables/"))
    return {cells[0].rpartition("/")[2]: cells[1].removeprefix("sha256=") for cells in found}


def read_table(name: str, columns: Mapping[str, Check | None]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, cells stripped of blanks.

    Args:
        name: File name under `lexicon/tables`.
        columns: The exact columns in order, each with a check that a cell must pass
            (None for free text).

    Raises:
        LexiconError: The header or a cell does not fit; says which, on which line.
    """
    lines = [
        (number, line)
        for number, line in enumerate(read_text(name).splitlines(), 1)
        if line and line[0] != "#"
    ]
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
