"""`dragoman init`, `dragoman add` and `dragoman forget`: what changes a store."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.read import NOTHING_DONE, SOME_FAILED, take_reports
from dragoman.cli.store_choice import store_option
from dragoman.errors import UsageError
from dragoman.ingest.files import read_paths

if TYPE_CHECKING:
    from dragoman.flow import Source
    from dragoman.store.writer import Added, Writer


@click.command(short_help="Make a store.")
@store_option
def init(store_path: str) -> None:
    """Make a store where reports are kept; where there is one, nothing changes."""
    from dragoman.store.migrating import create
    from dragoman.store.store import open_store

    is_made = create(Path(store_path))
    open_store(store_path)
    click.echo(f"Store made: {store_path}" if is_made else f"Store was there: {store_path}")


@click.command(short_help="Read reports into the store.")
@take_reports
@store_option
@click.option("-q", "--quiet", "is_quiet", is_flag=True, help="Only errors.")
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    store_path: str,
    is_quiet: bool,
) -> None:
    """Read reports and keep their records in the store, which is made where there is none.

    Each report is stored whole or not at all, and said once it is safe. One that is there already changes
    nothing; one that a newer version reads differently replaces its rows, and says what changed.

    \b
    Examples:
      dragoman add reports/ feed.jsonl --publisher "Andes Wire"
      dragoman add - --published 2019-03-14 < report.txt
    """
    from dragoman.cli.outcomes import Defaults, read_found
    from dragoman.cli.printable import make_printable
    from dragoman.store.store import open_store
    from dragoman.store.writer import Writer

    writer = Writer(open_store(store_path, is_made=True))
    counts = {"added": 0, "known": 0, "read again": 0, "failed": 0}
    found = read_paths(paths, sys.stdin.buffer)
    for outcome in read_found(found, Defaults(published, publisher), partial(find_known, writer)):
        added, failure = outcome.known, outcome.failure
        if outcome.record is not None:
            added, failure = writer.try_adding(outcome.record)
        if added is not None:
            counts[added.state] += 1
            if not is_quiet:
                changed = f", {len(added.changes)} changes" if added.state == "read again" else ""
                click.echo(make_printable(f"{added.report}  {added.state}{changed}  {outcome.name}"))
        if failure is not None:
            counts["failed"] += 1
            writer.note_failure(outcome.name, failure)
            click.echo(make_printable(failure), err=True)
    if not is_quiet:
        told = ", ".join(f"{number} {state}" for state, number in counts.items() if number)
        click.echo(f"{told or 'Nothing'}. Store: {store_path}", err=True)
    is_done = any(number for state, number in counts.items() if state != "failed")
    if counts["failed"] or not is_done:
        ctx.exit(SOME_FAILED if is_done else NOTHING_DONE)


def find_known(writer: Writer, source: Source) -> Added | None:
    """Return what the store says of a report that need not be read; reading says what a date lacks."""
    from dragoman.flow import clean_date

    try:
        day = clean_date(source.published)
    except UsageError:
        return None
    return writer.find_known(
        source.text,
        publisher=source.publisher,
        published=day.isoformat() if day else None,
        url=source.url,
    )


@click.command(short_help="Remove a report and every trace of it.")
@click.argument("report", metavar="REPORT")
@store_option
def forget(report: str, store_path: str) -> None:
    """Remove a report and all that was made of it from the store: rows, words searched, log.

    REPORT is its id as lists show it ("r7d77…"). Copies of the store are left alone, also those made before
    an update; they are named.
    """
    from dragoman.store.migrating import list_backups
    from dragoman.store.store import open_store
    from dragoman.store.writer import Writer

    store = open_store(store_path)
    Writer(store).forget(report)
    click.echo(f"Forgotten: {report}")
    for copy in list_backups(store.path):
        click.echo(f"A copy of the store may still hold it: {copy}", err=True)
