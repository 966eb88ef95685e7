"""Seeds of feeds and sitemaps for `mutants`."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.ingest.feeds import read_feed
from dragoman.ingest.sitemaps import read_sitemap
from tests.ingest.test_feeds import ATOM, RSS
from tests.ingest.test_sitemaps import NEWS

URL = "https://rift.example/news/feed.xml"
RDF = """<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE rdf:RDF [<!ENTITY who "Kenya"><!ENTITY % more SYSTEM "http://x.example/dtd">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://x.example/"><title>Обстрел</title></channel>
<item rdf:about="http://x.example/1"><title>&who; &amp; Garo</title><link>http://x.example/1</link>
<dc:date>2004-01-01T10:00:00+03:00</dc:date><dc:creator>asha@x.example (Asha)</dc:creator></item></rdf:RDF>"""
MEDIA = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss"
 xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd" xmlns:psc="http://podlove.org/simple-chapters"
 xmlns:gml="http://www.opengis.net/gml"><channel><itunes:owner><itunes:name>Rift</itunes:name></itunes:owner>
<image><url>http://x.example/i.png</url><width>7</width></image><item><title>Raid</title>
<media:content url="http://x.example/a.mp4"><media:thumbnail url="/t.png" width="1"/></media:content>
<media:credit role="author">Asha</media:credit><georss:point>3.5 41.2</georss:point>
<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>1 2 3 4 5 6 1 2</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></georss:where><psc:chapters version="1.1">
<psc:chapter start="0:01:02.3" title="A"/>
</psc:chapters><itunes:duration>1:02</itunes:duration><enclosure url="/a.mp3" length="12"/>
<category>x</category>
<content type="application/xml"><author>Asha</author></content></item></channel></rss>"""
CDF = """<CHANNEL HREF="http://x.example/" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>C</TITLE>
<ABSTRACT>A</ABSTRACT><ITEM HREF="/1" LASTMOD="2004-04-06"><TITLE>One</TITLE></ITEM></CHANNEL>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Rift", "home_page_url": "https://rift.example/",
"items": [{"id": "1", "url": "/1", "title": "Raid \\ud83c\\udf0d", "content_html": "<p>Two died.</p>",
"date_published": "2024-03-01T01:00:00+03:00", "authors": [{"name": "Asha"}]},
{"id": 2, "content_text": "A.\\n\\nB."}]}"""
INDEX = """<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://rift.example/1.xml.gz</loc><lastmod>2024-03-02</lastmod></sitemap></sitemapindex>"""

READERS: dict[str, tuple[list[bytes], Callable[[bytes], object]]] = {
    "feed": (
        [RSS.encode(), ATOM.encode(), RDF.encode("cp1251"), MEDIA.encode(), CDF.encode(), JSON.encode(),
         RSS.encode("utf-16")],
        lambda raw: read_feed(raw, URL, "feed"),
    ),
    "sitemap": (
        [NEWS.encode(), INDEX.encode(), NEWS.encode("utf-16")],
        lambda raw: read_sitemap(raw, URL, "sitemap"),
    ),
}  # fmt: skip
"""Readers by name: seeds, and the function that reads bytes."""
