"""How often a site is asked: one request at a time, a gap between two, a limit to what comes in a day.

Place in the flow: `fetch` enters a visit for each request. Clock, sleep and chance are handed in.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dragoman.config import FetchSettings
from dragoman.errors import Blocked

DAY_S = 86_400.0
JITTER = 0.25
"""Waits after a refusal are up to this share longer, so that not all who were refused come back at once."""
FIRST_WAIT_S = 5.0
"""Seconds before the second try where the server names none; twice as long each time after."""
MIB = 2**20


@dataclass(slots=True)
class _Site:
    """What is known of one host."""

    gap_s: float
    next_at: float = 0.0
    refusals: int = 0
    pages: int = 0
    size_bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Politeness:
    """Knows when each host was asked last, and how much came of it today."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}
        self._day_end = clock() + DAY_S
        self._pages = 0
        self._size_bytes = 0

    @contextmanager
    def visit(self, host: str, *, goes_on: bool) -> Iterator[None]:
        """Wait until a host may be asked, and keep others from it until the block ends.

        Args:
            host: The host.
            goes_on: The request goes on with a fetch that has waited for this host already (a redirect, or
                the page after its robots.txt), so that it need not wait.

        Raises:
            Blocked: As much as the settings allow has been fetched today, or the host asks to wait longer
                than they allow.
        """
        site = self._get_site(host)
        with site.lock:
            self._check_totals(host, site)
            wait_s = 0.0 if goes_on else site.next_at - self._clock()
            if wait_s > self._settings.max_wait_s:
                raise Blocked(
                    f"Report not fetched: the site {host!r} asks to be left alone for another "
                    f"{wait_s:.0f} s. Try again later."
                )
            if wait_s > 0:
                self._sleep(wait_s)
            try:
                yield
            finally:
                site.next_at = max(site.next_at, self._clock() + site.gap_s)

    def slow_down(self, host: str, gap_s: float) -> None:
        """Keep at least this gap between two requests to a host, and the gap of the settings in any case."""
        self._get_site(host).gap_s = max(self._settings.gap_s, min(gap_s, DAY_S))

    def back_off(self, host: str, asked_s: float | None) -> float:
        """Leave a host alone after it refused, and return for how many seconds.

        Args:
            host: The host.
            asked_s: The seconds that it asks for, None where it names none.
        """
        site = self._get_site(host)
        wait_s = FIRST_WAIT_S * 2**site.refusals if asked_s is None else asked_s
        wait_s = max(site.gap_s, min(wait_s, DAY_S)) * (1 + JITTER * self._chance())
        site.refusals = min(site.refusals + 1, 16)
        site.next_at = max(site.next_at, self._clock() + wait_s)
        return wait_s

    def count(self, host: str, size_bytes: int) -> None:
        """Count a page that came from a host."""
        site = self._get_site(host)
        with self._lock:
            site.pages += 1
            site.size_bytes += size_bytes
            self._pages += 1
            self._size_bytes += size_bytes

    def forgive(self, host: str) -> None:
        """Forget the refusals of a host that answers again."""
        self._get_site(host).refusals = 0

    def _get_site(self, host: str) -> _Site:
        with self._lock:
            return self._sites.setdefault(host, _Site(self._settings.gap_s))

    def _check_totals(self, host: str, site: _Site) -> None:
        with self._lock:
            self._begin_day()
            allowed = self._settings
            for count, most, what, key in (
                (site.pages, allowed.max_host_pages, f"pages of {host!r}", "max_host_pages"),
                (self._pages, allowed.max_pages, "pages", "max_pages"),
                (site.size_bytes / MIB, allowed.max_host_mib, f"MiB of {host!r}", "max_host_mib"),
                (self._size_bytes / MIB, allowed.max_mib, "MiB", "max_mib"),
            ):
                if count >= most:
                    raise Blocked(
                        f"Report not fetched: {most} {what} have been fetched today, which is the limit. "
                        f"Go on tomorrow, or raise [fetch] {key}."
                    )

    def _begin_day(self) -> None:
        """Begin to count anew where a day has passed; a program that watches runs for weeks."""
        if self._clock() < self._day_end:
            return
        self._day_end = self._clock() + DAY_S
        self._pages = self._size_bytes = 0
        for site in self._sites.values():
            site.pages = site.size_bytes = 0
