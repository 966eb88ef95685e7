"""RSS, Atom and CDF to entries: plain words, http links, publication apart from change."""

import pytest

from dragoman.errors import Malformed
from dragoman.ingest import entries, feed_fence
from dragoman.ingest.feeds import read_feed

URL = "https://rift.example/news/feed.xml"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Rift &amp; Lake Wire</title><link>https://rift.example/</link>
<item>
  <title>Shells hit &lt;b&gt;Tula&lt;/b&gt; &amp;amp; Garo</title>
  <link>/a/1?x=1&y=2</link>
  <guid isPermaLink="false">rift-1</guid>
  <pubDate>Fri, 01 Mar 2024 01:30:00 +0300</pubDate>
  <dc:creator>Asha Noor</dc:creator>
  <description>Two were hurt.</description>
  <content:encoded><![CDATA[<p>TULA &ndash; Two were hurt.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>No link</title><description>Rain fell.</description>
  <source url="https://lake.example/feed">Lake Post</source></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://lake.example/">
<title type="html">Lake &lt;i&gt;Post&lt;/i&gt;</title><updated>2024-03-02T10:00:00Z</updated>
<entry xml:base="news/"><id>urn:1</id><title type="text">5 &lt; 6</title>
<link rel="enclosure" href="a.mp3"/><link rel="alternate" type="text/html" href="a"/>
<published>2024-03-01T12:00:00Z</published><updated>2024-03-02T09:00:00+02:00</updated>
<author><name>Asha Noor</name><email>asha@lake.example</email></author><author><name>Ben Oti</name></author>
<summary>Rain.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rain <b>fell</b>.</p></div></content>
</entry>
<entry><id>urn:2</id><title>Only changed</title><updated>2024-03-02T09:00:00Z</updated></entry>
</feed>"""


def read(text, url=URL):
    return read_feed(text if isinstance(text, bytes) else text.encode(), url, "feed")


def read_item(item, url=URL):
    return read(f"<rss version='2.0'><channel><item>{item}</item></channel></rss>", url).entries[0]


def test_rss_tells_title_link_day_author_and_text():
    feed = read(RSS)
    assert (feed.kind, feed.title, feed.url) == ("rss20", "Rift & Lake Wire", "https://rift.example/")
    first, second = feed.entries
    assert first.title == "Shells hit Tula & Garo"
    assert first.url == "https://rift.example/a/1?x=1&y=2"
    assert (first.published, first.updated) == ("2024-02-29T22:30:00Z", None)
    assert (first.author, first.guid) == ("Asha Noor", "rift-1")
    assert first.summary_text == "Two were hurt."
    assert "TULA &ndash; Two were hurt." in first.content_html.decode()
    assert (second.url, second.content_html) == (None, None)
    assert second.publisher == "Lake Post"
    assert first.publisher is None
    assert feed.remarks == ()


def test_atom_tells_publication_apart_from_change():
    feed = read(ATOM)
    assert (feed.kind, feed.title, feed.updated) == ("atom10", "Lake Post", "2024-03-02T10:00:00Z")
    first, second = feed.entries
    assert first.url == "https://lake.example/news/a"
    assert first.title == "5 < 6"
    assert (first.published, first.updated) == ("2024-03-01T12:00:00Z", "2024-03-02T07:00:00Z")
    assert first.author == "Asha Noor, Ben Oti"
    assert first.content_html == b"<p>Rain <b>fell</b>.</p>"
    assert (second.published, second.updated, second.url) == (None, "2024-03-02T09:00:00Z", None)


def test_the_date_of_rss_1_is_the_day_of_publication_unless_another_is_told():
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>
    <item rdf:about="http://x.example/1"><title>T</title><link>http://x.example/1</link>
    <dc:date>2004-01-01</dc:date></item></rdf:RDF>"""
    feed = read(rdf)
    assert feed.kind == "rss10"
    assert (feed.entries[0].published, feed.entries[0].updated) == ("2004-01-01", None)
    both = read_item("<dc:date>2004-01-05</dc:date><pubDate>01 Jan 2004</pubDate>")
    assert (both.published, both.updated) == ("2004-01-01", "2004-01-05")


def test_cdf_and_older_kinds_are_read():
    cdf = read(
        '<CHANNEL HREF="http://x.example/"><TITLE>C</TITLE>'
        '<ITEM HREF="/1"><TITLE>One</TITLE></ITEM></CHANNEL>'
    )
    assert (cdf.title, cdf.entries[0].title, cdf.entries[0].url) == ("C", "One", "https://rift.example/1")
    old = read('<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><issued>2004-01-01T10:00:00Z</issued>'
               "</entry></feed>")  # fmt: skip
    assert (old.kind, old.entries[0].published) == ("atom03", "2004-01-01T10:00:00Z")


def test_no_link_of_another_kind_and_no_markup_gets_through():
    entry = read_item(
        "<title>&lt;img src=x onerror=alert(1)&gt;Raid&lt;script&gt;x()&lt;/script&gt;</title>"
        "<link>javascript:alert(1)</link>"
        "<description>&lt;form action=x&gt;Two died&lt;/form&gt;</description>"
    )
    assert (entry.title, entry.url, entry.summary_text) == ("Raid", None, "Two died")


def test_a_permanent_name_is_the_link_where_there_is_none():
    assert read_item("<guid>https://rift.example/7</guid>").url == "https://rift.example/7"
    assert read_item('<guid isPermaLink="false">https://rift.example/7</guid>').url is None


def test_the_link_is_that_of_the_page_not_of_a_file_beside_it():
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>{}</entry></feed>'
    links = ('<link href="http://x.example/a"/>', '<link rel="enclosure">http://x.example/b.mp3</link>')
    for order in (links, links[::-1]):
        assert read(atom.format("".join(order))).entries[0].url == "http://x.example/a"


def test_the_article_s_own_address_goes_before_that_of_a_counter():
    burner = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    item = f"<link>http://feeds.example/~r/1</link><feedburner:origLink {burner}>http://x.example/1</feedburner:origLink>"
    assert read_item(item).url == "http://x.example/1"


def test_a_description_as_long_as_an_article_is_the_article():
    short, long = "Two died.", "Two died in Tula. " * 50
    assert read_item(f"<description>{short}</description>").content_html is None
    assert read_item(f"<description>{long}</description>").content_html.startswith(b"<p>Two died in Tula.")


def test_dates_that_are_not_understood_are_none_and_said():
    feed = read("<rss><channel><item><pubDate>once upon a time</pubDate></item></channel></rss>")
    assert feed.entries[0].published is None
    assert [remark.kind for remark in feed.remarks] == ["date"]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("01 Jan 2004", "2004-01-01"),
        ("2004-01-01T19:48:21+01:00", "2004-01-01T18:48:21Z"),
        ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z"),
        ("Thu, 1 Jan 2004 23:30:00 EST", "2004-01-02T04:30:00Z"),
    ],
)
def test_dates_of_many_forms_are_understood(stated, moment):
    assert read_item(f"<pubDate>{stated}</pubDate>").published == moment


