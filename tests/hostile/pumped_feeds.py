"""Feeds made to take much time or memory, and one run over one of them.

`python -m tests.hostile.pumped_feeds NAME` reads the feed of a name in this process, and prints as JSON what
came of it, the seconds of processor time, and by how many MiB the memory grew.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

from dragoman.errors import DragomanError
from dragoman.ingest.entries import MAX_BYTES
from dragoman.ingest.feeds import read_feed
from dragoman.ingest.sitemaps import read_sitemap

ITEM = (
    "<item><title>T &amp; U</title><link>/1</link><pubDate>1 Jan 2004</pubDate>"
    "<description>x</description></item>"
)


def wrap(items: str) -> str:
    return f"<rss version='2.0'><channel>{items}</channel></rss>"


def fill(piece: str, limit: int = MAX_BYTES - 2_000) -> str:
    return piece * (limit // len(piece.encode()))


def put_item(inside: str) -> str:
    return wrap(f"<item>{inside}</item>")


def make_bomb() -> str:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    return f'<!DOCTYPE rss [<!ENTITY a0 "lol">{lines}]>' + wrap("<title>&a12;</title>")


PUMPED: dict[str, Callable[[], str | bytes]] = {
    "entity bomb": make_bomb,
    "long entity": lambda: f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10**6}">]>' + wrap("&a;" * 10**6),
    "entries": lambda: wrap(fill(ITEM)),
    "entries to the limit of tags": lambda: wrap("<item><title>T</title><link>/1</link></item>" * 80_000),
    "few tags, many entries": lambda: wrap("<item/>" * 99_000),
    "elements": lambda: put_item("<a/>" * 99_000),
    "elements with a namespace each": lambda: put_item(
        "".join(f"<n{n % 90}:a xmlns:n{n % 90}='u{n % 90}'/>" for n in range(100_000))
    ),
    "attributes": lambda: put_item("<a " + " ".join(f"a{n}='1'" for n in range(400_000)) + "/>"),
    "long text": lambda: put_item(f"<description>{fill('rain ')}</description>"),
    "long text of ampersands": lambda: put_item(f"<description>{fill('& ')}</description>"),
    "references to the limit": lambda: put_item(f"<description>{'& ' * 790_000}</description>"),
    "lines to the limit": lambda: put_item("<description>" + "a\n" * 790_000 + "</description>"),
    "all kinds to the limit": lambda: put_item(
        f"<description>{'& ' * 590_000}</description><content type='xhtml'>{'<b/>' * 98_000}</content>"
    ),
    "many lines": lambda: put_item(f"<description>{fill(chr(10))}</description>"),
    "long plain text": lambda: put_item(f"<title><![CDATA[{fill('<p>a</p>', 2 * 10**6)}]]></title>"),
    "many plain parts": lambda: put_item("<title>" + "<![CDATA[<b>x</b>]]>" * 80_000 + "</title>"),
    "open tags in text": lambda: put_item(f"<description><![CDATA[{'<b ' * 400_000}]]></description>"),
    "open entities in text": lambda: put_item(f"<title><![CDATA[{fill('&a')}]]></title>"),
    "long author": lambda: put_item(f"<author>{fill('a')}</author>"),
    "author in parts": lambda: put_item("<author>" + ("a" * 900 + "<x/>") * 8_000 + "</author>"),
    "author in a content of XML": lambda: put_item(
        f"<content type='text/xml'><author>{'a' * 900_000}</author></content>"
    ),
    "long date": lambda: put_item(f"<pubDate>{fill('1 ')}</pubDate>"),
    "long attribute of a date": lambda: f"<CHANNEL><ITEM LASTMOD='{fill('1-')}'/></CHANNEL>",
    "many authors": lambda: put_item(f"<author>{'a' * 990}</author>" * 9_000),
    "many links": lambda: put_item("<link href='/a'/>" * 99_000),
    "many tags": lambda: put_item("".join(f"<category>{n}</category>" for n in range(95_000))),
    "sources in sources": lambda: put_item("<source url='u'><title>x</title></source>" * 60_000),
    "deep": lambda: put_item("<a>" * 240 + "x" + "</a>" * 240),
    "too deep": lambda: put_item("<a>" * 100_000),
    "deep bases": lambda: put_item("".join("<a xml:base='a/b/c/d/e/f/'>" for _ in range(240)) + "</a>" * 240),
    "deep markup in text": lambda: put_item(f"<title><![CDATA[{'<b>' * 100_000}x]]></title>"),
    "inline markup": lambda: put_item(
        "<content type='xhtml'><div>" + "<b>x</b>" * 90_000 + "</div></content>"
    ),
    "document types": lambda: "<!DOCTYPE a [" * 700_000,
    "comments": lambda: wrap("<!--x-->" * 400_000),
    "open comments": lambda: wrap("<!--" * 400_000),
    "base64": lambda: put_item(f"<content type='image/png' mode='base64'>{fill('QUFB')}</content>"),
    "wide characters": lambda: put_item(f"<description>{fill('🌍')}</description>"),
    "many prefixes": lambda: put_item("".join(f"<p{n}:a/>" for n in range(99_000))),
    "codec of a square": lambda: b"<?xml version='1.0' encoding='punycode'?>" + wrap(fill("a-")).encode(),
    "UTF-16": lambda: wrap(fill(ITEM, MAX_BYTES // 2 - 9_000)).encode("utf-16"),
    "JSON": lambda: '{"version": "https://jsonfeed.org/version/1", "items": [' + "{}," * 190_000 + "{}]}",
    "JSON of many parts": lambda: '{"version": "x", "items": [' + '{"":0},' * 1_400_000 + "{}]}",
    "JSON of many words": lambda: '{"version": "x", "items": [' + '"ab",' * 2_000_000 + "{}]}",
    "deep JSON": lambda: '{"items": ' + "[" * 5_000_000,
    "long number": lambda: '{"items": ' + "1" * 9_000_000 + "}",
    "sitemap": lambda: "<urlset>" + "<url><loc>http://x.example/</loc></url>" * 120_000 + "</urlset>",
}  # fmt: skip


def main(name: str) -> None:
    made = PUMPED[name]()
    raw = made.encode() if isinstance(made, str) else made
    del made
    read_feed(wrap(ITEM).encode(), None, "first")  # what reading needs once
    base, begun = get_peak_kib(), time.process_time()
    try:
        came = "read"
        (read_sitemap if name == "sitemap" else read_feed)(raw, "https://rift.example/feed", name)
    except DragomanError as error:
        came = type(error).__name__
    took = time.process_time() - begun
    print(
        json.dumps(
            {"came": came, "cpu_s": took, "grown_mib": (get_peak_kib() - base) / 1024, "size": len(raw)}
        )
    )


def get_peak_kib() -> int:
    """Return the most memory that this process had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(sys.argv[1])
