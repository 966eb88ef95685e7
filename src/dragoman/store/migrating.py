"""Makes a store and brings an older one up to date, each in one transaction.

Place in the flow: `store.open_store` and `dragoman init` call it. The steps are Alembic's, in
`migrations/versions`; a store that is older is copied beside itself before a step is taken.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event

from dragoman.errors import NewerSchema, StoreError
from dragoman.store.engine import (
    APPLICATION_ID,
    ROOM_BYTES,
    check_file,
    is_unmade,
    open_reading,
    open_writing,
    saying_faults,
)

STEPS = Path(__file__).with_name("migrations")
BACKUP = ".backup"
"""Ends the name of a copy: that of the store, the step it is of, and this."""


def create(path: Path) -> bool:
    """Make a store where there is none yet; return whether one was made.

    What another program makes at the same time, or left half when it was killed, is no hindrance.

    Raises:
        StoreError: The file is something else, or cannot be written.
    """
    if path.exists() and not is_unmade(path):
        check_file(path)
        return False
    if not path.absolute().parent.is_dir():
        raise StoreError(f"Store not made: the folder of {str(path)!r} is not there. Make it first.")
    with saying_faults(path), open_writing(path).begin() as connection:
        if _find_revision(connection) is not None:
            return False
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        _upgrade(connection)
    return True


def update(path: Path) -> str | None:
    """Bring a store up to date; return the name of the copy made before, None where it was new enough.

    Raises:
        NewerSchema: A newer Dragoman made it.
    """
    steps = ScriptDirectory(str(STEPS))
    head = steps.get_current_head()
    with saying_faults(path), open_reading(path).connect() as connection:
        current = _find_revision(connection)
    if current == head:
        return None
    if current is None or current not in {step.revision for step in steps.walk_revisions()}:
        raise NewerSchema(
            f"Store not opened: {str(path)!r} has the form {current!r}, newer than"
            f" this Dragoman's {head!r}. Update Dragoman."
        )
    engine = open_writing(path)
    event.listen(engine, "connect", _leave_references)
    with saying_faults(path, room_bytes=ROOM_BYTES + 3 * path.stat().st_size), engine.begin() as connection:
        if _find_revision(connection) == head:  # another program was first
            return None
        copy = _back_up(path, current)
        _upgrade(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise StoreError(
                f"Store not brought up to date: rows of {str(path)!r} would refer to nothing. Nothing was"
                " changed; please send this message to the project."
            )
    return str(copy)


def list_backups(path: Path) -> list[Path]:
    """Return the copies of a store that were made before it was brought up to date."""
    return sorted(
        one for one in path.absolute().parent.glob(f"*{BACKUP}") if one.name.startswith(f"{path.name}.")
    )


def _find_revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _leave_references(connection: sqlite3.Connection, _: Any) -> None:
    """Let a step write a table anew, as SQLite needs, without deleting the rows that refer to it."""
    connection.execute("PRAGMA foreign_keys=OFF").close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _back_up(path: Path, revision: str) -> Path:
    """Copy a store beside itself, whole or not at all."""
    copy = path.with_name(f"{path.name}.{revision}{BACKUP}")
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy
