"""Web archives to the pages in them: WARC files, and WACZ files, which are zip files of them.

Place in the flow: `files` hands over an open file; `documents` takes the text out of each page. The WARC is
parsed in a child process (`limited`, `warc`) and its pages come one by one, so that an archive of any size
takes the memory of a page. Nothing is unpacked to the disk: a path in a zip file is only ever a label.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from dragoman.errors import DragomanError, Empty, Encrypted, Malformed, ReadError, TooLarge
from dragoman.ingest.found import Found, FoundDocument, UnreadReport
from dragoman.ingest.limited import Readable, make_error, stream_limited
from dragoman.ingest.warc import Failure, Passed, Piece, find_pages

CPU_S = 5
"""For each 64 KiB of the file, and for each page; an honest piece takes some milliseconds."""
MEMORY_MB = 400
"""A record of 64 MiB, whole and once copied, and a page of 20 MiB on its way out."""
ZIP_START = b"PK\x03\x04"
MAX_RATIO = 200
MAX_DIRECTORY_BYTES = 16 << 20
"""The zip file's list of what it holds: 200,000 files."""
MAX_WARCS = 1_000
MAX_LIST_BYTES = 16 << 20
WARC_IN_ZIP = re.compile(r"archive/([^/]+\.warc(?:\.gz|\.zst)?)", re.IGNORECASE)
PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
ZIP_ERRORS = (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
"""What `zipfile` raises for a file that is broken, locked or packed as we do not know."""


def read_archive(stream: BinaryIO, name: str) -> Generator[Found, None, Passed]:
    """Yield the pages of a WARC or WACZ file as documents; return what was passed over.

    A page's name is the archive's with the record's id; its address is the one at which it was fetched.
    When it was fetched says nothing of its publication, and is not told. What cannot be read is an
    `UnreadReport` in its place; nothing is raised for what the file holds.

    Args:
        stream: Read from its place to its end; a WACZ file must be seekable.
        name: The archive's, for the names of its pages.
    """
    label = name.encode("utf-8", "backslashreplace").decode()
    is_zip = stream.seekable() and _begins_as_zip(stream)
    is_silent = True
    revisits = others = 0
    for piece in _read_wacz(stream, label) if is_zip else _read_warc(stream, label):
        if piece.passed:
            revisits += piece.passed.revisits
            others += piece.passed.others
        elif piece.page:
            is_silent = False
            yield piece.page
        elif piece.failure:
            is_silent = False
            yield UnreadReport(piece.failure.name, make_error(piece.failure.kind, piece.failure.message))
    if is_silent:
        yield UnreadReport(label, _find_nothing(label, revisits, others))
    return Passed(revisits, others)


def _begins_as_zip(stream: BinaryIO) -> bool:
    start = stream.tell()
    head = stream.read(len(ZIP_START))
    stream.seek(start)
    return head == ZIP_START


def _find_nothing(name: str, revisits: int, others: int) -> Empty:
    return Empty(
        f"Reports not read: {name!r} has no page with text among its {revisits + others} records"
        f"{f', {revisits} of them pages that had not changed since an earlier visit' if revisits else ''}. "
        "Give an archive with pages."
    )


def _fail(name: str, error: DragomanError) -> Piece:
    return Piece(failure=Failure(name, type(error).__name__, str(error)))


def _read_warc(stream: Readable, name: str) -> Iterator[Piece]:
    """Yield the pieces of a WARC file; where its child process ends, a failure after what came before."""
    try:
        yield from stream_limited(find_pages, stream, name, name=name, cpu_s=CPU_S, memory_mb=MEMORY_MB)
    except ReadError as error:
        yield _fail(name, error)
    except RuntimeError as error:
        fault = f"Reports not read: {name!r} met a fault in the program ({error}). "
        yield _fail(name, Malformed(fault + "Please send the archive with this message to the project."))


def _read_wacz(stream: BinaryIO, name: str) -> Iterator[Piece]:
    """Yield the pieces of each WARC in a zip file."""
    try:
        with ZipFile(cast(IO[bytes], _Bounded(stream))) as archive:
            titles = _read_titles(archive)
            for member in _list_warcs(archive, stream, name):
                with archive.open(member) as packed:
                    for piece in _read_warc(_Member(packed), f"{name}/{_get_label(member)}"):
                        yield _add_title(piece, titles)
    except ReadError as error:
        yield _fail(name, error)
    except ZIP_ERRORS as error:
        told = f"Reports not read: {name!r} is no whole zip file ({error}). Fetch it again."
        yield _fail(name, Malformed(told))


def _get_label(member: ZipInfo) -> str:
    return member.filename.rpartition("/")[2]


def _list_warcs(archive: ZipFile, stream: BinaryIO, name: str) -> list[ZipInfo]:
    """Return the WARC files of a zip file in its order.

    Raises:
        Empty: It has none.
        TooLarge: It has too many, or they are over 200 times as large as the zip file.
        Encrypted: One is locked with a password.
    """
    members = [member for member in archive.infolist() if WARC_IN_ZIP.fullmatch(member.filename)]
    if not members:
        raise Empty(f"Reports not read: {name!r} is a zip file without archive/*.warc.gz. Give a WACZ file.")
    if any(member.flag_bits & 1 for member in members):
        raise Encrypted(f"Reports not read: {name!r} is locked with a password. Unlock it first.")
    size_bytes = stream.seek(0, 2)
    unpacked_bytes = sum(member.file_size for member in members)
    if len(members) > MAX_WARCS or unpacked_bytes > MAX_RATIO * size_bytes:
        raise TooLarge(
            f"Reports not read: {name!r} holds {len(members)} WARC files that are {unpacked_bytes >> 20} MiB "
            f"unpacked, over {MAX_WARCS} files or {MAX_RATIO} times its size. Give its WARC files."
        )
    return members


def _read_titles(archive: ZipFile) -> dict[str, str]:
    """Return the titles of pages by their addresses, as the archive's own lists tell them.

    A list that is broken or too long tells as much as could be read: it only leads to the pages.
    """
    titles: dict[str, str] = {}
    for path in PAGE_LISTS:
        try:
            with archive.open(path) as listed:
                lines = listed.read(MAX_LIST_BYTES).splitlines()
        except (KeyError, *ZIP_ERRORS):
            continue
        for line in lines:
            titles.update(_read_title(line))
    return titles


def _read_title(line: bytes) -> dict[str, str]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    url, title = (told.get("url"), told.get("title")) if isinstance(told, dict) else (None, None)
    if not isinstance(url, str) or not isinstance(title, str):
        return {}
    title = title.encode("utf-8", "ignore").decode().strip()
    return {url: title} if title and title != url else {}


def _add_title(piece: Piece, titles: Mapping[str, str]) -> Piece:
    page: FoundDocument | None = piece.page
    if page is None or page.url is None or page.url not in titles:
        return piece
    return replace(piece, page=replace(page, title=titles[page.url]))


class _Bounded:
    """A file for `zipfile`, which would read a list of any length at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, length: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            BadZipFile: More are wanted than any honest file has in one piece.
        """
        most = MAX_DIRECTORY_BYTES
        read = self._stream.read(most + 1 if length < 0 else min(length, most + 1))
        if len(read) > most:
            raise BadZipFile("its list of files is too long")
        return read


class _Member:
    """A file in a zip file; it ends where it is broken, so that its reader says what is missing."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed

    def read(self, length: int, /) -> bytes:
        """Return the next bytes, b"" at the end or the first break."""
        try:
            return self._packed.read(length)
        except ZIP_ERRORS:
            return b""
