"""One document of whatever format to the report that it holds.

Place in the flow: above the readers of single formats. The command calls it where the report is read, aside,
so that what is slow or hostile in a document holds nothing else up.
"""

from __future__ import annotations

from dragoman.ingest.decode import decode
from dragoman.ingest.found import FoundDocument, FoundReport, Remark


def read_document(document: FoundDocument) -> FoundReport:
    """Return the report of a document: its text, and what its metadata and what leads to it tell.

    Raises:
        ReadError: No text can be taken out of it; the sentence says why.
    """
    text, note = decode(document.content, document.name)
    remarks = (Remark("encoding", note),) if note else ()
    return FoundReport(
        document.name,
        text,
        id=document.name.encode("utf-8", "backslashreplace").decode(),
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        author=document.author,
        remarks=remarks,
    )
