"""Who published a page, and which agency wrote it.

Place in the flow: below `pages`. A publisher is never taken from running text: the page's metadata, what
leads to it, and its domain are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from dragoman.ingest.addresses import get_site
from dragoman.ingest.found import Remark
from dragoman.lexicon.publishers import Publisher, find_name, load_domains, load_publishers

MAX_NAME = 100
"""Characters; what is longer is a slogan."""
PLATFORMS = frozenset(
    {"blogger", "wordpress", "wordpress.com", "medium", "substack", "wix", "squarespace", "google", "home"}
)
"""What pages of many publishers call their site, in lower case."""
DATELINE = 160
"""Characters at the beginning of a text in which a dateline ends."""


@dataclass(frozen=True, slots=True)
class ChosenPublisher:
    """Who published a page; the agency that its metadata call publisher of a text that stands elsewhere."""

    name: str | None
    agency: str | None = None
    remarks: tuple[Remark, ...] = ()


def choose_publisher(url: str | None, stated: Iterable[str], led_by: str | None = None) -> ChosenPublisher:
    """Return who published a page, and what must be said of it.

    The first of: what the page's metadata call it, what the table of publishers calls its domain, what leads
    to it, its registrable domain ("example.org") as such: no name is made up from a domain. Nobody passes
    for a publisher of the table from a domain that is not theirs; where it is an agency, it is told as the
    agency, as of a paper that prints it. Without `url`, in a file, the page's word counts.

    Example:
        >>> choose_publisher("https://www.example.org/a", []).name
        'example.org'
        >>> choose_publisher("https://www.reuters.com/a", []).name
        'Reuters'
        >>> choose_publisher("https://example.org/a", ["Reuters", "Example Post"])
        ChosenPublisher(name='Example Post', agency='Reuters', remarks=())
    """
    site = get_site(url) if url else ""
    at_site = find_publisher(url) if url else None
    agency: str | None = None
    refused: str | None = None
    chosen = ""
    for name in filter(None, map(clean_name, stated)):
        known = find_name(name)
        if site and known and known is not at_site:
            agency = agency or (known.name if known.credits else None)
            refused = refused or known.name
        elif name.lower() not in PLATFORMS and name.lower().removeprefix("www.") != site:
            chosen = known.name if known else name
            break
    if chosen:
        return ChosenPublisher(chosen, agency)
    name = (at_site.name if at_site else "") or clean_name(led_by or "") or site
    if refused is None:
        return ChosenPublisher(name or None)
    told = f"The page calls itself {refused!r} but stands at {site}; it is told as published there."
    return ChosenPublisher(name or None, agency, (Remark("publisher", told),))


def find_publisher(url: str) -> Publisher | None:
    """Return the publisher of the table whose domain an address is on or below; None where none is."""
    labels = (urlsplit(url).hostname or "").split(".")
    hosts = (".".join(labels[first:]) for first in range(len(labels) - 1))
    return next((load_domains()[host] for host in hosts if host in load_domains()), None)


def clean_name(name: str) -> str:
    """Return the name of a publisher or author without white space around; "" for what is no name.

    Example:
        >>> clean_name(" The  Andes Wire "), clean_name("https://example.org/about")
        ('The Andes Wire', '')
    """
    name = " ".join(name.partition(" | ")[0].split())
    if len(name) > MAX_NAME or re.match(r"(?:https?:)?//|www\.|@|\W*$", name):
        return ""
    return name


def find_credit(text: str) -> str | None:
    """Return the agency that the dateline at the beginning of a text names; None where it names none.

    Example:
        >>> find_credit("LIMA (Reuters) - The talks went on.")
        'Reuters'
        >>> find_credit("Reuters reported that the talks went on.") is None
        True
    """
    found = _dateline_pattern().match(text[:DATELINE])
    known = find_name(found["agency"]) if found else None
    return known.name if known else None


@cache
def _dateline_pattern() -> re.Pattern[str]:
    agencies = sorted((name for each in load_publishers() for name in each.credits), key=len, reverse=True)
    listed = "|".join(map(re.escape, agencies))
    return re.compile(rf"(?:[A-ZÀ-ÞА-Я][^\n()]{{1,80}}?)?\((?P<agency>{listed})\)[ \u00a0.]{{0,2}}[-–—]")