def test_authors_are_names_without_addresses():
    assert read_item("<author>asha@lake.example (Asha Noor)</author>").author == "Asha Noor"
    assert read_item("<author>asha@lake.example</author>").author is None


def test_a_broken_feed_gives_what_is_whole():
    feed = read("<rss><channel><title>T & U</title><item><title>One</title></item><item><title>Tw")
    assert [entry.title for entry in feed.entries] == ["One", "Tw"]
    assert feed.title == "T & U"
    assert [remark.kind for remark in feed.remarks] == ["broken XML"]


@pytest.mark.parametrize("content", [b"", b"Rain.", b"<html><body/></html>", b"<svg/>", b"<urlset/>", b"[1]"])
def test_what_is_no_feed_is_refused(content):
    with pytest.raises(Malformed, match="'feed'"):
        read(content)


def test_an_empty_feed_has_no_entries():
    assert read("<rss version='2.0'><channel/></rss>").entries == ()


def test_more_entries_than_are_read_are_said(monkeypatch):
    for module in (feed_fence, entries):
        monkeypatch.setattr(module, "MAX_ENTRIES", 3)
    feed = read("<rss><channel>" + "<item><title>x</title></item>" * 5 + "</channel></rss>")
    assert len(feed.entries) == 3
    assert "2 entries" in feed.remarks[0].message


def test_parts_within_a_link_or_name_do_not_reach_feedparser():
    chapter = '<psc:chapter xmlns:psc="http://podlove.org/simple-chapters"/>'
    entry = read_item(
        f"<title>T</title><link>https://x.example/{chapter}</link><author>Asha{chapter}</author>"
    )
    assert (entry.title, entry.url, entry.author) == ("T", "https://x.example/", "Asha")


def test_names_and_dates_too_long_to_be_any_are_left_out():
    entry = read_item(
        f"<author>{'a' * 5000}</author><pubDate>{'1' * 5000}</pubDate><title>{'b' * 5000}</title>"
    )
    assert (entry.author, entry.published) == (None, None)
    assert len(entry.title) == 5000
