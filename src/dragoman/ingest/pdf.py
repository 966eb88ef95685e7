"""A PDF document to the report that it holds.

Place in the flow: `documents` calls it. The file is parsed in a child process (`limited`), as fonts and
streams are programs of a kind; only text and a few sentences come back. Scanned pages hold pictures of
letters, no text: that is said. Columns are read in the order in which the file has them.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, Empty, Encrypted, Malformed, TooDeep, TooLarge
from dragoman.ingest.found import FoundDocument, FoundReport, Remark
from dragoman.ingest.limited import call_limited
from dragoman.ingest.pdf_text import Line, join_pages

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

CPU_S = 5
"""A page of text takes 10 ms, so that the most pages are read in under that."""
MEMORY_MB = 300
MAX_FILE_BYTES = 50 << 20
MAX_PAGES = 300
MAX_STREAM_BYTES = 20 << 20
"""Of one stream, unpacked. A page of text has under 0.1 MiB, one that is drawn under 5."""
MAX_TEXT_CHARACTERS = 5_000_000
EMPTY_TITLES = re.compile(
    r"untitled.*|microsoft word\b.*|powerpoint presentation|document\d*|slide \d+|\S+\.\w{2,5}", re.IGNORECASE
)
"""What programs put in where nobody wrote a title."""
EMPTY_AUTHORS = frozenset({"anonymous", "unknown", "unspecified", "user", "admin", "administrator", "author"})
MADE_ON = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
LOST = re.compile("[\0\ud800-\udfff]")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that a font prints as one; nobody wrote them so."""
LIGATURE = re.compile("[\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF document holds: its text, what it tells of itself, and what must be said of it."""

    text: str
    title: str | None
    author: str | None
    remarks: tuple[Remark, ...]


def read_pdf(document: FoundDocument) -> FoundReport:
    """Return the report in a PDF document.

    The day on which the file was made is a remark and never that of publication: a report is often made into
    a file days before or years after. What leads to the document tells title and author before the file does.

    Raises:
        Encrypted: It opens only with a password.
        Empty: It has no text, as where its pages were scanned.
        Malformed: It is no PDF document, or broken beyond reading.
        TooLarge: A stream or the text is over its limit.
        Stopped: Reading it takes too long or too much memory.
    """
    label = document.name.encode("utf-8", "backslashreplace").decode()
    if len(document.content) > MAX_FILE_BYTES:
        raise TooLarge(
            f"Report not read: {label!r} has {len(document.content) >> 20} MiB, the limit of a PDF document "
            f"is {MAX_FILE_BYTES >> 20} MiB. Save its text."
        )
    taken = call_limited(take_text, document.content, label, name=label, cpu_s=CPU_S, memory_mb=MEMORY_MB)
    return FoundReport(
        document.name,
        taken.text,
        id=label,
        title=document.title or taken.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        basis="feed" if document.published else "given",
        author=document.author or taken.author,
        remarks=taken.remarks,
    )


def take_text(content: bytes, name: str) -> PdfText:
    """Return what a PDF document holds; runs in the child process, and raises what `read_pdf` does."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it has a line for all that it mends
    _set_limits()
    try:
        return _take(PdfReader(io.BytesIO(content)), name)
    except (DragomanError, MemoryError):
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise Encrypted(
            f"Report not read: {name!r} opens only with a password. Save it without one."
        ) from error
    except LimitReachedError as error:
        raise TooLarge(
            f"Report not read: {name!r} has a part that is larger than any page ({error}). Save its text."
        ) from error
    except RecursionError as error:
        raise TooDeep(f"Report not read: {name!r} is nested too deeply. Save its text.") from error
    except Exception as error:  # a broken file meets faults of many kinds in its parser
        if isinstance(error, NotImplementedError) and b"/Encrypt" in content:
            raise Encrypted(
                f"Report not read: {name!r} is locked in a way that is not known. Unlock it."
            ) from error
        raise Malformed(
            f"Report not read: {name!r} is no whole PDF document ({type(error).__name__}). Save its text."
        ) from error


def _set_limits() -> None:
    from pypdf import overwrite_configuration

    overwrite_configuration(
        maximum_declared_stream_length=MAX_STREAM_BYTES,
        array_based_stream_maximum_output_length=MAX_STREAM_BYTES,
        zlib_maximum_output_length=MAX_STREAM_BYTES,
        lzw_maximum_output_length=MAX_STREAM_BYTES,
        run_length_maximum_output_length=MAX_STREAM_BYTES,
        brotli_maximum_output_length=MAX_STREAM_BYTES,
        jbig2dec_binary=None,  # no other program is started
    )


def _take(reader: PdfReader, name: str) -> PdfText:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted(f"Report not read: {name!r} opens only with a password. Save it without one.")
    pages, unread = _read_pages(reader, name)
    text, running = join_pages(pages)
    text, lost = LOST.subn("", text)
    text, parted = LIGATURE.subn(lambda found: LIGATURES[found[0]], text)
    if not text.strip():
        raise Empty(
            f"Report not read: {name!r} has no text on its {len(reader.pages)} pages; they may be scanned "
            "pictures. Run text recognition on it first, such as ocrmypdf."
        )
    title, author, made_on = _read_information(reader)
    remarks = [*_list_left_out(running, unread, lost, len(reader.pages))]
    if parted:
        remarks.append(
            Remark("ligatures", f"{parted} letters that were printed as one stand as two or three.")
        )
    if made_on:
        told = f"The file was made on {made_on}, which need not be the day of publication."
        remarks.append(Remark("file made", told))
    return PdfText(text, title, author, tuple(remarks))


def _read_pages(reader: PdfReader, name: str) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of each page, and the numbers of pages that are broken or too large.

    Raises:
        Exception: What the parser raised for the last page, where it could read none.
    """
    pages: list[list[Line]] = []
    unread: list[int] = []
    length = 0
    fault: Exception | None = None
    for number, page in enumerate(reader.pages[:MAX_PAGES], 1):
        try:
            lines = read_lines(page)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # a page that is broken leaves the others
            fault = error
            unread.append(number)
            continue
        length += sum(len(line.text) for line in lines)
        if length > MAX_TEXT_CHARACTERS:
            raise TooLarge(
                f"Report not read: {name!r} has over {MAX_TEXT_CHARACTERS // 1_000_000} million characters. "
                "Split it."
            )
        pages.append(lines)
    if fault is not None and not any(pages):
        raise fault
    return pages, unread


def read_lines(page: PageObject) -> list[Line]:
    """Return the lines of a page that have text, with their places."""
    chunks: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text:
            left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            bottom = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            chunks.append((text, left, bottom, abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    return [line for line in _cut_lines(chunks) if line.text]


def _cut_lines(chunks: list[tuple[str, float, float, float]]) -> Iterator[Line]:
    """Yield the lines that chunks of text make; a line's place is that of its first letters."""
    text = ""
    place = (0.0, 0.0, 0.0)
    for chunk, *found in chunks:
        first, *others = chunk.split("\n")
        for part, is_new in ((first, False), *((other, True) for other in others)):
            if is_new:
                yield Line(_clean(text), *place)
                text = ""
            if part.strip() and not text.strip():
                place = (found[0], found[1], found[2])
            text += part
    yield Line(_clean(text), *place)


def _clean(text: str) -> str:
    return " ".join(text.split())


def _read_information(reader: PdfReader) -> tuple[str | None, str | None, str | None]:
    """Return title, author and the ISO day on which the file was made, as the file tells them."""
    told = {**_read_xmp(reader), **_read_dictionary(reader)}
    title = told.get("title")
    author = told.get("author")
    made = MADE_ON.match(told.get("made", ""))
    return (
        None if not title or EMPTY_TITLES.fullmatch(title) else title,
        None if not author or author.lower() in EMPTY_AUTHORS else author,
        "-".join(made.groups()) if made else None,
    )


def _read_dictionary(reader: PdfReader) -> dict[str, str]:
    """Return what the document's information dictionary tells; nothing where it is broken."""
    try:
        found = dict(reader.metadata or {})
        told = {
            "title": found.get("/Title"),
            "author": found.get("/Author"),
            "made": found.get("/CreationDate"),
        }
        return {key: _clean_told(value) for key, value in told.items() if _clean_told(value)}
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the text counts, not what is told of it
        return {}


def _read_xmp(reader: PdfReader) -> dict[str, str]:
    """Return what the document's XMP packet tells; nothing where it is broken."""
    try:
        xmp = reader.xmp_metadata
        titles = list((xmp.dc_title or {}).values()) if xmp else []
        creators = (xmp.dc_creator or []) if xmp else []
        told = {"title": titles[0] if titles else "", "author": ", ".join(map(str, creators))}
        return {key: _clean_told(value) for key, value in told.items() if _clean_told(value)}
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the text counts, not what is told of it
        return {}


def _clean_told(value: object) -> str:
    return _clean(LOST.sub("", str(value)))[:500] if value is not None else ""


def _list_left_out(running: tuple[str, ...], unread: list[int], lost: int, count: int) -> Iterator[Remark]:
    if running:
        told = "; ".join(repr(line[:80]) for line in running[:5])
        yield Remark("running lines", f"Lines that stand on most pages were left out: {told}.")
    if unread:
        numbers = ", ".join(map(str, unread[:20]))
        yield Remark(
            "pages unread",
            f"{len(unread)} of {count} pages are broken or too large and were not read: {numbers}.",
        )
    if count > MAX_PAGES:
        yield Remark("pages unread", f"Only the first {MAX_PAGES} of {count} pages were read.")
    if lost:
        yield Remark("characters", f"{lost} characters that are no text were left out.")
