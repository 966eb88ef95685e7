"""Pages of archives: which records hold one, what is told of it, and what is said where a file breaks."""

import gzip
import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import brotli
import pytest
import zstandard

from dragoman.errors import Empty, Encrypted, Malformed, Stopped, TooLarge
from dragoman.ingest import archives
from dragoman.ingest.archives import read_archive
from dragoman.ingest.found import FoundDocument, UnreadReport
from dragoman.ingest.warc import Passed, Piece
from tests.ingest.making_warcs import HTML, Making, make_page, make_wacz, make_warc

PAGE = b"<!doctype html><html><body><p>Talks on the river ended without a truce.</p></body></html>"
URL = "http://news.example/talks"


class Pipe(io.BytesIO):
    """A stream that only goes on."""

    def seekable(self):
        return False


def have_fault(stream: BinaryIO, name: str) -> Iterator[Piece]:
    yield {}["here"]


def read_all(content, name="a.warc.gz"):
    """Return what was found and what was passed over."""
    found = []
    reading = read_archive(io.BytesIO(content) if isinstance(content, bytes) else content, name)
    while True:
        try:
            found.append(next(reading))
        except StopIteration as ended:
            return found, ended.value


def make(*calls, **settings):
    stream = io.BytesIO()
    making = Making(stream, **settings)
    for name, *args in calls:
        getattr(making, name)(*args)
    return stream.getvalue()


def read_one(headers, content, **settings):
    [found], _ = read_all(make(("respond", URL, content, headers), **settings))
    return found


def test_a_page_comes_with_its_address_and_what_the_server_said():
    [page], passed = read_all(make(("respond", URL, PAGE, [("Content-Type", 'text/HTML; charset="KOI8-R"')])))
    assert isinstance(page, FoundDocument)
    assert (page.url, page.content, page.media_type, page.charset) == (URL, PAGE, "text/html", "KOI8-R")
    assert page.name.startswith("a.warc.gz:") and len(page.name) == len("a.warc.gz:") + 36
    assert page.published is None
    assert passed == Passed()


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    "pack",
    [
        lambda plain: plain,
        gzip.compress,
        lambda plain: zstandard.ZstdCompressor().compress(plain),
        lambda plain: b"".join(map(zstandard.ZstdCompressor().compress, (plain[:200], plain[200:]))),
    ],
    ids=["plain", "gzip as a whole", "zstd", "zstd frames"],
)
def test_a_file_is_read_however_it_is_packed(pack, version):
    plain = make(
        *[("respond", f"{URL}{n}", make_page(n)) for n in range(9)], is_packed=False, version=version
    )
    pages, _ = read_all(pack(plain))
    assert [page.content for page in pages] == [make_page(n) for n in range(9)]


def test_a_pipe_is_read_like_a_file():
    warc = make_warc({f"{URL}{number}": make_page(number) for number in range(30)})
    assert read_all(Pipe(warc)) == read_all(warc)


def test_only_records_that_may_hold_a_report_give_one():
    found, passed = read_all(
        make(
            ("add", "request", URL, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
            ("respond", URL, PAGE, HTML, "404 Not Found"),
            ("respond", URL, PAGE, HTML, "301 Moved"),
            ("respond", URL, b"\x89PNG", [("Content-Type", "image/png")]),
            ("respond", URL, b"{}", [("Content-Type", "application/json")]),
            ("respond", "http://news.example/robots.txt", b"User-agent: *", [("Content-Type", "text/plain")]),
            ("revisit", URL),
            ("revisit", URL),
            ("add", "metadata", URL, b"a: b", "application/warc-fields"),
            ("add", "resource", "file:///a.js", b"1", "text/javascript"),
            ("add", "resource", "metadata://crawler.example/log.txt", b"Done.", "text/plain"),
            ("respond", URL, PAGE),
            ("respond", URL, b"%PDF-1.4", [("Content-Type", "application/pdf")]),
            ("respond", URL, PAGE, []),
            ("add", "resource", "file:///a.html", PAGE, "text/html"),
            ("add", "conversion", URL, b"Talks ended.", "text/plain"),
        )
    )
    told = [(page.media_type, page.url) for page in found]
    assert told == [
        ("text/html", URL),
        ("application/pdf", URL),
        (None, URL),
        ("text/html", None),
        ("text/plain", URL),
    ]
    assert passed == Passed(revisits=2, others=9)


def test_an_archive_without_pages_says_so():
    [found], passed = read_all(
        make(("revisit", URL), ("respond", URL, b"x", [("Content-Type", "image/png")]))
    )
    assert isinstance(found.error, Empty)
    assert "among its 2 records, 1 of them pages that had not changed" in str(found.error)
    assert passed == Passed(1, 1)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.ZstdCompressor().compress),
    ],
)
def test_the_content_of_a_page_is_unpacked(coding, pack):
    assert read_one([*HTML, ("Content-Encoding", coding)], pack(PAGE)).content == PAGE


