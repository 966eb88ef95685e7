"""Bytes to text: which encoding it is, and whether it is text at all.

Place in the flow: `ingest.files` hands over what it has read. The text keeps its line
ends and odd characters; only a byte order mark is taken off.
"""

from __future__ import annotations

import codecs

from dragoman.errors import Empty, Encoding, Malformed, TooLarge

MAX_BYTES = 20_000_000
"""A report must be smaller; the longest news texts of the public sets have 0.2 MB."""
SAMPLE_BYTES = 65_536
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16, whose mark begins like that of UTF-32."""
FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b") | {127}
MAX_CONTROL_SHARE = 0.05
"""Random bytes have 0.10; a text with stray controls has under 0.01."""
MAX_HIGH_SHARE = 0.25
"""Bytes over 127: Western European text has under 0.08, Cyrillic or Greek code pages over 0.6."""


def decode(raw: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of a report's bytes, and a note where the encoding had to be guessed.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-8 without, UTF-16 by its zero bytes,
    UTF-8 with damage (marked U+FFFD), and at last Windows-1252.

    Example:
        >>> decode("Malmö".encode("cp1252"), "a.txt")[0]
        'Malmö'

    Raises:
        Empty: No bytes, or nothing but white space.
        TooLarge: The size is `MAX_BYTES` or more.
        Malformed: A known format that is not text, or too many control characters.
        Encoding: None of the encodings fits.
    """
    check_size(len(raw), name)
    for magic, what in FORMATS:
        if raw.startswith(magic):
            raise Malformed(f"Report not read: {name!r} is {what}, not text. Save its text as a .txt file.")
    text, note = decode_bytes(raw, name)
    if not text.strip():
        raise Empty(f"Report not read: {name!r} has no text. Give a file with the text of a report.")
    _check_page(text, name)
    return text, note


def check_size(size_bytes: int, name: str) -> None:
    """Return nothing; a size that is too large is refused before more is read or decoded.

    Raises:
        TooLarge: The size is `MAX_BYTES` or more.
    """
    if size_bytes >= MAX_BYTES:
        raise TooLarge(
            f"Report not read: {name!r} has {size_bytes / 1e6:.1f} MB of text, a report must have less than "
            f"{MAX_BYTES // 1_000_000} MB. Split it into single reports or skip it."
        )


def decode_bytes(raw: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of bytes whatever it holds, and a note where the encoding had to be guessed.

    Raises:
        Malformed: Too many control characters.
        Encoding: None of the encodings fits.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], encoding, name), None
    if wide := guess_utf16(raw):
        return _decode_marked(raw, wide, name), f"Read as {wide.upper()} without a byte order mark."
    _check_binary(raw, name)
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return _decode_broken(raw, name)


def _decode_marked(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Encoding(
            f"Report not read: {name!r} begins as {encoding.upper()} but breaks at byte {error.start}. "
            "Save it again as UTF-8."
        ) from error


def guess_utf16(raw: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: Latin text has a zero in each pair."""
    sample = raw[:SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 2:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > half * 0.6 and first < half * 0.05:
        return "utf-16-le"
    if first > half * 0.6 and second < half * 0.05:
        return "utf-16-be"
    return None


def _check_binary(raw: bytes, name: str) -> None:
    sample = raw[:SAMPLE_BYTES]
    controls = sum(byte in CONTROLS for byte in sample)
    if controls > MAX_CONTROL_SHARE * len(sample) and controls > 2:
        raise Malformed(
            f"Report not read: {name!r} is not text, {controls * 100 // len(sample)} % of its bytes are "
            "control characters. Save its text as a .txt file."
        )


def _decode_broken(raw: bytes, name: str) -> tuple[str, str]:
    """Return text whose bytes are not all UTF-8: damaged UTF-8 or Windows-1252."""
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    whole = sum(character > "\x7f" for character in damaged) - lost
    if whole > lost:
        return damaged, f"{lost} places of the text are not valid UTF-8; they stand as U+FFFD."
    high = sum(byte > 127 for byte in raw)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or high > MAX_HIGH_SHARE * len(raw):
        raise Encoding(
            f"Report not read: {name!r} is neither UTF-8 nor UTF-16, and {high} of its {len(raw)} bytes "
            "fit no Western encoding. Save it as UTF-8."
        )
    return text, "The text is not UTF-8; read as Windows-1252."


def _check_page(text: str, name: str) -> None:
    if text[:200].lstrip().lower().startswith(("<!doctype", "<html", "<?xml", "<rss")):
        raise Malformed(
            f"Report not read: {name!r} is a web page or XML, not text. Save the text of the report."
        )
