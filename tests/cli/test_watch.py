"""Watching feeds of a server on loopback: what is new is added once, what fails is told and tried again."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from dragoman.cli import watch
from dragoman.cli.main import INTERRUPTED, cli
from dragoman.errors import Malformed
from tests.fetching import PlainFetcher, serving

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
TEXT = "TULA, March 1 - Kenya said on Friday that Somalia's army had shelled {}, killing at least 12 farmers."
PLACES = ("Tula", "Garo", "Lima", "Zaruma")


@pytest.fixture
def site():
    with serving() as made:
        yield made


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until the test moves it."""
    moments = [START]
    monkeypatch.setattr(watch, "read_clock", lambda: moments[-1])
    monkeypatch.setattr(watch, "make_fetcher", PlainFetcher)
    return moments


def put_feed(site, *numbers, path="/feed", **headers):
    items = "".join(
        f"<item><title>Raid {number}</title><link>/{number}</link>"
        f"<pubDate>Fri, 01 Mar 2024 {number:02d}:00:00 GMT</pubDate></item>"
        for number in sorted(numbers, reverse=True)
    )
    feed = f"<rss version='2.0'><channel><title>Rift Wire</title>{items}</channel></rss>"
    site.put(path, feed, Content_Type="application/rss+xml", **headers)


def put_pages(site, *numbers):
    for number in numbers:
        site.put(f"/{number}", TEXT.format(PLACES[number - 1]))


@pytest.fixture
def run(tmp_path):
    runner = CliRunner(env={"DRAGOMAN_STORE": str(tmp_path / "dragoman.db")})
    return lambda *arguments: runner.invoke(cli, list(arguments))


def list_titles(run):
    return sorted(json.loads(line)["title"] for line in run("reports", "--json").stdout.splitlines())


def test_what_is_new_is_added_once(site, clock, run):
    url = f"{site.address}/feed"
    put_feed(site, 1, 2)
    put_pages(site, 1, 2, 3)
    first = run("watch", url, "--once", "--publisher", "Rift Wire")
    assert (first.exit_code, first.stderr) == (0, "")
    assert "2 new, 0 seen before; 2 added, 0 failed; next 2024-03-01 " in first.stdout
    assert site.asked == ["/feed", "/1", "/2"]
    clock.append(START + timedelta(days=1))
    put_feed(site, 2, 3)
    second = run("watch", "--once")
    assert "1 new, 1 seen before; 1 added" in second.stdout
    assert site.asked[3:] == ["/feed", "/3"]
    [line, *_] = run("reports", "--json").stdout.splitlines()
    assert json.loads(line)["publisher"] == "Rift Wire"
    assert json.loads(line)["published"] == "2024-03-01"
    assert list_titles(run) == ["Raid 1", "Raid 2", "Raid 3"]


def test_a_feed_is_not_asked_before_it_is_due(site, clock, run):
    put_feed(site, 1)
    put_pages(site, 1)
    run("watch", f"{site.address}/feed", "--once")
    again = run("watch", "--once")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "not due before 2024-03-01" in again.stderr
    assert site.asked == ["/feed", "/1"]


def test_a_feed_that_did_not_change_is_not_sent_again(site, clock, run):
    put_feed(site, 1, ETag='"v1"')
    put_pages(site, 1)
    run("watch", f"{site.address}/feed", "--once")
    clock.append(START + timedelta(days=1))
    assert "nothing new; 0 added" in run("watch", "--once").stdout
    clock.append(START + timedelta(days=2))
    put_feed(site, 1, 2, ETag='"v2"')
    put_pages(site, 2)
    assert "1 added" in run("watch", "--once").stdout