def test_a_page_that_was_unpacked_though_its_header_says_otherwise_is_taken_as_it_is():
    assert read_one([*HTML, ("Content-Encoding", "gzip")], PAGE).content == PAGE
    assert read_one([*HTML, ("Transfer-Encoding", "chunked")], PAGE).content == PAGE


def test_content_that_does_not_keep_to_its_coding_is_one_failure():
    warc = make(
        ("respond", URL, gzip.compress(PAGE)[:40], [*HTML, ("Content-Encoding", "gzip")]),
        ("respond", URL, PAGE),
    )
    [bad, good], _ = read_all(warc)
    assert isinstance(bad.error, Malformed) and good.content == PAGE


@pytest.mark.parametrize("ending", [b"0\r\n\r\n", b"0\r\nTrailer: x\r\n\r\n", b""])
def test_chunks_are_joined(ending):
    chunked = (
        b"1e;x=1\r\n"
        + PAGE[:30]
        + b"\r\n"
        + f"{len(PAGE) - 30:X}\r\n".encode()
        + PAGE[30:]
        + b"\r\n"
        + ending
    )
    assert read_one([*HTML, ("Transfer-Encoding", "Chunked")], chunked).content == PAGE


def test_a_page_over_the_limit_is_refused_and_the_next_read():
    large = make_page(1, 1 << 17) * 168
    [bad, good], _ = read_all(make(("respond", URL, large), ("respond", URL, PAGE)))
    assert isinstance(bad.error, TooLarge) and "20.0 MiB" in str(bad.error)
    assert bad.name in str(bad.error)
    assert good.content == PAGE


def test_a_record_over_the_limit_is_passed_over_without_being_held():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    length = 65 << 20
    start = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(head) + length}\r\n\r\n".encode()
    noise = make_page(3, 1 << 17)[: 1 << 17] * 520
    [bad, good], _ = read_all(start + head + noise + b"\r\n\r\n" + make_warc({URL: PAGE}, is_packed=False))
    assert bad.name == "a.warc.gz:1"
    assert isinstance(bad.error, TooLarge) and "65 MiB" in str(bad.error)
    assert good.content == PAGE


def test_an_archive_that_is_a_bomb_is_stopped():
    bomb = make(("respond", URL, PAGE), ("respond", URL, bytes(60 << 20)))
    [first, bad], _ = read_all(bomb)
    assert first.content == PAGE
    assert isinstance(bad.error, TooLarge)


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_came_before_a_break_is_read_and_the_break_is_said(is_packed):
    warc = make_warc({f"{URL}{number}": make_page(number, 2_000) for number in range(5)}, is_packed)
    *pages, bad = read_all(warc[:-150])[0]
    assert [page.content for page in pages] == [make_page(number, 2_000) for number in range(4)]
    assert isinstance(bad, UnreadReport) and bad.name == "a.warc.gz"
    assert isinstance(bad.error, Malformed) and "breaks off after" in str(bad.error)


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_cut_anywhere_gives_whole_pages_and_at_most_one_failure(is_packed):
    whole = [make_page(number, 300) for number in range(3)]
    warc = make_warc({f"{URL}{number}": page for number, page in enumerate(whole)}, is_packed)
    for cut in range(1, len(warc), 251):
        found, _ = read_all(warc[:cut])
        pages = [page.content for page in found if isinstance(page, FoundDocument)]
        assert pages == whole[: len(pages)]
        assert len(found) - len(pages) <= 1


def test_a_record_with_broken_headers_is_one_failure():
    broken = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"
    )
    good = make_warc({URL: PAGE}, is_packed=False)
    [first, bad, last], _ = read_all(good + broken + good)
    assert first.content == last.content == PAGE
    assert bad.name == "a.warc.gz:2" and "does not tell how long" in str(bad.error)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Rain.", b"\x1f\x8b", gzip.compress(b"filedesc://a.arc 0.0.0.0")]
)
def test_what_is_no_archive_is_one_failure(content):
    [found], passed = read_all(content)
    assert isinstance(found.error, Empty | Malformed)
    assert "'a.warc.gz'" in str(found.error)
    assert passed == Passed()


