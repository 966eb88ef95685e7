import threading
import time

import pytest

from dragoman.config import FetchSettings
from dragoman.errors import Blocked
from dragoman.ingest.polite import DAY_S, FIRST_WAIT_S, MIB, Politeness
from tests.ingest.serving import Clock


def make(chance: float = 0.0, **settings):
    clock = Clock()
    polite = Politeness(FetchSettings(**settings), clock=clock, sleep=clock.sleep, chance=lambda: chance)
    return polite, clock


def visit(polite: Politeness, host: str = "a.org", goes_on: bool = False) -> None:
    with polite.visit(host, goes_on=goes_on):
        pass


def test_a_host_is_asked_again_only_after_the_gap():
    polite, clock = make()
    visit(polite)
    visit(polite)
    clock.now += 0.5
    visit(polite)
    assert clock.slept == [2.0, 1.5]


def test_other_hosts_and_requests_that_go_on_do_not_wait():
    polite, clock = make()
    visit(polite)
    visit(polite, "b.org")
    visit(polite, goes_on=True)
    assert clock.slept == []


def test_the_gap_counts_from_the_end_of_the_request_also_where_it_failed():
    polite, clock = make()
    with pytest.raises(ValueError), polite.visit("a.org", goes_on=False):
        clock.now += 10
        raise ValueError
    visit(polite)
    assert clock.slept == [2.0]


def test_a_site_can_ask_for_a_longer_gap_but_not_a_shorter_one():
    polite, clock = make()
    for asked_s, gap_s in ((7, 7), (0.1, 2), (60, 60)):
        polite.slow_down("a.org", asked_s)
        visit(polite)
        clock.slept.clear()
        visit(polite)
        assert clock.slept == [gap_s]


def test_a_gap_that_is_longer_than_may_be_waited_for_is_kept_all_the_same():
    polite, _ = make(max_wait_s=60)
    polite.slow_down("a.org", 600)
    visit(polite)
    with pytest.raises(Blocked, match="another 600 s"):
        visit(polite)
    assert polite.back_off("a.org", 5) == 600


def test_waits_after_refusals_double_with_some_chance_until_the_host_answers():
    polite, clock = make(chance=1.0)
    assert [polite.back_off("a.org", None) for _ in range(3)] == [
        FIRST_WAIT_S * 1.25 * 2**n for n in range(3)
    ]
    polite.forgive("a.org")
    assert polite.back_off("a.org", None) == FIRST_WAIT_S * 1.25
    visit(polite)
    assert clock.slept == [FIRST_WAIT_S * 1.25 * 4]


def test_the_wait_that_a_host_asks_for_is_kept():
    polite, clock = make()
    assert polite.back_off("a.org", 30) == 30
    visit(polite)
    assert clock.slept == [30]
    assert polite.back_off("a.org", 0) == 2
    assert polite.back_off("a.org", 10**9) == DAY_S


def test_a_host_that_asks_for_too_long_a_wait_is_not_asked():
    polite, clock = make()
    polite.back_off("a.org", 3_600)
    with pytest.raises(Blocked, match="left alone for another 3600 s"):
        visit(polite)
    clock.now += 3_600
    visit(polite)


@pytest.mark.parametrize(
    ("settings", "pages", "size_bytes", "hosts"),
    [
        ({"max_host_pages": 3}, 3, 1, ["a.org"]),
        ({"max_pages": 3}, 3, 1, ["a.org", "b.org", "c.org"]),
        ({"max_host_mib": 3}, 3, MIB, ["a.org"]),
        ({"max_mib": 3}, 3, MIB, ["a.org", "b.org", "c.org"]),
    ],
)
def test_limits_of_a_day_hold_and_end_with_the_day(settings, pages, size_bytes, hosts):
    polite, clock = make(**settings)
    for number in range(pages):
        host = hosts[number % len(hosts)]
        visit(polite, host)
        polite.count(host, size_bytes)
    with pytest.raises(Blocked, match=rf"raise \[fetch\] {next(iter(settings))}"):
        visit(polite, hosts[0])
    if len(hosts) == 1:
        visit(polite, "d.org")
    clock.now += DAY_S
    visit(polite, hosts[0])


def test_a_host_is_asked_by_one_at_a_time():
    polite = Politeness(FetchSettings(gap_s=0.0))
    inside, most = 0, 0

    def ask():
        nonlocal inside, most
        with polite.visit("a.org", goes_on=False):
            inside += 1
            most = max(most, inside)
            time.sleep(0.005)
            inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
