"""What is spoiled at random to try the door: addresses, robots.txt, compressed content and whole answers.

`READERS` has the seeds of each and the function that reads one of their mutants. Errors of fetching are
expected and caught here; nothing else may be raised.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import brotli
import zstandard

from dragoman.errors import FetchError, ReadError
from dragoman.ingest.inflate import inflate
from dragoman.ingest.robots import read_rules
from dragoman.ingest.targets import clean_url
from tests.ingest.serving import CONNECTS, Server, answer, make_fetcher, redirect, serving

TEXT = b"<p>Twelve soldiers were killed near the bridge.</p>" * 50
ADDRESSES = (
    "https://news.example.org/2022/09/20/a-b_c?d=e&f=%20#g",
    "http://127.0.0.1:80/",
    "http://[::ffff:127.0.0.1]:80/",
    "http://münster.example.org/новости/день 1",
    "http://0x7f.1/",
    "https://user:secret@news.example.org\\@169.254.169.254/",
)
ROBOTS = (
    "\ufeffUser-agent: *\nDisallow: /a*b$ # no\nAllow: /é%2F\nCrawl-delay: 5\nSitemap: /s.xml\n\n"
    "User-agent: dragoman\nUser-agent: other\nDisallow: /*?x=\n"
)
ANSWERS = (
    answer(gzip.compress(TEXT), Content_Encoding="gzip", Content_Type="text/html; charset=utf-8", ETag='"a"'),
    answer(zstandard.compress(TEXT), Content_Encoding="zstd", Last_Modified="Tue, 20 Sep 2022 12:00:00 GMT"),
    b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5;a=b\r\nabcde\r\n0\r\nX: y\r\n\r\n",
    b"HTTP/1.0 200 OK\r\n\r\nabc",
    redirect("http://127.0.0.1/a"),
    redirect("/b?c"),
    answer(status="503 Busy", Retry_After="Tue, 20 Sep 2022 12:00:00 GMT"),
    answer(status="429 Busy", Retry_After="5"),
)


def read_address(content: bytes) -> None:
    with suppress(FetchError):
        url = clean_url(content.decode("utf-8", "surrogateescape"))
        assert clean_url(url.text) == url


def read_robots(content: bytes) -> None:
    read_rules(content.decode("utf-8", "replace")).allow("/" + content[:50].hex())


def make_inflater(encoding: str) -> Callable[[bytes], None]:
    def read(content: bytes) -> None:
        with suppress(ReadError):
            inflate(content, encoding, limit_bytes=2**20, name="a")

    return read


@cache
def start_server() -> Server:
    """Return a server that runs as long as the program."""
    return serving().__enter__()


def read_answer(content: bytes) -> None:
    """Fetch a page whose answer is spoiled; only public addresses and the server may be connected to."""
    server, before = start_server(), len(CONNECTS)
    with suppress(FetchError):
        make_fetcher(server.place, deadline_s=4.0).fetch(server.give("/a", content))
    assert all(port in (80, 443, server.port) for _, port in CONNECTS[before:])
    assert {host for host, port in CONNECTS[before:] if port != server.port}.isdisjoint({"127.0.0.1", "::1"})


READERS: dict[str, tuple[list[bytes], Callable[[bytes], None]]] = {
    "address": ([text.encode() for text in ADDRESSES], read_address),
    "robots": ([ROBOTS.encode()], read_robots),
    "gzip": ([gzip.compress(TEXT), gzip.compress(TEXT) * 2], make_inflater("gzip")),
    "deflate": ([zlib.compress(TEXT)], make_inflater("deflate")),
    "br": ([brotli.compress(TEXT)], make_inflater("br")),
    "zstd": ([zstandard.compress(TEXT)], make_inflater("zstd")),
    "answer": (list(ANSWERS), read_answer),
}
