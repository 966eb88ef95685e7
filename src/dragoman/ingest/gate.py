"""The text gate: what no text may hold is dropped and counted, declared encodings are tried first.

Place in the flow: above `decode`. The readers of formats that have their own idea of an encoding, as a mail
part has, call it; all of them pass their text through `drop_broken` last.
"""

from __future__ import annotations

import codecs
import re

from dragoman.errors import Encoding
from dragoman.ingest.decode import decode_bytes
from dragoman.ingest.found import Remark

BROKEN = re.compile("[\x00\ud800-\udfff]")
"""NUL ends a text in half of all programs; a lone surrogate cannot be written in any encoding."""
MAX_LOST_SHARE = 0.02
"""Characters that may be lost of a text in no encoding; a text in another alphabet loses over 0.5."""
UNSAFE = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Python calls these encodings of text; no report is written in them, and two take quadratic time."""


def drop_broken(text: str) -> tuple[str, tuple[Remark, ...]]:
    """Return a text without NUL and lone surrogates, and a remark that counts them.

    Example:
        >>> drop_broken("Rain.\\0")
        ('Rain.', (Remark(kind='characters', message='1 characters are left out: NUL or half a character.'),))
    """
    clean, count = BROKEN.subn("", text)
    if not count:
        return text, ()
    return clean, (Remark("characters", f"{count} characters are left out: NUL or half a character."),)


def decode_declared(raw: bytes, charset: str | None, name: str) -> tuple[str, tuple[Remark, ...]]:
    """Return the text of bytes that say their encoding, and remarks where that is not true.

    What is declared counts where the bytes fit it; else the encoding is found from the bytes; where they are
    in none, a few broken places are replaced and counted.

    Example:
        >>> decode_declared("Łódź".encode("iso8859-2"), "iso-8859-2", "a.eml")
        ('Łódź', ())

    Raises:
        ReadError: Neither what is declared nor any other encoding fits.
    """
    codec = find_codec(charset)
    if codec == "cp1252" and not raw.isascii() and _is_utf8(raw):
        codec = None  # nobody writes "Ã©" and means it
    if codec:
        try:
            return raw.decode(codec), ()
        except UnicodeError:
            pass
    try:
        text, note = decode_bytes(raw, name)
    except Encoding:
        text = raw.decode(codec or "utf-8", "replace")
        lost = text.count("\ufffd")
        if lost > MAX_LOST_SHARE * len(text):
            raise
        note = f"{lost} places of the text are not valid {(codec or 'utf-8').upper()}; they stand as U+FFFD."
    wrong = f"The text is declared as {charset!r}, which its bytes are not." if charset and raw else None
    return text, tuple(Remark("encoding", message) for message in (wrong, note) if message)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def find_codec(charset: str | None) -> str | None:
    """Return Python's name of a declared encoding of text; None for an unknown or unsafe one.

    Latin-1 is read as Windows-1252, which is what those who declare it write.

    Example:
        >>> find_codec("ISO-8859-1"), find_codec("zlib"), find_codec("x-unknown")
        ('cp1252', None, None)
    """
    try:
        codec = codecs.lookup(charset or "")
        "".encode(codec.name)
    except (LookupError, ValueError):  # ValueError: a zero byte in the name
        return None
    if codec.name.replace("-", "_") in UNSAFE:
        return None
    return "cp1252" if codec.name == "iso8859-1" else codec.name
