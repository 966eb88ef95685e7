"""OpenDocument texts (ODT) to reports.

Place in the flow: beside `office`, whose properties and form of a report it shares.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.errors import Encrypted
from dragoman.ingest.found import FoundDocument, FoundReport, Remark
from dragoman.ingest.office import Properties, to_report
from dragoman.ingest.packages import Package

MANIFEST, CONTENT, META = "META-INF/manifest.xml", "content.xml", "meta.xml"
LEFT_OUT = frozenset({"tracked-changes", "annotation", "note-citation", "script", "desc"})
PARAGRAPHS = frozenset({"p", "h"})
MOST_SPACES = 100


def read_odt(document: FoundDocument) -> FoundReport:
    """Return the report of an ODT document; as `office.read_docx` does of a DOCX.

    Raises:
        ReadError: The document is broken, locked, too large or without text.
    """
    package = Package(document.content, document.name)
    if MANIFEST in package.parts and b"encryption-data" in package.read(MANIFEST):
        raise Encrypted(f"Report not read: {document.name!r} is locked with a password. Save it without one.")
    story, core = _Story(), Properties()
    package.walk(CONTENT, story)
    if META in package.parts:
        package.walk(META, core)
    remarks = (
        [Remark("changes", "Tracked deletions are left out, insertions are read.")]
        if story.is_tracked
        else []
    )
    return to_report(document, story.paragraphs, story.notes, core, remarks)


class _Story:
    """Takes the paragraphs and notes of an ODT document."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self.is_tracked = False
        self._open: list[list[str]] = []
        self._cells: list[str] = []
        self._rows = 0
        self._notes = 0
        self._left_out = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self.is_tracked |= name == "tracked-changes"
        if self._left_out or name in LEFT_OUT:
            self._left_out += 1
        elif name in PARAGRAPHS:
            self._open.append([])
        elif name == "note":
            self._notes += 1
        elif name == "table-row":
            self._rows += 1
        elif name == "table-cell" and self._rows == 1:
            self._cells.append("")
        elif self._open and name in ("s", "tab", "line-break"):
            self._open[-1].append(_get_space(name, attributes))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._left_out:
            self._left_out -= 1
        elif name in PARAGRAPHS and self._open:
            self._end_paragraph("".join(self._open.pop()).strip())
        elif name == "note":
            self._notes -= 1
        elif name == "table-row":
            self._rows -= 1
            row = "\t".join(self._cells)
            if not self._rows:
                self.paragraphs.extend([row] if row.strip() else [])
                self._cells = []

    def take(self, text: str) -> None:
        """Take a stretch of text; a line end of the XML is a space."""
        if self._open and not self._left_out:
            self._open[-1].append(text.replace("\n", " "))

    def _end_paragraph(self, text: str) -> None:
        if text and self._notes:
            self.notes.append(text)
        elif text and self._cells:
            self._cells[-1] = f"{self._cells[-1]} {text}".strip()
        elif text:
            self.paragraphs.append(text)


def _get_space(name: str, attributes: Mapping[str, str]) -> str:
    if name != "s":
        return "\t" if name == "tab" else "\n"
    count = attributes.get("c", "1")
    return " " * min(MOST_SPACES, int(count) if count.isdecimal() and len(count) < 5 else 1)
