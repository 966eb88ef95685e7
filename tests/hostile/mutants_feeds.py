"""Mutants of feeds and sitemaps: documents with a few bytes changed must be read, or refused in our own words, in time.

`python -m tests.hostile.mutants_feeds READER --count N --seed S` changes the seeds of a reader N times and prints
what came of them. A reader is a function of bytes; whatever it raises that is no `DragomanError`, and
whatever takes longer than `LIMIT_S` seconds of processor time, is a fault, and is written out so that it can
become a test.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.errors import DragomanError
from dragoman.ingest.feeds import read_feed
from dragoman.ingest.sitemaps import read_sitemap
from tests.ingest.test_feeds import ATOM, RSS
from tests.ingest.test_sitemaps import NEWS

LIMIT_S = 5.0
ODD = (
    b"\0", b"\xff", b"\xfe\xff", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b'"', b"'", b"{", b"/",
    b"\xed\xa0\x80", b"&#0;", b"&#x110000;", b"%00", b"\r\n", b"-1", b"9" * 40, b"<!DOCTYPE a [",
    b"xmlns:a=''", b"=",
)  # fmt: skip
Reader = tuple[Sequence[bytes], Callable[[bytes], object]]


def mutate(seeds: Sequence[bytes], draw: random.Random) -> bytes:
    """Return a seed with one to eight changes: bytes flipped, cut, doubled, moved, or odd ones put in."""
    raw = bytearray(draw.choice(seeds))
    for _ in range(draw.randint(1, 8)):
        place = draw.randrange(len(raw) + 1)
        end = min(len(raw), place + draw.choice((1, 2, 8, 64, 512)))
        change = draw.randrange(6)
        if change == 0 and place < len(raw):
            raw[place] ^= 1 << draw.randrange(8)
        elif change == 1:
            del raw[place:end]
        elif change == 2:
            raw[place:place] = raw[place:end] * draw.choice((1, 2, 50))
        elif change == 3:
            raw[place:end] = draw.choice(ODD) * draw.choice((1, 1, 1, 40))
        elif change == 4:
            other = draw.choice(seeds)
            start = draw.randrange(len(other) + 1)
            raw[place:end] = other[start : start + draw.choice((8, 64, 512))]
        else:
            del raw[place if draw.random() < 0.2 else len(raw) :]
    return bytes(raw)


def run(reader: Reader, count: int, seed: int = 0) -> tuple[Counter[str], list[tuple[str, bytes]], float]:
    """Return what came of so many mutants by kind, the faults with their bytes, and the longest time (s)."""
    seeds, read = reader
    draw = random.Random(seed)
    kinds: Counter[str] = Counter()
    faults: list[tuple[str, bytes]] = []
    longest = 0.0
    for mutant in (mutate(seeds, draw) for _ in range(count)):
        begun = time.process_time()
        try:
            read(mutant)
            kinds["read"] += 1
        except DragomanError as error:
            kinds[type(error).__name__] += 1
        except Exception as error:
            kinds["fault"] += 1
            faults.append((f"{type(error).__name__}: {error}", mutant))
        took = time.process_time() - begun
        longest = max(longest, took)
        if took > LIMIT_S:
            faults.append((f"took {took:.1f} s", mutant))
    return kinds, faults, longest


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

READERS: dict[str, Reader] = {
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


def main() -> int:
    """Return the exit code: 0 without faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.mutants_feeds", description=__doc__)
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    kinds, faults, longest = run(READERS[options.reader], options.count, options.seed)
    print(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()), f"longest {longest:.2f} s")
    for told, mutant in faults[:10]:
        print(told, repr(mutant[:2_000]), sep="\n", end="\n\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
