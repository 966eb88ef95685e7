"""What kind of content bytes are, told by the bytes themselves.

Place in the flow: above `decode` and `json_lines`. `files` and `documents` ask it which reader takes what
they have. Only where the content fits several kinds do the name and the media type decide: a list with commas
is a table if it is called so, a page without its head is one if a server says so, prose stays prose.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import PurePath
from typing import Literal

from dragoman.ingest.decode import BYTE_ORDER_MARKS, guess_utf16
from dragoman.ingest.json_lines import read_fields
from dragoman.ingest.kinds_text import is_mail, is_mailbox, is_table
from dragoman.ingest.kinds_zip import find_zip_kind

Kind = Literal[
    "text", "lines", "json feed", "json", "table", "page", "feed", "sitemap", "xml", "mail", "mailbox",
    "pdf", "docx", "odt", "other office", "warc", "wacz", "gzip", "zstd", "zip", "other archive",
    "picture", "sound or film", "program",
]  # fmt: skip
"""`xml` and `json` are those that hold none of the others. `gzip` and `zstd` are packed WARCs no less than
packed pages, except that a WARC in gzip or zstd is `warc`, since its reader unpacks it record by record; an
ARC, the form before it, is one too."""

HEAD_BYTES = 65_536
"""How much of a file `find_kind` looks at."""
MAGICS: tuple[tuple[bytes, Kind], ...] = (
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other office"),
    (b"{\\rtf", "other office"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "other archive"),
    (b"\xfd7zXZ\x00", "other archive"),
    (b"7z\xbc\xaf\x27\x1c", "other archive"),
    (b"Rar!\x1a\x07", "other archive"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"ID3", "sound or film"),
    (b"\xff\xfb", "sound or film"),
    (b"OggS\x00", "sound or film"),
    (b"fLaC", "sound or film"),
    (b"\x1aE\xdf\xa3", "sound or film"),
)
LETTERED = frozenset({b"BZh", b"ID3", b"WARC/"})
"""Magics that a text could begin with; they count only before what their format goes on with."""
GOES_ON = {
    b"BZh": rb"BZh[1-9]1AY&SY",
    b"ID3": rb"ID3[\x02-\x04][\x00-\x0f]",
    b"WARC/": rb"WARC/\d\.\d+\r?\n|filedesc://",
}
RIFF = {b"WEBP": "picture", b"WAVE": "sound or film", b"AVI ": "sound or film"}
ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
PDF_BEGINS_WITHIN = 1024
"""Readers of PDF look for its mark so far."""

PROLOG = re.compile(
    r"\s+|<\?.*?(?:\?>|>)|<!--.*?-->|<!DOCTYPE(?:[^<>\[\]]|\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*\])*>",
    re.DOTALL | re.IGNORECASE,
)
"""What may stand before the first element of XML or HTML."""
DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:.-]+)", re.IGNORECASE)
ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])[^<>]*")
ROOTS: dict[str, Kind] = {
    "html": "page", "head": "page", "body": "page", "frameset": "page",
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed",
    "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
CHANNEL = re.compile(r"<channel\s[^<>]*\b(?:href|lastmod|base)=|<(?:abstract|item|title)\b")
"""What Microsoft's old feeds (CDF) have in or below their root."""
BLOCKS = (
    "a|address|article|b|base|blockquote|br|center|div|dl|em|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|"
    "input|li|link|main|meta|nav|noscript|ol|p|pre|script|section|span|strong|style|svg|table|tbody|td|title|tr|ul"
)
BLOCK = re.compile(rf"<(?:{BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
CLOSED = re.compile(rf"</(?:{BLOCKS})\s*>", re.IGNORECASE)
LATE_PAGE = re.compile(r"^(?:<!DOCTYPE\s+html|<html[\s>])", re.IGNORECASE | re.MULTILINE)
LATE_CHARS = 4096
"""A page may stand behind what its server printed by mistake."""
HAS_HEAD = re.compile(r"<(?:head|body|title|meta)[\s>]", re.IGNORECASE)
KEY = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)')
LIST = re.compile(r"\[\s*(?:[{\]]|\"(?:[^\"\\]|\\.)*\"\s*[,\]])")
TEXT_KEY = re.compile(r'[{,]\s*"text"\s*:')
JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')


def find_kind(head: bytes, name: str, media_type: str | None = None) -> Kind:
    """Return the kind of content that begins with these bytes.

    Args:
        head: The first `HEAD_BYTES` of it, or all of it.
        name: Its name, path or address; decides only between kinds that fit.
        media_type: What a server or archive says of it; likewise.

    Example:
        >>> find_kind(b"<!doctype html><title>Rain</title>", "a.txt")
        'page'
        >>> find_kind(b"<Reuters> Rain fell, and fell.", "a.html")
        'text'
    """
    head = head[:HEAD_BYTES]
    return _find_binary(head) or _find_text(_to_text(head), head, _Told(name, media_type))


class _Told:
    """What name and media type say: the ending in lower case, without that of a packing, and the type."""

    def __init__(self, name: str, media_type: str | None) -> None:
        bare = PurePath(name.partition("?")[0].lower())
        packed = bare.suffix in (".gz", ".zst", ".bz2")
        self.suffix = PurePath(bare.stem).suffix if packed else bare.suffix
        self.type = (media_type or "").partition(";")[0].strip().lower()

    def says(self, suffixes: tuple[str, ...], types: tuple[str, ...]) -> bool:
        """Return whether name or type is one of these."""
        return self.suffix in suffixes or self.type in types


