"""Writers of one store take turns, first come, first served.

Place in the flow: `engine` waits here before a transaction that writes. SQLite lets a writer that waits look
again ever more seldom, so that one who has waited long loses to those who have just come: of 8 programs
adding 300 reports each, two waited over 5 s and were refused. So writers stand in line before they ask
SQLite, and only the first in line asks, again and again. The line only orders them: SQLite's own lock keeps
the store whole, whatever becomes of the line.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows: writers there wait as SQLite has it, out of turn
    fcntl = None  # type: ignore[assignment]

PAUSE_S = 0.001
"""Between two questions of the first in line."""


@contextmanager
def standing_in_line(path: Path) -> Iterator[None]:
    """Wait until one is first in the line of a store's writers, and stay so within the block.

    The line is a lock on the store's folder, which leaves no file behind and ends with the program. The
    store's own file must not be opened for it: closing it would drop SQLite's locks.
    """
    try:
        folder = os.open(path.absolute().parent, os.O_RDONLY)
    except OSError:  # a folder that may not be listed, or Windows
        yield
        return
    try:
        with suppress(OSError):  # file systems that know no such lock
            if fcntl is not None:
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def begin_writing(connection: sqlite3.Connection, path: Path, limit_s: float) -> None:
    """Begin a transaction that writes, once no other program is in one.

    Raises:
        sqlite3.OperationalError: Another held the store for `limit_s` seconds of being first in line.
    """
    with standing_in_line(path):
        end = time.monotonic() + limit_s
        connection.execute("PRAGMA busy_timeout=0").close()
        try:
            while not _try_beginning(connection, end):
                time.sleep(PAUSE_S)
        finally:
            connection.execute(f"PRAGMA busy_timeout={limit_s * 1000:.0f}").close()


def _try_beginning(connection: sqlite3.Connection, end: float) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) or time.monotonic() > end:
            raise
        return False
    return True
