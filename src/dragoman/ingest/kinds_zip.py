"""What a zip holds, told by its first bytes alone.

Place in the flow: below `kinds`. Nothing is unpacked but the head of one small part.
"""

from __future__ import annotations

import re
import zlib
from typing import Literal

ZipKind = Literal["docx", "odt", "other office", "wacz", "zip"]

ENTRY = re.compile(rb"PK\x03\x04.{4}(.{2}).{8}(.{4}).{4}(.{2})(.{2})", re.DOTALL)
"""The header of a part: method, packed size, length of its name, length of its extra field."""
OFFICE_TYPES: tuple[tuple[bytes, ZipKind], ...] = (
    (b"wordprocessingml", "docx"),
    (b"ms-word", "docx"),
    (b"spreadsheetml", "other office"),
    (b"presentationml", "other office"),
    (b"ms-excel", "other office"),
    (b"ms-powerpoint", "other office"),
    (b"visio", "other office"),
)
FOLDERS: tuple[tuple[bytes, ZipKind], ...] = (
    (b"word/", "docx"),
    (b"xl/", "other office"),
    (b"ppt/", "other office"),
    (b"visio/", "other office"),
)
WEB_ARCHIVE = re.compile(
    rb"archive/[^/]+\.warc(?:\.gz|\.zst)?$|indexes/[^/]+\.(?:cdx|idx)|pages/[^/]+\.jsonl$"
)
UNPACKED_BYTES = 65_536
STORED, DEFLATED = b"\x00\x00", b"\x08\x00"


def find_zip_kind(head: bytes) -> ZipKind:
    """Return the kind of zip that begins with these bytes.

    Example:
        >>> find_zip_kind(b"PK\\x05\\x06" + bytes(18))
        'zip'
    """
    for match in ENTRY.finditer(head):
        size = int.from_bytes(match[3], "little")
        name = head[match.end() : match.end() + size]
        start = match.end() + size + int.from_bytes(match[4], "little")
        if found := _find_part_kind(name, match[1], head[start:]):
            return found
    return "zip"


def _find_part_kind(name: bytes, method: bytes, content: bytes) -> ZipKind | None:
    """Return what one part tells of the whole zip; None where it tells nothing."""
    if name == b"mimetype" and method == STORED:
        if content.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        return "other office" if content.startswith(b"application/vnd.oasis") else None
    if name == b"[Content_Types].xml":
        types = _unpack(method, content)
        return next((kind for mark, kind in OFFICE_TYPES if mark in types), None)
    if WEB_ARCHIVE.match(name):
        return "wacz"
    return next((kind for folder, kind in FOLDERS if name.startswith(folder)), None)


def _unpack(method: bytes, content: bytes) -> bytes:
    if method != DEFLATED:
        return content[:UNPACKED_BYTES]
    try:
        return zlib.decompressobj(wbits=-15).decompress(content, UNPACKED_BYTES)
    except zlib.error:
        return b""
