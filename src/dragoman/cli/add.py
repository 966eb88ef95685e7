"""`dragoman init`, `dragoman add` and `dragoman forget`: what changes a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.read import NOTHING_DONE, SOME_FAILED, take_reports
from dragoman.cli.store_choice import store_option

if TYPE_CHECKING:
    from dragoman.ingest.found import Found

STATES = ("added", "known", "read again", "failed")
"""What comes of a report, in the order in which it is summed up."""


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
@click.option("--keep-originals", "keeps_originals", is_flag=True, help="Keep the bytes of pages and files.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be read; read and store nothing.")
@click.option("-q", "--quiet", "is_quiet", is_flag=True, help="Only errors.")
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[str, ...],
    columns: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    store_path: str,
    keeps_originals: bool,
    is_dry: bool,
    is_quiet: bool,
) -> None:
    """Read reports and keep their records in the store, which is made where there is none.

    Each report is stored whole or not at all, and said once it is safe. One that is there already changes
    nothing; one that a newer version reads differently replaces its rows, and says what changed.

    \b
    Examples:
      dragoman add reports/ archive.warc.gz --publisher "Andes Wire"
      dragoman add https://rift.example/feed.xml
      dragoman add table.csv --column text=Body --dry-run
      dragoman add - --published 2019-03-14 < report.txt
    """
    from dragoman.cli.door import make_intake
    from dragoman.cli.keeping import find_known, keep
    from dragoman.cli.outcomes import Defaults, read_found
    from dragoman.cli.printable import make_printable
    from dragoman.cli.progress import showing
    from dragoman.ingest.files import measure_paths, read_paths
    from dragoman.store.store import open_store
    from dragoman.store.writer import Writer

    if is_dry:
        ctx.exit(_list_found(read_paths(paths, make_intake(columns))))
    defaults = Defaults(published, publisher)
    writer = Writer(open_store(store_path, is_made=True), keeps_originals=keeps_originals)
    failed: Counter[str] = Counter()
    with showing(measure_paths(paths), is_quiet=is_quiet) as shown:
        found = read_paths(paths, make_intake(columns, shown.take))
        for outcome in read_found(shown.follow(found), defaults, partial(find_known, writer, defaults)):
            added, failure = keep(writer, outcome, defaults)
            if added is not None:
                shown.count(added.state)
                if not is_quiet:
                    changed = f", {len(added.changes)} changes" if added.state == "read again" else ""
                    click.echo(make_printable(f"{added.report}  {added.state}{changed}  {outcome.name}"))
            if failure is not None:
                shown.count("failed")
                failed[failure.kind] += 1
                writer.note_failure(outcome.name, failure.message, stage=failure.stage, kind=failure.kind)
                click.echo(make_printable(failure.message), err=True)
    if not is_quiet:
        click.echo(f"{_sum_up(shown.counts, failed)}. Store: {store_path}", err=True)
    if failed or not shown.counts:
        ctx.exit(SOME_FAILED if shown.counts.total() > failed.total() else NOTHING_DONE)


def _list_found(found: Iterable[Found]) -> int:
    """Write what would be read, a line each; return the exit code."""
    from dragoman.cli.printable import make_printable
    from dragoman.ingest.found import FoundDocument, UnreadReport

    count = failed = 0
    for report in found:
        if isinstance(report, UnreadReport):
            failed += 1
            click.echo(make_printable(str(report.error)), err=True)
            continue
        count += 1
        size = len(report.content) if isinstance(report, FoundDocument) else len(report.text)
        unit = "bytes" if isinstance(report, FoundDocument) else "characters"
        click.echo(make_printable(f"{report.name}  {size:,} {unit}"))
    click.echo(f"{count:,} would be read, {failed:,} failed; nothing was stored.", err=True)
    return (SOME_FAILED if count else NOTHING_DONE) if failed else 0


def _sum_up(counts: Counter[str], failed: Counter[str]) -> str:
    """Return what was done in words: "3 added, 1 failed (1 Blocked)"."""
    told = [f"{counts[state]:,} {state}" for state in STATES if counts[state]]
    if failed:
        told[-1] += f" ({', '.join(f'{number:,} {kind}' for kind, number in failed.most_common())})"
    return ", ".join(told) or "Nothing"


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
