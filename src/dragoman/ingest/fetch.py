"""Addresses to bytes: one page fetched through the door, politely and in bounded time and size.

Place in the flow: above `guard`, `robots`, `polite` and `inflate`; feeds, watching and the command ask a
`Fetcher`. It says what a server tells of the bytes, and makes no text of them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from dragoman.config import Config
from dragoman.errors import Blocked, Malformed, Status, TooLarge, Unreachable
from dragoman.ingest.found import Remark
from dragoman.ingest.guard import Answer, Guard
from dragoman.ingest.inflate import inflate
from dragoman.ingest.polite import Politeness
from dragoman.ingest.robots import Robots
from dragoman.ingest.targets import Url, shorten
from dragoman.version import __version__

REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = frozenset({429, 503})
PAGES = frozenset({200, 203})
NOT_MODIFIED = 304
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VALUE = re.compile(r"[!-~](?:[ -~]{0,498}[!-~])?")
MEDIA_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80})\s*(?:;|$)", re.IGNORECASE)
CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([A-Za-z0-9_.:+-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address.

    `final_url` is where redirects ended; `content` is decompressed, and empty for status 304;
    `media_type` and `charset` are what the server says; `etag` and `last_modified` are for asking again;
    `fetched_at` is a time in UTC (ISO).
    """

    url: str
    final_url: str
    status: int
    media_type: str | None
    charset: str | None
    content: bytes
    etag: str | None
    last_modified: str | None
    fetched_at: str
    remarks: tuple[Remark, ...] = ()


