import pytest

from dragoman.errors import Blocked, TimedOut, Unreachable
from dragoman.ingest.robots import KEEP_FAILURE_S, KEEP_S, Robots, read_rules
from dragoman.ingest.targets import clean_url
from tests.ingest.serving import Clock

URL = clean_url("https://news.example.org/private/a?b=1")


@pytest.mark.parametrize(
    ("lines", "target", "is_allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public/private", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nAllow: /news/\nDisallow: /news/old", "/news/old/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*c*e", "/abcde", False),
        ("User-agent: *\nDisallow: /*ab*ab$", "/ab", True),
        ("User-agent: *\nDisallow: /день", "/%D0%B4%D0%B5%D0%BD%D1%8C/1", False),
        ("User-agent: Dragoman\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: *\nDisallow: /\n\nuser-AGENT: dragoman\nDisallow: /a", "/b", True),
        ("User-agent: Dragoman/2.1\nDisallow: /a", "/a", False),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("User-agent: OtherBot\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\n\n# remark\nDisallow: /a # why\n", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow : /a\r\n", "/a", False),
        ("Disallow: /\n<html>no robots at all</html>", "/a", True),
        ("User-agent: *\nDisallow: /a\nUser-agent: Dragoman\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", False),
    ],
)
def test_the_longest_rule_of_our_group_decides(lines, target, is_allowed):
    assert read_rules(lines).allow(target) is is_allowed


@pytest.mark.parametrize(
    ("line", "delay_s"),
    [("Crawl-delay: 7.5", 7.5), ("Crawl-delay: soon", 0), ("Crawl-delay: -3", 0), ("Crawl-delay: nan", 0)],
)
def test_the_delay_that_a_site_asks_for_is_read(line, delay_s):
    assert read_rules(f"User-agent: *\n{line}").delay_s == delay_s


def test_a_pattern_full_of_stars_takes_no_time():
    rules = read_rules("User-agent: *\nDisallow: /" + "*a" * 50_000 + "$")
    assert rules.allow("/" + "a" * 8_000 + "b")


class Site:
    """Gives a robots.txt and counts how often it was asked for."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.asked = []

    def __call__(self, url):
        self.asked.append(url)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


def test_robots_is_kept_for_a_day():
    clock, site = Clock(), Site((200, b"User-agent: *\nCrawl-delay: 3"), (200, b"User-agent: *\nDisallow: /"))
    robots = Robots(clock)
    assert robots.check(URL, site) == 3
    clock.now += KEEP_S - 1
    assert robots.check(URL, site) == 3
    assert site.asked == ["https://news.example.org/robots.txt"]
    clock.now += 2
    with pytest.raises(Blocked, match="asks programs not to read"):
        robots.check(URL, site)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410])
def test_a_site_without_robots_may_be_read(status):
    assert Robots(Clock()).check(URL, Site((status, b"User-agent: *\nDisallow: /"))) == 0


@pytest.mark.parametrize("reply", [(500, b""), (503, b""), (429, b""), Unreachable("gone"), TimedOut("slow")])
def test_a_site_whose_robots_cannot_be_read_is_left_alone_for_now(reply):
    clock, site = Clock(), Site(reply, (404, b""))
    robots = Robots(clock)
    for _ in range(2):
        with pytest.raises(type(reply) if isinstance(reply, Exception) else Unreachable):
            robots.check(URL, site)
    assert len(site.asked) == 1
    clock.now += KEEP_FAILURE_S + 1
    assert robots.check(URL, site) == 0


def test_schemes_and_ports_have_their_own_robots():
    site = Site((404, b""), (404, b""))
    robots = Robots(Clock())
    robots.check(clean_url("http://news.example.org/"), site)
    robots.check(clean_url("https://news.example.org/"), site)
    assert site.asked == ["http://news.example.org/robots.txt", "https://news.example.org/robots.txt"]