def _find_binary(head: bytes) -> Kind | None:
    if b"%PDF-" in head[: PDF_BEGINS_WITHIN + 5] and _is_pdf(head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return find_zip_kind(head)
    for magic, kind in MAGICS:
        if head.startswith(magic) and (magic not in LETTERED or re.match(GOES_ON[magic], head)):
            return _look_inside(head, kind)
    if ZSTD_SKIPPABLE.match(head):
        return "warc"  # a WARC in zstd begins with its dictionary
    if head.startswith(b"RIFF") and head[8:12] in RIFF:
        return "picture" if head[8:12] == b"WEBP" else "sound or film"
    if head.startswith(b"MZ") and b"PE\x00\x00" in head[:1024]:
        return "program"
    if head[4:8] == b"ftyp" and head[:2] == b"\x00\x00":
        return "sound or film"
    return "other archive" if head[257:262] == b"ustar" else None


def _is_pdf(head: bytes) -> bool:
    """Return whether a mark of PDF opens a document, and is not spoken of in a text."""
    start = head.index(b"%PDF-")
    return re.match(rb"%PDF-\d\.\d", head[start:]) is not None and (
        start == 0 or (b"\n" not in head[:start].strip() and b" obj" in head)
    )


def _look_inside(head: bytes, kind: Kind) -> Kind:
    """Return `warc` for packed bytes that begin one."""
    if kind == "gzip":
        try:
            begin = zlib.decompressobj(wbits=31).decompress(head, 64)
        except zlib.error:
            return kind
    elif kind == "zstd":
        begin = _peek_zstd(head)
    else:
        return kind
    return "warc" if re.match(GOES_ON[b"WARC/"], begin) else kind


def _peek_zstd(head: bytes) -> bytes:
    import zstandard  # slow to load, and seldom needed

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(head) as reader:
            return reader.read(64)
    except zstandard.ZstdError:
        return b""


def _to_text(head: bytes) -> str:
    """Return the beginning as text in which markup can be seen; letters may come out wrong."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            codec = "latin-1" if encoding == "utf-8" else encoding
            return head[len(mark) :].decode(codec, "replace")
    return head.decode(guess_utf16(head) or "latin-1", "replace")


def _find_text(text: str, head: bytes, told: _Told) -> Kind:
    begin = text.lstrip("\ufeff \t\r\n\x0b\x0c")
    if begin.startswith("{") and (found := _find_json(begin, head, told)):
        return found
    if LIST.match(begin) and told.says((".json",), ("application/json",)):
        return "json"
    if begin.startswith("<") and (found := _find_markup(begin, told)):
        return found
    if is_mailbox(begin):
        return "mailbox"
    if is_mail(begin, told.says((".eml", ".mht", ".mhtml"), ("message/rfc822", "multipart/related"))):
        return "mail"
    if (late := LATE_PAGE.search(text, 0, LATE_CHARS)) and HAS_HEAD.search(text, late.end()):
        return "page"
    is_told_table = told.says((".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"))
    return "table" if is_table(begin, is_told_table) else "text"


def _find_json(begin: str, head: bytes, told: _Told) -> Kind | None:
    """Return which JSON begins with a brace; None for prose that does."""
    if not KEY.match(begin):
        return None
    line, end, _ = begin.partition("\n")
    if read_fields(line.encode("utf-8", "replace")) is not None:
        return "lines"
    if JSON_FEED.search(begin):
        return "json feed"
    is_cut = len(head) >= HEAD_BYTES
    if not end and is_cut and TEXT_KEY.search(line):
        return "lines"  # one report that is longer than the head
    if told.says((".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl")):
        return "lines"
    is_told = told.says((".json",), ("application/json", "application/feed+json"))
    return "json" if is_told or is_cut or _is_json(line) or _is_json(begin) else None


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _find_markup(begin: str, told: _Told) -> Kind | None:
    """Return which markup begins here; None for prose that begins with an angle bracket."""
    place = 0
    while match := PROLOG.match(begin, place):
        place = match.end()
    is_xml = begin.startswith("<?xml")
    doctype = DOCTYPE.search(begin, 0, place)
    if doctype and doctype[1].lower() == "html":
        return "page"
    root = ROOT.match(begin, place)
    if root:
        found = ROOTS.get(root[2].lower())
        if found in ("feed", "sitemap") and not _is_xml_root(root, is_xml or doctype is not None):
            found = None
        if found:
            return found
    if is_xml or doctype:
        return "xml"
    is_told_page = told.says((".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"))
    closed = len(CLOSED.findall(begin))
    if BLOCK.match(begin, place) and (closed >= 2 or (is_told_page and closed)):
        return "page"
    if begin.startswith("<!DOCTYPE"):
        return "xml"
    return "xml" if told.says((".xml",), ("text/xml", "application/xml")) and root else None


def _is_xml_root(root: re.Match[str], is_declared: bool) -> bool:
    """Return whether a root is that of a feed or site map, and no word in angle brackets."""
    name, tag, rest = root[2].lower(), root[0].lower(), root.string[root.end() :].lower()
    if name == "rdf":
        return any(space in tag or space in rest for space in ("purl.org/rss", "my.netscape.com/rdf"))
    is_open = is_declared or f"</{name}>" in rest or "xmlns" in tag or "version=" in tag
    return is_open and (name != "channel" or CHANNEL.search(tag + rest) is not None)
