"""Puts records into a store: one report is one transaction, acknowledged after it is on the disk.

Place in the flow: beside `views`. Nothing here is ever changed in place but the mark that a reading is
superseded; `forget` alone removes, and then every trace.
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from dragoman.errors import Busy, Malformed, UsageError
from dragoman.record.model import Record
from dragoman.store import schema
from dragoman.store.changes import Change, find_changes, write_changes
from dragoman.store.dossiers import Dossiers
from dragoman.store.engine import ROOM_BYTES, connect_reading, get_plain, open_writing, saying_faults
from dragoman.store.forgetting import drop_decisions, drop_leads, rewrite
from dragoman.store.index import add_words, drop_words, rewrite_index
from dragoman.store.originals import Original, find_report_of, keep_original
from dragoman.store.origins import list_kin, place_report, regroup
from dragoman.store.rows import Row, Rows, make_report_id, to_rows
from dragoman.store.store import Store
from dragoman.store.turns import standing_in_line
from dragoman.store.versions import Versions, get_versions

UNERASED = 1
"""SQLite's `user_version` while rows of a forgotten report are gone, and its words not yet from the file."""

State = Literal["added", "known", "read again"]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a record: its id in the store, what was done, what a new reading changed."""

    report: str
    state: State
    changes: tuple[Change, ...] = ()


def now() -> str:
    """Return this moment in UTC, as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Writer:
    """Writes into one store; several writers may, each waits for the other."""

    def __init__(
        self,
        store: Store,
        *,
        versions: Versions | None = None,
        clock: Callable[[], str] = now,
        keeps_originals: bool = False,
    ) -> None:
        self.store = store
        self._keeps_originals = keeps_originals
        self._versions = versions or get_versions()
        self._clock = clock
        self._engine = open_writing(store.path, is_kept=True)
        weakref.finalize(self, self._engine.dispose)
        self._finish_forgetting()

    def add(self, record: Record, original: Original | None = None) -> Added:
        """Store a record and return what came of it once it is safe.

        The same report read by the same versions changes nothing; read by others, its new reading supersedes
        the one before, whose rows stay for queries as of an earlier day. The document that the text was taken
        from, if any, is known again by its bytes, which are kept where `keeps_originals`.

        Raises:
            Malformed: The text holds NUL or half a surrogate pair, which no database keeps.
            StoreError: The store cannot be written; nothing of the report was stored.
        """
        _check_text(record)
        report_id = make_report_id(record.report)
        with saying_faults(self.store.path), self._engine.begin() as connection:
            at = self._clock()
            is_new = not connection.scalar(
                select(schema.REPORTS.c.id).where(schema.REPORTS.c.id == report_id)
            )
            if is_new:
                _insert_report(connection, record, report_id, at)
            _insert_address(connection, report_id, record.report.url, at)
            if original is not None:
                keep_original(connection, report_id, original, at, is_whole=self._keeps_originals)
            if is_new:
                place_report(connection, record.report, report_id)
            previous = _find_current(connection, report_id)
            if previous is not None and self._has_versions(previous):
                return Added(report_id, "known")
            reading = self._insert_reading(connection, record, report_id, at)
            rows = to_rows(record, report_id, reading)
            changes: list[Change] = []
            if previous is not None:
                changes = find_changes(connection, previous["id"], rows)
                _supersede(connection, previous["id"], at)
            _insert_rows(connection, rows, record)
            dossiers = Dossiers(connection, at)
            dossiers.place(record, report_id, reading, rows.ids)
            dossiers.refresh()
            state: State = "added" if previous is None else "read again"
            _insert_changes(connection, report_id, at, state, changes)
            write_changes(connection, report_id, at, dossiers.changes)
        return Added(report_id, state, tuple(changes))

    def find_known(
        self, text: str, *, publisher: str | None, published: str | None, url: str | None
    ) -> Added | None:
        """Return what adding a report would come to that is stored and was read by the same versions.

        It need not be read again then, its address is added here. None where it must be read.

        Args:
            text: As it stands.
            publisher: As it was given.
            published: The day that was given, as an ISO date; without one, that which the text states counts.
            url: Where it was found.
        """
        with saying_faults(self.store.path), self._engine.begin() as connection:
            report_id = _find_report(connection, text, publisher, published)
            current = _find_current(connection, report_id) if report_id else None
            if report_id is None or current is None or not self._has_versions(current):
                return None
            _insert_address(connection, report_id, url, self._clock())
        return Added(report_id, "known")

    def find_known_original(self, original: Original, url: str | None) -> Added | None:
        """Return what adding a document would come to that is stored and was read by the same versions.

        None where it must be read. Its address is added here.
        """
        with saying_faults(self.store.path), self._engine.begin() as connection:
            report_id = find_report_of(connection, original.key)
            current = _find_current(connection, report_id) if report_id else None
            if report_id is None or current is None or not self._has_versions(current):
                return None
            _insert_address(connection, report_id, url, self._clock())
        return Added(report_id, "known")

    def try_adding(self, record: Record, original: Original | None = None) -> tuple[Added | None, str | None]:
        """Store a record, or return why it cannot be kept; a fault of the store itself is raised."""
        try:
            return self.add(record, original), None
        except Malformed as error:
            return None, str(error)

    def note_failure(self, name: str, message: str, *, stage: str = "read", kind: str = "Malformed") -> None:
        """Store that a report could not be fetched, read or kept, and what was said of it.

        `stage` is where it failed, `kind` the name of the error. Half characters are written out.
        """
        name, message = (words.encode("utf-8", "backslashreplace").decode() for words in (name, message))
        with saying_faults(self.store.path), self._engine.begin() as connection:
            connection.execute(
                insert(schema.FAILURES).values(
                    name=name, stage=stage, kind=kind, message=message, failed_at=self._clock()
                )
            )

    def forget(self, report_id: str) -> None:
        """Remove a report and all that was made of it; no trace stays in tables, index or log.

        Raises:
            UsageError: There is no such report.
        """
        path = self.store.path
        with saying_faults(path, room_bytes=_room_to_erase(path)):
            with self._engine.begin() as connection:
                readings = select(schema.READINGS.c.id).where(schema.READINGS.c.report == report_id)
                for reading in connection.scalars(readings).all():
                    drop_words(connection, reading)
                kin = list_kin(connection, {report_id}) - {report_id}
                members = schema.MEMBERS
                held = select(members.c.dossier, members.c.row, members.c.since)
                held = held.where(members.c.report == report_id).order_by(members.c.number.desc())
                memberships = connection.execute(held).all()
                drop_leads(connection, report_id)
                gone = connection.execute(delete(schema.REPORTS).where(schema.REPORTS.c.id == report_id))
                if not gone.rowcount:
                    raise UsageError(f"Report not forgotten: the store has no {report_id!r}.")
                regroup(connection, kin)
                firsts = {one.dossier: one.since for one in memberships}  # the earliest comes last
                rewrite(connection, firsts)
                drop_decisions(connection, firsts, {one.row for one in memberships})
                rewrite_index(connection)
                connection.exec_driver_sql(f"PRAGMA user_version={UNERASED}")
            self._erase_traces()

    def _finish_forgetting(self) -> None:
        """Remove the traces of a report whose forgetting was broken off after its rows were gone."""
        path = self.store.path
        with saying_faults(path), closing(connect_reading(path)) as reading:
            [mark] = reading.execute("PRAGMA user_version").fetchone()
        if mark == UNERASED:
            with saying_faults(path, room_bytes=_room_to_erase(path)):
                self._erase_traces()

    def _erase_traces(self) -> None:
        """Write the file anew and empty the log, so that nothing stays in either of what was deleted."""
        with standing_in_line(self.store.path), self._engine.connect() as connection:
            plain = get_plain(connection)
            plain.execute("VACUUM").close()
            [is_held, *_] = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if is_held:
                raise Busy(
                    f"Report forgotten, but its words are still in the log of {str(self.store.path)!r}, since"
                    " another program reads it. The next `add` or `forget` after that removes them."
                )
            plain.execute("PRAGMA user_version=0").close()

    def _has_versions(self, reading: RowMapping) -> bool:
        versions = self._versions
        return (reading["program"], reading["model"], reading["lexicon"]) == (
            versions.program,
            versions.model,
            versions.lexicon,
        )

    def _insert_reading(self, connection: Connection, record: Record, report_id: str, at: str) -> int:
        versions = self._versions
        made = connection.execute(
            insert(schema.READINGS).values(
                report=report_id, program=versions.program, model=versions.model, lexicon=versions.lexicon,
                local=record.report.id, url=record.report.url, read_at=at,
            )
        )  # fmt: skip
        key = made.inserted_primary_key
        if key is None:
            raise UsageError("Report not stored: the database gave its reading no number.")
        return int(key[0])


