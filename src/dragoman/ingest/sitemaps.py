"""Sitemaps to the pages that they list: plain ones, indexes of others, and those of news.

Place in the flow: as `feeds`; the addresses of `children` are fetched and read here in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dragoman.errors import Malformed
from dragoman.ingest.entries import Entry
from dragoman.ingest.feed_values import clean_link, clean_words, read_iso
from dragoman.ingest.found import Remark
from dragoman.ingest.xml_tree import get_local_name, parse_xml

MAX_BYTES = 20 * 2**20
MAX_PAGES = 50_000
"""Of one sitemap, as the protocol has it; it allows 50 MiB, those of news have under 2."""
HEAD_BYTES = 2_000
NEWS = "google.com/schemas/sitemap-news/"
"""In the namespace of what is told of news, whatever its version."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap: the pages that it lists, and the addresses of other sitemaps."""

    name: str
    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def is_sitemap(content: bytes) -> bool:
    """Return whether a document looks like a sitemap: its first element comes early."""
    head = content[:HEAD_BYTES].replace(b"\0", b"").lower()
    return b"<urlset" in head or b"<sitemapindex" in head


def read_sitemap(content: bytes, url: str | None, name: str) -> Sitemap:
    """Return what a sitemap lists.

    `lastmod` is when a page was changed, never when it was published: that only the names for news tell.

    Args:
        content: The bytes as they came, decompressed.
        url: Where they came from; relative links start there.
        name: What messages call the sitemap.

    Raises:
        ReadError: It is no sitemap, is broken beyond mending, or is over a limit; the sentence says why.
    """
    root, remarks = parse_xml(content, name, MAX_BYTES)
    kind = get_local_name(root)
    if kind not in ("urlset", "sitemapindex"):
        raise Malformed(
            f"Report not read: {name!r} is XML whose first element is {str(root.tag)[:80]!r}, no sitemap."
            " Give the address of a sitemap."
        )
    listed = [child for child in root if get_local_name(child) in ("url", "sitemap")]
    if len(listed) > MAX_PAGES:
        told = f"{len(listed) - MAX_PAGES} pages after the first {MAX_PAGES:,} were left out."
        remarks += (Remark("cut", told),)
        del listed[MAX_PAGES:]
    if kind == "sitemapindex":
        links = (clean_link(_find_words(child, "loc"), url) for child in listed)
        return Sitemap(name, children=tuple(dict.fromkeys(filter(None, links))), remarks=remarks)
    entries = tuple(entry for child in listed if (entry := _to_entry(child, url)).url)
    return Sitemap(name, entries, remarks=remarks)


def _to_entry(page: etree._Element, base: str | None) -> Entry:
    news = next((child for child in page if get_local_name(child) == "news" and NEWS in str(child.tag)), None)
    publication = None if news is None else _find_child(news, "publication")
    return Entry(
        url=clean_link(_find_words(page, "loc"), base),
        title=clean_words(_find_words(news, "title"), is_markup=True),
        published=read_iso(_find_words(news, "publication_date")),
        updated=read_iso(_find_words(page, "lastmod")),
        publisher=clean_words(_find_words(publication, "name"), is_markup=True),
        language=clean_words(_find_words(publication, "language"), is_markup=False),
    )


def _find_child(parent: etree._Element, name: str) -> etree._Element | None:
    return next(_list_children(parent, name), None)


def _list_children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if get_local_name(child) == name)


def _find_words(parent: etree._Element | None, name: str) -> str | None:
    """Return the words of the first child of a name."""
    child = None if parent is None else _find_child(parent, name)
    return None if child is None else (child.text or "").strip()