def test_an_entry_that_fails_is_told_and_tried_again(site, clock, run):
    put_feed(site, 1, 2, ETag='"v1"')
    put_pages(site, 1)
    first = run("watch", f"{site.address}/feed", "--once")
    assert first.exit_code == 3
    assert "/2' answers 404. Try again. (tried again 2024-03-01 12:05 UTC)" in first.stderr
    assert "answers 404" in run("watch", "--list").stdout
    clock.append(START + timedelta(minutes=6))
    put_pages(site, 2)
    second = run("watch", "--once")
    assert (second.exit_code, "  added  " in second.stdout) == (0, True)
    assert site.asked == ["/feed", "/1", "/2", "/2"]
    assert "404" not in run("watch", "--list").stdout


def test_a_feed_that_fails_is_asked_ever_more_seldom(site, clock, run):
    url = f"{site.address}/feed"
    first = run("watch", url, "--once")
    assert first.exit_code == 1
    assert "answers 404" in first.stderr and "no answer; next 2024-03-01 14:00" in first.stdout
    clock.append(START + timedelta(hours=2))
    assert "next 2024-03-01 18:00" in run("watch", "--once").stdout
    clock.append(START + timedelta(hours=6))
    site.put("/feed", "Rain fell.")
    broken = run("watch", "--once")
    assert "is no XML" in broken.stderr
    assert "3 failures in a row: Report not read" in " ".join(run("watch", "--list").stdout.split())
    clock.append(START + timedelta(hours=30))
    put_feed(site)
    assert "0 new" in run("watch", "--once").stdout
    assert "failures" not in run("watch", "--list").stdout


def test_a_server_that_asks_to_wait_is_heeded(site, clock, run):
    site.put("/feed", status=503, Retry_After=str(9 * 3600))
    assert "next 2024-03-01 21:00" in run("watch", f"{site.address}/feed", "--once").stdout


def test_one_feed_that_fails_does_not_keep_the_others(site, clock, run):
    put_feed(site, 1)
    put_pages(site, 1)
    told = run("watch", f"{site.address}/gone", f"{site.address}/feed", "--once")
    assert (told.exit_code, "1 added" in told.stdout) == (3, True)


def test_an_entry_that_is_given_up_is_among_the_failures(site, clock, run, monkeypatch):
    monkeypatch.setattr("dragoman.ingest.watching.MAX_TRIES", 1)
    put_feed(site, 1)
    told = run("watch", f"{site.address}/feed", "--once")
    assert "(given up)" in told.stderr
    assert "/1" in run("failures", "--json").stdout
    assert "(given up)" in run("watch", "--list").stdout


def test_minutes_that_are_given_go_before_the_rhythm_of_the_feed(site, clock, run):
    put_feed(site, 1)
    put_pages(site, 1)
    assert "next 2024-03-01 12:15" in run("watch", f"{site.address}/feed", "--once", "--every", "15").stdout
    assert run("watch", f"{site.address}/feed", "--once", "--every", "1").exit_code == 2


def test_ctrl_c_keeps_what_was_added_and_the_next_start_goes_on(site, clock, run, monkeypatch):
    put_feed(site, 1, 2, ETag='"v1"')
    put_pages(site, 1, 2)

    class Interrupted(PlainFetcher):
        def fetch(self, url, **asked):
            if url.endswith("/2"):
                raise KeyboardInterrupt
            return super().fetch(url, **asked)

    monkeypatch.setattr(watch, "make_fetcher", Interrupted)
    stopped = run("watch", f"{site.address}/feed")
    assert (stopped.exit_code, stopped.stderr) == (INTERRUPTED, "Stopped.\n")
    assert list_titles(run) == ["Raid 1"]
    monkeypatch.setattr(watch, "make_fetcher", PlainFetcher)
    assert "0 new, 2 seen before; 1 added" in run("watch", "--once").stdout
    assert list_titles(run) == ["Raid 1", "Raid 2"]
    assert site.asked == ["/feed", "/1", "/feed", "/2"]