def _room_to_erase(path: Path) -> int:
    """Return how much room writing a store anew takes: a copy, and the log of writing it back."""
    return ROOM_BYTES + 2 * path.stat().st_size


def _check_text(record: Record) -> None:
    report = record.report
    for words in filter(None, (report.text, report.id, report.title, report.publisher, report.url)):
        try:
            words.encode()
        except UnicodeEncodeError as error:
            raise Malformed(
                f"Report not stored: {report.id!r} holds half a surrogate pair at character {error.start} of"
                " its text, title, publisher or address. Clean it and read it again."
            ) from error
        if "\0" in words:
            raise Malformed(f"Report not stored: {report.id!r} holds NUL characters. Clean its text.")


def _find_current(connection: Connection, report_id: str) -> RowMapping | None:
    readings = schema.READINGS
    query = select(readings).where(readings.c.report == report_id, readings.c.superseded_at.is_(None))
    return connection.execute(query).mappings().first()


def _find_report(
    connection: Connection, text: str, publisher: str | None, published: str | None
) -> str | None:
    """Return the stored report of a text, publisher and day; without a day, that which the text dates."""
    reports = schema.REPORTS
    day = reports.c.published == published
    if published is None:
        day = reports.c.published_basis.is_distinct_from("given")
    query = select(reports.c.id).where(
        reports.c.sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        func.coalesce(reports.c.publisher, "") == (publisher or ""),
        day,
    )
    found: str | None = connection.scalar(query)
    return found


