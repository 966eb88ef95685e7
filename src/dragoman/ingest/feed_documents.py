"""Entries of feeds and sitemaps to the documents that they lead to.

Place in the flow: above `feeds` and `sitemaps`, whose entries it follows through the fetcher; the command
hands on what is found. What the feed tells of an article goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Protocol

from dragoman.errors import Empty, FetchError
from dragoman.ingest.entries import Entry, Feed
from dragoman.ingest.found import Found, FoundDocument, Remark, UnreadReport


class Fetched(Protocol):
    """What came of fetching an address; with `status` 304 nothing changed, and `content` is empty."""

    @property
    def final_url(self) -> str:
        """Return the address after redirects."""

    @property
    def status(self) -> int:
        """Return the HTTP status."""

    @property
    def media_type(self) -> str | None:
        """Return the type that the server states."""

    @property
    def charset(self) -> str | None:
        """Return the encoding that the server states."""

    @property
    def content(self) -> bytes:
        """Return the bytes, decompressed."""

    @property
    def etag(self) -> str | None:
        """Return the mark of this version, for asking again."""

    @property
    def last_modified(self) -> str | None:
        """Return when the server says that it changed, in its words."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what must be said of how it was fetched."""


class Fetching(Protocol):
    """What fetches addresses: the one door out, or a stand-in of tests."""

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what an address gives; raises `FetchError` where it gives no page."""
        ...


def list_documents(feed: Feed, fetcher: Fetching) -> Iterator[Found]:
    """Yield what each entry of a feed leads to, in the order of the feed; nothing is raised."""
    for entry in feed.entries:
        yield find_document(entry, feed.name, feed.title, fetcher)


def find_document(entry: Entry, feed_name: str, feed_title: str | None, fetcher: Fetching) -> Found:
    """Return the page of an entry, else the article as the feed carries it, else why there is neither.

    Args:
        entry: What the feed tells.
        feed_name: What messages call the feed.
        feed_title: Who publishes an article of which there is only what the feed carries.
        fetcher: Fetches the page.
    """
    name = entry.url or f"{feed_name}#{entry.guid or entry.title or 'entry'}"
    if entry.url is None:
        told = "The entry has no address; what the feed carries of it was read."
        return _make_carried(entry, name, feed_title, Remark("from the feed", told))
    try:
        page = fetcher.fetch(entry.url)
    except FetchError as error:
        if entry.content_html is None:
            return UnreadReport(name, error)
        told = f"The page could not be fetched; the article as the feed carries it was read. {error}"
        return _make_carried(entry, name, feed_title, Remark("from the feed", told))
    return replace(
        make_document(page, name),
        title=entry.title,
        published=entry.published,
        publisher=entry.publisher,
        author=entry.author,
    )


def make_document(page: Fetched, name: str) -> FoundDocument:
    """Return what was fetched as a document."""
    return FoundDocument(
        name=name,
        content=page.content,
        media_type=page.media_type,
        charset=page.charset,
        url=page.final_url,
        remarks=page.remarks,
    )


def _make_carried(entry: Entry, name: str, feed_title: str | None, remark: Remark) -> Found:
    """Return the document of what a feed carries; a title is put before it, as a page has one."""
    carried = entry.content_html
    if carried is None and entry.summary_text:
        carried = f"<p>{escape(entry.summary_text)}</p>".encode()
    if carried is None:
        why = f"Report not read: {name!r} has neither an address nor a text in the feed. Skip it."
        return UnreadReport(name, Empty(why))
    return FoundDocument(
        name=name,
        content=_write_page(entry.title, carried),
        media_type="text/html",
        charset="utf-8",
        url=entry.url,
        title=entry.title,
        published=entry.published,
        publisher=entry.publisher or feed_title,
        author=entry.author,
        remarks=(remark,),
    )


def _write_page(title: str | None, carried: bytes) -> bytes:
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title or "")}</title></head>'
    return head.encode("utf-8", "replace") + b"<body><article>" + carried + b"</article></body></html>"
