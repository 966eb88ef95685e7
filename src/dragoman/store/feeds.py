"""What is remembered of watched feeds: when each is due, what was seen, what failed and is tried again.

Place in the flow: beside `writer`; `cli.watch` asks `ingest.watching` what to do and writes it down here, so
that watching goes on after a restart where it was.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, case, delete, func, insert, select, update

from dragoman.errors import UsageError
from dragoman.ingest.entries import Entry
from dragoman.ingest.watching import FIRST_GAP, list_new, make_key
from dragoman.store import schema
from dragoman.store.engine import open_reading, open_writing, saying_faults
from dragoman.store.rows import Row
from dragoman.store.store import Store

_FEEDS, _ENTRIES = schema.FEEDS, schema.FEED_ENTRIES
_KEPT = ("url", "title", "published", "author", "publisher", "guid")
"""What is kept of an entry until its report is stored; not the article that a feed may carry."""


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed that is watched; `schema.FEEDS` says what its columns mean."""

    url: str
    publisher: str | None
    title: str | None
    next_at: datetime
    gap: timedelta
    last_at: datetime | None
    failures: int
    last_error: str | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed as it is listed: its state, and how many of its entries are stored, tried again and given up."""

    url: str
    title: str | None
    last_at: str | None
    next_at: str
    stored: int
    waiting: int
    failed: int
    failures: int
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry whose report is not stored yet; `tries` counts those that failed."""

    key: str
    entry: Entry
    tries: int
    failure: str | None


