"""Documents are known again by their bytes and what led to them; their bytes are kept where wished."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import View, Writer
from dragoman.errors import UsageError
from dragoman.store.originals import Original
from tests.store.conftest import OLD

PAGE = Original(b"<p>Shells fell on Tula.</p>", "text/html", "publisher A")


def load_kept(store, report):
    try:
        return View(store).load_original(report)
    except UsageError:
        return None


def test_a_document_is_known_again_by_its_bytes_and_all_that_led_to_it(writer, records):
    added = writer.add(records[0], PAGE)
    assert writer.find_known_original(PAGE, None).report == added.report
    assert writer.find_known_original(replace(PAGE, content=b"<p>Rain.</p>"), None) is None
    assert writer.find_known_original(replace(PAGE, told="publisher B"), None) is None


def test_what_other_versions_read_is_not_known(store, writer, records):
    Writer(store, versions=OLD).add(records[0], PAGE)
    assert writer.find_known_original(PAGE, None) is None


@pytest.mark.parametrize("is_kept", [True, False])
def test_bytes_are_kept_only_where_that_is_wished(store, clock, records, is_kept):
    writer = Writer(store, clock=clock, keeps_originals=is_kept)
    added = writer.add(records[0], PAGE)
    assert load_kept(store, added.report) == (PAGE.content if is_kept else None)


def test_bytes_that_were_not_kept_are_kept_when_they_come_again(store, clock, records):
    added = Writer(store, clock=clock).add(records[0], PAGE)
    Writer(store, clock=clock, keeps_originals=True).add(records[0], PAGE)
    assert load_kept(store, added.report) == PAGE.content


def test_forgetting_a_report_removes_its_document(store, clock, records):
    writer = Writer(store, clock=clock, keeps_originals=True)
    added = writer.add(records[0], PAGE)
    assert PAGE.sha256.encode() in store.path.read_bytes() + Path(f"{store.path}-wal").read_bytes()
    writer.forget(added.report)
    assert load_kept(store, added.report) is None
    assert writer.find_known_original(PAGE, None) is None
    assert PAGE.sha256.encode() not in store.path.read_bytes()
