from datetime import date

import pytest

from dragoman.ingest.addresses import (
    choose_address,
    clean_address,
    find_address_day,
    get_address_key,
    get_site,
)

LATEST = date(2024, 6, 1)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/world/truce-holds",
        "HTTPS://EXAMPLE.org/world/truce-holds/",
        "https://example.org:443/world/truce-holds",
        "https://example.org/world/truce-holds#comments",
        "https://example.org/world/truce-holds?utm_source=a&utm_medium=b&fbclid=c",
        "https://m.example.org/world/truce-holds",
        "https://amp.example.org/world/truce-holds",
        "https://example.org/world/truce-holds/amp/",
        "https://example.org/amp/world/truce-holds",
        "https://example.org/world/truce-holds?amp=1",
        "https://reader:secret@example.org/world/truce-holds",
        "https://example-org.cdn.ampproject.org/c/s/example.org/world/truce-holds",
        "https://www.google.com/amp/s/example.org/world/truce-holds",
    ],
)
def test_forms_of_one_address_have_one_canonical_form(url):
    assert clean_address(url) == "https://example.org/world/truce-holds"


def test_what_names_the_article_stays():
    assert (
        clean_address("http://www.example.org/story.php?id=7&utm_id=2&p=1")
        == "http://www.example.org/story.php?id=7&p=1"
    )
    assert clean_address("https://example.org:8443/a") == "https://example.org:8443/a"
    assert clean_address("https://m.org/a") == "https://m.org/a"
    assert clean_address("https://example.org/amplified") == "https://example.org/amplified"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "https://",
        "https://[::1",
        "http://a:b/",
        "http://a b/",
    ],
)
def test_what_is_no_web_address_has_no_form(url):
    assert clean_address(url) is None


def test_an_address_without_end_has_no_form():
    assert clean_address("https://example.org/" + "a" * 3000) is None


def test_the_key_has_no_scheme_no_www_and_sorted_parameters():
    assert get_address_key("http://www.example.org/a?b=2&a=1") == get_address_key(
        "https://example.org/a/?a=1&b=2"
    )
    assert get_address_key("nothing") is None


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://news.example.co.uk/a", "example.co.uk"),
        ("https://a.b.example.com.ua/a", "example.com.ua"),
        ("https://desk.blogspot.com/a", "desk.blogspot.com"),
        ("https://www.example.fr/a", "example.fr"),
        ("http://10.0.0.7/a", "10.0.0.7"),
        ("nothing", ""),
    ],
)
def test_the_site_is_the_registrable_domain(url, site):
    assert get_site(url) == site


def test_a_page_names_its_own_canonical_address_within_its_site_only():
    url = "https://m.example.org/a?x=1"
    assert choose_address(url, ["https://www.example.org/a"]) == "https://www.example.org/a"
    assert choose_address(url, ["https://other.example.net/a"]) == "https://example.org/a?x=1"
    assert choose_address(url, ["https://example.org/"]) == "https://example.org/a?x=1"
    assert choose_address(None, ["https://example.org/a"]) == "https://example.org/a"
    assert choose_address(None, ["/a", ""]) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2022/09/20/truce-holds", date(2022, 9, 20)),
        ("/world/2022/9/5/truce", date(2022, 9, 5)),
        ("/world/2022/sep/20/truce", date(2022, 9, 20)),
        ("/truce-holds-2022-09-20", date(2022, 9, 20)),
        ("/truce-20220920-eng.html", date(2022, 9, 20)),
        ("/2022/0920/truce.html", date(2022, 9, 20)),
        ("/2022/09/20", date(2022, 9, 20)),
        ("/2022/09/truce", None),
        ("/2099/09/20/truce", None),
        ("/2022/13/20/truce", None),
        ("/2022/02/30/truce", None),
        ("/1812/06/24/truce", None),
        ("/news-20229920", None),
        ("/a-120220920070", None),
        ("/2022/09/20/what-we-said-on-2022-09-18", None),
        ("/truce?d=2022-09-20", None),
    ],
)
def test_the_day_in_an_address_is_a_day_that_has_been_and_no_id(path, day):
    assert find_address_day(f"https://example.org{path}", LATEST) == day
