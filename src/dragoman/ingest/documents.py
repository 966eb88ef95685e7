"""One document of whatever format to the report that it holds.

Place in the flow: above the readers of single formats. The command calls it where the report is read, aside,
so that what is slow or hostile in a document holds nothing else up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.errors import Empty, Malformed, ReadError
from dragoman.ingest.decode import MAX_BYTES
from dragoman.ingest.found import FoundDocument, FoundReport
from dragoman.ingest.front_matter import read_front_matter
from dragoman.ingest.gate import decode_declared, drop_broken
from dragoman.ingest.inflate import inflate
from dragoman.ingest.kinds import HEAD_BYTES, Kind, find_kind
from dragoman.ingest.mail import read_mail
from dragoman.ingest.odt import read_odt
from dragoman.ingest.office import read_docx, refuse_office
from dragoman.ingest.pdf import read_pdf

MAX_PACKINGS = 2
REMEDIES: dict[Kind, str] = {
    "feed": "is a feed, which lists reports. Add it by itself",
    "json feed": "is a feed, which lists reports. Add it by itself",
    "sitemap": "is a sitemap, which lists reports. Add it by itself",
    "lines": "holds several reports, a line each. Add it by itself",
    "table": "is a table of reports. Add it by itself",
    "mailbox": "holds several mails. Add it by itself",
    "warc": "is an archive of pages. Add it by itself",
    "wacz": "is an archive of pages. Add it by itself",
    "json": 'is JSON without the text of a report. Write an object a line, with a "text"',
    "xml": "is XML of no kind that is read. Save the text of the report",
    "zip": "is a zip archive. Unpack it and add its files",
    "other archive": "is an archive. Unpack it and add its files",
    "picture": "is a picture. Give the text of the report",
    "sound or film": "is sound or film. Give the text of the report",
    "program": "is a program. Give the text of the report",
}


def read_document(document: FoundDocument) -> FoundReport:
    """Return the report of a document: its text, and what its metadata and what leads to it tell.

    What kind it is its bytes decide; the name and the type that a server states only where several fit.

    Raises:
        ReadError: No text can be taken out of it; the sentence says why.
    """
    document, kind = unpack_document(document)
    if kind not in READERS:
        raise explain(document, kind)
    report = READERS[kind](document)
    return replace(report, remarks=document.remarks + report.remarks) if document.remarks else report


def unpack_document(document: FoundDocument) -> tuple[FoundDocument, Kind]:
    """Return a document without the packing of gzip or zstd, and its kind.

    Raises:
        ReadError: It is broken, or over the limit when it is unpacked.
    """
    name = document.url or document.name
    kind = find_kind(document.content[:HEAD_BYTES], name, document.media_type)
    for _ in range(MAX_PACKINGS):
        if kind not in ("gzip", "zstd"):
            break
        content = inflate(document.content, kind, limit_bytes=MAX_BYTES, name=document.name)
        document = replace(document, content=content, media_type=None)
        kind = find_kind(content[:HEAD_BYTES], name)
    return document, kind


def explain(document: FoundDocument, kind: Kind) -> ReadError:
    """Return why no report can be taken out of a document of a kind, and what to do."""
    if kind == "other office":
        return refuse_office(document)
    why = REMEDIES.get(kind, "is packed too often. Unpack it")
    return Malformed(f"Report not read: {document.name!r} {why}.")


def read_text(document: FoundDocument) -> FoundReport:
    """Return the report of a plain text; what stands in front matter is told, and no part of the text.

    Raises:
        ReadError: It is in no encoding that is known, too large, or empty.
    """
    raw, remarks = decode_declared(document.content, document.charset, document.name)
    text, more = drop_broken(raw)
    if not text.strip():
        raise Empty(f"Report not read: {document.name!r} has no text. Give a file with the text of a report.")
    report = FoundReport(
        document.name,
        text,
        id=document.name.encode("utf-8", "backslashreplace").decode(),
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        basis="feed" if document.published else "given",
        author=document.author,
        remarks=(*remarks, *more),
    )
    return read_front_matter(report)


def _read_page(document: FoundDocument) -> FoundReport:
    from dragoman.ingest.pages import read_page  # what it stands on takes half a second to load

    return read_page(document)


READERS: dict[Kind, Callable[[FoundDocument], FoundReport]] = {
    "text": read_text,
    "page": _read_page,
    "pdf": read_pdf,
    "mail": read_mail,
    "docx": read_docx,
    "odt": read_odt,
}
"""What takes the report out of a document, by its kind."""
