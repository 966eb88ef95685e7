"""When a feed is due, and what is new in it."""

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.ingest import watching
from dragoman.ingest.entries import Entry
from dragoman.ingest.watching import find_gap, find_next, find_next_try, list_new, make_key

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_entries(*hours_ago):
    return [Entry(published=(NOW - hours * HOUR).isoformat()) for hours in hours_ago]


def test_a_feed_is_asked_twice_between_two_entries():
    assert find_gap(make_entries(0, 2, 4, 6), NOW) == HOUR


def test_one_odd_pause_does_not_change_the_rhythm():
    assert find_gap(make_entries(0, 2, 4, 500), NOW) == HOUR


def test_the_rhythm_keeps_within_five_minutes_and_a_day():
    assert find_gap(make_entries(0, 0.01, 0.02), NOW) == timedelta(minutes=5)
    assert find_gap(make_entries(0, 2000, 4000), NOW) == timedelta(days=1)


def test_a_feed_that_has_gone_quiet_is_asked_less():
    assert find_gap(make_entries(20, 21, 22), NOW) == 5 * HOUR


def test_without_two_days_the_rhythm_is_an_hour():
    for entries in (
        [],
        make_entries(3),
        [Entry(updated="2024-03-01"), Entry(title="x")],
        make_entries(-5, 1),
    ):
        assert find_gap(entries, NOW) == HOUR


def test_days_without_a_time_count_too():
    entries = [Entry(published=f"2024-02-{day:02d}") for day in (27, 28, 29)]
    assert find_gap(entries, NOW) == 12 * HOUR


def test_failures_double_the_wait_up_to_a_day():
    waits = [find_next(NOW, HOUR, failures) - NOW for failures in range(7)]
    assert waits == [HOUR * hours for hours in (1, 2, 4, 8, 16, 24, 24)]
    assert find_next(NOW, HOUR, 10_000) == NOW + 24 * HOUR


def test_a_server_that_asks_to_wait_is_heeded_up_to_a_day():
    assert find_next(NOW, HOUR, 1, 5 * HOUR) == NOW + 5 * HOUR
    assert find_next(NOW, HOUR, 1, timedelta(0)) == NOW + 2 * HOUR
    assert find_next(NOW, HOUR, 1, timedelta(days=9000)) == NOW + 24 * HOUR


def test_no_feed_is_asked_more_often_than_every_five_minutes():
    assert find_next(NOW, timedelta(0)) == NOW + timedelta(minutes=5)


def test_an_entry_that_fails_is_tried_again_ever_more_seldom_and_given_up():
    minutes = [(find_next_try(NOW, tries) - NOW).total_seconds() / 60 for tries in (1, 2, 3)]
    assert minutes == [5, 10, 20]
    assert find_next_try(NOW, 1, HOUR) == NOW + HOUR
    assert find_next_try(NOW, watching.MAX_TRIES) is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (Entry(guid="a", url="u1"), Entry(guid="a", url="u2", title="new title"), True),
        (Entry(url="u1", title="a"), Entry(url="u1", title="b"), True),
        (Entry(title="a", published="2024-03-01"), Entry(title="a", published="2024-03-02"), False),
        (Entry(guid="a"), Entry(guid="b"), False),
    ],
)
def test_an_entry_is_known_by_the_feed_s_name_for_it(one, other, is_same):
    assert (make_key(one) == make_key(other)) is is_same


def test_a_key_tells_nothing():
    assert "rift" not in make_key(Entry(guid="https://rift.example/1"))


def test_what_was_not_seen_is_new_once_and_the_oldest_comes_first():
    entries = [
        Entry(guid="c"),
        Entry(guid="b", title="newer"),
        Entry(guid="a"),
        Entry(guid="b", title="older"),
    ]
    new = list_new(entries, {make_key(Entry(guid="a"))})
    assert [(entry.guid, entry.title) for entry in new] == [("b", "newer"), ("c", None)]
