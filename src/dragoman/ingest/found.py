"""What ingest finds: reports as text, documents whose text is still to be taken out, and what failed.

Place in the flow: the lowest file of `ingest`. `files`, `archives`, `feeds` and the fetcher find; `documents`
makes a `FoundReport` of a `FoundDocument`; the command hands both on in the order in which they were found.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import DragomanError
from dragoman.record.model import PublishedBasis


@dataclass(frozen=True, slots=True)
class Remark:
    """What must be said of how a report was found: `kind` is a word or two, `message` a sentence."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report's text and what is told of it outside of it. `name` says where it was found.

    `published` and `modified` are ISO dates, or times that begin with one; `basis` says what tells
    `published`. `address_day` is the day that the address has in it; it counts where nothing else tells one,
    the dateline included, which only reading finds.
    """

    name: str
    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    basis: PublishedBasis = "given"
    address_day: str | None = None
    modified: str | None = None
    author: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """One report's bytes, in whatever format; `documents.read_document` takes the text out.

    `media_type` and `charset` are what a server or archive says of the bytes; the bytes themselves decide.
    The other fields are what leads here (a feed, an archive, a mail) says of the report.
    """

    name: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadReport:
    """A report that could not be fetched or read, and why."""

    name: str
    error: DragomanError


Found = FoundReport | FoundDocument | UnreadReport