class Feeds:
    """The feeds of one store."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Open them.

        Args:
            store: The store.
            clock: Tells this moment, in UTC with its zone.
        """
        self._path = store.path
        self._clock = clock
        self._reading = open_reading(store.path)
        self._engine = open_writing(store.path, is_kept=True)
        weakref.finalize(self, self._engine.dispose)

    def watch(self, url: str, publisher: str | None) -> WatchedFeed:
        """Return a feed that is watched from now on; a publisher that is given replaces the one before."""
        with saying_faults(self._path), self._engine.begin() as connection:
            if _find_feed(connection, url) is None:
                now = _write(self._clock())
                connection.execute(
                    insert(_FEEDS).values(
                        url=url, publisher=publisher, added_at=now, next_at=now, failures=0,
                        gap_s=int(FIRST_GAP.total_seconds()),
                    )
                )  # fmt: skip
            elif publisher is not None:
                connection.execute(update(_FEEDS).where(_FEEDS.c.url == url).values(publisher=publisher))
        return self.load(url)

    def load(self, url: str) -> WatchedFeed:
        """Return a feed.

        Raises:
            UsageError: It is not watched.
        """
        with saying_faults(self._path), self._reading.connect() as connection:
            row = _find_feed(connection, url)
        if row is None:
            raise UsageError(
                f"Feed not found: {url!r} is not watched. `dragoman watch --list` shows what is."
            )
        return _to_feed(row)

    def list_urls(self) -> list[str]:
        """Return the addresses of all feeds, in the order in which they were added."""
        with saying_faults(self._path), self._reading.connect() as connection:
            return list(connection.scalars(select(_FEEDS.c.url).order_by(_FEEDS.c.added_at, _FEEDS.c.url)))

    def list_lines(self) -> list[FeedLine]:
        """Return the state of each feed."""
        waits = _ENTRIES.c.next_try_at.isnot(None)
        gone = _ENTRIES.c.failure.isnot(None) & ~waits
        counted = (
            select(
                _ENTRIES.c.feed,
                func.sum(case((waits | gone, 0), else_=1)).label("stored"),
                func.sum(case((waits, 1), else_=0)).label("waiting"),
                func.sum(case((gone, 1), else_=0)).label("failed"),
            )
            .group_by(_ENTRIES.c.feed)
            .subquery()
        )
        names = ("url", "title", "last_at", "next_at", "failures", "last_error")
        counts = [func.coalesce(counted.c[name], 0).label(name) for name in ("stored", "waiting", "failed")]
        query = select(*(_FEEDS.c[name] for name in names), *counts)
        query = query.outerjoin(counted, counted.c.feed == _FEEDS.c.url)
        with saying_faults(self._path), self._reading.connect() as connection:
            rows = connection.execute(query.order_by(_FEEDS.c.added_at, _FEEDS.c.url)).mappings().all()
        return [FeedLine(**row) for row in rows]

    def note_entries(self, url: str, entries: Iterable[Entry]) -> int:
        """Remember the entries of a feed that were not seen before, to be tried now; return how many."""
        now = _write(self._clock())
        with saying_faults(self._path), self._engine.begin() as connection:
            seen = set(connection.scalars(select(_ENTRIES.c.key).where(_ENTRIES.c.feed == url)))
            rows: list[Row] = [
                {
                    "feed": url, "key": make_key(entry), "seen_at": now, "tries": 0, "next_try_at": now,
                    "told": _write_entry(entry),
                }
                for entry in list_new(entries, seen)
            ]  # fmt: skip
            if rows:
                connection.execute(insert(_ENTRIES), rows)
        return len(rows)

    def list_due(self, url: str) -> list[Pending]:
        """Return the entries of a feed that are to be tried by now, the oldest first."""
        query = select(_ENTRIES).where(
            _ENTRIES.c.feed == url, _ENTRIES.c.next_try_at <= _write(self._clock())
        )
        with saying_faults(self._path), self._reading.connect() as connection:
            rows = connection.execute(query.order_by(_ENTRIES.c.seen_at)).mappings().all()
        pending = [
            Pending(row["key"], Entry(**json.loads(row["told"])), row["tries"], row["failure"])
            for row in rows
        ]
        return sorted(pending, key=lambda one: one.entry.published or "")

    def find_next_try(self, url: str) -> datetime | None:
        """Return when the next entry of a feed is tried again; None where none is."""
        query = select(func.min(_ENTRIES.c.next_try_at)).where(_ENTRIES.c.feed == url)
        with saying_faults(self._path), self._reading.connect() as connection:
            found = connection.scalar(query)
        return _read(found)

    def list_failures(self, url: str) -> list[tuple[str, str | None]]:
        """Return what failed in a feed and is not stored yet, with when it is tried again (None: never)."""
        query = select(_ENTRIES.c.failure, _ENTRIES.c.next_try_at).where(
            _ENTRIES.c.feed == url, _ENTRIES.c.failure.isnot(None)
        )
        with saying_faults(self._path), self._reading.connect() as connection:
            rows = connection.execute(query.order_by(_ENTRIES.c.seen_at, _ENTRIES.c.key)).all()
        return [(failure, next_try_at) for failure, next_try_at in rows]

    def note_stored(self, url: str, key: str, report: str) -> None:
        """Remember that an entry's report is stored; what the feed told of it is dropped."""
        self._note_entry(url, key, {"report": report, "told": None, "failure": None, "next_try_at": None})

    def note_failed(self, url: str, key: str, failure: str, next_try: datetime | None) -> None:
        """Remember that an entry failed once more, and when it is tried again (None: never)."""
        change = {"failure": _clean(failure), "next_try_at": _write(next_try), "tries": _ENTRIES.c.tries + 1}
        self._note_entry(url, key, change)

    def _note_entry(self, url: str, key: str, change: Row) -> None:
        query = update(_ENTRIES).where(_ENTRIES.c.feed == url, _ENTRIES.c.key == key).values(**change)
        with saying_faults(self._path), self._engine.begin() as connection:
            connection.execute(query)

    def note_answer(
        self, url: str, *, title: str | None, gap: timedelta, etag: str | None, last_modified: str | None,
        next_at: datetime,
    ) -> None:  # fmt: skip
        """Remember that a feed answered, and what to send it next time."""
        self._note_feed(
            url,
            {
                "title": _clean(title), "gap_s": int(gap.total_seconds()), "etag": etag,
                "last_modified": last_modified, "next_at": _write(next_at), "failures": 0, "last_error": None,
            },
        )  # fmt: skip

    def note_silence(self, url: str, error: str, next_at: datetime) -> None:
        """Remember that a feed could not be fetched or read."""
        change = {"last_error": _clean(error), "next_at": _write(next_at), "failures": _FEEDS.c.failures + 1}
        self._note_feed(url, change)

    def _note_feed(self, url: str, change: Row) -> None:
        now = _write(self._clock())
        with saying_faults(self._path), self._engine.begin() as connection:
            connection.execute(update(_FEEDS).where(_FEEDS.c.url == url).values(last_at=now, **change))

    def forget(self, url: str) -> None:
        """Watch a feed no more, and forget what was seen there; reports that it led to stay.

        Raises:
            UsageError: It is not watched.
        """
        self.load(url)
        with saying_faults(self._path), self._engine.begin() as connection:
            connection.execute(delete(_FEEDS).where(_FEEDS.c.url == url))


def _find_feed(connection: Connection, url: str) -> RowMapping | None:
    return connection.execute(select(_FEEDS).where(_FEEDS.c.url == url)).mappings().first()


def _to_feed(row: RowMapping) -> WatchedFeed:
    columns: dict[str, Any] = {
        name: value for name, value in row.items() if name not in ("added_at", "gap_s")
    }
    columns |= {name: _read(row[name]) for name in ("next_at", "last_at")}
    return WatchedFeed(**columns, gap=timedelta(seconds=row["gap_s"]))


def _write_entry(entry: Entry) -> str:
    return json.dumps({name: value for name, value in asdict(entry).items() if value and name in _KEPT})


def _clean(words: str | None) -> str | None:
    """Return words as a database keeps them: half characters are written out, NUL is left out."""
    if words is None:
        return None
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "")


def _write(moment: datetime | None) -> str | None:
    """Return a moment as the store writes it, so that their order is that of the texts."""
    return None if moment is None else moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored)
