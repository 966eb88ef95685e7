"""One report is one transaction; the same again changes nothing; forgetting leaves no trace."""

import dataclasses
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from dragoman import View, Writer
from dragoman.errors import Busy, Malformed, UsageError
from dragoman.store import engine
from dragoman.store.rows import make_report_id
from dragoman.store.writer import Added
from tests.store.conftest import OLD


def dump(path):
    """Return all that a store holds, its moments apart."""
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "search" not in line]


def test_the_same_report_again_changes_nothing(store, writer, records):
    first = [writer.add(record) for record in records]
    before = dump(store.path)
    again = [writer.add(record) for record in reversed(records)]
    assert [added.state for added in first] == ["added", "added"]
    assert [added.state for added in again] == ["known", "known"]
    assert dump(store.path) == before


def test_a_second_address_is_noted_and_nothing_else(store, writer, records):
    writer.add(records[0])
    counts = View(store).count_rows()
    report = dataclasses.replace(records[0].report, url="https://copy.example/1")
    assert writer.add(dataclasses.replace(records[0], report=report)).state == "known"
    assert View(store).count_rows() == counts
    with closing(sqlite3.connect(store.path)) as connection:
        assert len(connection.execute("SELECT url FROM addresses").fetchall()) == 2


def test_a_new_reading_supersedes_and_says_what_changed(store, clock, records):
    event = records[0].events[0]
    older = dataclasses.replace(
        records[0],
        events=(dataclasses.replace(event, status="planned"), *records[0].events[1:]),
        positions=(),
    )
    old = Writer(store, versions=OLD, clock=clock).add(older)
    new = Writer(store, clock=clock).add(records[0])
    assert (old.report, new.state) == (new.report, "read again")
    [changed] = [change for change in new.changes if change.kind == "changed"]
    assert (changed.layer, changed.field, changed.before) == ("events", "status", '"planned"')
    assert View(store).load_record(new.report) == records[0]
    assert View(store, as_of="2020-01-01").load_record(new.report) == older
    assert len(View(store).search("Tula")) == len({hit.row for hit in View(store).search("Tula")})


def test_forgetting_leaves_no_trace(store, writer, records):
    kept, gone = writer.add(records[0]).report, writer.add(records[1]).report
    writer.forget(gone)
    assert [line.id for line in View(store).list_reports()] == [kept]
    assert View(store).search("Zaruma") == []
    for path in store.path.parent.iterdir():
        assert b"Zaruma" not in path.read_bytes() and b"Quispe" not in path.read_bytes(), path.name
    with pytest.raises(UsageError, match="no 'r0'"):
        writer.forget("r0")


def test_what_no_database_keeps_is_said_and_nothing_is_stored(store, writer, records):
    for text in ("half \ud800 a pair", "a NUL \0 inside"):
        report = dataclasses.replace(records[0].report, text=text)
        with pytest.raises(Malformed, match="not stored"):
            writer.add(dataclasses.replace(records[0], report=report))
    assert View(store).count_rows()["reports"] == 0


def find_known(writer, report, **others):
    given = {"publisher": report.publisher, "published": report.published, "url": report.url} | others
    return writer.find_known(report.text, **given)


def test_a_report_that_is_known_is_told_before_it_is_read(store, writer, records):
    report = records[0].report
    assert find_known(writer, report) is None
    added = writer.add(records[0])
    before = dump(store.path)
    assert find_known(writer, report) == Added(added.report, "known")
    assert dump(store.path) == before
    assert find_known(writer, report, url="https://copy.example/1") == Added(added.report, "known")
    with closing(sqlite3.connect(store.path)) as connection:
        assert len(connection.execute("SELECT url FROM addresses").fetchall()) == 2


@pytest.mark.parametrize("other", [{"publisher": "Andes Wire"}, {"published": "2019-03-15"}])
def test_another_publisher_or_day_is_another_report(writer, records, other):
    writer.add(records[0])
    assert find_known(writer, records[0].report, **other) is None


