"""How commands take in what is named: columns of tables, and the one door out.

Place in the flow: `read`, `explain`, `add` and `watch` ask it; `ingest` does the work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cached_property

import click

from dragoman.ingest.columns import FIELDS
from dragoman.ingest.feed_documents import Fetched, Fetching
from dragoman.ingest.files import Intake


class Door:
    """The fetcher with the settings of the user, made when the first address is fetched."""

    @cached_property
    def _fetcher(self) -> Fetching:
        from dragoman.config import load_config
        from dragoman.ingest.fetch import Fetcher

        return Fetcher(load_config())

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what is at an address; see `Fetcher.fetch`."""
        return self._fetcher.fetch(url, etag=etag, modified=modified)


def make_intake(columns: Iterable[str], take: Callable[[int], None] = lambda size_bytes: None) -> Intake:
    """Return how what a command names is taken in.

    Args:
        columns: As the option gives them: "text=Body".
        take: Told how many bytes of files were taken, as they are.

    Raises:
        click.BadParameter: One of `columns` is none.
    """
    named = {}
    for column in columns:
        field, _, name = column.partition("=")
        if field not in FIELDS or not name:
            known = ", ".join(FIELDS)
            raise click.BadParameter(f"{column!r} is no column. Write FIELD=NAME; fields are {known}.")
        named[field] = name
    return Intake(sys.stdin.buffer, Door(), named, take)
