"""Hostile feeds and sitemaps: nothing is opened, all ends in time and memory, and only our own errors come.

The public cases are looked for in the folder that the variable DATA names, else beside the project.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.ingest.feeds import read_feed
from dragoman.ingest.sitemaps import read_sitemap
from tests.hostile import mutants
from tests.hostile.mutants_feeds import READERS
from tests.hostile.pumped_feeds import PUMPED

HOSTILE = Path(os.environ.get("DATA", "../shared")) / "hostile"
ROOT = Path(__file__).parents[2]
CPU_S = 5.0
MEMORY_MIB = 300
HEAVIEST = ("attributes", "sitemap", "JSON of many words", "long text", "all kinds to the limit")
OPENING = ("open", "socket.", "urllib.", "subprocess.", "os.system", "ctypes.dlopen")
needs_data = pytest.mark.skipif(not HOSTILE.is_dir(), reason="no hostile/; name its folder with DATA=")
opened: list[str] = []
_is_watching = [False]


def _note(event: str, arguments: tuple[object, ...]) -> None:
    is_module = str(arguments[:1]).endswith((".pyc',)", ".py',)"))  # of Python itself, as codecs are
    if _is_watching[0] and event.startswith(OPENING) and not is_module:
        opened.append(f"{event} {arguments[:1]}")


sys.addaudithook(_note)


@pytest.fixture
def watching():
    """Note whatever is opened in the test, once what the readers import is there."""
    for reader, raw in ((read_feed, b"<rss/>"), (read_sitemap, b"<urlset/>")):
        reader(raw, None, "first")
    opened.clear()
    _is_watching[0] = True
    yield opened
    _is_watching[0] = False


def try_reading(raw):
    for reader in (read_feed, read_sitemap):
        try:
            reader(raw, "https://rift.example/feed", "feed")
        except DragomanError as error:
            assert str(error).startswith("Report not read: 'feed'")


@pytest.mark.parametrize("folder", ["xml", "feeds"])
@needs_data
def test_no_public_case_opens_anything_or_raises_what_is_not_ours(watching, folder):
    _is_watching[0] = False
    contents = [path.read_bytes() for path in sorted((HOSTILE / folder).rglob("*")) if path.is_file()]
    assert len(contents) > 5
    _is_watching[0] = True
    begun = time.process_time()
    for raw in contents:
        try_reading(raw)
    assert watching == []
    assert time.process_time() - begun < 0.05 * len(contents) + 1


@needs_data
def test_files_of_every_other_kind_are_refused_in_our_words():
    for path in sorted(HOSTILE.rglob("*")):
        if path.is_file() and path.stat().st_size < 200_000:
            try_reading(path.read_bytes())


ENTITIES = [
    '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE r PUBLIC "-//x//y" "file:///etc/passwd">',
    '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>',
    '<!DOCTYPE r [<!ENTITY a "]]>"><!ENTITY b SYSTEM "file:///etc/passwd">]>',
    "<!DOCTYPE r [<!ENTITY a 'x>'><!-- ' --><!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    '<!doctype r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
]


@pytest.mark.parametrize("head", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_open_nothing_and_give_nothing(watching, head, encoding):
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    item = f"<item><title>&a;&b;</title>{include}</item>"
    feed = read_feed(f"{head}<rss><channel>{item}</channel></rss>".encode(encoding), None, "feed")
    sitemap = read_sitemap(f"{head}<urlset><url><loc>&a;</loc></url></urlset>".encode(encoding), None, "map")
    assert watching == []
    assert feed.entries[0].title == "&a;&b;"
    assert sitemap.entries == ()


def test_no_document_type_or_style_sheet_is_asked_for():
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/x"
        for head in ENTITIES:
            try_reading(f"{head.replace('http://127.0.0.1:9/x', address)}<rss>&a;</rss>".encode())
        with pytest.raises(BlockingIOError):
            canary.accept()


@pytest.mark.parametrize("name", PUMPED)
def test_a_pumped_feed_is_read_or_refused_in_time(name):
    made = PUMPED[name]()
    raw = made.encode() if isinstance(made, str) else made
    begun = time.process_time()
    try:
        (read_sitemap if name == "sitemap" else read_feed)(raw, "https://rift.example/feed", name)
    except DragomanError as error:
        assert len(str(error)) < 400
    assert time.process_time() - begun < CPU_S


@pytest.mark.hostile
@pytest.mark.parametrize("name", HEAVIEST)
def test_a_pumped_feed_takes_bounded_memory(name):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    told = subprocess.run(
        [sys.executable, "-m", "tests.hostile.pumped_feeds", name],
        capture_output=True, text=True, check=True, timeout=60, env=environment, cwd=ROOT,
    )  # fmt: skip
    came = json.loads(told.stdout)
    assert came["cpu_s"] < CPU_S
    assert came["grown_mib"] < MEMORY_MIB


@pytest.mark.parametrize("reader", READERS)
def test_mutants_are_read_or_refused_in_our_own_words(reader):
    tally = mutants.run(reader, 400)
    assert tally.faults == []
    assert tally.outcomes["read"] > 80
    assert tally.slowest_s < CPU_S
