"""Connections to a store's file, and every fault of it said in a sentence.

Place in the flow: below `writer` and `views`. Settings follow SQLite's own advice for files that must
survive a
crash: write-ahead log, `synchronous=FULL`, and `BEGIN IMMEDIATE`, so that two writers wait and none
fails halfway.
Reading connections cannot write, and a query that runs too long is stopped.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from dragoman.errors import Busy, Damaged, Full, QueryError, StoreError

APPLICATION_ID = 0x44524147
"""Marks a file as a store ("DRAG"), as SQLite's `application_id` is meant for."""
CACHE_KIB = 32 * 1024
"""Pages that a writer keeps at hand."""
LOG_PAGES = 8_000
"""Pages of 4 KiB after which the log is worked into the file: eight times SQLite's own, since each report
changes some 250, and many of them are those of the reports before it."""
BUSY_S = 30.0
"""How long a writer waits for another. SQLite looks ten times a second whether it is its turn, and one that
adds report after report is out of the way between two of them only, for a millisecond: five were too few."""
QUERY_S = 5.0
"""How long a query may run."""
STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock."""
MAGIC = b"SQLite format 3\x00"


def open_writing(path: Path, *, is_kept: bool = False) -> Engine:
    """Return an engine that writes; the file is made where it is not there.

    Args:
        path: The file.
        is_kept: Keep connections open from one transaction to the next, until the engine is disposed of.
            The last one that is closed works the whole log into the file, which costs more than a report.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool if is_kept else NullPool,
        connect_args={"timeout": BUSY_S},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "secure_delete=ON",
            f"cache_size=-{CACHE_KIB}",
            f"wal_autocheckpoint={LOG_PAGES}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def open_reading(path: Path) -> Engine:
    """Return an engine that cannot write and whose queries end after `QUERY_S` seconds."""
    engine = create_engine(
        f"sqlite:///file:{_quote(path)}?mode=ro&uri=true",
        poolclass=NullPool,
        connect_args={"timeout": BUSY_S},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: Any) -> None:
        end = time.monotonic() + QUERY_S
        connection.execute("PRAGMA trusted_schema=OFF").close()
        connection.set_progress_handler(lambda: int(time.monotonic() > end), STEPS)

    return engine


def _quote(path: Path) -> str:
    """Return a path for SQLite's URI form."""
    from urllib.parse import quote

    return quote(str(path.absolute()))


def check_file(path: Path) -> None:
    """Check that a file is a store before anything of it is read.

    Raises:
        StoreError: There is none, or it is something else.
        Damaged: SQLite cannot read it.
    """
    if not path.is_file():
        raise StoreError(f"Store not opened: {str(path)!r} is not there. Make one with `dragoman init`.")
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise StoreError(
                f"Store not opened: {str(path)!r} is no database of Dragoman. Name another file."
            )
    try:
        with closing(sqlite3.connect(f"file:{_quote(path)}?mode=ro", uri=True, timeout=BUSY_S)) as connection:
            [found] = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        raise explain(error, path) from error
    if found != APPLICATION_ID:
        raise StoreError(
            f"Store not opened: {str(path)!r} is a database of another program. Name another file."
        )


@contextmanager
def saying_faults(path: Path) -> Iterator[None]:
    """Turn errors of the database into errors of the store, in words."""
    try:
        yield
    except DatabaseError as error:
        raise explain(error.orig or error, path) from error
    except sqlite3.Error as error:
        raise explain(error, path) from error


def explain(error: BaseException, path: Path) -> StoreError:
    """Return what an error of SQLite means for a store: what failed, why, what to do."""
    words = str(error).lower()
    name = str(path)
    if "interrupted" in words:
        return QueryError(f"Query stopped: it ran longer than {QUERY_S:.0f} s on {name!r}. Narrow it down.")
    if "locked" in words or "busy" in words:
        return Busy(f"Store not written: another program has held {name!r} for {BUSY_S:.0f} s. Try again.")
    if "full" in words:
        return Full(
            f"Store not written: the disk of {name!r} is full. What was acknowledged is safe; make room and"
            " run the same command again."
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return StoreError(f"Store not written: {name!r} cannot be written here. Name a file that can be.")
    if "malformed" in words or "not a database" in words or "corrupt" in words:
        return Damaged(
            f"Store not read: {name!r} is damaged ({error}). Keep a copy, and restore a backup or save what"
            " can be read with `sqlite3 FILE .recover`."
        )
    return StoreError(f"Store failed on {name!r}: {error}.")
