"""Feeds to their entries: RSS, Atom and CDF through feedparser, JSON Feed through a reader of our own.

Place in the flow: `watch` and `add` fetch a feed and hand its bytes here; `feed_documents` follows the
entries. feedparser gets a tree that `xml_tree` wrote anew, never an address, and nothing of what it calls
sanitised is trusted: words are kept plain, links only where they are http or https.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat

from lxml import etree

from dragoman.errors import Malformed
from dragoman.ingest.entries import MAX_BYTES, Entry, Feed, list_cut
from dragoman.ingest.feed_fence import fence_feed
from dragoman.ingest.feed_values import clean_link, clean_moment, clean_name, clean_words, write_paragraphs
from dragoman.ingest.found import Remark
from dragoman.ingest.json_feed import is_json, read_json_feed
from dragoman.ingest.xml_tree import get_local_name, parse_xml

WHOLE_CHARS = 600
"""A description at least so long is taken as the article itself, not as a summary."""
TOP_NAMES = frozenset({"rss", "rdf", "feed", "channel"})
TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|code|div|em|font|form|h[1-6]|i|iframe|img|input|li|object|ol|p|script"
    r"|small|span|strong|style|sub|sup|svg|table|td|tr|u|ul|video)\b[^<>]*>",
    re.IGNORECASE,
)
"""By which words of RSS that are stated to be plain are taken for markup; Atom means what it states."""
MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def read_feed(content: bytes, url: str | None, name: str) -> Feed:
    """Return a feed and its entries in the order of the feed.

    Args:
        content: The bytes as they came.
        url: Where they came from; relative links start there.
        name: What messages call the feed.

    Raises:
        ReadError: It is no feed, is broken beyond mending, or is over a limit; the sentence says why.
    """
    if is_json(content):
        return read_json_feed(content, url, name)
    root, remarks = parse_xml(content, name, MAX_BYTES)
    if get_local_name(root) not in TOP_NAMES:
        raise Malformed(
            f"Report not read: {name!r} is XML whose first element is {str(root.tag)[:80]!r}, no feed."
            " Give the address of an RSS, Atom or JSON feed."
        )
    remarks += list_cut(fence_feed(root, name))
    return _to_feed(_ask_feedparser(etree.tostring(root, encoding="utf-8"), url, name), url, name, remarks)


def _ask_feedparser(document: bytes, url: str | None, name: str) -> Any:
    """Return what feedparser makes of a document that its strict parser reads.

    Its other parser, for broken documents, is slow on hostile ones and must not be reached.
    """
    import feedparser

    try:
        expat.ParserCreate(namespace_separator=" ").Parse(document, True)
    except expat.ExpatError as error:
        raise Malformed(f"Report not read: {name!r} is broken XML ({error}). Skip it.") from error
    headers = {"content-type": "application/xml; charset=utf-8"}
    if link := clean_link(url, None):
        headers["content-location"] = link
    try:
        return feedparser.parse(
            BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever a library raises on a hostile document is that document's fault
        raise Malformed(
            f"Report not read: {name!r} is a feed that cannot be read ({type(error).__name__}). Skip it."
        ) from error


def _to_feed(parsed: Any, url: str | None, name: str, remarks: tuple[Remark, ...]) -> Feed:
    told = parsed.feed
    is_guessed = not parsed.version.startswith("atom")
    entries = tuple(_to_entry(each, url, is_guessed=is_guessed) for each in parsed.entries)
    undated = sum(
        bool(each.get("published")) and entry.published is None
        for each, entry in zip(parsed.entries, entries, strict=True)
    )
    if undated:
        remarks += (Remark("date", f"{undated} entries have a date that is not understood."),)
    return Feed(
        name=name,
        kind=parsed.version or "rss",
        title=_take_words(told, "title", is_guessed=is_guessed),
        url=_find_link(told, url),
        published=_take_moment(told, "published"),
        updated=_take_moment(told, "updated"),
        entries=entries,
        remarks=remarks,
    )


def _to_entry(each: Any, base: str | None, *, is_guessed: bool) -> Entry:
    content = _find_content(each)
    source = each.get("source")
    return Entry(
        url=clean_link(each.get("feedburner_origlink"), base) or _find_link(each, base),
        title=_take_words(each, "title", is_guessed=is_guessed),
        published=_take_moment(each, "published"),
        updated=_take_moment(each, "updated"),
        author=_find_author(each),
        publisher=(_take_words(source, "title", is_guessed=is_guessed) if isinstance(source, dict) else None)
        or clean_words(each.get("publisher"), is_markup=False),
        summary_text=_take_words(each, "summary", is_guessed=is_guessed),
        content_html=content.encode() if content else None,
        guid=clean_words(each.get("id"), is_markup=False),
    )


def _take_words(told: Any, key: str, *, is_guessed: bool) -> str | None:
    detail = told.get(f"{key}_detail")
    stated = detail.get("type") if isinstance(detail, dict) else "text/html"  # a summary cut from the content
    words = told.get(key)
    is_markup = stated in MARKUP_TYPES or (is_guessed and isinstance(words, str) and bool(TAG.search(words)))
    return clean_words(words, is_markup=is_markup)


def _take_moment(told: Any, key: str) -> str | None:
    """Return a time; feedparser gives `published` where `updated` is missing unless it is asked so."""
    return clean_moment(dict.get(told, key), dict.get(told, f"{key}_parsed"))


def _find_link(told: Any, base: str | None) -> str | None:
    """Return the address of the page: the link that stands for it, a page before other types.

    What feedparser calls the link may be that of a file beside it, where links are written as text.
    """
    alternates = [link for link in told.get("links", ()) if link.get("rel") == "alternate"]
    alternates.sort(key=lambda link: link.get("type") not in MARKUP_TYPES)
    candidates = [*(link.get("href") for link in alternates), told.get("link")]
    return next((link for each in candidates if (link := clean_link(each, base))), None)


def _find_author(each: Any) -> str | None:
    """Return the names of those who wrote it; addresses of mail are left out.

    feedparser keeps the end of an address such as "asha@lake.example" in the name: the words that the feed
    has last are cleaned here instead.
    """
    told = [author.get("name") for author in each.get("authors", ()) if isinstance(author, dict)]
    whole = each.get("author")
    if isinstance(whole, str) and "@" in whole:
        told[-1:] = [whole]
    return ", ".join(dict.fromkeys(filter(None, map(clean_name, told)))) or None


def _find_content(each: Any) -> str | None:
    """Return the article as the feed carries it: its content, else a description as long as an article."""
    best = max(_list_contents(each), key=len, default="")
    return best or None


def _list_contents(each: Any) -> Iterator[str]:
    for part in each.get("content", ()):
        value = part.get("value")
        if isinstance(value, str) and value.strip() and not part.get("src"):
            yield value if part.get("type") in MARKUP_TYPES else write_paragraphs(value)
    summary = each.get("summary")
    if isinstance(summary, str) and len(summary) >= WHOLE_CHARS:
        plain = clean_words(summary, is_markup=True) or ""
        if len(plain) >= WHOLE_CHARS:
            yield summary if "<" in summary else write_paragraphs(summary)