def test_a_line_without_end_is_not_held():
    [page], _ = read_all(make_warc({URL: PAGE}, is_packed=False) + b"x" * (3 << 20))
    assert page.content == PAGE


def test_an_odd_name_of_the_archive_gives_names_that_are_text():
    [page], _ = read_all(make_warc({URL: PAGE}), "odd\udcff.warc")
    assert page.name.startswith("odd\\udcff.warc:")


def test_a_process_that_is_stopped_is_a_failure_after_what_came_before(monkeypatch):
    monkeypatch.setattr(archives, "MEMORY_MB", 70)
    warc = make(("respond", URL, PAGE), ("respond", URL, make_page(1, 1 << 17) * 150))
    [page, bad], _ = read_all(warc)
    assert page.content == PAGE
    assert isinstance(bad.error, Stopped) and "70 MiB" in str(bad.error)


def test_a_fault_of_ours_is_a_failure_that_asks_for_the_archive(monkeypatch):
    monkeypatch.setattr(archives, "find_pages", have_fault)
    [found], _ = read_all(make_warc({URL: PAGE}))
    assert isinstance(found.error, Malformed)
    assert "KeyError: 'here'" in str(found.error).replace('"', "") and "send the archive" in str(found.error)


def test_what_the_child_loads_is_small():
    loaded = "import sys, dragoman.ingest.warc, dragoman.ingest.pdf, pypdf; print(*sys.modules)"
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, env=paths, check=True
    )
    assert not {"numpy", "onnxruntime", "sqlalchemy", "click", "httpx"} & set(told.stdout.split())


def test_a_wacz_gives_the_pages_of_its_warcs_with_their_titles():
    wacz = make_wacz(
        {"one.warc.gz": make_warc({URL: PAGE}), "two.warc": make_warc({URL + "2": PAGE}, is_packed=False)},
        titles={URL: "Talks end", URL + "2": " ", "http://x.example/": "Other"},
    )
    [one, two], _ = read_all(wacz, "a.wacz")
    assert (one.url, one.title, one.content) == (URL, "Talks end", PAGE)
    assert (two.url, two.title, two.content) == (URL + "2", None, PAGE)
    assert one.name.startswith("a.wacz/one.warc.gz:")
    assert one.published is None


def test_paths_in_a_wacz_are_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../escape.warc.gz", make_warc({URL: PAGE}))
        archive.writestr("/archive/absolute.warc", make_warc({URL: PAGE}))
        archive.writestr("archive/../../x.warc", make_warc({URL: PAGE}))
        archive.writestr("archive/good.warc.gz", make_warc({URL: PAGE}))
    [page], _ = read_all(stream.getvalue(), "a.wacz")
    assert page.name.startswith("a.wacz/good.warc.gz:")
    assert list(tmp_path.iterdir()) == []


def test_a_wacz_whose_list_is_odd_is_still_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/a.warc.gz", make_warc({URL: PAGE}))
        archive.writestr("pages/pages.jsonl", '[1]\n{oops\n{"url": 5, "title": "T"}\n' + "[" * 100_000)
        archive.writestr("pages/extraPages.jsonl", f'{{"url": "{URL}", "title": "T\\ud800"}}')
    [page], _ = read_all(stream.getvalue(), "a.wacz")
    assert page.title == "T"


def test_a_zip_file_without_archives_says_so():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    [found], _ = read_all(stream.getvalue(), "a.zip")
    assert isinstance(found.error, Empty) and "without archive/" in str(found.error)


def test_a_zip_file_that_is_a_bomb_is_stopped():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", bytes(100 << 20))
    [found], _ = read_all(stream.getvalue(), "a.wacz")
    assert isinstance(found.error, TooLarge)


def test_a_locked_zip_file_is_told():
    wacz = bytearray(make_wacz({"a.warc.gz": make_warc({URL: PAGE})}))
    entry = wacz.index(b"PK\x01\x02")
    wacz[entry + 8] |= 1
    [found], _ = read_all(bytes(wacz), "a.wacz")
    assert isinstance(found.error, Encrypted)


def test_a_broken_wacz_gives_what_is_whole():
    wacz = make_wacz({"a.warc": make_warc({f"{URL}{n}": make_page(n) for n in range(20)}, is_packed=False)})
    spoiled = wacz.replace(b"Page 15", b"Page XX")
    found, _ = read_all(spoiled, "a.wacz")
    assert len([page for page in found if isinstance(page, FoundDocument)]) >= 15
    [cut], _ = read_all(wacz[:-100], "a.wacz")
    assert isinstance(cut.error, Malformed)
