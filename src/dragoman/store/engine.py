"""Connections to a store's file, and every fault of it said in a sentence.

Place in the flow: below `writer` and `views`. Settings follow SQLite's own advice for files that must
survive a
crash: write-ahead log, `synchronous=FULL`, and `BEGIN IMMEDIATE`, so that two writers wait and none
fails halfway.
Reading connections cannot write, and a query that runs too long is stopped.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from dragoman.errors import Busy, Damaged, Full, QueryError, StoreError, UsageError
from dragoman.store.turns import begin_writing

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
ROOM_BYTES = 16 * 2**20
"""Room that adding needs at most: SQLite's log, some 4 MiB before it is written back, and the reports."""
_NO_ROOM = frozenset(
    ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE")
)
"""What SQLite says where a quota or a limit on the size of files is reached."""


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
        begin_writing(get_plain(connection), path, BUSY_S)

    return engine


def get_plain(connection: Connection) -> sqlite3.Connection:
    """Return the connection of `sqlite3` beneath one of SQLAlchemy."""
    plain = connection.connection.driver_connection
    if not isinstance(plain, sqlite3.Connection):
        raise StoreError("Store failed: its connection is not one of SQLite.")
    return plain


def open_reading(path: Path) -> Engine:
    """Return an engine that cannot write and whose queries end after `QUERY_S` seconds."""
    return create_engine("sqlite://", poolclass=NullPool, creator=lambda: connect_reading(path))


def connect_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write and whose queries end after `QUERY_S` seconds.

    Readers of a write-ahead log keep their marks in a file beside the store. Where none can be made, the
    store is read as a file that nobody changes; but not where a log lies, which holds what came last.
    """
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_S)
    try:
        _limit(connection)
    except sqlite3.Error as error:
        connection.close()
        if _has_log(path) or not _is_kept_from_marking(error, path):
            raise
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
        _limit(connection)
    return connection


def _limit(connection: sqlite3.Connection) -> None:
    """Set what holds for a reading connection; touches the file, so that it fails if that cannot be read."""
    end = time.monotonic() + QUERY_S
    connection.execute("PRAGMA trusted_schema=OFF").close()
    connection.execute("PRAGMA schema_version").close()
    connection.set_progress_handler(lambda: int(time.monotonic() > end), STEPS)


def _is_kept_from_marking(error: sqlite3.Error, path: Path) -> bool:
    """Return whether reading failed since nothing can be put beside the store: no permission, no room."""
    if getattr(error, "sqlite_errorname", "") == "SQLITE_IOERR_SHMSIZE":
        return True
    is_ours = os.access(path.absolute().parent, os.W_OK)
    return isinstance(error, sqlite3.OperationalError) and not is_ours


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def check_file(path: Path) -> None:
    """Check that a file is a store before anything of it is read.

    Only SQLite opens the file: closing it otherwise would drop the locks of a writer in this program.

    Raises:
        StoreError: There is none, or it is something else.
        Damaged: SQLite cannot read it.
    """
    if not path.is_file():
        raise StoreError(f"Store not opened: {str(path)!r} is not there. Make one with `dragoman init`.")
    try:
        with closing(connect_reading(path)) as connection:
            [found] = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        if "not a database" in str(error):
            raise StoreError(
                f"Store not opened: {str(path)!r} is no database of Dragoman. Name another file."
            ) from error
        raise explain(error, path) from error
    if not found and is_unmade(path):
        raise StoreError(f"Store not opened: {str(path)!r} is empty. Make it a store with `dragoman init`.")
    if found != APPLICATION_ID:
        raise StoreError(
            f"Store not opened: {str(path)!r} is a database of another program. Name another file."
        )


def is_unmade(path: Path) -> bool:
    """Return whether a file has no tables: it is empty, or its making was broken off."""
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_S)) as connection:
            [tables] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        return False
    return not tables


@contextmanager
def saying_faults(path: Path, *, room_bytes: int = ROOM_BYTES) -> Iterator[None]:
    """Turn errors of the database into errors of the store, in words; `room_bytes` is what writing needs."""
    try:
        yield
    except DatabaseError as error:
        raise explain(error.orig or error, path, room_bytes) from error
    except sqlite3.Error as error:
        raise explain(error, path, room_bytes) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise UsageError(
            "Nothing asked of the store: a word holds half a surrogate pair, or a number is too large. Leave"
            " it out."
        ) from error


def explain(error: BaseException, path: Path, room_bytes: int = ROOM_BYTES) -> StoreError:
    """Return what an error of SQLite means for a store: what failed, why, what to do."""
    words = str(error).lower()
    name = str(path)
    code = getattr(error, "sqlite_errorname", "")
    if "interrupted" in words:
        return QueryError(f"Query stopped: it ran longer than {QUERY_S:.0f} s on {name!r}. Narrow it down.")
    if "locked" in words or "busy" in words:
        return Busy(f"Store not written: another program has held {name!r} for {BUSY_S:.0f} s. Try again.")
    if "full" in words or code in _NO_ROOM:
        return Full(
            f"Store not written: the disk of {name!r} is full, or a limit on files is reached. What was"
            f" acknowledged is safe; make room, {room_bytes / 2**20:,.0f} MiB is enough, and run the same"
            " command again."
        )
    if "readonly" in words or "read-only" in words:
        return StoreError(f"Store not written: {name!r} cannot be written here. Name a file that can be.")
    if "unable to open" in words:
        return StoreError(
            f"Store not opened: {name!r}, or a file beside it, cannot be opened here. Copy the store with its"
            " files to a folder where you may write."
        )
    if "malformed" in words or "not a database" in words or "corrupt" in words:
        return Damaged(
            f"Store not read: {name!r} is damaged ({error}). Keep a copy, and restore a backup or save what"
            " can be read with `sqlite3 FILE .recover`."
        )
    return StoreError(f"Store failed on {name!r}: {error}.")
