"""Entries lead to documents: the page, else what the feed carries, else a failure; nothing is raised."""

from dragoman.errors import Empty
from dragoman.ingest.entries import Entry, Feed
from dragoman.ingest.feed_documents import list_documents
from dragoman.ingest.found import FoundDocument, UnreadReport
from tests.fetching import Fetched, KnownPages, PlainFetcher, serving

ENTRY = Entry(
    url="https://rift.example/1", title="Raid <1>", published="2024-03-01T10:00:00Z", author="Asha Noor",
    publisher="Lake Post", guid="rift-1",
)  # fmt: skip


def find(entry, pages=None):
    fetcher = KnownPages(pages or {})
    [found] = list_documents(Feed("feed", "rss20", title="Rift Wire", entries=(entry,)), fetcher)
    return found


def with_content(content, **others):
    return Entry(
        **{name: getattr(ENTRY, name) for name in ("url", "title", "guid")} | others, content_html=content
    )


def test_the_page_is_the_document_and_the_feed_tells_of_it():
    page = Fetched("https://rift.example/1/final", b"<p>x", media_type="text/html", charset="cp1251")
    found = find(ENTRY, {ENTRY.url: page})
    assert found == FoundDocument(
        name=ENTRY.url, content=b"<p>x", media_type="text/html", charset="cp1251",
        url="https://rift.example/1/final", title="Raid <1>", published="2024-03-01T10:00:00Z",
        publisher="Lake Post", author="Asha Noor",
    )  # fmt: skip


def test_a_page_that_cannot_be_fetched_is_a_failure():
    found = find(ENTRY)
    assert isinstance(found, UnreadReport)
    assert (found.name, "no connection" in str(found.error)) == (ENTRY.url, True)


def test_what_the_feed_carries_stands_for_a_page_that_cannot_be_fetched():
    found = find(with_content(b"<p>Two died.</p>"))
    assert found.remarks[0].kind == "from the feed"
    assert "no connection" in found.remarks[0].message
    assert b"<article><p>Two died.</p></article>" in found.content
    assert b"<title>Raid &lt;1&gt;</title>" in found.content
    assert (found.url, found.publisher) == (ENTRY.url, "Rift Wire")


def test_a_page_that_comes_goes_before_what_the_feed_carries():
    assert find(with_content(b"<p>Carried.</p>"), {ENTRY.url: b"Page."}).content == b"Page."


def test_an_entry_without_an_address_is_what_the_feed_carries():
    assert find(with_content(b"<p>Two died.</p>", url=None)).name == "feed#rift-1"
    assert b"<p>Rain &amp; wind.</p>" in find(Entry(title="T", summary_text="Rain & wind.")).content


def test_an_entry_with_nothing_is_a_failure():
    assert isinstance(find(Entry(title="T")).error, Empty)


def test_all_entries_come_in_order_whatever_fails():
    entries = tuple(Entry(url=f"https://rift.example/{number}") for number in range(4))
    fetcher = KnownPages({f"https://rift.example/{number}": b"x" for number in (0, 2)})
    found = list(list_documents(Feed("f", "rss20", entries=entries), fetcher))
    assert [type(one) for one in found] == [FoundDocument, UnreadReport] * 2
    assert [one.name for one in found] == [entry.url for entry in entries]


def test_a_page_is_fetched_from_a_server():
    with serving() as site:
        site.put("/1", "Rain fell.")
        entries = (Entry(url=f"{site.address}/1"), Entry(url=f"{site.address}/2"))
        first, second = list_documents(Feed("f", "rss20", entries=entries), PlainFetcher())
    assert (first.content, first.media_type) == (b"Rain fell.", "text/plain")
    assert second.error.code == 404
