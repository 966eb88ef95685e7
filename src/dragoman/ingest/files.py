"""Files, folders, standard input and addresses to what they hold, one report after the other.

Place in the flow: the top of `ingest`; the command asks for what its paths hold. What kind a file is its
bytes say. A file of one report is handed on as a document, to be read aside; archives, feeds, tables,
mailboxes and JSON Lines are taken apart as they come. What cannot be read comes as an `UnreadReport` in its
place, so that the rest goes on and the order holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import Empty, FetchError, Malformed, ReadError, UsageError
from dragoman.ingest.archives import read_archive
from dragoman.ingest.decode import MAX_BYTES, check_size
from dragoman.ingest.documents import READERS, explain, read_text, unpack_document
from dragoman.ingest.entries import Feed
from dragoman.ingest.feed_documents import Fetching, list_documents, make_document
from dragoman.ingest.feeds import read_feed
from dragoman.ingest.found import Found, FoundDocument, UnreadReport
from dragoman.ingest.json_lines import read_json_lines
from dragoman.ingest.kinds import HEAD_BYTES, Kind, find_kind
from dragoman.ingest.mail import read_mailbox
from dragoman.ingest.pdf import MAX_FILE_BYTES
from dragoman.ingest.pieces import unpack
from dragoman.ingest.sitemaps import read_sitemap
from dragoman.ingest.streams import look_into, make_stream
from dragoman.ingest.tables import read_table

ENDINGS = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .mht .mhtml .pdf .eml .mbox .docx .odt .jsonl .ndjson .csv"
    " .tsv .xml .rss .atom .warc .wacz".split()
)
"""Of files that are taken from a folder; what they hold their bytes say. Others are passed over."""
PACKED = frozenset({".gz", ".zst"})
STDIN = "-"
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
NAME_OF_STDIN = "standard input"
MAX_PACKINGS = 2
MAX_SITEMAPS = 1_000
"""That one index may lead to."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How what is named is taken in.

    `fetcher` is the one door out; without it addresses are refused. `columns` are names of columns of tables
    by our fields. `take` is told how many bytes of files were taken, as they are.
    """

    stdin: BinaryIO = field(default_factory=BytesIO)
    fetcher: Fetching | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    take: Callable[[int], None] = lambda size_bytes: None


def read_paths(paths: Iterable[str], intake: Intake) -> Iterator[Found]:
    """Yield what files, folders (with what is below them), addresses and standard input (`-`) hold.

    In a folder, files with usual endings (`ENDINGS`) are read in the order of their names; hidden files and
    other kinds are passed over. A path that cannot be read yields an `UnreadReport`; nothing is raised.
    """
    for path in paths:
        if path == STDIN:
            yield from _read_stream(intake.stdin, NAME_OF_STDIN, intake)
        elif is_address(path):
            yield from _read_address(path, intake)
        elif os.path.isdir(path):
            yield from _read_folder(path, intake)
        else:
            yield from _read_file(path, intake)


def is_address(path: str) -> bool:
    """Return whether a path is an address; the door says which it takes.

    Example:
        >>> is_address("https://rift.example/feed.xml"), is_address("reports/http.txt")
        (True, False)
    """
    return ADDRESS.match(path) is not None


def measure_paths(paths: Iterable[str]) -> int | None:
    """Return how many bytes paths have together, None where that cannot be told before they are read."""
    total = 0
    for path in paths:
        if path == STDIN or is_address(path):
            return None
        files = _list_files(path) if os.path.isdir(path) else [Path(path)]
        try:
            total += sum(file.stat().st_size for file in files)
        except (OSError, ValueError):
            continue  # it is said when it is read
    return total


def _list_files(folder: str) -> list[Path]:
    return sorted(
        path
        for path in Path(folder).rglob("*")
        if _get_ending(path) in ENDINGS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _get_ending(path: Path) -> str:
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in PACKED else suffix


def _read_folder(folder: str, intake: Intake) -> Iterator[Found]:
    files = _list_files(folder)
    if not files:
        known = ", ".join(sorted(ENDINGS))
        yield UnreadReport(
            folder,
            Empty(
                f"Reports not read: the folder {folder!r} has no file that ends in {known}. Name the files."
            ),
        )
    for path in files:
        yield from _read_file(str(path), intake)


def _read_file(path: str, intake: Intake) -> Iterator[Found]:
    try:
        with open(path, "rb") as stream:
            yield from _read_stream(stream, path, intake)
    except FileNotFoundError:
        yield _fail(path, "does not exist", "Check the path")
    except PermissionError:
        yield _fail(path, "may not be opened by you", "Change its permissions")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        why = getattr(error, "strerror", None) or str(error)
        yield _fail(path, f"cannot be opened ({why})", "Check the path")


def _fail(path: str, why: str, remedy: str) -> UnreadReport:
    return UnreadReport(path, Malformed(f"Report not read: {path!r} {why}. {remedy}."))


def _read_stream(stream: BinaryIO, name: str, intake: Intake, packings: int = 0) -> Iterator[Found]:
    """Yield what an open file holds, by its kind."""
    head, whole = look_into(stream, HEAD_BYTES, intake.take if not packings else lambda size_bytes: None)
    kind = find_kind(head, name)
    try:
        if kind in ("gzip", "zstd") and packings < MAX_PACKINGS:
            yield from _read_stream(make_stream(unpack(whole, name)), name, intake, packings + 1)
        elif kind == "wacz" and stream.seekable() and not packings:
            stream.seek(0)
            yield from read_archive(stream, name)
        elif kind in STREAMED:
            yield from STREAMED[kind](whole, name, intake)
        else:
            content = whole.read(max(MAX_BYTES, MAX_FILE_BYTES if kind == "pdf" else 0) + 1)
            yield from _read_content(FoundDocument(name, content), kind, intake)
    except ReadError as error:
        yield UnreadReport(name, error)


STREAMED: dict[Kind, Callable[[BinaryIO, str, Intake], Iterator[Found]]] = {
    "lines": lambda stream, name, intake: read_json_lines(stream, name),
    "table": lambda stream, name, intake: read_table(stream, name, intake.columns),
    "mailbox": lambda stream, name, intake: read_mailbox(stream, name),
    "warc": lambda stream, name, intake: read_archive(stream, name),
}
"""Kinds that hold many reports and are never held whole."""


def _read_address(url: str, intake: Intake) -> Iterator[Found]:
    try:
        document, kind = _fetch(url, intake)
        if kind in STREAMED:
            yield from STREAMED[kind](BytesIO(document.content), url, intake)
        else:
            yield from _read_content(document, kind, intake)
    except (FetchError, ReadError) as error:
        yield UnreadReport(url, error)


def _fetch(url: str, intake: Intake) -> tuple[FoundDocument, Kind]:
    """Return what is at an address, unpacked, and its kind."""
    if intake.fetcher is None:
        raise UsageError(f"Report not fetched: {url!r} is an address, and only files are read here.")
    return unpack_document(make_document(intake.fetcher.fetch(url), url))


def _read_content(document: FoundDocument, kind: Kind, intake: Intake) -> Iterator[Found]:
    """Yield what a document holds that is there whole."""
    if kind in ("feed", "json feed"):
        yield from _follow(read_feed(document.content, document.url, document.name), intake)
    elif kind == "sitemap":
        yield from _follow_sitemap(document, intake)
    elif kind == "text":
        check_size(len(document.content), document.name)
        report = read_text(document)
        yield replace(report, id=None) if document.name == NAME_OF_STDIN else report
    elif kind in READERS:
        yield document
    else:
        raise explain(document, kind)


def _follow(feed: Feed, intake: Intake) -> Iterator[Found]:
    if intake.fetcher is None:
        raise UsageError(f"Reports not fetched: {feed.name!r} is a feed, and only files are read here.")
    if not feed.entries:
        raise Empty(f"Reports not read: {feed.name!r} is a {feed.kind} without entries. Try again later.")
    yield from list_documents(feed, intake.fetcher)


def _follow_sitemap(document: FoundDocument, intake: Intake) -> Iterator[Found]:
    """Yield the pages of a sitemap, or of those that it leads to; these lead to no others."""
    sitemap = read_sitemap(document.content, document.url, document.name)
    if sitemap.entries or not sitemap.children:
        yield from _follow(Feed(sitemap.name, "sitemap", entries=sitemap.entries), intake)
    for url in sitemap.children[:MAX_SITEMAPS]:
        try:
            child = _fetch(url, intake)[0]
            pages = read_sitemap(child.content, child.url, url).entries
            yield from _follow(Feed(url, "sitemap", entries=pages), intake)
        except (FetchError, ReadError) as error:
            yield UnreadReport(url, error)
