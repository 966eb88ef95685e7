"""The pages of a WARC file, one after the other: runs in the child process of `archives`.

Place in the flow: `archives` feeds it the file's bytes and turns its pieces into what is found. WARC 1.0 and
1.1 (ISO 28500:2017), packed or not (`pieces`). Nothing is held but the record that is read. The parser is our
own because the usual one (warcio) reads neither zstd nor files packed as a whole, bounds no line, and ends at
the first header that is not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.errors import Malformed, ReadError, TooLarge
from dragoman.ingest.found import FoundDocument
from dragoman.ingest.inflate import inflate
from dragoman.ingest.pieces import BrokenOff, Pieces, unpack

MAX_RECORD_BYTES = 64 << 20
MAX_PAGE_BYTES = 20 << 20
MAX_HEADER_BYTES = 65_536
"""Headers of crawls have under 4 kB."""
MEDIA_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""What may hold a report. Scripts, pictures, feeds and data are passed over."""
OK = "200"
PAGE_START = re.compile(rb"\s*(<!doctype html|<html|%PDF-)", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
ROBOTS = re.compile(r"https?://[^/]*/robots\.txt", re.IGNORECASE)
"""Plain text that is never a report."""
STATUS_LINE = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Passed:
    """How many records were passed over: what had not changed since an earlier visit, and all other kinds."""

    revisits: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that cannot be read: its name, the kind of our error, and the sentence."""

    name: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One of: a page, a failure, or at the end what was passed over."""

    page: FoundDocument | None = None
    failure: Failure | None = None
    passed: Passed | None = None


def find_pages(stream: BinaryIO, name: str) -> Iterator[Piece]:
    """Yield the pages of a WARC file in their order, failures in their places, and last what was passed over.

    A record that is too large or broken is a failure, and the next is read. Where the file itself breaks off,
    the failure says where, and nothing follows.
    """
    revisits = others = number = 0
    try:
        pieces = Pieces(unpack(stream, name), name)
        while (headers := _read_record_headers(pieces, is_first=not number)) is not None:
            number += 1
            where = f"{name}:{_clean_id(headers.get('warc-record-id', '')) or number}"
            try:
                page = _read_page(pieces, headers, where)
            except BrokenOff:
                raise
            except ReadError as error:
                yield _fail(where, error)
                continue
            if page is not None:
                yield Piece(page=page)
            elif headers.get("warc-type") == "revisit":
                revisits += 1
            else:
                others += 1
    except ReadError as error:
        yield _fail(name, error)
    yield Piece(passed=Passed(revisits, others))


def _fail(where: str, error: ReadError) -> Piece:
    return Piece(failure=Failure(where, type(error).__name__, str(error)))


def _read_record_headers(pieces: Pieces, is_first: bool) -> dict[str, str] | None:
    """Return the headers of the next record, their names in lower case; None at the end of the file.

    What stands between records is passed over.

    Raises:
        Malformed: The first record is none, or the file ends in the headers.
    """
    line = pieces.read_line(MAX_HEADER_BYTES)
    while line and not line.startswith(b"WARC/"):
        if is_first and line.strip():
            raise Malformed(
                f"Reports not read: {pieces.name!r} does not begin as a WARC file. "
                "Give a .warc or .warc.gz file, or a .wacz file that is no pipe."
            )
        line = pieces.read_line(MAX_HEADER_BYTES)
    if not line:
        return None
    raw = bytearray()
    while (line := pieces.read_line(MAX_HEADER_BYTES)).strip():
        if len(raw) < MAX_HEADER_BYTES:
            raw += line
    if not line:
        raise pieces.break_off()
    return _parse_headers(bytes(raw).decode("utf-8", "replace"))


def _parse_headers(raw: str) -> dict[str, str]:
    """Return headers by their names in lower case, the first of each; other lines are passed over."""
    headers: dict[str, str] = {}
    for line in re.sub(r"\r?\n[ \t]+", " ", raw).splitlines():
        field, colon, value = line.partition(":")
        if colon:
            headers.setdefault(field.strip().lower(), value.strip())
    return headers


def _clean_id(record_id: str) -> str:
    return record_id.strip("<> ").removeprefix("urn:uuid:")[:100]


def _read_page(pieces: Pieces, headers: dict[str, str], where: str) -> FoundDocument | None:
    """Return the page of a record, None for one that holds none; the record is behind us in any case.

    Raises:
        BrokenOff: The file ends in the record.
        TooLarge: The record or its page is.
        Malformed: It has no length, or its content does not keep to its coding.
    """
    if not (told := headers.get("content-length", "")).isdecimal() or len(told) > 15:
        raise Malformed(f"Report not read: {where!r} does not tell how long it is. Fetch it again.")
    length = int(told)
    begin = pieces.read(min(length, MAX_HEADER_BYTES))
    response = _find_response(headers, begin)
    rest_bytes = length - len(begin)
    if response is None or length > MAX_RECORD_BYTES:
        is_whole = pieces.skip(rest_bytes) == rest_bytes
        rest = b""
    else:
        rest = pieces.read(rest_bytes)
        is_whole = len(rest) == rest_bytes
    if not is_whole:
        raise pieces.break_off()
    if response is None:
        return None
    if length > MAX_RECORD_BYTES:
        raise TooLarge(
            f"Report not read: {where!r} has {length >> 20} MiB, the limit is {MAX_RECORD_BYTES >> 20} MiB. "
            "Skip it."
        )
    return _make_document(headers, response, begin[response.start :] + rest, where)


@dataclass(frozen=True, slots=True)
class _Response:
    """What is told of a record's content, and where in the block it starts."""

    start: int
    headers: dict[str, str]
    media_type: str


def _find_response(headers: dict[str, str], begin: bytes) -> _Response | None:
    """Return what is told of a page; None for a record that holds none."""
    kind = headers.get("warc-type")
    block_type = headers.get("content-type", "")
    if kind in ("resource", "conversion"):
        media_type = _clean_media_type(block_type)
        is_page = media_type in MEDIA_TYPES and not _get_address(headers).startswith("metadata:")
        return _Response(0, headers, media_type) if is_page else None
    if kind != "response" or not begin.startswith(b"HTTP/"):
        return None
    end = re.search(rb"\r?\n\r?\n", begin)
    head = begin[: end.start() if end else 0].decode("latin-1")
    status = STATUS_LINE.match(head)
    if end is None or status is None or status[1] != OK:
        return None
    told = _parse_headers(head.partition("\n")[2])
    media_type = _clean_media_type(told.get("content-type", ""))
    if not media_type and PAGE_START.match(begin, end.end()):
        return _Response(end.end(), told, media_type)
    is_page = media_type in MEDIA_TYPES and not ROBOTS.fullmatch(_clean_url(headers) or "")
    return _Response(end.end(), told, media_type) if is_page else None


def _clean_media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _get_address(headers: dict[str, str]) -> str:
    return headers.get("warc-target-uri", "").strip("<> ")


def _clean_url(headers: dict[str, str]) -> str | None:
    url = _get_address(headers)
    return url if url.lower().startswith(("http://", "https://")) else None


def _make_document(headers: dict[str, str], response: _Response, content: bytes, where: str) -> FoundDocument:
    """Return a page, its content decoded. WARC-Date is when it was fetched, and tells no publication."""
    told = response.headers
    if response.start and "chunked" in told.get("transfer-encoding", "").lower():
        content = _join_chunks(content)
    content = _inflate(content, told.get("content-encoding", ""), where)
    charset = CHARSET.search(told.get("content-type", ""))
    return FoundDocument(
        where,
        content,
        media_type=response.media_type or None,
        charset=charset[1] if charset else None,
        url=_clean_url(headers),
    )


def _join_chunks(content: bytes) -> bytes:
    """Return the content of chunks; as it is where there are none, as some crawlers keep the header."""
    taken = []
    at = 0
    while (end := content.find(b"\n", at, at + 100)) >= 0:
        size = content[at:end].partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            break
        length = int(size, 16)
        taken.append(content[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if content[at : at + 2] == b"\r\n" else 1
        if not length:
            break
    return b"".join(taken) if taken else content


def _inflate(content: bytes, encoding: str, where: str) -> bytes:
    """Return content without its coding; as it is where it is a page, as some crawlers keep the header."""
    try:
        return inflate(content, encoding, limit_bytes=MAX_PAGE_BYTES, name=where)
    except Malformed:
        if PAGE_START.match(content):
            return content
        raise
