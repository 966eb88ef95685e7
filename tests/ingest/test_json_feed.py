"""JSON Feed 1 and 1.1 to entries."""

import json

import pytest

from dragoman.errors import Malformed, TooLarge
from dragoman.ingest import json_feed
from dragoman.ingest.feeds import read_feed


def read(told, version="https://jsonfeed.org/version/1.1"):
    content = told if isinstance(told, bytes) else json.dumps({"version": version, **told}).encode()
    return read_feed(content, "https://rift.example/feed.json", "feed")


def test_a_feed_tells_title_link_day_author_and_text():
    item = {
        "id": 7, "url": "/7", "title": "Raid <1>", "content_html": "<p>Two died.</p>", "summary": "Two died.",
        "date_published": "2024-03-01T01:00:00+03:00", "date_modified": "2024-03-02T00:00:00Z",
        "authors": [{"name": "Asha Noor"}, {"name": "Ben Oti"}, "x"],
    }  # fmt: skip
    feed = read({"title": "Rift", "home_page_url": "https://rift.example/", "items": [item]})
    [entry] = feed.entries
    assert (feed.kind, feed.title, feed.url) == ("json1.1", "Rift", "https://rift.example/")
    assert (entry.url, entry.title, entry.guid) == ("https://rift.example/7", "Raid <1>", "7")
    assert (entry.published, entry.updated) == ("2024-02-29T22:00:00Z", "2024-03-02T00:00:00Z")
    assert (entry.author, entry.content_html) == ("Asha Noor, Ben Oti", b"<p>Two died.</p>")


def test_version_1_has_one_author_and_plain_text_becomes_paragraphs():
    item = {
        "id": "a",
        "external_url": "http://x.example/",
        "content_text": "A & b.\n\nC.",
        "author": {"name": "Ben"},
    }
    [entry] = read({"items": [item]}, "https://jsonfeed.org/version/1").entries
    assert (entry.url, entry.author) == ("http://x.example/", "Ben")
    assert entry.content_html == b"<p>A &amp; b.</p><p>C.</p>"


def test_odd_values_are_none():
    item = {
        "id": None,
        "url": "javascript:x",
        "title": 7,
        "date_published": "soon",
        "authors": "x",
        "summary": [],
    }
    [entry] = read({"items": [item, 5, None]}).entries
    assert (entry.url, entry.title, entry.published, entry.author, entry.guid) == (None,) * 5


@pytest.mark.parametrize(
    "content",
    [b"{", b'{"version": 1, "items": []}', b'{"items": []}', b"{" * 9000, b'{"a": ' * 9000 + b"1",
     b'{"version": "https://jsonfeed.org/version/1", "items": {}}', b'{"a": ' + b"1" * 9000 + b"}"],
)  # fmt: skip
def test_what_is_no_feed_is_refused(content):
    with pytest.raises(Malformed):
        read(content)


def test_a_feed_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(json_feed, "MAX_PARTS", 3)
    with pytest.raises(TooLarge, match="parts"):
        read({"items": [{}, {}, {}]})
    monkeypatch.setattr(json_feed, "MAX_BYTES", 10)
    with pytest.raises(TooLarge):
        read({"items": []})


def test_half_characters_are_no_hindrance():
    feed = read({"items": [{"id": "a", "title": "x\ud800", "content_html": "y\0\U0001f30d\ud800"}]})
    assert (feed.entries[0].title, feed.entries[0].content_html) == ("x", "y\U0001f30d".encode())
    assert feed.remarks[0].message.startswith("3 ")
