"""The parts of a mail, and the text of its headers.

Place in the flow: below `mail`. The headers are read by the standard library under the policy that parses
none of them (`compat32`): its newer policies raise all sorts of errors on broken headers and take quadratic
time on hostile ones. The parts are cut here: the library's parser tries each line on every open boundary.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from dragoman.errors import ReadError, TooDeep, TooLarge
from dragoman.ingest.gate import decode_declared, drop_broken

MAX_DEPTH = 20
"""Parts within parts; mails that were forwarded a few times have under 8."""
MAX_PARTS = 500
MAX_COPIED_BYTES = 100_000_000
"""Bytes of all parts together: what is in a part within a part is held once for each of them."""
MAX_HEADER_BYTES = 65_536
"""Bytes of all headers of a part that are read; what goes beyond them is passed over."""
MAX_HEADER_CHARS = 2_000
"""Characters of one header that are read; the standard library takes quadratic time on some."""
BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\A[ \t]*\r?\n")
ESCAPED = re.compile("[\udc80-\udcff]")
WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
WORDS = re.compile(rf"(?:{WORD.pattern})+")
BETWEEN_WORDS = re.compile(rf"({WORD.pattern})\s+(?==\?)")


@dataclass(frozen=True, slots=True)
class Part:
    """A mail or a part of one: a leaf has a body, the others have parts."""

    headers: Message
    media_type: str
    body: bytes
    parts: tuple[Part, ...]

    def get_text(self, header: str) -> str | None:
        """Return a header (in small letters) as text on one line; None where it is missing or empty."""
        return read_words(self.headers.get(header, ""))

    def get_parameter(self, name: str, header: str = "content-type") -> str | None:
        """Return a parameter of a header, whichever way it is encoded; None where it is missing."""
        try:
            value = self.headers.get_param(name, header=header)
        except (ValueError, TypeError, LookupError):  # broken parameters of RFC 2231
            return None
        if isinstance(value, tuple):
            charset, _, text = value
            return drop_broken(_decode(text.encode("latin-1", "replace"), charset))[0] or None
        return read_words(str(value or ""))

    def decode_body(self) -> bytes:
        """Return the body as it was before it was encoded for its way; what is broken stays out."""
        encoding = str(self.headers.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if encoding == "base64":
            return _decode_base64(self.body)
        return self.body

    def walk(self) -> Iterator[Part]:
        """Yield this part and all within it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def read_parts(content: bytes, name: str) -> Part:
    """Return a mail with its parts.

    Raises:
        TooDeep: It has more than `MAX_DEPTH` parts within each other.
        TooLarge: It has more than `MAX_PARTS`, or more than `MAX_COPIED_BYTES` in them.
    """
    return _Cutter(name).cut(content, 0)


class _Cutter:
    """Cuts one mail; counts its parts."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._copied_bytes = 0

    def cut(self, content: bytes, depth: int, usual: str = "text/plain") -> Part:
        """Return the part that these bytes are; `usual` is what it is where it does not say."""
        self._count += 1
        self._copied_bytes += len(content)
        if depth > MAX_DEPTH:
            raise TooDeep(
                f"Report not read: {self._name!r} has more than {MAX_DEPTH} parts within each other. "
                "Save the mail that you mean by itself."
            )
        if self._count > MAX_PARTS or self._copied_bytes > MAX_COPIED_BYTES:
            raise TooLarge(
                f"Report not read: {self._name!r} has more than {MAX_PARTS} parts or "
                f"{MAX_COPIED_BYTES / 1e6:.0f} MB of them. Save those that you mean."
            )
        headers, body = _split_headers(content)
        media_type = headers.get_content_type() if headers.get("content-type") else usual
        part = Part(headers, media_type, body, ())
        if part.media_type.startswith("multipart/"):
            boundary = part.get_parameter("boundary")
            pieces = _split_body(body, boundary) if boundary else []
            if not pieces:  # what calls itself parts and has none is text
                return Part(headers, "text/plain", body, ())
            usual = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
            inner = tuple(self.cut(piece, depth + 1, usual) for piece in pieces)
            return Part(headers, part.media_type, b"", inner)
        if part.media_type == "message/rfc822":
            inner = (self.cut(part.decode_body().lstrip(b"\r\n"), depth + 1),)
            return Part(headers, part.media_type, b"", inner)
        return part


def _split_headers(content: bytes) -> tuple[Message, bytes]:
    """Return the headers, each cut to what is read, and what comes behind the first blank line."""
    blank = BLANK.search(content)
    end, start = (blank.start(), blank.end()) if blank else (len(content), len(content))
    text = content[: min(end, MAX_HEADER_BYTES)].decode("ascii", "surrogateescape")
    headers = HeaderParser().parsestr(text, headersonly=True)
    short: Message = Message()
    for key, value in headers.raw_items():
        short[key] = _decode_8bit(str(value)[:MAX_HEADER_CHARS])
    return short, content[start:]


def _split_body(body: bytes, boundary: str) -> list[bytes]:
    """Return what stands between the lines of a boundary; the last piece may lack its end."""
    edge = re.escape(boundary.encode())
    pieces: list[bytes] = []
    start = None
    for match in re.finditer(rb"^--" + edge + rb"(--)?[ \t]*(?:\r?\n|\Z)", body, re.MULTILINE):
        if start is not None:
            pieces.append(body[start : match.start()])
        start = match.end()
        if match[1]:
            return pieces
        if len(pieces) > MAX_PARTS:
            break
    return pieces if start is None else [*pieces, body[start:]]


def _decode_base64(body: bytes) -> bytes:
    """Return what base64 letters stand for, up to the last whole group of them."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def read_words(value: str) -> str | None:
    """Return the text of a header's value: encoded words decoded, on one line; None for an empty one.

    Example:
        >>> read_words("=?utf-8?q?Rain_in?= =?utf-8?q?_Suva?=")
        'Rain in Suva'
    """
    raw = BETWEEN_WORDS.sub(r"\1", value)
    text = WORDS.sub(_decode_words, raw)
    return " ".join(drop_broken(text)[0].split()) or None


def _decode_8bit(value: str) -> str:
    """Return a header whose bytes beyond ASCII stand as surrogates; no header should have them, many do."""
    if not ESCAPED.search(value):
        return value
    return _decode(value.encode("ascii", "surrogateescape"), None)


def _decode_words(run: re.Match[str]) -> str:
    """Return the text of encoded words that follow each other; a letter may be cut in two by their seam."""
    decoded: list[tuple[str, bytes]] = []
    for charset, kind, word in WORD.findall(run[0]):
        language_free = charset.partition("*")[0].lower()
        raw = word.encode("utf-8", "replace")
        content = _decode_base64(raw) if kind in "bB" else binascii.a2b_qp(raw, header=True)
        if decoded and decoded[-1][0] == language_free:
            content = decoded.pop()[1] + content
        decoded.append((language_free, content))
    return "".join(_decode(content, charset) for charset, content in decoded)


def _decode(raw: bytes, charset: str | None) -> str:
    try:
        return decode_declared(raw, charset, "header")[0]
    except ReadError:
        return raw.decode("utf-8", "replace")
