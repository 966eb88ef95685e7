"""Bytes of a feed or sitemap to a tree of XML that is safe to walk: nothing is opened, nothing grows.

Place in the flow: below `feeds` and `sitemaps`. A document type declaration is taken out before any parser
sees the bytes, so that there are no entities to expand and no address to fetch; what is broken is mended
where it can be, and said.
"""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint

from lxml import etree

from dragoman.errors import Encoding, Malformed, TooDeep, TooLarge
from dragoman.ingest.decode import BYTE_ORDER_MARKS
from dragoman.ingest.found import Remark

MAX_MARKS = 500_000
"""Tags, and attributes, of one document: each takes some 200 bytes of memory whatever its length."""
MAX_PIECES = 800_000
"""Tags, references and lines together: each is one piece to a parser, and costs feedparser 3 microseconds."""
MAX_NAMESPACES = 100
MARKUP = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""How "<" or, in the last, "<?xm" begins in encodings that are not like ASCII."""
MAX_LOST_SHARE = 0.05
NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"})
"""Codecs of Python that no document is written in; some take time by the square of the length."""
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "utf-8"}
"""What is written where the first is declared."""
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
DECLARATION = re.compile(r"\s*<\?xml\s[^>]*>")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PAGE_TYPE = re.compile(r"\s{1,20}html\b", re.IGNORECASE)
REFERENCE = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][\w.-]{0,40});)?")
NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]{1,40})?\s?=\s?(?:"[^"<>]{0,300}"|'[^'<>]{0,300}')""")
OWN_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
"""What a prefix means where the document forgets to say it."""
ANY_PREFIX = "urn:unknown:"


def parse_xml(content: bytes, name: str, max_bytes: int) -> tuple[etree._Element, tuple[Remark, ...]]:
    """Return the top element of an XML document, and what had to be mended.

    The tree holds neither a document type nor entities; those that HTML names are characters, others stand as
    they are written ("&who;").

    Raises:
        TooLarge: The document has more than `max_bytes` bytes, or too many tags, attributes or namespaces.
        TooDeep: Elements are nested deeper than 255.
        Encoding: Much of it is no text in the encoding that it begins as.
        Malformed: It is no XML, or a web page.
    """
    if len(content) > max_bytes:
        raise TooLarge(
            f"Report not read: {name!r} has {len(content) / 2**20:.1f} MiB, a feed or sitemap must have at"
            f" most {max_bytes / 2**20:.0f} MiB. Split it or skip it."
        )
    text, note = decode_xml(content, name)
    _check_pieces(text, name)
    remarks = [Remark("encoding", note)] if note else []
    text, dropped = ILLEGAL.subn("", DECLARATION.sub("", text, count=1))
    text, is_defining = _drop_doctype(text, name)
    text, illegal = _write_references(NAMESPACE.sub(_close_up, text))
    if dropped + illegal:
        told = f"{dropped + illegal} characters that XML does not know (NUL and other controls) were dropped."
        remarks.append(Remark("characters", told))
    if is_defining:
        told = "What the document defines in its document type was left out; its names stand as written."
        remarks.append(Remark("document type", told))
    root, fault = _parse(text, name)
    if fault:
        remarks.append(Remark("broken XML", fault))
    return root, tuple(remarks)


def _check_pieces(text: str, name: str) -> None:
    tags = text.count("<")
    if max(tags, text.count("='") + text.count('="')) > MAX_MARKS:
        raise TooLarge(f"Report not read: {name!r} has more than {MAX_MARKS:,} tags or attributes. Skip it.")
    if tags + text.count("&") + text.count("\n") > MAX_PIECES:
        told = f"{MAX_PIECES:,} tags, references and lines together"
        raise TooLarge(f"Report not read: {name!r} has more than {told}. Skip it.")


def get_local_name(element: etree._Element) -> str:
    """Return the name of an element in small letters, without its namespace; "" for a comment.

    Example:
        >>> get_local_name(etree.fromstring('<pubDate xmlns="urn:x"/>'))
        'pubdate'
    """
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def decode_xml(content: bytes, name: str) -> tuple[str, str | None]:
    """Return the text of an XML document, and a note where bytes did not fit the encoding that it states.

    Raises:
        Encoding: It begins as UTF-8, UTF-16 or UTF-32, and much of it is none.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_wide(content[len(mark) :], encoding, name)
    content = content.lstrip(b" \t\r\n")
    for mark, encoding in MARKUP:
        if content.startswith(mark):
            return _decode_wide(content, encoding, name)
    declared = DECLARED.match(content)
    encoding = _clean_encoding(declared[1].decode("ascii") if declared else "utf-8")
    for each in dict.fromkeys((encoding, "utf-8")):
        try:
            return content.decode(each), None if each == encoding else f"Read as UTF-8, not as {encoding}."
        except UnicodeDecodeError:
            continue
    if encoding == "utf-8":
        encoding = "cp1252"
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return text, f"Read as {encoding}; {lost} places do not fit it and stand as U+FFFD."


def _decode_wide(content: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    """Return the text of bytes whose first ones tell the encoding."""
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > MAX_LOST_SHARE * len(text) + 1:
        raise Encoding(
            f"Report not read: {name!r} begins as {encoding.upper()}, but {lost} of its {len(text)}"
            " characters are none there. Ask for it again, or skip it."
        )
    return text, f"{lost} places are not valid {encoding.upper()}; they stand as U+FFFD." if lost else None


def _clean_encoding(stated: str) -> str:
    """Return the codec of an encoding's name; UTF-8 where there is none that documents are written in."""
    try:
        encoding = codecs.lookup(stated).name.replace("_", "-")
        b" ".decode(encoding)
    except (LookupError, ValueError):
        return "utf-8"
    if encoding in NO_ENCODINGS or encoding.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return WIDER.get(encoding, encoding)


