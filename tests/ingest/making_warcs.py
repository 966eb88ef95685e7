"""Makes WARC and WACZ files for tests with warcio's writer, which is not what reads them."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = (("Content-Type", "text/html; charset=utf-8"),)
WORDS = "envoy truce shells convoy border talks village troops governor river spokesman aid north".split()


def make_page(number: int, size_bytes: int = 20_000) -> bytes:
    """Return a page of about so many bytes, another one for each number."""
    chosen = random.Random(number)
    body = []
    length = 0
    while length < size_bytes:
        body.append(f"<p>{' '.join(chosen.choices(WORDS, k=40)).capitalize()} {number}.</p>\n")
        length += len(body[-1])
    head = f"<!doctype html><html><head><title>Page {number}</title></head>"
    return f"{head}<body>{''.join(body)}</body></html>".encode()


class Making:
    """A WARC file that is written, one record after the other."""

    def __init__(self, stream: BinaryIO, is_packed: bool = True, version: str = "1.0") -> None:
        self._writer = WARCWriter(stream, gzip=is_packed, warc_version=version)

    def respond(
        self, url: str, content: bytes, headers: Iterable[tuple[str, str]] = HTML, status: str = "200 OK"
    ):
        """Add the answer of a server."""
        told = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), length=len(content), http_headers=told
        )
        self._writer.write_record(record)

    def add(self, kind: str, url: str, content: bytes, media_type: str):
        """Add a record of another kind."""
        record = self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(content), length=len(content), warc_content_type=media_type
        )
        self._writer.write_record(record)

    def revisit(self, url: str):
        """Add a record that says that a page had not changed."""
        told = StatusAndHeaders("200 OK", list(HTML), protocol="HTTP/1.1")
        self._writer.write_record(
            self._writer.create_revisit_record(url, "sha1:X", url, "2020-01-01T00:00:00Z", http_headers=told)
        )


def make_warc(pages: dict[str, bytes], is_packed: bool = True) -> bytes:
    """Return a WARC file of pages by their addresses."""
    stream = io.BytesIO()
    making = Making(stream, is_packed)
    for url, content in pages.items():
        making.respond(url, content)
    return stream.getvalue()


def write_many(stream: BinaryIO, count: int) -> None:
    """Write a WARC file of so many pages, each with its request, as crawlers do."""
    making = Making(stream)
    for number in range(count):
        url = f"http://news.example/{number}.html"
        making.add(
            "request",
            url,
            b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n",
            "application/http; msgtype=request",
        )
        making.respond(url, make_page(number))


def pack_whole(warc: bytes) -> bytes:
    """Return a plain WARC file packed as one gzip member."""
    return gzip.compress(warc)


def make_wacz(warcs: dict[str, bytes], titles: dict[str, str] | None = None) -> bytes:
    """Return a WACZ file of WARC files by their names, with a list of pages."""
    stream = io.BytesIO()
    lines = [{"format": "json-pages-1.0", "id": "pages"}]
    lines += [
        {"url": url, "title": title, "ts": "2020-01-01T00:00:00Z"} for url, title in (titles or {}).items()
    ]
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in warcs.items():
            archive.writestr(f"archive/{name}", content)
        archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
        archive.writestr("datapackage.json", "{}")
    return stream.getvalue()