class Fetcher:
    """Fetches pages one after the other; what it knows of sites holds as long as it lives."""

    def __init__(
        self,
        config: Config,
        *,
        guard: Guard | None = None,
        polite: Politeness | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._config = config
        self._guard = guard or Guard(config.fetch)
        self._polite = polite or Politeness(config.fetch)
        self._robots = Robots(clock)
        self._clock = clock
        self._now = now

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what is at an address.

        Args:
            url: A public http or https address.
            etag: `etag` of what came last time; where nothing changed, the status is 304.
            modified: `last_modified` of what came last time.

        Raises:
            Blocked: No connection is made there, robots.txt asks not to, or a limit of a day is reached.
            TimedOut: It did not come whole in time.
            Unreachable: No connection, one that broke, or an answer that cannot be understood.
            Status: The server answered that it gives no page.
            TooLarge: It is over `[ingest] max_bytes`, or a decompression bomb.
        """
        headers = self._make_headers(etag, modified)
        trip = _Trip(self._guard, self._polite, self._config, self._clock, self._now)

        def check(target: Url) -> None:
            gap_s = self._robots.check(target, lambda robots: trip.ask_robots(robots, headers["User-Agent"]))
            self._polite.slow_down(target.host, gap_s)

        hop = trip.follow(self._guard.clean(url), headers, check)
        is_unchanged = hop.status == NOT_MODIFIED and (etag is not None or modified is not None)
        if hop.status not in PAGES and not is_unchanged:
            raise Status(
                f"Report not fetched: {shorten(url)!r} answers with status {hop.status}. "
                "Check the address, or try again later.",
                hop.status,
                hop.wait_s,
            )
        content_type = hop.headers.get("content-type", "")
        return Fetched(
            url=url,
            final_url=hop.url.text,
            status=hop.status,
            media_type=_clean_media_type(content_type),
            charset=_clean_charset(content_type),
            content=hop.content,
            etag=_clean_value(hop.headers.get("etag")),
            last_modified=_clean_value(hop.headers.get("last-modified")),
            fetched_at=self._now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            remarks=tuple(trip.remarks),
        )

    def _make_headers(self, etag: str | None, modified: str | None) -> dict[str, str]:
        contact = self._config.fetch.contact
        headers = {
            "User-Agent": f"Dragoman/{__version__}" + (f" (+{contact})" if contact else ""),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }
        if value := _clean_value(etag):
            headers["If-None-Match"] = value
        if value := _clean_value(modified):
            headers["If-Modified-Since"] = value
        return headers


@dataclass(frozen=True, slots=True)
class _Hop:
    """One answer, read; `wait_s` is for how long the server is left alone after it refused."""

    url: Url
    status: int
    headers: Mapping[str, str]
    content: bytes
    wait_s: float | None = None


class _Trip:
    """The requests that one fetch takes: its time is counted over all of them, without polite waits."""

    def __init__(
        self,
        guard: Guard,
        polite: Politeness,
        config: Config,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self.remarks: list[Remark] = []
        self._guard = guard
        self._polite = polite
        self._settings = config.fetch
        self._limit_bytes = config.ingest.max_bytes
        self._clock = clock
        self._now = now
        self._left_s = config.fetch.deadline_s
        self._retries = 0
        self._waited: set[str] = set()

    def follow(self, url: Url, headers: Mapping[str, str], check: Callable[[Url], None]) -> _Hop:
        """Return the first answer that is no redirect.

        Args:
            url: Where to begin.
            headers: Sent with every request.
            check: Asked before each of them; raises FetchError.
        """
        start = url
        for _ in range(self._settings.max_redirects + 1):
            check(url)
            hop = self._ask_again(url, headers)
            place = hop.headers.get("location")
            if hop.status not in REDIRECTS or not place:
                return hop
            url = self._redirect(url, place)
        raise Blocked(
            f"Report not fetched: {shorten(start.text)!r} leads on over more than "
            f"{self._settings.max_redirects} redirects. Give the address where they end."
        )

    def ask_robots(self, text: str, agent: str) -> tuple[int, bytes]:
        """Return status and content of a robots.txt."""
        headers = {"User-Agent": agent, "Accept": "text/plain,*/*;q=0.5", "Accept-Encoding": "identity"}
        hop = self.follow(self._guard.clean(text), headers, lambda url: None)
        return hop.status, hop.content

    def _redirect(self, url: Url, place: str) -> Url:
        try:
            text = place.encode("latin-1").decode("utf-8")
        except UnicodeError:
            text = place
        try:
            target = self._guard.clean(urljoin(url.text, text))
        except ValueError as error:
            raise Blocked(
                f"Report not fetched: {shorten(url.text)!r} leads to {shorten(text)!r}, which is no address. "
                "Give another address of the page."
            ) from error
        if url.scheme == "https" and target.scheme == "http":
            told = f"{shorten(url.text)!r} leads to {shorten(target.text)!r}, which is not encrypted."
            self.remarks.append(Remark("redirect", told))
        return target

    def _ask_again(self, url: Url, headers: Mapping[str, str]) -> _Hop:
        """Return the answer of a server, asked again where it is busy and names no long wait."""
        while True:
            hop = self._ask(url, headers)
            is_patient = (hop.wait_s or 0) <= self._settings.max_wait_s
            if hop.wait_s is None or self._retries >= self._settings.max_retries or not is_patient:
                return hop
            self._retries += 1
            self._waited.discard(url.host)

    def _ask(self, url: Url, headers: Mapping[str, str]) -> _Hop:
        with self._polite.visit(url.host, goes_on=url.host in self._waited):
            self._waited.add(url.host)
            begun = self._clock()
            try:
                with self._guard.ask(url, headers, self._left_s) as answer:
                    content = b""
                    if answer.status in PAGES:
                        content = self._read(answer, url)
                    wait_s = self._mind_refusal(url, answer)
            finally:
                self._left_s -= self._clock() - begun
        return _Hop(url, answer.status, answer.headers, content, wait_s)

    def _mind_refusal(self, url: Url, answer: Answer) -> float | None:
        """Return for how long the host is left alone, None where it does not refuse."""
        if answer.status not in REFUSALS:
            self._polite.forgive(url.host)
            return None
        return self._polite.back_off(url.host, _find_wait(answer.headers.get("retry-after"), self._now()))

    def _read(self, answer: Answer, url: Url) -> bytes:
        """Return the content of a page, decompressed."""
        name = shorten(url.text)
        length = answer.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:18]) > self._limit_bytes:
            raise TooLarge(
                f"Report not fetched: {name!r} has {int(length[:18]) / 2**20:.1f} MiB, the limit is "
                f"{self._limit_bytes / 2**20:.1f} MiB. Raise [ingest] max_bytes or skip it."
            )
        arrived = _Counted(answer.pieces)
        encoding = answer.headers.get("content-encoding", "")
        try:
            return inflate(arrived, encoding, limit_bytes=self._limit_bytes, name=name)
        except Malformed as error:
            raise Unreachable(
                f"Report not fetched: {name!r} came broken, or is not compressed as {encoding[:40]!r} as the "
                "server says. Try again later."
            ) from error
        finally:
            self._polite.count(url.host, arrived.size_bytes)


class _Counted:
    """Pieces, and how many bytes of them have come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.size_bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.size_bytes += len(piece)
            yield piece


def _find_wait(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that the header Retry-After asks for, in numbers or as a date."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _clean_value(text: str | None) -> str | None:
    """Return a header's value that may be sent back, or None."""
    return text if text and VALUE.fullmatch(text) else None


def _clean_media_type(content_type: str) -> str | None:
    found = MEDIA_TYPE.match(content_type)
    return found[1].lower() if found else None


def _clean_charset(content_type: str) -> str | None:
    found = CHARSET.search(content_type)
    return found[1].lower() if found else None
