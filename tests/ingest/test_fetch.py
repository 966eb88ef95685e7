import gzip
from datetime import UTC, datetime

import pytest

from dragoman.config import Config, FetchSettings
from dragoman.errors import Blocked, FetchError, Status, TooLarge, Unreachable
from dragoman.ingest.fetch import Fetcher
from dragoman.version import __version__
from tests.ingest.serving import Clock, Server, answer, make_fetcher, redirect, serving

PAGE = "<p>Twelve soldiers were killed near Vörda.</p>".encode()


@pytest.fixture
def server():
    with serving() as server:
        yield server


def test_a_page_comes_with_what_the_server_says_of_it(server: Server):
    url = server.give(
        "/a",
        answer(
            gzip.compress(PAGE),
            Content_Type='Text/HTML; Charset="UTF-8"',
            Content_Encoding="gzip",
            ETag='W/"7"',
            Last_Modified="Tue, 20 Sep 2022 10:00:00 GMT",
        ),
    )
    fetched = make_fetcher(server.place).fetch(url)
    assert (fetched.url, fetched.final_url, fetched.status) == (url, url, 200)
    assert (fetched.media_type, fetched.charset, fetched.content) == ("text/html", "utf-8", PAGE)
    assert (fetched.etag, fetched.last_modified) == ('W/"7"', "Tue, 20 Sep 2022 10:00:00 GMT")
    assert fetched.remarks == ()


def test_the_time_of_fetching_is_in_utc(server: Server):
    fetcher = Fetcher(
        Config(FetchSettings(allowed_hosts=(server.place,))),
        now=lambda: datetime(2022, 9, 20, 23, 30, tzinfo=UTC),
    )
    assert fetcher.fetch(server.give("/a", answer())).fetched_at == "2022-09-20T23:30:00Z"


@pytest.mark.parametrize("content_type", ["", "html", "text/html" * 40, "a b/c; charset=", "text/\x00html"])
def test_a_content_type_that_cannot_be_understood_is_none(server: Server, content_type):
    reply = b"HTTP/1.0 200 OK\r\nContent-Type: " + content_type.encode() + b"\r\n\r\n" + PAGE
    if "\x00" in content_type:
        with pytest.raises(Unreachable):
            make_fetcher(server.place).fetch(server.give("/a", reply))
        return
    fetched = make_fetcher(server.place).fetch(server.give("/a", reply))
    assert (fetched.media_type, fetched.charset, fetched.content) == (None, None, PAGE)


def test_the_agent_says_who_asks(server: Server):
    make_fetcher(server.place, contact="desk@example.org").fetch(server.give("/a", answer()))
    assert all(
        f"\r\nUser-Agent: Dragoman/{__version__} (+desk@example.org)\r\n".encode() in request
        for request in server.requests
    )


def test_what_has_not_changed_comes_as_status_304(server: Server):
    url = server.give("/a", answer(status="304 Not Modified", ETag='"7"'))
    fetched = make_fetcher(server.place).fetch(url, etag='"7"', modified="Tue, 20 Sep 2022 10:00:00 GMT")
    assert (fetched.status, fetched.content, fetched.etag) == (304, b"", '"7"')
    assert b'\r\nIf-None-Match: "7"\r\n' in server.requests[-1]
    assert b"\r\nIf-Modified-Since: Tue, 20 Sep 2022 10:00:00 GMT\r\n" in server.requests[-1]


def test_a_304_that_nobody_asked_for_is_no_page(server: Server):
    with pytest.raises(Status):
        make_fetcher(server.place).fetch(server.give("/a", answer(status="304 Not Modified")))


def test_values_that_would_break_a_header_are_not_sent(server: Server):
    make_fetcher(server.place).fetch(server.give("/a", answer()), etag='"a"\r\nX-Evil: 1', modified="été")
    assert b"X-Evil" not in server.requests[-1] and b"If-" not in server.requests[-1]


def test_no_cookie_comes_back_and_no_credentials_are_sent(server: Server):
    fetcher = make_fetcher(server.place)
    url = server.give("/a", answer(status="401 Unauthorized", WWW_Authenticate="Basic", Set_Cookie="a=b"))
    for _ in range(2):
        with pytest.raises(Status):
            fetcher.fetch(url)
    fetcher.fetch(server.give("/b", redirect("/c")[:-2] + b"Set-Cookie: c=d\r\n\r\n") and
                  server.give("/c", answer()))  # fmt: skip
    sent = b"".join(server.requests).lower()
    assert b"cookie" not in sent and b"authorization" not in sent and b"referer" not in sent


@pytest.mark.parametrize("status", [204, 206, 400, 403, 404, 410, 500, 502])
def test_a_status_without_a_page_is_told(server: Server, status):
    with pytest.raises(Status, match=f"answers with status {status}") as caught:
        make_fetcher(server.place).fetch(server.give("/a", answer(PAGE, status=f"{status} No")))
    assert (caught.value.code, caught.value.wait_s) == (status, None)


def test_redirects_are_followed_to_the_end(server: Server):
    for number in range(5):
        server.give(
            f"/{number}", redirect(f"/{number + 1}", status=f"{(301, 302, 303, 307, 308)[number]} On")
        )
    server.give("/5", answer(PAGE))
    fetched = make_fetcher(server.place).fetch(f"http://{server.place}/0")
    assert (fetched.content, fetched.final_url) == (PAGE, f"http://{server.place}/5")


