"""Who published a page, and which agency wrote it.

Place in the flow: below `pages`. A publisher is never taken from running text: the page's metadata, what leads
to it, and its domain are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from dragoman.ingest.addresses import get_site
from dragoman.ingest.found import Remark
from dragoman.lexicon.countries import fold
from dragoman.lexicon.publishers import Publisher, load_domains, load_names, load_publishers

MAX_NAME = 100
"""Characters; what is longer is a slogan."""
DATELINE = 160
"""Characters at the beginning of a text in which a dateline ends."""


def choose_publisher(
    url: str | None, stated: Iterable[str], led_by: str | None = None
) -> tuple[str | None, tuple[Remark, ...]]:
    """Return the name of who published a page, and what must be said of it.

    The first of: what the page's metadata call it, what leads to it calls it, what the table of publishers
    calls its domain, its registrable domain ("example.org") as such: no name is made up from a domain. A
    page that calls itself by the name of a known publisher but does not stand on a domain of theirs is not
    believed, and that is told. Without `url`, in a file, the page's word counts.

    Example:
        >>> choose_publisher("https://www.example.org/a", [])
        ('example.org', ())
        >>> choose_publisher("https://www.reuters.com/a", [])[0]
        'Reuters'
    """
    site = get_site(url) if url else ""
    remarks: list[Remark] = []
    for name in stated:
        name = clean_name(name)
        known = load_names().get(fold(name))
        if not name or name == site:
            continue
        if site and known and not stands_at(known, url or ""):
            if not remarks:
                remarks.append(
                    Remark("publisher", f"The page calls itself {name!r} but stands at {site}; it is told as from there.")
                )
            continue
        return (known.name if known else name), tuple(remarks)
    known = find_publisher(url) if url else None
    led_by = clean_name(led_by or "")
    return (known.name if known else led_by or site or None), tuple(remarks)


def find_publisher(url: str) -> Publisher | None:
    """Return the publisher of the table whose domain an address is on or below; None where none is."""
    labels = (urlsplit(url).hostname or "").split(".")
    hosts = (".".join(labels[first:]) for first in range(len(labels) - 1))
    return next((load_domains()[host] for host in hosts if host in load_domains()), None)


def stands_at(publisher: Publisher, url: str) -> bool:
    """Return whether an address is on or below a domain of a publisher."""
    return find_publisher(url) is publisher


def clean_name(name: str) -> str:
    """Return the name of a publisher or author without white space around; "" for what is no name.

    Example:
        >>> clean_name(" The  Andes Wire "), clean_name("https://example.org/about")
        ('The Andes Wire', '')
    """
    name = " ".join(name.split())
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
    known = load_names().get(fold(found["agency"])) if found else None
    return known.name if known else None


@cache
def _dateline_pattern() -> re.Pattern[str]:
    agencies = sorted((name for each in load_publishers() for name in each.credits), key=len, reverse=True)
    listed = "|".join(map(re.escape, agencies))
    return re.compile(rf"(?:[A-ZÀ-ÞА-Я][^\n()]{{1,80}}?)?\((?P<agency>{listed})\)[ \u00a0.]{{0,2}}[-–—]")
