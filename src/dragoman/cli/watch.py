"""`dragoman watch`: feeds are asked again and again, and what is new goes into the store.

Place in the flow: `ingest.watching` says when and what, `store.feeds` remembers, `ingest.feed_documents`
follows the entries, which are then added as `dragoman add` adds reports.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import click

from dragoman.cli.printable import make_printable
from dragoman.cli.read import NOTHING_DONE, SOME_FAILED
from dragoman.cli.store_choice import store_option
from dragoman.errors import DragomanError, FetchError, Malformed, ReadError, UsageError

if TYPE_CHECKING:
    from dragoman.ingest.entries import Entry, Feed
    from dragoman.ingest.feed_documents import Fetching
    from dragoman.store.feeds import FeedLine, Feeds, Pending, WatchedFeed
    from dragoman.store.writer import Writer

LONGEST_SLEEP_S = 60.0
"""Between two looks at the clock: a computer that slept is late by no more."""
NOT_MODIFIED = 304


@click.command(short_help="Watch feeds and add what is new.")
@click.argument("urls", nargs=-1, metavar="[FEED]…")
@store_option
@click.option("--once", "is_once", is_flag=True, help="Ask the feeds that are due, then end.")
@click.option(
    "--every", "every_minutes", type=click.IntRange(5, 1440), metavar="MINUTES",
    help="Ask each feed so often; without it, as often as it publishes.",
)  # fmt: skip
@click.option("--publisher", metavar="NAME", help="Publisher of reports that name none, for the feeds given.")
@click.option("--keep-originals", "keeps_originals", is_flag=True, help="Keep the bytes of pages.")
@click.option("--list", "is_listing", is_flag=True, help="Show the feeds that are watched, and end.")
@click.option("--forget", "forgotten", metavar="FEED", help="Watch this feed no more; its reports stay.")
@click.pass_context
def watch(
    ctx: click.Context,
    urls: tuple[str, ...],
    store_path: str,
    is_once: bool,
    every_minutes: int | None,
    publisher: str | None,
    keeps_originals: bool,
    is_listing: bool,
    forgotten: str | None,
) -> None:
    """Watch feeds (RSS, Atom, JSON Feed, sitemaps of news) and add the reports that are new.

    FEED is an address; without any, all feeds that the store knows are watched. What was seen, what failed
    and when each is due stays in the store: end with Ctrl-C, and start again at any time. Sites are asked
    politely: only for what changed, with growing pauses where they fail, and not against robots.txt.

    \b
    Examples:
      dragoman watch https://rift.example/feed.xml --publisher "Rift Wire"
      dragoman watch --once
      dragoman watch --list
    """
    from dragoman.store.feeds import Feeds
    from dragoman.store.store import open_store
    from dragoman.store.writer import Writer

    store = open_store(store_path, is_made=not (is_listing or forgotten))
    feeds = Feeds(store, clock=read_clock)
    if forgotten is not None:
        feeds.forget(forgotten)
        click.echo(make_printable(f"Watched no more: {forgotten}"))
        return
    if is_listing:
        _show_list(feeds)
        return
    for url in urls:
        feeds.watch(_check_url(url), publisher)
    watched = list(dict.fromkeys(urls)) or feeds.list_urls()
    if not watched:
        raise UsageError("Nothing to watch: the store knows no feed. Give the address of one.")
    every = None if every_minutes is None else timedelta(minutes=every_minutes)
    writer = Writer(store, keeps_originals=keeps_originals)
    watcher = Watcher(feeds, writer, make_fetcher(), every)
    for url in watched:
        if (due := watcher.find_due(url)) > read_clock():
            click.echo(make_printable(f"{url}  not due before {_say_moment(due)}"), err=True)
    if is_once:
        ctx.exit(watcher.visit_due(watched).get_exit_code())
    while True:
        watcher.visit_due(watched)
        sleep_until(min(watcher.find_due(url) for url in watched))


def make_fetcher() -> Fetching:
    """Return the one door out, with the settings of the user."""
    from dragoman.cli.door import Door

    return Door()


def read_clock() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def sleep_until(moment: datetime) -> None:
    """Wait until a moment has come, whatever the clock does in the meantime."""
    while (left := moment - read_clock()) > timedelta(0):
        time.sleep(min(left.total_seconds(), LONGEST_SLEEP_S))


def _check_url(url: str) -> str:
    from dragoman.ingest.feed_values import clean_link

    if clean_link(url, None) is None:
        raise UsageError(f"Not watched: {url!r} is no http or https address. Give the address of a feed.")
    return url


@dataclass(slots=True)
class Counts:
    """What came of visits: reports added, known and failed, feeds that answered and did not."""

    added: int = 0
    known: int = 0
    failed: int = 0
    answered: int = 0
    silent: int = 0

    def get_exit_code(self) -> int:
        """Return 1 where no feed answered, 3 where something failed, else 0."""
        if self.silent and not self.answered:
            return NOTHING_DONE
        return SOME_FAILED if self.failed or self.silent else 0


class Watcher:
    """Visits feeds that are due, and adds what is new in them."""

    def __init__(self, feeds: Feeds, writer: Writer, fetcher: Fetching, every: timedelta | None) -> None:
        self._feeds = feeds
        self._writer = writer
        self._fetcher = fetcher
        self._every = every

    def find_due(self, url: str) -> datetime:
        """Return when a feed, or an entry of it that failed, is due."""
        next_at = self._feeds.load(url).next_at
        return min(next_at, self._feeds.find_next_try(url) or next_at)

    def visit_due(self, urls: list[str]) -> Counts:
        """Visit the feeds that are due and try again what failed; return what came of it."""
        counts = Counts()
        for url in urls:
            feed = self._feeds.load(url)
            if feed.next_at <= read_clock():
                self._visit(feed, counts)
            else:
                self._add_pending(feed, {}, counts)
        return counts

    def _visit(self, watched: WatchedFeed, counts: Counts) -> None:
        """Ask a feed, and add what is new.

        The feed is marked as answered only when its entries were tried: one that is broken off is asked
        again from where it was, and the articles that it carries are there again.
        """
        from dragoman.ingest.watching import find_gap, find_next

        before = replace(counts)
        try:
            answer = self._fetcher.fetch(watched.url, etag=watched.etag, modified=watched.last_modified)
            feed = None if answer.status == NOT_MODIFIED else read_watched(answer.content, answer.final_url)
        except (FetchError, ReadError) as error:
            counts.silent += 1
            self._note_silence(watched, error)
            return
        counts.answered += 1
        new = 0 if feed is None else self._feeds.note_entries(watched.url, feed.entries)
        self._add_pending(watched, {} if feed is None else _map_entries(feed), counts)
        now = read_clock()
        gap = watched.gap if feed is None else find_gap(feed.entries, now)
        self._feeds.note_answer(
            watched.url,
            title=watched.title if feed is None else feed.title,
            gap=gap,
            etag=answer.etag or (watched.etag if feed is None else None),
            last_modified=answer.last_modified or (watched.last_modified if feed is None else None),
            next_at=find_next(now, self._every or gap),
        )
        told = "nothing new" if feed is None else f"{new} new, {len(feed.entries) - new} seen before"
        added, failed = counts.added - before.added, counts.failed - before.failed
        _say(
            f"{watched.url}  {told}; {added} added, {failed} failed;"
            f" next {_say_moment(self.find_due(watched.url))}"
        )
        for remark in () if feed is None else feed.remarks:
            click.echo(make_printable(f"{watched.url}  {remark.message}"), err=True)

    def _note_silence(self, watched: WatchedFeed, error: DragomanError) -> None:
        from dragoman.ingest.watching import find_next

        gap = self._every or watched.gap
        next_at = find_next(read_clock(), gap, watched.failures + 1, _get_wait(error))
        self._feeds.note_silence(watched.url, str(error), next_at)
        click.echo(make_printable(str(error)), err=True)
        _say(f"{watched.url}  no answer; next {_say_moment(self.find_due(watched.url))}")

    def _add_pending(self, watched: WatchedFeed, carried: dict[str, Entry], counts: Counts) -> None:
        """Try the entries of a feed that are due, each stored before the next is fetched.

        Args:
            watched: The feed.
            carried: What the feed tells now, by key: the store keeps no articles that feeds carry.
            counts: Counted up.
        """
        for pending in self._feeds.list_due(watched.url):
            entry = carried.get(pending.key, pending.entry)
            entry = replace(entry, publisher=entry.publisher or watched.publisher)
            self._add_entry(watched, replace(pending, entry=entry), counts)

    def _add_entry(self, watched: WatchedFeed, pending: Pending, counts: Counts) -> None:
        from dragoman.cli.keeping import find_known, keep
        from dragoman.cli.outcomes import Defaults, read_found
        from dragoman.ingest.feed_documents import find_document
        from dragoman.ingest.found import UnreadReport
        from dragoman.ingest.watching import find_next_try

        defaults = Defaults()
        found = find_document(pending.entry, watched.url, watched.title, self._fetcher)
        [outcome] = read_found([found], defaults, partial(find_known, self._writer, defaults))
        added, failure = keep(self._writer, outcome, defaults)
        if added is not None:
            self._feeds.note_stored(watched.url, pending.key, added.report)
            counts.known += added.state == "known"
            counts.added += added.state != "known"
            _say(f"{added.report}  {added.state}  {outcome.name}")
        elif failure is not None:
            wait = _get_wait(found.error) if isinstance(found, UnreadReport) else None
            next_try = find_next_try(read_clock(), pending.tries + 1, wait)
            self._feeds.note_failed(watched.url, pending.key, failure.message, next_try)
            counts.failed += 1
            if next_try is None:
                kind = failure.kind
                self._writer.note_failure(outcome.name, failure.message, stage=failure.stage, kind=kind)
            again = f"tried again {_say_moment(next_try)}" if next_try else "given up"
            click.echo(make_printable(f"{failure.message} ({again})"), err=True)


def read_watched(content: bytes, url: str) -> Feed:
    """Return what a feed lists; a sitemap of news is one too, without the pages that are no news.

    Raises:
        ReadError: It is neither.
    """
    from dragoman.ingest.entries import Feed
    from dragoman.ingest.feeds import read_feed
    from dragoman.ingest.sitemaps import is_sitemap, read_sitemap

    if not is_sitemap(content):
        return read_feed(content, url, url)
    sitemap = read_sitemap(content, url, url)
    news = tuple(entry for entry in sitemap.entries if entry.published)
    if not news:
        raise Malformed(
            f"Report not read: {url!r} is a sitemap without news; watched are those that say when each page"
            " was published. Give the address of one, or of a feed."
        )
    return Feed(url, "sitemap", entries=news, remarks=sitemap.remarks)


def _map_entries(feed: Feed) -> dict[str, Entry]:
    from dragoman.ingest.watching import make_key

    return {make_key(entry): entry for entry in feed.entries}


def _get_wait(error: DragomanError) -> timedelta | None:
    """Return for how long a server asks to be left alone."""
    wait_s = getattr(error, "wait_s", None)
    return None if wait_s is None else timedelta(seconds=wait_s)


def _say_moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _say(line: str) -> None:
    click.echo(make_printable(line))


def _show_list(feeds: Feeds) -> None:
    """Write the state of each feed, and below it what failed there and when it is tried again."""
    from dragoman.cli.tables import write_table

    lines = feeds.list_lines()
    if not lines:
        click.echo("No feed is watched.", err=True)
        return
    heads = ("feed", "due", "state")
    rows: list[tuple[str, ...]] = [
        (line.url, line.next_at[:16].replace("T", " "), _say_state(line)) for line in lines
    ]
    click.echo(write_table(heads, rows), nl=False)
    for line in lines:
        for failure, next_try_at in feeds.list_failures(line.url):
            again = f"tried again {next_try_at[:16].replace('T', ' ')} UTC" if next_try_at else "given up"
            _say(f"{failure} ({again})")


def _say_state(line: FeedLine) -> str:
    asked = "never asked" if line.last_at is None else f"asked {line.last_at[:16].replace('T', ' ')}"
    told = [line.title, asked, f"{line.stored} stored, {line.waiting} waiting, {line.failed} given up"]
    if line.failures:
        told.append(f"{line.failures} failures in a row: {line.last_error}")
    return "; ".join(filter(None, told))
