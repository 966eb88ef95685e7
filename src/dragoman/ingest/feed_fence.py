"""Takes out of a feed what is not used, and what would keep feedparser busy.

Place in the flow: `feeds` calls it between `xml_tree` and feedparser. feedparser compares every tag of an
entry with all others, and looks for addresses of mail in names by the square of their length: a feed of 2 MB
can hold it for minutes. So it is given only the parts of a feed that become a `Feed`, in bounded number.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from dragoman.errors import TooLarge
from dragoman.ingest.entries import MAX_ENTRIES
from dragoman.ingest.xml_tree import get_local_name

MAX_ELEMENTS = 100_000
"""feedparser takes some 15 microseconds for each."""
MAX_ALIKE = 10
"""Parts of one name in an entry, links apart."""
MAX_LINKS = 50
MAX_ATTRIBUTES = 50
MAX_ATTRIBUTE_CHARS = 4_096
MAX_VALUE_CHARS = 500
TOO_LONG_WORD = re.compile(r"\S{81}")
"""In a name or date: a longer one is none."""
ENTRIES = frozenset({"item", "entry"})
PERSONS = frozenset({"author", "creator", "managingeditor", "publisher", "webmaster"})
HOLDERS = ENTRIES | PERSONS | {"rss", "rdf", "channel", "feed", "source"}
"""Parts whose own parts are looked through."""
DAYS = frozenset({"pubdate", "issued", "published"})
VALUES = PERSONS | DAYS | {"created", "date", "email", "lastbuilddate", "modified", "name", "updated"}
WORDS = frozenset({"abstract", "body", "content", "description", "encoded", "fullitem", "summary", "title"})
"""Parts that hold words, and with them markup of all kinds."""
KEPT = HOLDERS | VALUES | WORDS | {"guid", "id", "link", "origlink"}
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
ISSUED = "{http://purl.org/dc/terms/}issued"


def fence_feed(root: etree._Element, name: str) -> int:
    """Take out of a feed's tree what is not used or is too much; return how many entries the feed has.

    Raises:
        TooLarge: It has too many elements.
    """
    count = 0
    holders = [root]
    while holders:
        holder = holders.pop()
        alike: Counter[str] = Counter()
        for part in list(holder):
            kind = get_local_name(part)
            alike[kind] += 1
            count += kind in ENTRIES
            if not _is_kept(part, kind, alike[kind], count):
                holder.remove(part)
            elif kind in HOLDERS:
                holders.append(part)
            elif kind not in WORDS:
                for child in list(part):
                    part.remove(child)
        if get_local_name(holder) in ENTRIES:
            _name_day(holder)
    elements = list(root.iter(etree.Element))
    if len(elements) > MAX_ELEMENTS:
        raise TooLarge(
            f"Report not read: {name!r} has {len(elements):,} elements in its texts, a feed must have at most"
            f" {MAX_ELEMENTS:,}. Skip it."
        )
    for element in elements:
        _shorten_attributes(element)
    return count


def _is_kept(part: etree._Element, kind: str, alike: int, entries: int) -> bool:
    if kind in ENTRIES:
        return entries <= MAX_ENTRIES
    if kind not in KEPT or alike > (MAX_LINKS if kind == "link" else MAX_ALIKE):
        return False
    if kind in VALUES:
        value = (part.text or "") + "".join(child.tail or "" for child in part)
        return len(value) <= MAX_VALUE_CHARS and not TOO_LONG_WORD.search(value)
    return kind not in WORDS or not _holds_other_xml(part)


def _holds_other_xml(part: etree._Element) -> bool:
    """Return whether words are stated to be other XML, whose elements feedparser takes for parts."""
    stated = part.get("type", "").strip().lower()
    return stated.endswith("xml") and stated != "application/xhtml+xml" and len(part) > 0


def _name_day(entry: etree._Element) -> None:
    """Let `dc:date` be the day of publication where an entry states no other: so RSS 1.0 writes it.

    feedparser takes it for the day of a change.
    """
    if any(get_local_name(child) in DAYS for child in entry):
        return
    for child in entry.findall(DUBLIN_CORE + "date"):
        child.tag = ISSUED


def _shorten_attributes(element: etree._Element) -> None:
    if len(element.attrib) > MAX_ATTRIBUTES:
        element.attrib.clear()
    for attribute in [key for key, value in element.items() if len(value) > MAX_ATTRIBUTE_CHARS]:
        del element.attrib[attribute]
