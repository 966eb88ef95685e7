"""When a feed is asked again, and which of its entries are new: pure, without clock or socket.

Place in the flow: `cli.watch` asks, `store.feeds` remembers. Times are in UTC and have their zone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Set
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from dragoman.ingest.entries import Entry

MIN_GAP = timedelta(minutes=5)
MAX_GAP = timedelta(days=1)
FIRST_GAP = timedelta(hours=1)
"""For a feed that does not tell when its entries were published."""
LATEST = 20
"""Entries that tell a feed's rhythm."""
SHARE = 2
"""A feed is asked so many times in the time between two of its entries."""
FIRST_RETRY = timedelta(minutes=5)
MAX_TRIES = 10
"""Of one entry, over some two days; after that it stays failed."""


def find_gap(entries: Iterable[Entry], now: datetime) -> timedelta:
    """Return how long to wait between two looks at a feed, from how often it publishes.

    Half the usual time between its latest entries, or a quarter of that since the last one, where it has gone
    quiet; between five minutes and a day.

    Args:
        entries: As the feed lists them, in any order.
        now: This moment.
    """
    times = sorted({moment for entry in entries if (moment := _to_moment(entry.published)) and moment <= now})
    if len(times) < 2:
        return FIRST_GAP
    times = times[-LATEST:]
    usual = timedelta(seconds=median((later - earlier).total_seconds() for earlier, later in pairwise(times)))
    quiet = now - times[-1]
    return min(max(usual / SHARE, quiet / (2 * SHARE), MIN_GAP), MAX_GAP)


def _to_moment(stated: str | None) -> datetime | None:
    if stated is None:
        return None
    moment = datetime.fromisoformat(stated)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def find_next(
    now: datetime, gap: timedelta, failures: int = 0, retry_after: timedelta | None = None
) -> datetime:
    """Return when a feed is due again.

    Args:
        now: When it was asked.
        gap: Its rhythm.
        failures: How often in a row asking failed; each doubles the wait, up to a day.
        retry_after: How long the server asks to wait; it is heeded up to a day.

    Example:
        >>> find_next(datetime(2024, 3, 1, tzinfo=UTC), timedelta(minutes=30), failures=3).isoformat()
        '2024-03-01T04:00:00+00:00'
    """
    wait: timedelta = max(gap, MIN_GAP) * 2 ** min(failures, 12)
    return now + min(max(wait, retry_after or wait), max(MAX_GAP, gap))


def find_next_try(now: datetime, tries: int, retry_after: timedelta | None = None) -> datetime | None:
    """Return when an entry that failed is tried again, None where it was tried often enough.

    Args:
        now: When it failed.
        tries: How often it was tried.
        retry_after: How long the server asks to wait; it is heeded up to a day.
    """
    if tries >= MAX_TRIES:
        return None
    wait: timedelta = FIRST_RETRY * 2 ** min(tries - 1, 12)
    return now + min(max(wait, retry_after or wait), MAX_GAP)


def make_key(entry: Entry) -> str:
    """Return what tells an entry from others: a hash of the feed's name for it, else address, else title.

    It is a hash so that it tells nothing of an entry whose report is forgotten.
    """
    told = entry.guid or entry.url or f"{entry.title} {entry.published}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def list_new(entries: Iterable[Entry], seen: Set[str]) -> list[Entry]:
    """Return the entries that were not seen, each once, the oldest first as far as feeds order them.

    Args:
        entries: As the feed lists them: the newest first.
        seen: Keys of those that were.
    """
    new = {make_key(entry): entry for entry in reversed(list(entries))}
    return [entry for key, entry in new.items() if key not in seen]
