"""The rows of a table of whatever encoding and delimiter, one after the other.

Place in the flow: below `tables`. A row whose quotes are broken is one failure: the rows behind it are
found again.
"""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.ingest.columns import DELIMITERS, find_delimiter
from dragoman.ingest.decode import BYTE_ORDER_MARKS, guess_utf16

CHUNK_BYTES = 65_536
MAX_ROW_CHARS = 1_000_000
"""Characters of a row; the longest news texts of the public sets have 0.2 million."""
MAX_BROKEN = 100
"""Broken rows after which the rest is not read: each may cost the reading of `MAX_ROW_CHARS`."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, or why it has none; `line` is the number of its first line, from 1.

    Bytes that are not UTF-8 stand as surrogates (`surrogateescape`), so that nothing is lost yet.
    """

    line: int
    cells: tuple[str, ...] = ()
    fault: str | None = None


def read_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the rows of a table, the first that of the column names; empty ones are left out."""
    csv.field_size_limit(MAX_ROW_CHARS + CHUNK_BYTES)  # one for all readers; its default refuses long texts
    lines = _Lines(_read_lines(stream))
    delimiter = lines.find_delimiter()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns, broken = 0, 0
    while broken < MAX_BROKEN:
        line = lines.begin_row()
        try:
            cells = next(reader, None)
        except (csv.Error, _Unfinished) as error:
            if not columns:
                yield Row(line, fault=str(error))
                return
            broken += 1
            skipped = lines.skip_row(delimiter, columns)
            yield Row(
                line, fault=f"{error}; {skipped} lines behind it are passed over" if skipped else str(error)
            )
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            columns = columns or len(cells)
            yield Row(line, tuple(cells))
    yield Row(lines.begin_row(), fault=f"and what comes after it are not read: {MAX_BROKEN} rows are broken")


class _Unfinished(Exception):
    """A row goes on beyond the limit or the end of the table."""


class _Lines:
    """The lines that `csv.reader` takes, as many as a row has; those of a broken row are looked at again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._size_chars = 0
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is None and self._taken:
            raise _Unfinished("a quotation mark that is not closed")
        if line is None:
            raise StopIteration
        self._taken.append(line)
        self._size_chars += len(line)
        self._number += 1
        if self._size_chars > MAX_ROW_CHARS:
            raise _Unfinished(f"more than {MAX_ROW_CHARS} characters, or a quotation mark that is not closed")
        return line

    def find_delimiter(self) -> str:
        """Return what parts cells, as the first line shows it; Excel's line `sep=;` is passed over."""
        first = next(self._lines, "")
        told = first.strip("\r\n").lower().removeprefix("sep=")
        if len(told) == 1 and told in DELIMITERS:
            self._number = 1
            return told
        self._waiting.append(first)
        return find_delimiter(first)[0]

    def begin_row(self) -> int:
        """Forget the lines of the row before; return the number of the line that comes."""
        self._taken, self._size_chars = [], 0
        return self._number + 1

    def skip_row(self, delimiter: str, columns: int) -> int:
        """Go on behind a broken row where another may begin; return how many lines are passed over."""
        rest = self._taken[1:]
        self._waiting.extendleft(reversed(rest))
        self._number -= len(rest)
        skipped = 0
        for line in iter(self._peek, None):
            if _may_begin(line, delimiter, columns):
                break
            self._waiting.popleft()
            skipped += 1
        self._number += skipped
        return skipped

    def _peek(self) -> str | None:
        """Return the line that comes, which stays; None at the end."""
        if not self._waiting and (line := next(self._lines, None)) is not None:
            self._waiting.append(line)
        return self._waiting[0] if self._waiting else None


def _may_begin(line: str, delimiter: str, columns: int) -> bool:
    """Return whether a row may begin with a line: it has all cells, or some and an open quotation."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), [])) == columns
    except csv.Error as error:
        return "unexpected end of data" in str(error) and delimiter in line


def _read_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a table with their ends; of one that is too long only the beginning."""
    chunk = stream.read(CHUNK_BYTES)
    encoding, mark = _find_encoding(chunk)
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    text = decoder.decode(chunk[len(mark) :])
    is_old_mac = "\r" in text and "\n" not in text
    rest, is_cut = "", False
    while chunk:
        chunk = stream.read(CHUNK_BYTES)
        lines = (rest + (text.replace("\r", "\n") if is_old_mac else text)).split("\n")
        rest = lines.pop()
        for line in lines:
            if not is_cut:
                yield line + "\n"
            is_cut = False
        if len(rest) > MAX_ROW_CHARS:
            if not is_cut:
                yield rest
            rest, is_cut = "", True
        text = decoder.decode(chunk, final=not chunk)
    rest += text
    if rest and not is_cut:
        yield rest


def _find_encoding(begin: bytes) -> tuple[str, bytes]:
    """Return the encoding of a table, and its byte order mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if begin.startswith(mark):
            return encoding, mark
    return guess_utf16(begin) or "utf-8", b""
