"""Office documents to reports: DOCX here, ODT in `odt`; of others what to do is said.

Place in the flow: `documents` calls it where the report is read. The XML is read straight from the zip: no
link, picture or template of the document is opened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from dragoman.errors import Empty, Encrypted, Malformed, ReadError
from dragoman.ingest.found import FoundDocument, FoundReport, Remark
from dragoman.ingest.gate import drop_broken
from dragoman.ingest.packages import Package

MAIN = re.compile(r"/?word/document\d*\.xml")
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
CORE = "docProps/core.xml"
UNREAD = re.compile(r"word/(comments|header|footer)\d*\.xml")
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
"""Tracked deletions, and the second form that Word writes of a drawing for old programs."""
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name under which Office keeps what it locks with a password, in a file of the old form."""
OLD = (
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls, .ppt or .msg)"),
    (b"{\\rtf", "an RTF document"),
)


def refuse_office(document: FoundDocument) -> ReadError:
    """Return why a document of another office format is not read, and what to do.

    Example:
        >>> str(refuse_office(FoundDocument("a.rtf", b"{\\\\rtf1 Rain.}")))
        "Report not read: 'a.rtf' is an RTF document. Save it as DOCX, ODT or text."
    """
    if LOCKED in document.content:
        return Encrypted(
            f"Report not read: {document.name!r} is locked with a password. Save it without one."
        )
    what = next((what for mark, what in OLD if document.content.startswith(mark)), "a table or slides")
    remedy = "a table as CSV, slides as text" if what == "a table or slides" else "it as DOCX, ODT or text"
    return Malformed(f"Report not read: {document.name!r} is {what}. Save {remedy}.")


def read_docx(document: FoundDocument) -> FoundReport:
    """Return the report of a DOCX document, paragraphs and rows of tables a paragraph each.

    Tracked insertions are text, deletions are not; notes stand behind the text. Title and author are those of
    the document's properties; the day it was made is no day of publication.

    Raises:
        ReadError: The document is broken, locked, too large or without text.
    """
    package = Package(document.content, document.name)
    main = next((part for part in package.parts if MAIN.fullmatch(part)), "word/document.xml")
    story = _Story()
    package.walk(main, story)
    notes = _Story()
    for part in NOTES:
        if part in package.parts:
            package.walk(part, notes)
    core = Properties()
    if CORE in package.parts:
        package.walk(CORE, core)
    remarks = []
    if story.cuts:
        remarks.append(
            Remark("changes", f"{story.cuts} tracked deletions are left out, insertions are read.")
        )
    if left := sorted({match[1] for part in package.parts if (match := UNREAD.fullmatch(part))}):
        remarks.append(
            Remark("left out", f"Not read of the document: {', '.join(name + 's' for name in left)}.")
        )
    return to_report(document, story.paragraphs, notes.paragraphs, core, remarks)


def to_report(
    document: FoundDocument,
    paragraphs: list[str],
    notes: list[str],
    core: Properties,
    remarks: list[Remark],
) -> FoundReport:
    """Return the report of an office document's paragraphs, notes and properties.

    Raises:
        Empty: There is no text.
    """
    text, dropped = drop_broken("\n\n".join((*paragraphs, *notes)))
    if not text.strip():
        raise Empty(f"Report not read: {document.name!r} is a document without text. Leave it out.")
    if notes:
        remarks.append(Remark("notes", f"{len(notes)} paragraphs of notes stand behind the text."))
    if core.made:
        made = f"The document was made on {core.made[:10]}; that is not taken for the day of publication."
        remarks.append(Remark("date", made))
    return FoundReport(
        document.name,
        text,
        id=document.name.encode("utf-8", "backslashreplace").decode(),
        title=core.title or document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        basis="feed",
        author=core.author or document.author,
        remarks=(*remarks, *dropped),
        digest=hashlib.sha256(document.content).hexdigest(),
    )


class Properties:
    """Takes title, author and the day of making from the properties of a document."""

    FIELDS = {  # noqa: RUF012 - never changed
        "title": "title",
        "creator": "author",
        "initial-creator": "author",
        "created": "made",
        "creation-date": "made",
    }

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._field: str | None = None
        self._texts: list[str] = []

    @property
    def title(self) -> str | None:
        """The title, None for none."""
        return self._told.get("title")

    @property
    def author(self) -> str | None:
        """Who wrote it, None for nobody named."""
        return self._told.get("author")

    @property
    def made(self) -> str | None:
        """When the document was made, as it says it; None where it does not."""
        return self._told.get("made")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._field, self._texts = self.FIELDS.get(name), []

    def end(self, name: str) -> None:
        """Take the end of an element."""
        value = " ".join(drop_broken("".join(self._texts))[0].split())
        if self._field and value:
            self._told.setdefault(self._field, value)
        self._field, self._texts = None, []

    def take(self, text: str) -> None:
        """Take a stretch of text."""
        if self._field:
            self._texts.append(text)


class _Story:
    """Takes the paragraphs of a part of a DOCX document."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.cuts = 0
        self._open: list[list[str]] = []  # a text box is a paragraph within another
        self._cells: list[list[str]] = []
        self._left_out = 0
        self._is_text = False
        self._tables = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if self._left_out or name in LEFT_OUT or name.endswith("Pr"):
            self.cuts += name == "del" and not self._left_out
            self._left_out += 1
        elif name == "p":
            self._open.append([])
        elif name == "t":
            self._is_text = True
        elif name in BREAKS and self._open:
            self._open[-1].append(BREAKS[name])
        elif name == "tbl":
            self._tables += 1
        elif name == "tr" and self._tables == 1:
            self._cells = []
        elif name == "tc" and self._tables == 1:
            self._cells.append([])

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._is_text = False
        elif name == "p" and self._open:
            self._end_paragraph("".join(self._open.pop()).strip())
        elif name == "tbl":
            self._tables -= 1
        elif name == "tr" and self._tables == 1:
            row = "\t".join(" ".join(cell) for cell in self._cells)
            self.paragraphs.extend([row] if row.strip() else [])

    def take(self, text: str) -> None:
        """Take a stretch of text."""
        if self._is_text and self._open and not self._left_out:
            self._open[-1].append(text)

    def _end_paragraph(self, paragraph: str) -> None:
        if paragraph and self._tables and self._cells:
            self._cells[-1].append(" ".join(paragraph.split()))
        elif paragraph:
            self.paragraphs.append(paragraph)
