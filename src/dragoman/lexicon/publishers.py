"""Publishers: agencies, large papers and broadcasters, international bodies, and where they stand.

Place in the flow: `ingest.publishers` looks names and domains up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.countries import fold
from dragoman.lexicon.load import read_table


@dataclass(frozen=True, slots=True)
class Publisher:
    """One row of `tables/publishers.csv`. `credits` are the short names of an agency."""

    name: str
    domains: tuple[str, ...]
    credits: tuple[str, ...]


@cache
def load_publishers() -> tuple[Publisher, ...]:
    """Return all rows of the table of publishers.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    rows = read_table("publishers.csv", {"name": bool, "domains": bool, "credits": None})
    return tuple(
        Publisher(
            row["name"], tuple(row["domains"].split("|")), tuple(filter(None, row["credits"].split("|")))
        )
        for row in rows
    )


@cache
def load_domains() -> dict[str, Publisher]:
    """Return the publishers by domain."""
    return {domain: publisher for publisher in load_publishers() for domain in publisher.domains}


@cache
def load_names() -> dict[str, Publisher]:
    """Return the publishers by name and credit, folded and in lower case."""
    return {
        fold(name).lower(): publisher
        for publisher in load_publishers()
        for name in (publisher.name, *publisher.credits)
    }


def find_name(name: str) -> Publisher | None:
    """Return the publisher of a name or credit, whatever its case; None where the table has none."""
    return load_names().get(fold(name).lower())
