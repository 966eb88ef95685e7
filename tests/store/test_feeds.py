"""What is remembered of feeds lasts through restarts, and of a forgotten report nothing but a hash."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.errors import UsageError
from dragoman.ingest.entries import Entry
from dragoman.ingest.watching import make_key
from dragoman.store.feeds import Feeds

URL = "https://rift.example/feed"
START = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENTRIES = [
    Entry(guid="b", url="https://rift.example/b", title="Second", published="2024-03-01T11:00:00Z"),
    Entry(
        guid="a", url="https://rift.example/a", title="First", published="2024-03-01T10:00:00Z", author="Asha"
    ),
]


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def feeds(store, clock):
    return Feeds(store, clock=clock)


def test_a_feed_is_due_at_once_and_a_publisher_can_be_given_later(feeds):
    feed = feeds.watch(URL, None)
    assert (feed.next_at, feed.gap, feed.last_at, feed.failures) == (START, HOUR, None, 0)
    assert feeds.watch(URL, "Rift Wire").publisher == "Rift Wire"
    assert feeds.watch(URL, None).publisher == "Rift Wire"
    assert feeds.list_urls() == [URL]


def test_an_entry_is_new_once_and_comes_with_what_the_feed_told(feeds):
    feeds.watch(URL, None)
    assert feeds.note_entries(URL, ENTRIES) == 2
    assert feeds.note_entries(URL, ENTRIES) == 0
    first, second = feeds.list_due(URL)
    assert (first.entry, second.entry) == (ENTRIES[1], ENTRIES[0])
    assert (first.key, first.tries, first.failure) == (make_key(ENTRIES[1]), 0, None)


def test_the_same_entry_in_two_feeds_is_one_of_each(feeds):
    for url in (URL, URL + "2"):
        feeds.watch(url, None)
        assert feeds.note_entries(url, ENTRIES[:1]) == 1


def test_what_failed_waits_and_is_given_up(feeds, clock):
    feeds.watch(URL, None)
    feeds.note_entries(URL, ENTRIES[:1])
    [pending] = feeds.list_due(URL)
    feeds.note_failed(URL, pending.key, "no \ud800 answer", START + HOUR)
    assert feeds.list_due(URL) == []
    assert feeds.find_next_try(URL) == START + HOUR
    clock.now += HOUR
    [again] = feeds.list_due(URL)
    assert (again.tries, again.failure) == (1, "no \\ud800 answer")
    feeds.note_failed(URL, pending.key, "gone", None)
    clock.now += 100 * HOUR
    assert feeds.list_due(URL) == []
    assert feeds.find_next_try(URL) is None
    assert feeds.list_failures(URL) == [("gone", None)]
    [line] = feeds.list_lines()
    assert (line.stored, line.waiting, line.failed) == (0, 0, 1)


def test_what_is_stored_is_not_tried_again(feeds, writer, records):
    feeds.watch(URL, None)
    feeds.note_entries(URL, ENTRIES)
    report = writer.add(records[0]).report
    feeds.note_stored(URL, make_key(ENTRIES[0]), report)
    assert [pending.entry.title for pending in feeds.list_due(URL)] == ["First"]
    [line] = feeds.list_lines()
    assert (line.stored, line.waiting, line.failed) == (1, 1, 0)


def test_answers_and_silence_are_remembered_by_the_next_program(feeds, clock, store):
    feeds.watch(URL, None)
    feeds.note_silence(URL, "no answer", START + HOUR)
    feeds.note_silence(URL, "none again", START + 2 * HOUR)
    silent = Feeds(store, clock=clock).load(URL)
    assert (silent.failures, silent.last_error, silent.next_at) == (2, "none again", START + 2 * HOUR)
    clock.now += HOUR
    feeds.note_answer(
        URL, title="Rift", gap=2 * HOUR, etag='"1"', last_modified="Fri", next_at=START + 3 * HOUR
    )
    feed = Feeds(store, clock=clock).load(URL)
    assert (feed.failures, feed.last_error, feed.last_at) == (0, None, START + HOUR)
    assert (feed.title, feed.gap, feed.etag, feed.last_modified) == ("Rift", 2 * HOUR, '"1"', "Fri")


def test_a_feed_is_watched_no_more(feeds, store, writer, records):
    feeds.watch(URL, None)
    feeds.note_entries(URL, ENTRIES)
    feeds.note_stored(URL, make_key(ENTRIES[0]), writer.add(records[0]).report)
    feeds.forget(URL)
    assert feeds.list_urls() == []
    for missing in (feeds.forget, feeds.load):
        with pytest.raises(UsageError, match="not watched"):
            missing(URL)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM feed_entries").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (1,)


def test_forgetting_a_report_leaves_no_trace_in_feeds_and_it_does_not_come_again(
    feeds, store, writer, records
):
    entry = Entry(guid="rift-guid-1", url=records[0].report.url, title="Zaruma told")
    for url in (URL, URL + "2"):
        feeds.watch(url, None)
        feeds.note_entries(url, [entry, ENTRIES[1]])
    report = writer.add(records[0]).report
    feeds.note_stored(URL, make_key(entry), report)
    feeds.note_failed(URL + "2", make_key(entry), "https://rift.example/1 fails", START)
    writer.note_failure("https://rift.example/1", "no answer", stage="fetch", kind="TimedOut")
    writer.forget(report)
    for path in store.path.parent.iterdir():
        held = path.read_bytes()
        for trace in (b"rift-guid-1", b"https://rift.example/1", b"Zaruma told", report.encode()):
            assert trace not in held, (path.name, trace)
    for url in (URL, URL + "2"):
        assert feeds.note_entries(url, [entry]) == 0
        assert [pending.entry.title for pending in feeds.list_due(url)] == ["First"]
