"""Tables of reports, a row each: CSV with commas, semicolons or tabs, exports of ACLED and UCDP among them.

Place in the flow: beside `json_lines`; `files` hands over what `kinds` calls a table. What a cell holds is
data: a formula is text. The day of a row is taken where it can be told without guessing, else said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from dragoman.errors import Empty, Malformed, ReadError
from dragoman.ingest.columns import EVENT_DATES, find_columns, fold_name
from dragoman.ingest.days import clean_day
from dragoman.ingest.found import Found, FoundDocument, FoundReport, Remark, UnreadReport
from dragoman.ingest.gate import decode_declared, drop_broken
from dragoman.ingest.kinds import find_kind
from dragoman.ingest.rows import Row, read_rows


def read_table(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """Yield the reports of a table, one a row; what cannot be read is an `UnreadReport` in its place.

    Args:
        stream: The bytes of the table.
        name: Where it was found; a row is named by it and the number of its line.
        columns: Names of columns by our fields (`columns.FIELDS`); where one is not given, a column of a
            usual name is taken.
    """
    rows = read_rows(stream)
    first = next(rows, None)
    if first is None:
        yield UnreadReport(
            name, Empty(f"Reports not read: {name!r} has no row. Give a table with a row a report.")
        )
        return
    try:
        header = _decode_cells(first, name)[0]
        places = find_columns(header, columns, name)
    except ReadError as error:
        yield UnreadReport(name, error)
        return
    has_any = False
    for row in rows:
        has_any = True
        where = f"{name}:{row.line}"
        try:
            yield _read_row(row, where, header, places)
        except ReadError as error:
            yield UnreadReport(where, error)
    if not has_any:
        yield UnreadReport(
            name, _refuse(name, "has column names but no row", "Give a table with a row a report")
        )


def _read_row(row: Row, where: str, header: Sequence[str], places: Mapping[str, int]) -> Found:
    cells, remarks = _decode_cells(row, where)
    if any(cell.strip() for cell in cells[len(header) :]):
        why = f"has {len(cells)} cells, but there are {len(header)} columns"
        raise _refuse(where, why, "Put what has the delimiter in it in quotation marks")
    fields = {field: cells[place] for field, place in places.items() if place < len(cells)}
    if not fields.get("text", "").strip():
        raise Empty(f"Report not read: {where} has an empty text. Leave the row out or fill it.")
    told = {field: " ".join(fields.get(field, "").split()) or None for field in places if field != "text"}
    published, doubts = _read_day(told.get("published"), header[places.get("published", 0)])
    content = fields["text"].encode("utf-8", "replace")
    if content.lstrip().startswith(b"<") and find_kind(content, where) == "page":
        return FoundDocument(
            where,
            content,
            media_type="text/html",
            charset="utf-8",
            url=told.get("url"),
            title=told.get("title"),
            published=published,
            publisher=told.get("publisher"),
            author=told.get("author"),
        )
    return FoundReport(
        where,
        fields["text"],
        id=told.get("id") or where.encode("utf-8", "backslashreplace").decode(),
        title=told.get("title"),
        published=published,
        publisher=told.get("publisher"),
        url=told.get("url"),
        author=told.get("author"),
        remarks=(*remarks, *doubts),
    )


def _read_day(value: str | None, column: str) -> tuple[str | None, tuple[Remark, ...]]:
    """Return the day of a row and what must be said of it."""
    if not value:
        return None, ()
    day = clean_day(value)
    if day is None:
        return None, (
            Remark("date", f"{value[:40]!r} in {column!r} is no date that can be told; it is left out."),
        )
    if fold_name(column) in EVENT_DATES:
        return day, (
            Remark("date", f"The day is that of the event ({column!r}); when it was reported is not told."),
        )
    return day, ()


def _decode_cells(row: Row, where: str) -> tuple[tuple[str, ...], tuple[Remark, ...]]:
    """Return the cells of a row as clean text, and remarks on what was lost.

    Raises:
        ReadError: The row is broken, or a cell is in no encoding that we know.
    """
    if row.fault:
        raise _refuse(where, f"is broken ({row.fault})", "Double the quotation marks within a cell")
    notes: dict[Remark, None] = {}
    cells = tuple(
        cell if cell.isascii() and "\0" not in cell else _decode_cell(cell, where, notes)
        for cell in row.cells
    )
    return cells, tuple(notes)


def _decode_cell(cell: str, where: str, notes: dict[Remark, None]) -> str:
    if any("\udc80" <= character <= "\udcff" for character in cell):
        cell, found = decode_declared(cell.encode("utf-8", "surrogateescape"), None, where)
        notes.update(dict.fromkeys(found))
    text, remarks = drop_broken(cell)
    notes.update(dict.fromkeys(remarks))
    return text


def _refuse(where: str, why: str, remedy: str) -> ReadError:
    return Malformed(f"Report not read: {where} {why}. {remedy}.")
