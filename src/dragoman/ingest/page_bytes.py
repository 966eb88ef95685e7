"""A page's bytes to characters: marks, what the bytes are, what server and page declare, a guess at last.

Place in the flow: below `pages`. Declarations are often wrong, so the bytes are asked first.
"""

from __future__ import annotations

import codecs
import re

from dragoman.errors import Malformed
from dragoman.ingest.decode import BYTE_ORDER_MARKS, FORMATS, SAMPLE_BYTES
from dragoman.ingest.found import Remark

META_BYTES = 4096
"""Where a page declares its encoding; browsers look at 1,024 bytes."""
META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
MARKUP = re.compile(
    rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]{0,2000}>|&#?\w{1,8};", re.DOTALL | re.IGNORECASE
)
WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What browsers read instead (WHATWG Encoding Standard): who declares the first writes the second."""
REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
"""Codecs that no browser takes; UTF-7 hides markup."""
MAX_DAMAGE = 0.02
"""Share of bytes that are not UTF-8 up to which a page is damaged UTF-8: pages that mix in one Windows-1252
comment have under 0.005, pages in another encoding over 0.05 where they are not English."""
MAX_HIGH_SHARE = 0.25
"""Share of letters over 127 in Western text; over it a Western declaration is wrong (as in `decode`)."""
WESTERN = frozenset({"cp1252", "iso8859-15", "cp1254", "cp1257", "mac-roman"})
NOT_WESTERN = re.compile("[\ufffd\xa1-\xa6\xa8-\xbf\xd7\xf7ðþý]\\w|\\w[\xa1-\xa6\xa8-\xbf\xd7\xf7ðþý]\\w")
"""What Windows-1252 makes of Polish, Czech, Turkish: signs inside of words."""
GUESSED = (
    "cp1251 koi8_u cp1256 cp1253 cp1255 cp1250 cp1252 cp1254 gb18030 big5 cp932 euc_jp cp949 cp874 "
    "mac_cyrillic iso8859_5".split()
)


def decode_page(content: bytes, charset: str | None, name: str) -> tuple[str, list[Remark]]:
    """Return the characters of a page and what must be said of how they were found.

    NUL and lone surrogates are dropped; bytes that fit no encoding stand as U+FFFD. Both are counted in
    a remark.

    Args:
        content: The bytes.
        charset: What the server says; None where it says nothing.
        name: Name of the document for the message.

    Raises:
        Malformed: The bytes are of a known format that is no page.
    """
    for magic, what in FORMATS:
        if content.startswith(magic):
            raise Malformed(
                f"Report not read: {name!r} is {what}, not a web page. Give the address of an article."
            )
    text, encoding, note = _decode(content, charset)
    remarks = [Remark("encoding", note)] if note else []
    lost = text.count("\ufffd") - (content.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if lost > 0:
        remarks.append(
            Remark(
                "encoding",
                f"{lost} places of the page are not valid {encoding.upper()}; they stand as U+FFFD.",
            )
        )
    text, dropped = _drop_unprintable(text)
    if dropped:
        remarks.append(Remark("characters", f"{dropped} NUL or lone surrogates were dropped."))
    return text, remarks


def _drop_unprintable(text: str) -> tuple[str, int]:
    """Return a text without NUL and lone surrogates, and how many there were."""
    kept = re.sub("[\x00\ud800-\udfff]", "", text)
    return kept, len(text) - len(kept)


def _decode(content: bytes, charset: str | None) -> tuple[str, str, str | None]:
    """Return the text, its encoding, and a note where what is declared does not hold."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding, None
    if wide := _guess_utf16(content):
        return content.decode(wide, "replace"), wide, None
    if content.isascii():
        encoding = "iso2022_jp_2" if b"\x1b$" in content else "ascii"
        return content.decode(encoding, "replace"), encoding, None
    try:
        return content.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError:
        pass
    declared = [each for each in (clean_charset(charset), _find_declared(content)) if each]
    visible = MARKUP.sub(b" ", content[: 4 * SAMPLE_BYTES])
    for encoding in declared:
        if encoding != "utf-8" and _fits(content, visible, encoding):
            return content.decode(encoding, "replace"), encoding, None
    damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= MAX_DAMAGE * len(visible) and _has_utf8(damaged):
        return damaged, "utf-8", None
    encoding = _guess(visible)
    said = f"declares {declared[0].upper()}" if declared else "declares no encoding"
    return content.decode(encoding, "replace"), encoding, f"The page {said}; read as {encoding.upper()}."


def clean_charset(label: str | None) -> str | None:
    """Return the codec of a declared encoding as browsers read it; None where it is none.

    Example:
        >>> clean_charset("ISO-8859-1"), clean_charset("utf-7")
        ('cp1252', None)
    """
    try:
        codec = codecs.lookup((label or "").strip().strip("\"'").lower().removeprefix("x-"))
        "".encode(codec.name)  # raises LookupError for codecs that are no encodings of text
    except (LookupError, ValueError, TypeError):
        return None
    return None if codec.name.replace("_", "-") in REFUSED else WIDER.get(codec.name, codec.name)


def _find_declared(content: bytes) -> str | None:
    found = META_CHARSET.search(content[:META_BYTES])
    declared = clean_charset(found[1].decode("ascii")) if found else None
    return "utf-8" if declared and declared.startswith(("utf-16", "utf-32")) else declared


def _fits(content: bytes, visible: bytes, encoding: str) -> bool:
    """Return whether bytes can be of an encoding: they decode (a few places apart) and look like its text."""
    broken = content.decode(encoding, "replace").count("\ufffd")
    if broken > MAX_DAMAGE * len(visible):
        return False
    if encoding not in WESTERN:
        return True
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in visible[:SAMPLE_BYTES])
    return sum(byte > 127 for byte in visible[:SAMPLE_BYTES]) <= MAX_HIGH_SHARE * max(1, letters)


def _has_utf8(damaged: str) -> bool:
    """Return whether enough characters over 127 came out whole: in other encodings they do so by chance."""
    lost = damaged.count("\ufffd")
    return 4 * (sum(character > "\x7f" for character in damaged) - lost) >= lost


def _guess(visible: bytes) -> str:
    """Return the encoding that the visible bytes are most likely of; Windows-1252 where none stands out."""
    from charset_normalizer import from_bytes

    western = visible.decode("cp1252", "replace")
    if sum(byte > 127 for byte in visible) <= MAX_HIGH_SHARE * len(visible) and not NOT_WESTERN.search(
        western
    ):
        return "cp1252"
    high = b" ".join(word for word in visible[: 2 * SAMPLE_BYTES].split() if not word.isascii())[:8192]
    best = from_bytes(high or visible[:8192], cp_isolation=GUESSED).best()
    return codecs.lookup(best.encoding).name if best else "cp1252"


def _guess_utf16(content: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: a page begins with "<" and has a zero beside it."""
    start = content[:64].lstrip(b" \r\n\t\x00") and content[:4]
    if start[:2] == b"<\x00" and start[3:4] == b"\x00":
        return "utf-16-le"
    if start[:2] == b"\x00<" and start[2:3] == b"\x00":
        return "utf-16-be"
    return None