def test_watching_goes_on_until_it_is_stopped(site, clock, run, monkeypatch):
    put_feed(site, 1)
    put_pages(site, 1, 2)
    slept = []

    def sleep(moment):
        slept.append(moment)
        if len(slept) == 2:
            raise KeyboardInterrupt
        put_feed(site, 1, 2)
        clock.append(moment)

    monkeypatch.setattr(watch, "sleep_until", sleep)
    stopped = run("watch", f"{site.address}/feed")
    assert stopped.exit_code == INTERRUPTED
    assert stopped.stdout.count("  added  ") == 2
    assert START < slept[0] < slept[1]


def test_sleep_ends_when_the_clock_says_so(monkeypatch):
    moments = iter([START, START + timedelta(seconds=50), START + timedelta(hours=9)])
    slept = []
    monkeypatch.setattr(watch, "read_clock", lambda: next(moments))
    monkeypatch.setattr(watch.time, "sleep", slept.append)
    watch.sleep_until(START + timedelta(seconds=90))
    assert slept == [60.0, 40.0]


def test_news_of_a_sitemap_are_watched_too(site, clock, run):
    news = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    told = "<n:news><n:title>Raid</n:title><n:publication_date>2024-03-01</n:publication_date></n:news>"
    pages = f"<url><loc>/1</loc>{told}</url><url><loc>/about</loc></url>"
    site.put("/map", f"<urlset {news}>{pages}</urlset>")
    put_pages(site, 1)
    assert "1 new" in run("watch", f"{site.address}/map", "--once").stdout
    assert site.asked == ["/map", "/1"]
    with pytest.raises(Malformed, match="without news"):
        watch.read_watched(b"<urlset><url><loc>http://x.example/</loc></url></urlset>", "http://x.example/")


def test_feeds_are_listed_and_forgotten(site, clock, run):
    assert run("watch", "--list").exit_code == 1
    url = f"{site.address}/feed"
    put_feed(site, 1)
    put_pages(site, 1)
    run("watch", url, "--once")
    listed = run("watch", "--list").stdout
    assert url in listed and "Rift Wire; asked 2024-03-01 12:00; 1 stored, 0 waiting, 0 given up" in " ".join(
        listed.split()
    )
    assert run("watch", "--forget", url).stdout == f"Watched no more: {url}\n"
    assert run("watch", "--list").stderr == "No feed is watched.\n"
    assert run("watch", "--forget", url).exit_code == 2
    assert list_titles(run) == ["Raid 1"]


def test_a_report_that_was_forgotten_does_not_come_again(site, clock, run):
    put_feed(site, 1)
    put_pages(site, 1)
    report = run("watch", f"{site.address}/feed", "--once").stdout.split()[0]
    assert run("forget", report).exit_code == 0
    clock.append(START + timedelta(days=1))
    assert "0 new, 1 seen before; 0 added" in run("watch", "--once").stdout
    assert list_titles(run) == []


def test_feeds_and_pages_go_through_the_door(site, run, monkeypatch):
    monkeypatch.setattr(watch, "read_clock", lambda: START)
    monkeypatch.setenv("DRAGOMAN_FETCH_GAP_S", "0")
    put_feed(site, 1)
    put_pages(site, 1)
    blocked = run("watch", f"{site.address}/feed", "--once")
    assert blocked.exit_code == 1
    assert site.asked == []
    monkeypatch.setattr(watch, "read_clock", lambda: START + timedelta(days=1))
    monkeypatch.setenv("DRAGOMAN_FETCH_ALLOWED_HOSTS", site.address.removeprefix("http://"))
    told = run("watch", "--once")
    assert (told.exit_code, "1 added" in told.stdout) == (0, True)
    assert site.asked == ["/robots.txt", "/feed", "/1"]


@pytest.mark.parametrize("arguments", [[], ["file:///etc/passwd"], ["feed.xml"]])
def test_nothing_that_can_be_watched_is_wrong_use(run, clock, arguments):
    assert run("watch", "--once", *arguments).exit_code == 2
