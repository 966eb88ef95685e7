"""Hostile PDF documents and archives: text or an error of ours, in time, and no child is left."""

import gzip
import io
import os
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.ingest.archives import read_archive
from dragoman.ingest.found import FoundDocument, FoundReport, UnreadReport
from dragoman.ingest.pdf import read_pdf
from tests.hostile import mutants
from tests.hostile.mutants import DATA
from tests.ingest.making_warcs import Making, make_page, make_wacz, make_warc

PDFS, WARCS = (
    sorted(path for path in (DATA / name).rglob("*") if path.is_file()) if (DATA / name).is_dir() else []
    for name in ("pdf", "warc")
)
needs_data = pytest.mark.skipif(not PDFS or not WARCS, reason="no hostile/ here; name its folder with DATA=")


def count_children():
    """Return how many children this process has, those that ended and were not asked for among them."""
    return sum(
        Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()[1] == str(os.getpid())
        for process in os.listdir("/proc")
        if process.isdigit() and Path(f"/proc/{process}/stat").exists()
    )


@needs_data
@pytest.mark.hostile
def test_each_hostile_document_gives_text_or_an_error_of_ours():
    before = count_children()
    for path in PDFS:
        began = time.monotonic()
        try:
            assert isinstance(read_pdf(FoundDocument(path.name, path.read_bytes())), FoundReport)
        except ReadError as error:
            assert path.name in str(error)
        assert time.monotonic() - began < 10, path
    assert count_children() == before


@needs_data
def test_the_texts_of_known_documents_are_right():
    texts = {path.name: path for path in PDFS}

    def read(name):
        return read_pdf(FoundDocument(name, texts[name].read_bytes()))

    assert read("output_with_metadata_pymupdf.pdf").title == "Sample PDF with XMP Metadata"
    assert read("habibi.pdf").text == "حَبيبي habibi حَبيبي"
    assert "no sea takimata sanctus est" in read("minimal-document.pdf").text
    columns = read("multicolumn.pdf").text
    assert (
        "filled with Lorem Ipsum text.\n\nLorem ipsum dolor sit amet, consectetuer adipiscing elit."
        in columns
    )


@needs_data
@pytest.mark.hostile
def test_each_hostile_archive_gives_pages_or_an_error_of_ours():
    before = count_children()
    for path in WARCS:
        began = time.monotonic()
        with open(path, "rb") as stream:
            found = list(read_archive(stream, path.name))
        assert found and all(isinstance(page, FoundDocument | UnreadReport) for page in found)
        assert all(isinstance(page.error, ReadError) for page in found if isinstance(page, UnreadReport))
        assert time.monotonic() - began < 10, path
    assert count_children() == before


@needs_data
def test_the_pages_of_known_archives_are_found():
    def count(name):
        with open(DATA / "warc" / "data" / name, "rb") as stream:
            found = list(read_archive(stream, name))
        return [sum(isinstance(page, kind) for page in found) for kind in (FoundDocument, UnreadReport)]

    assert count("example.warc") == count("example.warc.gz") == [1, 0]
    assert count("example-wget-bad-target-uri.warc.gz") == [1, 0]  # two are the crawler's own
    assert count("example-iana.org-chunked.warc") == [1, 0]
    assert count("example-bad-non-chunked.warc.gz") == [1, 0]  # packed as a whole
    assert count("example-trunc.warc")[1] == 1


@pytest.mark.parametrize(("reader", "number"), [("pdf", 50), ("warc", 400), ("wacz", 10), ("pdf-child", 5)])
def test_mutants_give_text_or_an_error_of_ours(reader, number):
    tally = mutants.run(reader, number)
    assert tally.faults == []
    assert sum(tally.outcomes.values()) == number


def test_a_mutant_is_the_same_each_time_and_differs_from_the_next():
    seeds = mutants.READERS["warc"].seeds
    assert mutants.make_mutant("warc", 3, seeds) == mutants.make_mutant("warc", 3, seeds)
    assert len({mutants.make_mutant("warc", number, seeds) for number in range(50)}) > 45


def test_a_fault_of_a_reader_is_seen(monkeypatch):
    def fail(content):
        raise KeyError("oops")

    monkeypatch.setitem(mutants.READERS, "bad", mutants.Reader([b"abc"], fail))
    assert len(mutants.run("bad", 3).faults) == 3


def test_a_reader_that_hangs_is_seen(monkeypatch):
    def hang(content):
        while True:
            with suppress(Exception):  # as parsers do
                while True:
                    pass

    monkeypatch.setattr(mutants, "LIMIT_S", 0.2)
    monkeypatch.setitem(mutants.READERS, "bad", mutants.Reader([b"abc"], hang))
    assert len(mutants.run("bad", 1).faults) == 1


@pytest.mark.parametrize(
    "name", ["../../x.warc.gz", "/etc/x.warc", "archive/..\\x.warc", "archive/x\0y.warc"]
)
def test_no_path_of_an_archive_is_written(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, make_warc({"http://a.example/": make_page(1)}))
        archive.writestr("archive/a.warc.gz", make_warc({"http://a.example/": make_page(1)}))
    stream.seek(0)
    assert sum(isinstance(page, FoundDocument) for page in read_archive(stream, "a.wacz")) >= 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.hostile
def test_bombs_of_all_layers_are_stopped_in_little_memory():
    nothing = bytes(90 << 20)
    gz = io.BytesIO()
    Making(gz).respond("http://a.example/", nothing[: 50 << 20])
    packed_page = gzip.compress(nothing)
    inner = io.BytesIO()
    Making(inner).respond(
        "http://a.example/", packed_page, [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    )
    for bomb in (gz.getvalue(), inner.getvalue(), make_wacz({"a.warc.gz": gz.getvalue()})):
        found = list(read_archive(io.BytesIO(bomb), "bomb"))
        assert [type(page.error).__name__ for page in found] == ["TooLarge"]


SCALE = """
import os, sys
from dragoman.ingest.archives import read_archive

def get_peak_mb(process):
    with open(f"/proc/{process}/status") as told:
        return next(int(line.split()[1]) // 1024 for line in told if line.startswith("VmHWM"))

with open(sys.argv[1], "rb") as stream:
    for count, page in enumerate(read_archive(stream, "a"), 1):
        if count == 5_000:
            with open(f"/proc/self/task/{os.getpid()}/children") as children:
                [child] = children.read().split()
            print(count, get_peak_mb("self"), get_peak_mb(child))
"""


@pytest.mark.hostile
def test_five_thousand_pages_are_streamed_in_the_memory_of_one(tmp_path):
    """The bar is 700 MB for parent and child together; a page here has 20 kB, and both hold one."""
    path = tmp_path / "many.warc"
    pages = [make_page(number) for number in range(50)]
    with open(path, "wb") as stream:
        making = Making(stream, is_packed=False)
        for number in range(5_000):
            making.respond(f"http://news.example/{number}.html", pages[number % 50])
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run([sys.executable, "-c", SCALE, path], capture_output=True, env=paths, check=True)
    count, parent_mb, child_mb = map(int, told.stdout.split())
    assert count == 5_000
    assert parent_mb + child_mb < 150