def test_a_sixth_redirect_is_not_followed(server: Server):
    for number in range(6):
        server.give(f"/{number}", redirect(f"/{number + 1}"))
    with pytest.raises(Blocked, match="more than 5 redirects"):
        make_fetcher(server.place).fetch(f"http://{server.place}/0")
    assert server.get_paths() == [f"/{number}" for number in range(6)]


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1/", "//localhost/", "http://169.254.169.254/latest", "ftp://a.example.org/",
     "file:///etc/passwd", "http://[::1]/", "http://[", "http://user:pass@news.example.org/", "gopher://127.0.0.1:25/",
     "\\\\127.0.0.1\\a:"],
)  # fmt: skip
def test_a_redirect_to_where_no_connection_may_go_is_blocked(server: Server, place):
    url = server.give("/a", redirect(place))
    with pytest.raises((Blocked, Status)):
        make_fetcher(server.place).fetch(url)
    assert set(server.get_paths()) <= {"/a", "/%5C%5C127.0.0.1%5Ca:"}


def test_a_redirect_to_an_address_in_other_scripts_is_followed(server: Server):
    server.give("/%D0%B4%D0%B5%D0%BD%D1%8C", answer(PAGE))
    url = server.give(
        "/a", b"HTTP/1.1 302 On\r\nLocation: /" + "день".encode() + b"\r\nContent-Length: 0\r\n\r\n"
    )
    assert make_fetcher(server.place).fetch(url).content == PAGE


def test_robots_is_asked_once_and_heeded(server: Server):
    server.give("/robots.txt", answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 9"))
    clock = Clock()
    fetcher = make_fetcher(server.place, clock=clock)
    with pytest.raises(Blocked, match="asks programs not to read"):
        fetcher.fetch(server.give("/private/a", answer(PAGE)))
    fetcher.fetch(server.give("/a", answer(PAGE)))
    fetcher.fetch(server.give("/b", answer(PAGE)))
    assert server.get_paths() == ["/a", "/b"]
    assert len(server.requests) == 3
    assert clock.slept == [2.0, 9.0]


def test_robots_holds_for_where_a_redirect_leads(server: Server):
    server.give("/robots.txt", answer(b"User-agent: *\nDisallow: /private"))
    server.give("/private/a", answer(PAGE))
    with pytest.raises(Blocked, match="asks programs not to read"):
        make_fetcher(server.place).fetch(server.give("/a", redirect("/private/a")))
    assert server.get_paths() == ["/a"]


def test_a_busy_server_is_asked_again_after_the_wait_that_it_names(server: Server):
    clock = Clock()
    busy = [answer(status="429 Busy", Retry_After="30"), answer(status="503 Busy"), answer(PAGE)]
    fetched = make_fetcher(server.place, clock=clock).fetch(server.give("/a", *busy))
    assert fetched.content == PAGE
    assert clock.slept == [30.0, 10.0]


def test_a_server_that_stays_busy_is_given_up(server: Server):
    url = server.give("/a", answer(status="503 Busy", Retry_After="1"))
    with pytest.raises(Status) as caught:
        make_fetcher(server.place).fetch(url)
    assert (caught.value.code, caught.value.wait_s) == (503, 2.0)
    assert server.get_paths() == ["/a"] * 3


def test_a_server_that_asks_for_a_long_wait_is_not_asked_again(server: Server):
    until = datetime(2022, 9, 20, 12, tzinfo=UTC)
    busy = answer(status="429 Busy", Retry_After="Tue, 20 Sep 2022 12:00:00 GMT")
    fetcher = Fetcher(
        Config(FetchSettings(allowed_hosts=(server.place,))), now=lambda: until.replace(hour=11)
    )
    url = server.give("/a", busy)
    with pytest.raises(Status) as caught:
        fetcher.fetch(url)
    assert 3_600 <= (caught.value.wait_s or 0) <= 3_600 * 1.25
    with pytest.raises(Blocked, match="left alone"):
        fetcher.fetch(url)
    assert server.get_paths() == ["/a"]


def test_a_page_over_the_limit_is_refused_before_or_while_it_comes(server: Server):
    fetcher = make_fetcher(server.place, max_bytes=1_000)
    assert fetcher.fetch(server.give("/a", answer(b"a" * 1_000))).content == b"a" * 1_000
    for reply in (answer(b"a" * 1_001), b"HTTP/1.0 200 OK\r\n\r\n" + b"a" * 1_001):
        with pytest.raises(TooLarge, match=r"\[ingest\] max_bytes"):
            fetcher.fetch(server.give("/a", reply))


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate", "compress", "gzip,gzip,gzip,gzip"])
def test_content_that_is_not_compressed_as_told_is_a_failure_of_fetching(server: Server, encoding):
    with pytest.raises(Unreachable, match="came broken"):
        make_fetcher(server.place).fetch(server.give("/a", answer(PAGE, Content_Encoding=encoding)))


def test_pages_and_bytes_of_a_day_are_limited(server: Server):
    fetcher = make_fetcher(server.place, max_pages=2)
    for _ in range(2):
        fetcher.fetch(server.give("/a", answer(PAGE)))
    with pytest.raises(Blocked, match="max_pages"):
        fetcher.fetch(server.give("/a", answer(PAGE)))


def test_going_on_without_encryption_is_allowed_and_said(server: Server, monkeypatch):
    from dragoman.ingest import fetch

    trip = fetch._Trip(
        fetch.Guard(FetchSettings()),
        None,
        Config(),
        Clock(),
        datetime.now,  # type: ignore[arg-type]
    )
    https = fetch.Guard(FetchSettings()).clean("https://news.example.org/a")
    assert trip._redirect(https, "http://news.example.org/b").text == "http://news.example.org/b"
    assert [remark.kind for remark in trip.remarks] == ["redirect"]
    assert "not encrypted" in trip.remarks[0].message


def test_every_failure_is_one_of_fetching(server: Server):
    for text in ("", "http://", "news", "http://127.0.0.1/", "http://a.invalid/"):
        with pytest.raises(FetchError):
            make_fetcher().fetch(text)
