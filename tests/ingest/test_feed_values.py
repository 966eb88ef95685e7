"""Words are plain, links are http, times are ISO in UTC."""

import time

import pytest

from dragoman.ingest.feed_values import clean_link, clean_moment, clean_words, read_iso, write_paragraphs


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("Shells <b>hit</b>\n Tula", "Shells hit Tula"),
        ("AT&amp;T &#8211; new", "AT&T – new"),
        ("<p>One.</p><p>Two.<br>Three.</p>", "One. Two. Three."),
        ("<script>alert(1)</script>Rain<style>b{}</style> fell<!-- no -->.", "Rain fell."),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("<img src=x onerror=alert(1)>", None),
        ("  ", None),
    ],
)
def test_words_are_taken_out_of_markup(markup, words):
    assert clean_words(markup, is_markup=True) == words


def test_plain_words_stay_as_they_are():
    assert clean_words("a <b> &amp;", is_markup=False) == "a <b> &amp;"
    assert clean_words(None, is_markup=False) is None


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x.example/",
        "mailto:a@b.example", "http://", "http://[::1", "http://a.example:port/", "", "//", None, 7,
        "http://x.example/" + "a" * 3000, "vbscript:x", "feed:https://x.example/",
    ],
)  # fmt: skip
def test_what_is_no_http_link_is_none(link):
    assert clean_link(link, None) is None


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("../b?x=1&y=2", "https://rift.example/b?x=1&y=2"),
        ("//other.example/a", "https://other.example/a"),
        ("HTTPS://rift.example/A", "https://rift.example/A"),
        (" http://x.example/a b\n", "http://x.example/a%20b"),
    ],
)
def test_a_link_is_made_whole(link, whole):
    assert clean_link(link, "https://rift.example/news/feed.xml") == whole


def test_a_relative_link_without_a_base_is_none():
    assert clean_link("/a", None) is None


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2024-03-01T01:30:00+03:00", "2024-02-29T22:30:00Z"),
        ("2024-03-01T01:30:00.25Z", "2024-03-01T01:30:00Z"),
        ("2024-03-01T01:30", "2024-03-01T01:30:00Z"),
        ("2024-03-01", "2024-03-01"),
        ("2024-03", None),
        ("yesterday!", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        (20240301, None),
        ("2024-03-01" + "0" * 200, None),
    ],
)
def test_iso_times_are_told_in_utc(stated, moment):
    assert read_iso(stated) == moment


def test_a_day_without_a_time_of_day_stays_a_day():
    parsed = time.struct_time((2024, 3, 1, 0, 0, 0, 4, 61, 0))
    assert clean_moment("1 Mar 2024", parsed) == "2024-03-01"
    assert clean_moment("Fri, 01 Mar 2024 00:00:00 GMT", parsed) == "2024-03-01T00:00:00Z"


def test_a_moment_that_cannot_be_is_none():
    assert clean_moment("x", None) is None
    assert clean_moment("x", time.struct_time((3024, 3, 1, 0, 0, 0, 4, 61, 0))) is None
    assert clean_moment("x", time.struct_time((2024, 2, 31, 0, 0, 0, 4, 61, 0))) is None


def test_plain_text_becomes_paragraphs():
    assert write_paragraphs("A <b>\n\n\n\nC") == "<p>A &lt;b&gt;</p><p>C</p>"
