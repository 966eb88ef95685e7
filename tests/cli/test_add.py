"""`dragoman add` on what the world has: pages, feeds, archives, tables; through the real door on loopback."""

import json
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from dragoman.cli.main import cli
from tests.fetching import serving
from tests.ingest.making_warcs import make_page, make_warc

NEWS = """<!DOCTYPE html><html><head><title>Shells hit Garo market</title>
<meta property="og:site_name" content="Rift Wire"><link rel="canonical" href="{canonical}">
<meta property="article:published_time" content="2024-03-01T08:00:00Z"></head><body><article>
<h1>Shells hit Garo market</h1>
<p>Kenyan troops shelled the market of Garo on Thursday, killing nine traders, the mayor of the town said.</p>
<p>The army denied that its guns had fired and blamed rebels who have held the hills since December.</p>
<p>Aid workers asked both sides for a truce of three days so that the wounded could be taken to Lodwar.</p>
</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Rift Wire</title><item><title>Shells hit Garo market</title>
<link>{address}/news/1</link><pubDate>Fri, 01 Mar 2024 08:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{address}/news/2</link></item></channel></rss>"""


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def site(monkeypatch):
    with serving() as site:
        place = site.address.removeprefix("http://")
        monkeypatch.setenv("DRAGOMAN_FETCH_ALLOWED_HOSTS", place)
        monkeypatch.setenv("DRAGOMAN_FETCH_GAP_S", "0")
        site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n")
        page = NEWS.format(canonical=f"{site.address}/news/1")
        for path in ("/news/1", "/amp/news/1", "/news/1/print", "/m/1", "/private/1"):
            site.put(path, page, Content_Type="text/html; charset=utf-8")
        site.put("/feed.xml", FEED.format(address=site.address), Content_Type="application/rss+xml")
        yield site


def add(store, *arguments, stdin=None):
    return CliRunner().invoke(cli, ["add", "--store", str(store), *map(str, arguments)], input=stdin)


def ask(store, query):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(query).fetchall()


def test_a_page_is_one_report_with_what_its_metadata_tell(site, store):
    result = add(store, f"{site.address}/news/1")
    assert result.exit_code == 0, result.output
    query = "SELECT title, publisher, published, published_basis FROM reports"
    [(title, publisher, published, basis)] = ask(store, query)
    assert (title, publisher, published, basis) == (
        "Shells hit Garo market", "Rift Wire", "2024-03-01", "metadata",
    )  # fmt: skip
    assert ("ASSAULT",) in ask(store, "SELECT type FROM events")


def test_one_article_under_several_addresses_is_one_report(site, store):
    paths = ("/news/1", "/amp/news/1", "/news/1/print", "/m/1")
    result = add(store, *(site.address + path for path in paths))
    assert result.exit_code == 0, result.output
    assert ask(store, "SELECT count(*) FROM reports") == [(1,)]


def test_a_feed_leads_to_its_pages_and_what_fails_is_listed_with_its_kind(site, store):
    result = add(store, f"{site.address}/feed.xml")
    assert result.exit_code == 3
    assert "1 added, 1 failed (1 Status)" in result.stderr
    shown = CliRunner().invoke(cli, ["failures", "--store", str(store), "--json"])
    [failure] = map(json.loads, shown.stdout.splitlines())
    assert (failure["stage"], failure["kind"]) == ("fetch", "Status")


def test_what_robots_txt_asks_not_to_read_and_private_addresses_are_refused(site, store, monkeypatch):
    result = add(store, f"{site.address}/private/1")
    assert result.exit_code == 1 and "1 failed (1 Blocked)" in result.stderr
    monkeypatch.delenv("DRAGOMAN_FETCH_ALLOWED_HOSTS")
    before = len(site.asked)
    assert "1 failed (1 Blocked)" in add(store, f"{site.address}/news/1").stderr
    assert len(site.asked) == before


def test_what_was_added_from_an_archive_is_known_when_it_comes_again(tmp_path, store):
    pages = {f"https://rift.example/{number}": make_page(number, 3_000) for number in range(4)}
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(make_warc(dict(list(pages.items())[:2])))
    assert "2 added" in add(store, path).stderr
    path.write_bytes(make_warc(pages))
    assert "2 added, 2 known" in add(store, path).stderr
    assert ask(store, "SELECT count(*) FROM reports") == [(4,)]


def test_a_dry_run_says_what_would_be_read_and_makes_no_store(tmp_path, store):
    (tmp_path / "table.csv").write_text("Body,When\nShells hit Garo.,2024-03-01\n")
    result = add(store, tmp_path / "table.csv", "--column", "text=Body", "--dry-run")
    assert (result.exit_code, store.exists()) == (0, False)
    assert "table.csv:2  16 characters" in result.stdout


def test_the_documents_of_reports_are_given_back_where_they_were_kept(site, store):
    add(store, f"{site.address}/news/1", "--keep-originals")
    [(report,)] = ask(store, "SELECT id FROM reports")
    result = CliRunner().invoke(cli, ["original", report, "--store", str(store)])
    assert result.stdout_bytes.decode() == NEWS.format(canonical=f"{site.address}/news/1")


def test_a_column_that_is_no_field_is_a_wrong_use(store):
    result = add(store, "x.csv", "--column", "colour=Red")
    assert result.exit_code == 2 and "fields are text" in result.output
