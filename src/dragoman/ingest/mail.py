"""A mail to a report, a mailbox to its mails.

Place in the flow: `documents` calls `read_mail` where the report is read; `files` takes a mailbox apart with
`read_mailbox`. What browsers save as one file (MHTML) is a mail by its form; it is read as the page that it
is, since its date is that of saving.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from dragoman.errors import Empty, Encrypted, Malformed, ReadError
from dragoman.ingest.decode import MAX_BYTES, check_size
from dragoman.ingest.found import Found, FoundDocument, FoundReport, Remark, UnreadReport
from dragoman.ingest.gate import decode_declared, drop_broken
from dragoman.ingest.mime import Part, read_parts
from dragoman.ingest.quoted import join_flowed, leave_quotes

ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
KEYS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
LOCKED = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
SIGNED = re.compile(
    r"\s*-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[\w-]+: [^\n]*\n)*[ \t]*\n"
    r"(.*?)\n-----BEGIN PGP SIGNATURE-----.*",
    re.DOTALL,
)
MAILBOX_LINE = re.compile(rb"From \S+[ \t].*\b\d\d:\d\d(?::\d\d)?\b.* \d{4}\s*$")
ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
LIST_NAME = re.compile(r'\s*"?([^"<>]*?)"?\s*<[^<>]*>')
WEB_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)
MOST_NAMED = 10
"""Attachments that a remark names."""


@dataclass(slots=True)
class _Body:
    """The text of a mail as it is gathered from its parts."""

    name: str
    url: str | None
    texts: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    title: str | None = None
    is_locked: bool = False
    empty: Empty | None = None


def read_mail(document: FoundDocument) -> FoundReport:
    """Return the report of a mail: its text, and what its headers say.

    The subject is the title, the date the time of publication, the sender's name the author; a publisher only
    where the sender states an organisation or the list has a name. Plain text is taken before HTML, of a
    reply only what is new. Attachments are not read.

    Raises:
        Encrypted: The mail is locked for its receiver.
        Empty: It has no text.
        ReadError: Its parts are too many, too deep or in no encoding that we know.
    """
    check_size(len(document.content), document.name)
    mail = read_parts(document.content.lstrip(b"\xef\xbb\xbf\r\n"), document.name)
    if saved := _find_saved_page(mail, document):
        from dragoman.ingest.pages import read_page  # slow to load, and seldom needed

        return read_page(saved)
    body = _Body(document.name, document.url or _find_address(mail))
    _gather(mail, body)
    text, dropped = drop_broken("\n\n".join(filter(None, body.texts)))
    if not text.strip():
        raise _refuse(body)
    published, doubts = _read_date(mail)
    author = parseaddr(mail.get_text("from") or "")[0]
    return FoundReport(
        document.name,
        text,
        id=document.name.encode("utf-8", "backslashreplace").decode(),
        title=mail.get_text("subject") or body.title or document.title,
        published=published or document.published,
        publisher=mail.get_text("organization") or _find_list(mail) or document.publisher,
        url=body.url,
        basis="metadata" if published else "feed",
        author=author.strip() or document.author,
        remarks=(*doubts, *body.remarks, *_name_attached(body), *dropped),
        digest=hashlib.sha256(document.content).hexdigest(),
    )


def read_mailbox(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the mails of a mailbox (mbox), each named by its number; one that is too large is a failure."""
    for number, lines in enumerate(_split_mailbox(stream), 1):
        where = f"{name}:{number}"
        content = b"".join(lines)
        try:
            check_size(len(content), where)
        except ReadError as error:
            yield UnreadReport(where, error)
            continue
        yield FoundDocument(where, ESCAPED_FROM.sub(rb"\1", content), media_type="message/rfc822")


