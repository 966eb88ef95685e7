"""What feeds and sitemaps tell of articles, before any is fetched.

Place in the flow: `feeds`, `json_feed` and `sitemaps` make entries, `feed_documents` follows them, `watching`
says which are new.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ingest.found import Remark

MAX_BYTES = 10 * 2**20
"""Of one feed; the largest of news agencies have some 2 MiB."""
MAX_ENTRIES = 2_000
"""Of one feed; most have 10 to 100."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or sitemap tells of one article.

    `published` and `updated` are ISO dates or times in UTC; neither is taken for the other. `publisher` is
    told of this entry alone, as where a feed gathers from many. `content_html` is the article itself where
    the feed carries it, in UTF-8; what markup it holds is as it came. `guid` is the feed's own name for it,
    `language` the code that a sitemap of news states.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    publisher: str | None = None
    summary_text: str | None = None
    content_html: bytes | None = None
    guid: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `kind` is its format as "rss20" or "atom10", `url` the page that it belongs to."""

    name: str
    kind: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    entries: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()


def list_cut(count: int) -> tuple[Remark, ...]:
    """Return what must be said where a feed has more entries than are read."""
    if count <= MAX_ENTRIES:
        return ()
    return (Remark("cut", f"{count - MAX_ENTRIES} entries after the first {MAX_ENTRIES:,} were left out."),)