def _drop_doctype(text: str, name: str) -> tuple[str, bool]:
    """Return the document from its first element on, and whether its document type defined anything."""
    place = 0
    is_defining = False
    while True:
        place = _skip_space(text, place)
        if text.startswith("<!--", place):
            place = _find_end(text, "-->", place + 4, name)
        elif text.startswith("<?", place):
            place = _find_end(text, "?>", place + 2, name)
        elif text[place : place + 9].upper() == "<!DOCTYPE":
            if PAGE_TYPE.match(text, place + 9):
                raise _refuse_page(name)
            place, defines = _skip_doctype(text, place + 9, name)
            is_defining |= defines
        else:
            return text[place:], is_defining


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _find_end(text: str, mark: str, place: int, name: str) -> int:
    end = text.find(mark, place)
    if end < 0:
        raise Malformed(
            f"Report not read: {name!r} has no XML element: it begins with a part that does not end. Ask for"
            " it again."
        )
    return end + len(mark)


def _skip_doctype(text: str, place: int, name: str) -> tuple[int, bool]:
    """Return where a document type declaration ends, and whether it has a part in brackets."""
    is_inside = False
    is_defining = False
    while place < len(text):
        character = text[place]
        if character in "\"'":
            place = _find_end(text, character, place + 1, name)
            continue
        if is_inside and text.startswith("<!--", place):
            place = _find_end(text, "-->", place + 4, name)
            continue
        if character == "[":
            is_inside = is_defining = True
        elif character == "]":
            is_inside = False
        elif character == ">" and not is_inside:
            return place + 1, is_defining
        place += 1
    return _find_end(text, ">", place, name), is_defining


def _close_up(namespace: re.Match[str]) -> str:
    """Return a namespace without spaces in its name: parsers split it from that of an element by one."""
    key, _, name = namespace[0].partition("=")
    return f"{key}={''.join(name.split())}"


def _write_references(text: str) -> tuple[str, int]:
    """Return the text with references that any parser reads, and how many stood for illegal characters.

    A single "&" becomes "&amp;", so that "?a=1&b=2" stays whole; names of HTML become characters. What is
    marked as plain (CDATA) is left as it is.
    """
    pieces: list[str] = []
    illegal = 0

    def write(match: re.Match[str]) -> str:
        nonlocal illegal
        decimal, hexadecimal, named = match.groups()
        if named:
            if named in OWN_NAMES:
                return match[0]
            code = name2codepoint.get(named)
            return f"&#{code};" if code else f"&amp;{named};"
        if decimal is None and hexadecimal is None:
            return "&amp;"
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code > 0x10FFFF or ILLEGAL.match(chr(code)):
            illegal += 1
            return ""
        return match[0]

    start = 0
    while (plain := text.find("<![CDATA[", start)) >= 0 and (end := text.find("]]>", plain)) >= 0:
        pieces += (REFERENCE.sub(write, text[start:plain]), text[plain : end + 3])
        start = end + 3
    pieces.append(REFERENCE.sub(write, text[start:]))
    return "".join(pieces), illegal


def _parse(text: str, name: str) -> tuple[etree._Element, str | None]:
    """Return the top element, and a sentence on what was broken."""
    root, faults = _parse_once(text)
    if any(fault.domain_name == "NAMESPACE" for fault in faults):
        root, faults = _parse_once(_declare_prefixes(text))
    if root is None:
        raise Malformed(f"Report not read: {name!r} is no XML. Give the address of a feed or sitemap.")
    if any("xcessive depth" in fault.message for fault in faults):
        raise TooDeep(
            f"Report not read: {name!r} has elements nested deeper than 255. Feeds are flat: skip it."
        )
    if get_local_name(root) == "html":
        raise _refuse_page(name)
    if len({namespace for element in root.iter() for namespace in element.nsmap.values()}) > MAX_NAMESPACES:
        raise TooLarge(f"Report not read: {name!r} has more than {MAX_NAMESPACES} namespaces. Skip it.")
    broken = [fault for fault in faults if fault.domain_name != "NAMESPACE"]
    return (
        root,
        f"Its XML is broken at line {broken[0].line} and was mended as far as it went." if broken else None,
    )


def _parse_once(text: str) -> tuple[etree._Element | None, list[etree._LogEntry]]:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, list(parser.error_log)


def _declare_prefixes(text: str) -> str:
    """Return the document with every prefix declared in its first element that is declared nowhere."""
    used = set(re.findall(r"[<\s/]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]", text))
    missing = sorted(used - set(re.findall(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=", text)) - {"xml", "xmlns"})
    opened = re.match(r"<[A-Za-z_][\w.:-]*", text)
    if opened is None:
        return text
    declared = "".join(
        f' xmlns:{prefix}="{PREFIXES.get(prefix, ANY_PREFIX + prefix)}"'
        for prefix in missing[:MAX_NAMESPACES]
    )
    return text[: opened.end()] + declared + text[opened.end() :]


def _refuse_page(name: str) -> Malformed:
    return Malformed(
        f"Report not read: {name!r} is a web page, not a feed or sitemap. Give the address of the feed."
    )