def _split_mailbox(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Yield the lines of each mail; those beyond the limit of a report are passed over."""
    lines: list[bytes] = []
    size, is_after_blank, is_begun = 0, True, False
    while line := stream.readline(MAX_BYTES):
        if is_after_blank and MAILBOX_LINE.match(line[:1000]):
            if is_begun:
                yield lines
            lines, size, is_begun = [], 0, True
        elif size < MAX_BYTES:
            lines.append(line)
            size += len(line)
        is_after_blank = not line.strip()
    if is_begun or lines:
        yield lines


def _find_saved_page(mail: Part, document: FoundDocument) -> FoundDocument | None:
    """Return the page that a browser saved as a mail; None for a mail that somebody sent."""
    sender = mail.get_text("from") or ""
    if not mail.get_text("snapshot-content-location") and "saved by" not in sender.lower():
        return None
    page = next((part for part in mail.walk() if part.media_type == "text/html"), None)
    if page is None:
        return None
    return replace(
        document,
        content=page.decode_body(),
        media_type="text/html",
        charset=page.get_parameter("charset"),
        url=document.url or _find_address(mail) or _find_address(page),
    )


def _gather(part: Part, body: _Body) -> None:
    """Add the texts of a part and of those within it, in their order."""
    if part.media_type == "multipart/encrypted" or _is_locked(part):
        body.is_locked = True
    elif part.media_type == "multipart/alternative":
        _gather_alternative(part, body)
    elif part.media_type == "message/rfc822" and _is_attached(part):
        body.attached.append(part.parts[0].get_text("subject") or part.media_type)
    elif part.media_type == "message/rfc822":
        _gather_forwarded(part.parts[0], body)
    elif part.parts:
        for inner in part.parts:
            _gather(inner, body)
    elif part.media_type in ("text/plain", "text/html") and not _is_attached(part):
        _add_text(part, body)
    elif part.media_type not in KEYS:
        body.attached.append(part.get_parameter("filename", "content-disposition") or _get_label(part))


def _is_locked(part: Part) -> bool:
    return part.media_type in ENCRYPTED and part.get_parameter("smime-type") != "signed-data"


def _is_attached(part: Part) -> bool:
    return str(part.headers.get("content-disposition", "")).lower().lstrip().startswith("attachment")


def _get_label(part: Part) -> str:
    return part.get_parameter("name") or part.media_type


def _gather_alternative(part: Part, body: _Body) -> None:
    """Add the first of several forms of one text that has any, plain text before others."""
    for inner in sorted(part.parts, key=lambda inner: inner.media_type != "text/plain"):
        before = len(body.texts)
        _gather(inner, body)
        if any(text.strip() for text in body.texts[before:]):
            return


def _gather_forwarded(mail: Part, body: _Body) -> None:
    title = mail.get_text("subject") or "no subject"
    sender, day = mail.get_text("from") or "nobody named", mail.get_text("date") or "no date"
    body.remarks.append(Remark("forwarded", f"Holds a forwarded mail: {title!r}, from {sender}, {day}."))
    _gather(mail, body)


def _add_text(part: Part, body: _Body) -> None:
    raw = part.decode_body()
    if not raw.strip():
        return
    if part.media_type == "text/html":
        _add_page(part, raw, body)
        return
    text, remarks = decode_declared(raw, part.get_parameter("charset"), body.name)
    text = text.replace("\r\n", "\n").lstrip("\ufeff").strip("\n")
    if LOCKED.match(text):
        body.is_locked = True
        return
    if signed := SIGNED.fullmatch(text):
        text = re.sub(r"^- ", "", signed[1], flags=re.MULTILINE)
    text, quoted = leave_quotes(text)
    if (part.get_parameter("format") or "").lower() == "flowed":
        text = join_flowed(text, (part.get_parameter("delsp") or "").lower() == "yes")
    body.texts.append(text)
    body.remarks.extend((*remarks, *quoted))


def _add_page(part: Part, raw: bytes, body: _Body) -> None:
    from dragoman.ingest.pages import read_page  # slow to load, and seldom needed

    url = _find_web(part.get_text("content-location")) or body.url
    charset = part.get_parameter("charset")
    page = FoundDocument(body.name, raw, media_type="text/html", charset=charset, url=url)
    try:
        report = read_page(page)
    except Empty as error:
        body.empty = error
        return
    body.texts.append(report.text)
    body.remarks.extend(report.remarks)
    body.title = body.title or report.title


def _refuse(body: _Body) -> ReadError:
    """Return why a mail has no text."""
    if body.is_locked:
        return Encrypted(
            f"Report not read: {body.name!r} is encrypted for its receiver. "
            "Save its text from your mail program."
        )
    if body.attached:
        named = _list_names(body.attached)
        return Malformed(
            f"Report not read: {body.name!r} has no text of its own, only {named}. Save and give that file."
        )
    return body.empty or Empty(f"Report not read: {body.name!r} is a mail without text. Leave it out.")


def _name_attached(body: _Body) -> tuple[Remark, ...]:
    locked = (Remark("encrypted", "A part of the mail is encrypted and not read."),) if body.is_locked else ()
    if not body.attached:
        return locked
    return (*locked, Remark("attachments", f"Attached and not read: {_list_names(body.attached)}."))


def _list_names(names: list[str]) -> str:
    named = ", ".join(repr(name[:80]) for name in names[:MOST_NAMED])
    return named + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")


def _read_date(mail: Part) -> tuple[str | None, tuple[Remark, ...]]:
    """Return when a mail was sent as an ISO time, and a remark where its date is none."""
    told = mail.get_text("date")
    if not told:
        return None, ()
    try:
        return parsedate_to_datetime(told).isoformat(), ()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, (Remark("date", f"The mail's date {told[:60]!r} is none; it is left out."),)


def _find_list(mail: Part) -> str | None:
    """Return the name of the list that a mail came by; the address of a list is no name."""
    match = LIST_NAME.match(mail.get_text("list-id") or "")
    return (match[1].strip() or None) if match else None


def _find_address(mail: Part) -> str | None:
    """Return where a mail, or the page that it holds, stands on the web."""
    headers = ("snapshot-content-location", "archived-at", "content-location")
    return next(filter(None, (_find_web(mail.get_text(header)) for header in headers)), None)


def _find_web(told: str | None) -> str | None:
    match = WEB_ADDRESS.fullmatch((told or "").strip())
    return match[1] if match else None
