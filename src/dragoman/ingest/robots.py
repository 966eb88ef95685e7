"""What a site's robots.txt asks of programs, and whether an address may be fetched by it (RFC 9309).

Place in the flow: `fetch` asks before each request. Written here rather than taken from `urllib.robotparser`,
which knows no `*` and `$` in paths, takes the first rule instead of the longest, and brings sockets along.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from dragoman.errors import Blocked, FetchError, Unreachable
from dragoman.ingest.targets import Url, shorten

AGENT = "dragoman"
MAX_CHARS = 512 * 1024
"""RFC 9309 asks for 500 KiB at least; what comes after does not count."""
KEEP_S = 86_400.0
KEEP_FAILURE_S = 600.0
"""After this a robots.txt that could not be fetched is asked for again."""
LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether paths that fit a pattern may be fetched; `*` is anything, `$` the end."""

    pattern: str
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt asks of us; `delay_s` is the gap between requests that it asks for."""

    rules: tuple[Rule, ...] = ()
    delay_s: float = 0.0

    def allow(self, target: str) -> bool:
        """Return whether a path with its query may be fetched: the longest rule that fits decides.

        Example:
            >>> Rules((Rule("/", False), Rule("/news/", True))).allow("/news/1")
            True
        """
        target = _normalise(target)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, target)]
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.is_allowed), default=None)
        return best is None or best.is_allowed


def read_rules(text: str) -> Rules:
    """Return what a robots.txt asks of us: the groups that name us, else those for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    is_naming = False
    for line in text[:MAX_CHARS].lstrip("\ufeff").splitlines():
        found = LINE.fullmatch(line.partition("#")[0])
        if not found:
            continue
        key, value = found[1].lower(), found[2]
        if key == "user-agent":
            agent = value.partition("/")[0].strip().lower()
            agents = [*agents, agent] if is_naming else [agent]
            groups.setdefault(agent, [])
            is_naming = True
        elif key in ("allow", "disallow", "crawl-delay"):
            is_naming = False
            for agent in agents:
                groups[agent].append((key, value))
    ours = groups.get(AGENT, groups.get("*", []))
    rules = tuple(
        Rule(_normalise(value), key == "allow") for key, value in ours if key != "crawl-delay" and value
    )
    delays = [_clean_delay(value) for key, value in ours if key == "crawl-delay"]
    return Rules(rules, max(delays, default=0.0))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a site's robots.txt said, or why it could not be read."""

    until: float
    rules: Rules = Rules()
    failure: tuple[type[FetchError], str] | None = None


class Robots:
    """The robots.txt files of sites, each kept for a day."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def check(self, url: Url, ask: Callable[[str], tuple[int, bytes]]) -> float:
        """Return the gap in seconds that the site asks for between requests, 0 where it asks for none.

        Args:
            url: What is to be fetched.
            ask: Returns status and content of an address, redirects followed; raises FetchError.

        Raises:
            Blocked: robots.txt asks not to fetch it.
            FetchError: There may be a robots.txt, but it cannot be read now; nor would the page.
        """
        site = f"{url.scheme}://{url.host_header}"
        kept = self._kept.get(site)
        if kept is None or kept.until <= self._clock():
            kept = self._ask(site, ask)
            now = self._clock()
            self._kept = {name: other for name, other in self._kept.items() if other.until > now}
            self._kept[site] = kept
        if kept.failure:
            kind, told = kept.failure
            raise kind(told)
        if not kept.rules.allow(url.target):
            raise Blocked(
                f"Report not fetched: robots.txt of {site!r} asks programs not to read "
                f"{shorten(url.target)!r}. Save the page from a browser and give the file."
            )
        return kept.rules.delay_s

    def _ask(self, site: str, ask: Callable[[str], tuple[int, bytes]]) -> _Kept:
        try:
            status, content = ask(site + "/robots.txt")
        except FetchError as error:
            return _Kept(self._clock() + KEEP_FAILURE_S, failure=(type(error), str(error)))
        if status == 429 or status >= 500:
            told = (
                f"Report not fetched: robots.txt of {site!r} answers with status {status}, so that what the "
                "site asks for cannot be known. Try again later."
            )
            return _Kept(self._clock() + KEEP_FAILURE_S, failure=(Unreachable, told))
        rules = read_rules(content.decode("utf-8", "replace")) if status < 300 else Rules()
        return _Kept(self._clock() + KEEP_S, rules)


def _fits(pattern: str, target: str) -> bool:
    """Return whether a pattern fits the beginning of a target, in linear time."""
    is_ended = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    if not rest:
        return not is_ended or target == first
    at = len(first)
    last = rest.pop() if is_ended else ""
    for part in rest:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(target) - at >= len(last) and target.endswith(last)


def _normalise(path: str) -> str:
    """Return a path whose percent signs stand for the same as in any other way of writing it."""
    return quote(
        unquote(path, errors="surrogateescape"), safe="/*$?=&:;,+!'()@~#[]|", errors="surrogateescape"
    )


def _clean_delay(text: str) -> float:
    try:
        delay_s = float(text)
    except ValueError:
        return 0.0
    return delay_s if 0 < delay_s < KEEP_S else 0.0
