"""Stand-ins for the fetcher: one that knows its pages, one that asks a server of the tests on loopback."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from dragoman.errors import Status, Unreachable


@dataclass(frozen=True)
class Fetched:
    final_url: str
    content: bytes = b""
    status: int = 200
    media_type: str | None = "text/plain"
    charset: str | None = "utf-8"
    etag: str | None = None
    last_modified: str | None = None
    remarks: tuple = ()


@dataclass
class KnownPages:
    """Gives pages by their address; notes what was asked."""

    pages: dict[str, bytes | Fetched]
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)

    def fetch(self, url, *, etag=None, modified=None):
        self.asked.append((url, etag, modified))
        page = self.pages.get(url)
        if page is None:
            raise Unreachable(f"Report not fetched: no connection to {url!r}. Try again later.")
        return page if isinstance(page, Fetched) else Fetched(url, page)


class PlainFetcher:
    """Asks http servers; only for tests, which have them on loopback."""

    def fetch(self, url, *, etag=None, modified=None):
        parts = urlsplit(url)
        assert parts.hostname == "127.0.0.1"
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
        try:
            connection.request("GET", parts.path, headers={"If-None-Match": etag} if etag else {})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 304):
            error = Status(f"Report not fetched: {url!r} answers {answer.status}. Try again.", answer.status)
            error.wait_s = float(answer.headers["Retry-After"]) if "Retry-After" in answer.headers else None
            raise error
        return Fetched(
            url, content, answer.status, answer.headers.get_content_type(), None, answer.headers["ETag"]
        )


class Site:
    """A server whose pages the test sets; `asked` lists the paths in the order in which they were asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []

    def put(self, path: str, content: str | bytes = b"", *, status: int = 200, **headers: str) -> None:
        raw = content.encode() if isinstance(content, str) else content
        named = {"Content-Type": "text/plain; charset=utf-8"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, raw)


@contextmanager
def serving() -> Iterator[Site]:
    """Give a site on loopback that ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(self.path)
            status, headers, content = site.pages.get(self.path, (404, {}, b""))
            if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                status, content = 304, b""
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
