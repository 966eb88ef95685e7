"""Sitemaps: pages, children, and what is told of news; a change is no publication."""

import pytest

from dragoman.errors import Malformed, TooLarge
from dragoman.ingest import sitemaps
from dragoman.ingest.sitemaps import is_sitemap, read_sitemap

NEWS = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://rift.example/a?x=1&amp;y=2 </loc><lastmod>2024-03-02</lastmod>
<news:news>
<news:publication><news:name>Rift Wire</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-01T10:00:00+03:00</news:publication_date>
<news:title>Shells hit A&amp;amp;B</news:title>
</news:news></url>
<url><loc>/plain</loc><lastmod>2024-03-03T00:00:00Z</lastmod></url>
<url><loc>javascript:x</loc></url><url/>
</urlset>"""


def read(text):
    return read_sitemap(text.encode(), "https://rift.example/sitemap.xml", "map")


def test_news_tell_publisher_language_day_and_title():
    first, second = read(NEWS).entries
    assert first.url == "https://rift.example/a?x=1&y=2"
    assert (first.published, first.updated) == ("2024-03-01T07:00:00Z", "2024-03-02")
    assert (first.publisher, first.language, first.title) == ("Rift Wire", "en", "Shells hit A&B")
    assert second.url == "https://rift.example/plain"


def test_a_change_is_no_publication():
    plain = read(NEWS).entries[1]
    assert (plain.published, plain.updated) == (None, "2024-03-03T00:00:00Z")


def test_an_index_lists_other_sitemaps_once():
    loc = "<sitemap><loc>https://rift.example/{}.xml</loc></sitemap>"
    found = read(f"<sitemapindex>{loc.format(1)}{loc.format(2)}{loc.format(1)}</sitemapindex>")
    assert found.children == ("https://rift.example/1.xml", "https://rift.example/2.xml")
    assert found.entries == ()


def test_names_of_other_namespaces_tell_nothing_of_news():
    other = NEWS.replace("http://www.google.com/schemas/sitemap-news/0.9", "urn:other")
    assert read(other).entries[0].published is None


@pytest.mark.parametrize("content", ["<rss/>", "", "Rain."])
def test_what_is_no_sitemap_is_refused(content):
    with pytest.raises(Malformed):
        read(content)
    assert not is_sitemap(content.encode())


def test_a_sitemap_is_known_by_its_first_element():
    assert is_sitemap(NEWS.encode())
    assert is_sitemap("<sitemapindex/>".encode("utf-16"))


def test_too_much_is_refused_or_said(monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_PAGES", 1)
    assert "1 pages" not in str(read(NEWS).entries)
    assert read(NEWS).remarks[0].kind == "cut"
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 10)
    with pytest.raises(TooLarge):
        read(NEWS)
