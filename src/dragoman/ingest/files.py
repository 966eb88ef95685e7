"""Files, folders and standard input to reports, one after the other.

Place in the flow: the command asks for the reports of its paths and hands them to
`flow.read_many`. What cannot be read comes as an `UnreadReport` in its place, so that
the rest goes on and the order holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import Empty, Malformed, ReadError
from dragoman.ingest.decode import MAX_BYTES, check_size, decode
from dragoman.ingest.found import Found, FoundReport, Remark, UnreadReport
from dragoman.ingest.json_lines import ReportFields, decode_line, read_fields

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
STDIN = "-"


def read_paths(paths: Iterable[str], stdin: BinaryIO) -> Iterator[Found]:
    """Yield the reports of files, folders (with what is below them) and standard input (`-`).

    In a folder, text files (.txt, .text, .md) and JSON Lines (.jsonl, .ndjson) are read in
    the order of their names; hidden files and other kinds are passed over. A path that
    cannot be read yields an `UnreadReport`; nothing is raised.
    """
    for path in paths:
        if path == STDIN:
            yield from _read_stream(stdin, "standard input", is_lines=None)
        elif os.path.isdir(path):
            yield from _read_folder(path)
        else:
            yield from _read_file(path)


def _read_folder(folder: str) -> Iterator[Found]:
    files = sorted(
        path
        for path in Path(folder).rglob("*")
        if path.suffix.lower() in TEXT_SUFFIXES | LINES_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not files:
        known = ", ".join(sorted(TEXT_SUFFIXES | LINES_SUFFIXES))
        yield UnreadReport(
            folder,
            Empty(
                f"Reports not read: the folder {folder!r} has no file that ends in {known}. Name the files."
            ),
        )
    for path in files:
        yield from _read_file(str(path))


def _read_file(path: str) -> Iterator[Found]:
    suffix = Path(path).suffix.lower()
    try:
        with open(path, "rb") as stream:
            yield from _read_stream(stream, path, is_lines=suffix in LINES_SUFFIXES)
    except FileNotFoundError:
        yield _fail(path, "does not exist", "Check the path")
    except PermissionError:
        yield _fail(path, "may not be opened by you", "Change its permissions")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        why = getattr(error, "strerror", None) or str(error)
        yield _fail(path, f"cannot be opened ({why})", "Check the path")


def _fail(path: str, why: str, remedy: str) -> UnreadReport:
    return UnreadReport(path, Malformed(f"Report not read: {path!r} {why}. {remedy}."))


def _read_stream(stream: BinaryIO, name: str, is_lines: bool | None) -> Iterator[Found]:
    """Yield the reports of an open file; None for `is_lines` lets the first line decide."""
    if is_lines:
        yield from _read_lines(stream, name, [])
        return
    first = stream.readline(MAX_BYTES)
    if is_lines is None and read_fields(first) is not None:
        yield from _read_lines(stream, name, [first])
        return
    try:
        text, note = decode(first + stream.read(max(0, MAX_BYTES - len(first))), name)
    except ReadError as error:
        yield UnreadReport(name, error)
        return
    id = None if name == "standard input" else name.encode("utf-8", "backslashreplace").decode()
    remarks = (Remark("encoding", note),) if note else ()
    yield FoundReport(name, text, id=id, remarks=remarks)


def _read_lines(stream: BinaryIO, name: str, begun: list[bytes]) -> Iterator[Found]:
    number = 0
    has_any = False
    while line := begun.pop() if begun else stream.readline(MAX_BYTES):
        number += 1
        where = f"{name}:{number}"
        is_cut = len(line) >= MAX_BYTES and not line.endswith(b"\n")
        while is_cut and (rest := stream.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
            pass
        if not line.strip():
            continue
        has_any = True
        yield _read_line(line, where)
    if not has_any:
        yield UnreadReport(
            name, Empty(f"Reports not read: {name!r} has no line. Write one JSON object a line.")
        )


def _read_line(line: bytes, where: str) -> Found:
    try:
        check_size(len(line), where)
        fields: ReportFields = decode_line(line, where)
    except ReadError as error:
        return UnreadReport(where, error)
    return FoundReport(
        name=where,
        text=fields["text"],
        id=fields.get("id") or where,
        title=fields.get("title"),
        published=fields.get("published"),
        publisher=fields.get("publisher"),
        url=fields.get("url"),
    )