def _insert_report(connection: Connection, record: Record, report_id: str, at: str) -> None:
    report = record.report
    connection.execute(
        insert(schema.REPORTS).values(
            id=report_id, sha256=report.sha256, text=report.text, title=report.title,
            publisher=report.publisher, published=report.published, published_basis=report.published_basis,
            language=report.language, modified=report.modified, author=report.author, added_at=at,
        )
    )  # fmt: skip


def _insert_address(connection: Connection, report_id: str, url: str | None, at: str) -> None:
    addresses = schema.ADDRESSES
    if not url:
        return
    known = select(addresses.c.url).where(addresses.c.report == report_id, addresses.c.url == url)
    if not connection.scalar(known):
        connection.execute(insert(addresses).values(report=report_id, url=url, added_at=at))


def _supersede(connection: Connection, reading: int, at: str) -> None:
    connection.execute(
        update(schema.READINGS).where(schema.READINGS.c.id == reading).values(superseded_at=at)
    )
    drop_words(connection, reading)


def _insert_rows(connection: Connection, rows: Rows, record: Record) -> None:
    for name, some in rows.tables.items():
        if some:
            connection.execute(insert(schema.METADATA.tables[name]), some)
    add_words(connection, rows, record)


def _insert_changes(
    connection: Connection, report_id: str, at: str, state: State, changes: list[Change]
) -> None:
    versions = "the report is new" if state == "added" else "read again by other versions"
    whole: Row = {"kind": state, "layer": "reports", "row": report_id}
    whole |= dict.fromkeys(("field", "before", "after"))
    listed = [whole, *(change.to_row() for change in changes)]
    write_changes(connection, report_id, at, [{"why": versions, **row} for row in listed])
