"""Values of feeds and sitemaps made clean: plain words, http links, ISO times.

Place in the flow: below `feeds`, `json_feed` and `sitemaps`. Feeds come from anywhere: no markup, script or
other scheme gets past here.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import fragment_fromstring

MAX_WORDS_CHARS = 20_000
"""Of a title or summary; what is longer is no summary."""
MAX_LINK_CHARS = 2_048
MAX_TIME_CHARS = 80
FIRST_YEAR, LAST_YEAR = 1900, 2100
UNSEEN = ("script", "style", "template", "noscript")
HAS_MARKUP = re.compile(r"</?[A-Za-z!]|&#?\w+;")
CLOCK = re.compile(r"\d:\d|T\d\d")
"""In a date that states a time of day too."""
LINK_SPACE = re.compile("[\x00-\x20\x7f]+")
MAIL = re.compile(r"\S{1,100}@\S{1,100}")


def clean_words(value: object, *, is_markup: bool) -> str | None:
    """Return a title or summary as plain words on one line, or None where there are none.

    Args:
        value: What the feed gives.
        is_markup: Whether it is HTML; if not, "<b>" are three characters of the words.

    Example:
        >>> clean_words("Shells hit <b>Tula</b> &amp; Garo", is_markup=True)
        'Shells hit Tula & Garo'
    """
    if not isinstance(value, str):
        return None
    words = value[:MAX_WORDS_CHARS]
    if is_markup and HAS_MARKUP.search(words):
        words = _take_words(words)
    return " ".join(words.split()) or None


def _take_words(markup: str) -> str:
    try:
        top = fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    for action, element in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
        if action == "start" and element.tag not in UNSEEN:
            pieces.append(element.text or "")
        if action == "start" and element.tag in ("br", "p", "div", "li", "tr", "td"):
            pieces.insert(len(pieces) - 1, " ")
        if action != "start" and element is not top:
            pieces.append(element.tail or "")
    return "".join(pieces)


def clean_name(value: object) -> str | None:
    """Return a person's name without addresses of mail and what brackets them.

    Example:
        >>> clean_name("asha@lake.example (Asha Noor)")
        'Asha Noor'
    """
    words = clean_words(value, is_markup=False) or ""
    return clean_words(MAIL.sub(" ", words).strip(" ()<>[],;"), is_markup=False)


def clean_link(value: object, base: str | None) -> str | None:
    """Return the whole http or https address of a link, or None where it is no such link.

    Args:
        value: What the feed gives.
        base: The address that a relative link starts from.

    Example:
        >>> clean_link("/a?b=1", "https://rift.example/feed")
        'https://rift.example/a?b=1'
        >>> clean_link("javascript:alert(1)", "https://rift.example/feed") is None
        True
    """
    if not isinstance(value, str) or len(value) > MAX_LINK_CHARS:
        return None
    link = LINK_SPACE.sub(" ", value).strip().replace(" ", "%20")
    try:
        whole = urljoin(base or "", link) if link else ""
        parts = urlsplit(whole)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and host and len(whole) <= MAX_LINK_CHARS else None


def clean_moment(value: object, parsed: object) -> str | None:
    """Return a time of a feed as ISO: in UTC, or the day alone where no time of day is stated.

    Args:
        value: The words of the feed.
        parsed: What feedparser reads in them, in UTC.

    Example:
        >>> clean_moment("1 Jan 2004 19:48 -0500", time.struct_time((2004, 1, 2, 0, 48, 0, 4, 2, 0)))
        '2004-01-02T00:48:00Z'
    """
    if not isinstance(parsed, time.struct_time) or not FIRST_YEAR <= parsed.tm_year <= LAST_YEAR:
        return None
    try:
        moment = datetime(*parsed[:5], min(parsed.tm_sec, 59), tzinfo=UTC)
    except ValueError:
        return None
    return _write_moment(moment, isinstance(value, str) and bool(CLOCK.search(value)))


def read_iso(value: object) -> str | None:
    """Return an ISO time (W3C, RFC 3339) in UTC, or its day, month or year as the first day; None if none.

    A time without a zone is taken as UTC. A month or year alone is no day and gives None.

    Example:
        >>> read_iso("2024-03-01T01:30:00+03:00"), read_iso("2024-03-01"), read_iso("2024")
        ('2024-02-29T22:30:00Z', '2024-03-01', None)
    """
    if not isinstance(value, str) or not 10 <= len(value.strip()) <= MAX_TIME_CHARS:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return _write_moment(moment, bool(CLOCK.search(value)))


def _write_moment(moment: datetime, has_time: bool) -> str:
    if not has_time:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def write_paragraphs(text: str) -> str:
    """Return plain text as HTML, a paragraph for each of its own.

    Example:
        >>> write_paragraphs("One & two.\\n\\nThree.")
        '<p>One &amp; two.</p><p>Three.</p>'
    """
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())
