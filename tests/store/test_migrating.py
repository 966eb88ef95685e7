"""A store is made whole, the steps make the tables of the schema, and other files are refused in words."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dragoman import View, open_store
from dragoman.errors import Damaged, NewerSchema, StoreError
from dragoman.store import migrating
from dragoman.store.engine import open_reading, open_writing
from dragoman.store.migrating import create
from dragoman.store.schema import METADATA
from tests.store.steps import make_steps


def is_ours(name, kind, parents):
    return not (kind == "table" and (name or "").startswith(("search", "alembic")))


def test_the_steps_make_the_tables_of_the_schema(store):
    with open_writing(store.path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_table_is_strict(store):
    with closing(sqlite3.connect(store.path)) as connection:
        rows = connection.execute("PRAGMA table_list").fetchall()
    strict = {row[1]: row[5] for row in rows}
    assert all(strict[name] for name in METADATA.tables)


def test_making_a_store_twice_changes_nothing(tmp_path):
    path = tmp_path / "x.db"
    assert [create(path), create(path)] == [True, False]


def test_no_store_no_database_and_another_program_s_are_refused(tmp_path):
    with pytest.raises(StoreError, match="dragoman init"):
        open_store(tmp_path / "none.db")
    text = tmp_path / "text.db"
    text.write_text("not a database, only words")
    with pytest.raises(StoreError, match="no database of Dragoman"):
        open_store(text, is_made=True)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_store(other)
    assert other.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path / "no" / "x.db", is_made=True)


def test_a_newer_store_is_refused(store):
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema, match="Update Dragoman"):
        open_store(store.path)


@pytest.fixture
def with_second(tmp_path, monkeypatch):
    """Give the program a made-up second step."""
    folder = tmp_path / "steps"
    folder.mkdir()
    monkeypatch.setattr(migrating, "STEPS", make_steps(folder))


def lengthen_step(statement):
    with (migrating.STEPS / "versions" / "0002_second.py").open("a") as step:
        step.write(f"    op.execute({statement!r})\n")


def test_an_older_store_is_copied_and_then_brought_up_to_date(store, writer, records, request):
    report = writer.add(records[0]).report
    request.getfixturevalue("with_second")
    opened = open_store(store.path)
    assert View(opened).load_record(report) == records[0]
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT mood IS NOT NULL FROM reports").fetchall() == [(1,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.backup == f"{store.path}.0001.backup"
    with closing(sqlite3.connect(opened.backup)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT id FROM reports").fetchall() == [(report,)]
    assert open_store(store.path).backup is None


def test_a_step_that_fails_changes_nothing(store, with_second):
    lengthen_step("UPDATE elsewhere SET x = 1")
    with pytest.raises(StoreError, match="no such table"):
        open_store(store.path)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'moods'").fetchall() == []


def test_a_step_after_which_rows_refer_to_nothing_is_taken_back(store, with_second):
    lengthen_step("DELETE FROM reports")
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("INSERT INTO reports (id, sha256, text, added_at) VALUES ('r1', '0', 'x', 'now')")
        connection.execute("INSERT INTO addresses VALUES ('r1', 'https://x.example', 'now')")
    with pytest.raises(StoreError, match="refer to nothing"):
        open_store(store.path)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT id FROM reports").fetchall() == [("r1",)]


def test_of_two_programs_one_brings_a_store_up_to_date_and_the_copy_is_the_older(store, with_second):
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_store(store.path), range(4)))
    [copy] = [one.backup for one in opened if one.backup]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_an_older_program_refuses_what_a_newer_one_brought_up_to_date(store, monkeypatch, request):
    steps = migrating.STEPS
    request.getfixturevalue("with_second")
    open_store(store.path)
    monkeypatch.setattr(migrating, "STEPS", steps)
    with pytest.raises(NewerSchema, match=r"'0002'.*Update Dragoman"):
        open_store(store.path)


@pytest.mark.parametrize("left", ["nothing", "settings"])
def test_a_store_whose_making_was_broken_off_is_made(tmp_path, left):
    path = tmp_path / "x.db"
    path.touch()
    if left == "settings":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        assert path.stat().st_size
    with pytest.raises(StoreError, match="is empty"):
        open_store(path)
    assert create(path) is True
    assert View(open_store(path)).list_reports() == []


def test_many_make_one_store_at_once(tmp_path):
    path = tmp_path / "x.db"
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: create(path), range(4))) == [False, False, False, True]


@pytest.mark.parametrize("harm", ["overwritten", "cut"])
def test_a_damaged_store_says_so(store, writer, records, harm):
    reports = [writer.add(record).report for record in records]
    whole = store.path.read_bytes()
    harmed = whole[:8192] + b"\xff" * (len(whole) - 8192) if harm == "overwritten" else whole[:5000]
    store.path.write_bytes(harmed)
    with pytest.raises(Damaged, match="restore a backup"):
        View(open_store(store.path)).load_record(reports[0])


def test_a_reading_connection_cannot_write(store):
    with open_reading(store.path).connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM reports")


def test_postgresql_comes_later():
    with pytest.raises(StoreError, match="postgresql"):
        open_store("postgresql://localhost/x")