def test_without_a_day_only_a_text_that_states_its_own_is_known(writer, records):
    writer.add(records[0])
    assert find_known(writer, records[0].report, published=None) is None
    for basis in ("dateline", None):
        day = "2019-03-16" if basis else None
        report = dataclasses.replace(records[1].report, published=day, published_basis=basis, publisher=basis)
        added = writer.add(dataclasses.replace(records[1], report=report))
        assert find_known(writer, report, published=None).report == added.report


def test_what_other_versions_read_must_be_read_again(store, writer, records):
    Writer(store, versions=OLD).add(records[0])
    assert find_known(writer, records[0].report) is None


def test_a_writer_that_is_gone_leaves_one_file(store, records):
    writer = Writer(store)
    writer.add(records[0])
    assert store.path.with_name("dragoman.db-wal").stat().st_size
    del writer
    assert [path.name for path in store.path.parent.iterdir()] == ["dragoman.db"]


def test_writers_wait_for_each_other(store, records):
    def add(number):
        report = dataclasses.replace(records[0].report, sha256=f"{number:064x}")
        return Writer(store).add(dataclasses.replace(records[0], report=report)).state

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(add, range(40))) == {"added"}
    assert View(store).count_rows()["reports"] == 40


def test_a_store_that_another_holds_is_busy(store, writer, records, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Try again"):
            Writer(store).add(records[0])
    assert writer.add(records[0]).state == "added"


def test_failures_are_kept(store, writer):
    writer.note_failure("broken.txt", "Report not read: it is empty.")
    assert View(store).count_rows()["failures"] == 1


def test_a_layer_that_became_empty_is_read_again(store, clock, records):
    Writer(store, versions=OLD, clock=clock).add(records[0])
    poorer = dataclasses.replace(records[0], commitments=(), positions=())
    changes = Writer(store, clock=clock).add(poorer).changes
    assert {"removed"} == {change.kind for change in changes if change.layer == "commitments"}
    assert View(store).load_record(make_report_id(poorer.report)) == poorer


def test_forgetting_that_was_broken_off_is_finished_by_the_next_writer(store, writer, records, monkeypatch):
    gone = writer.add(records[1]).report
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_erase_traces", lambda self: None)
        Writer(store).forget(gone)
    assert get_mark(store.path) != 0
    Writer(store)
    assert get_mark(store.path) == 0
    assert all(b"Zaruma" not in path.read_bytes() for path in store.path.parent.iterdir())


def test_words_of_what_is_forgotten_that_a_reader_holds_are_said(store, writer, records, monkeypatch):
    gone = writer.add(records[1]).report
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    hasty = Writer(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM reports").fetchall()
        with pytest.raises(Busy, match="still in the log"):
            hasty.forget(gone)
        reader.execute("COMMIT")
    Writer(store)
    assert all(b"Zaruma" not in path.read_bytes() for path in store.path.parent.iterdir())


def get_mark(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("field", ["text", "id", "title", "publisher", "url"])
def test_half_a_character_in_any_field_is_said(store, writer, records, field):
    report = dataclasses.replace(records[0].report, **{field: "half \udc80"})
    with pytest.raises(Malformed, match="half a surrogate pair"):
        writer.add(dataclasses.replace(records[0], report=report))
    assert View(store).count_rows()["reports"] == 0


def test_a_failure_of_an_odd_name_is_kept(store, writer):
    writer.note_failure("odd \udcff.txt", "Report not read: 'odd \udcff.txt' is empty.")
    assert View(store).count_rows()["failures"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("database or disk is full", "16 MiB is enough"),
        ("attempt to write a readonly database", "cannot be written"),
        ("database disk image is malformed", "damaged"),
        ("interrupted", "longer than"),
        ("no such table: x", "Store failed"),
    ],
)
def test_every_fault_is_a_sentence(tmp_path, words, said):
    assert said in str(engine.explain(sqlite3.OperationalError(words), tmp_path / "x.db"))
