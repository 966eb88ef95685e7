"""A store is made whole, the steps make the tables of the schema, and other files are refused in words."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from dragoman import View, open_store
from dragoman.errors import Damaged, NewerSchema, StoreError
from dragoman.store.engine import open_reading, open_writing
from dragoman.store.migrating import create
from dragoman.store.schema import METADATA


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
