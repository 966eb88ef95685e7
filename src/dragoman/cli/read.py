"""`dragoman read`: reports in, their records out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import StringIO
from itertools import chain, islice
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.cli.outcomes import Outcome
    from dragoman.ingest.found import Found
    from dragoman.record.model import Record

NOTHING_DONE = 1
SOME_FAILED = 3


def check_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a date of publication as given.

    Raises:
        click.BadParameter: It is no ISO date.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date. Write it as 2019-03-14.") from error


Command = TypeVar("Command", bound=Callable[..., Any])


def take_reports(command: Command) -> Command:
    """Return a command that takes reports: their paths, and what holds where a report does not say it."""
    for decorate in (
        click.option("--publisher", metavar="NAME", help="Publisher where a report has none."),
        click.option(
            "--published",
            callback=check_date,
            metavar="DATE",
            help="Day of publication where a report has none.",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="FIELD=NAME",
            help="Which column of a table holds a field: text=Body.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH|URL|-…"),
    ):
        command = decorate(command)
    return command


@click.command(short_help="Read reports into records.")
@take_reports
@click.option("--json", "is_json", is_flag=True, help="One JSON object a report, a line each.")
@click.option(
    "--html", "page_path", metavar="FILE", help="One page with the text marked and the record beside it."
)
@click.option("-o", "--output", "out_path", metavar="FILE", help="Write there instead of standard output.")
@click.option("-q", "--quiet", "is_quiet", is_flag=True, help="Only errors on standard error.")
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    columns: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    is_json: bool,
    page_path: str | None,
    out_path: str | None,
    is_quiet: bool,
) -> None:
    """Read reports into records: who did what to whom, who says so, who denies it.

    \b
    Examples:
      dragoman read report.txt --published 2019-03-14
      dragoman read reports/ feed.jsonl --json -o records.jsonl
      dragoman read - --html record.html < report.txt

    PATH is a file, a folder or - for standard input, URL an http or https address. What they hold is known
    by the bytes: text, web pages, PDF, mail, DOCX and ODT are one report; JSON Lines (each line with "text"
    and, if you like, "id", "title", "published", "publisher", "url"), tables, mailboxes, WARC and WACZ
    archives, feeds and sitemaps are many.
    """
    from dragoman.cli.door import make_intake
    from dragoman.cli.outcomes import Defaults, read_found
    from dragoman.ingest.files import read_paths

    found = read_paths(paths, make_intake(columns))
    if page_path is not None:
        found = _take_one(found)
    outcomes = _report_outcomes(read_found(found, Defaults(published, publisher)), is_quiet)
    counts = _Counts()
    if page_path is not None:
        outcomes = _write_pages(outcomes, page_path, is_quiet)
    if page_path is not None and not is_json:
        for outcome in outcomes:
            counts.add(outcome)
    else:
        with _open_output(out_path, counts) as write:
            is_coloured = out_path is None and sys.stdout.isatty()
            _write_records(outcomes, write, to_line if is_json else partial(_render, is_coloured), counts)
    ctx.exit(counts.get_exit_code())


class _Counts:
    """How many reports were read and how many failed."""

    def __init__(self) -> None:
        self.done = 0
        self.failed = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.done += outcome.record is not None
        self.failed += outcome.record is None

    def get_exit_code(self) -> int:
        """Return 0 for all read, 1 for none, 3 for some."""
        if not self.done:
            return NOTHING_DONE
        return SOME_FAILED if self.failed else 0


def to_line(record: Record) -> bytes:
    """Return a record as one line of JSON in UTF-8; lone surrogates are escaped."""
    from dragoman.record.json import to_json

    mapping = to_json(record)
    try:
        return json.dumps(mapping, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(mapping, separators=(",", ":")).encode() + b"\n"


def _take_one(found: Iterator[Found]) -> Iterator[Found]:
    """Return the one report for a page; more than one is wrong use."""
    first = list(islice(found, 2))
    if len(first) > 1:
        raise click.UsageError(
            "--html makes a page of one report, and there are more. Name one file, or use --json."
        )
    return chain(first, found)


def _write_records(
    outcomes: Iterator[Outcome],
    write: Callable[[bytes], None],
    render: Callable[[Record], bytes],
    counts: _Counts,
) -> None:
    for outcome in outcomes:
        counts.add(outcome)
        if outcome.record is not None:
            write(render(outcome.record))


def _render(is_coloured: bool, record: Record) -> bytes:
    """Return the terminal view of a record."""
    from dragoman.cli.view_terminal import TerminalView

    out = _TerminalText(is_coloured)
    TerminalView(out).show(record)
    return out.getvalue().encode("utf-8", "replace")


class _TerminalText(StringIO):
    """Text in memory that says whether it will be shown on a terminal."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        """Return whether the text ends up on a terminal."""
        return self.is_terminal


@contextmanager
def _open_output(path: str | None, counts: _Counts) -> Iterator[Callable[[bytes], None]]:
    """Yield a function that writes to standard output, or to a file that is whole or not there."""
    if path is None or path == "-":
        stream = sys.stdout.buffer

        def write(line: bytes) -> None:
            stream.write(line)
            stream.flush()

        yield write
        return
    with write_whole(path, lambda: counts.done > 0) as write_file:
        yield write_file


@contextmanager
def write_whole(path: str, is_wanted: Callable[[], bool]) -> Iterator[Callable[[bytes], None]]:
    """Yield a function that writes to a file beside `path`, which takes its place at the end.

    Where anything goes wrong, or nothing was wanted, `path` is left as it was.

    Raises:
        click.UsageError: The folder is not there or cannot be written to.
    """
    folder = os.path.dirname(os.path.abspath(path))
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(0, "it is a folder")
        draft = NamedTemporaryFile(dir=folder, prefix=".dragoman-", delete=False)
    except OSError as error:
        raise click.UsageError(
            f"Not written: {path!r} ({error.strerror}). Name a file in a folder you may write to."
        ) from error
    try:
        with draft:
            yield draft.write  # type: ignore[misc]  # its count of bytes is of no use here
        if is_wanted():
            os.chmod(draft.name, 0o666 & ~_get_umask())
            os.replace(draft.name, path)
    finally:
        if os.path.exists(draft.name):
            os.unlink(draft.name)


def _get_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_pages(outcomes: Iterator[Outcome], path: str, is_quiet: bool) -> Iterator[Outcome]:
    """Yield the outcomes, having written the page of each record."""
    from dragoman.cli.view_html import render_page

    for outcome in outcomes:
        if outcome.record is not None:
            with write_whole(path, lambda: True) as write:
                write(render_page(outcome.record).encode("utf-8", "replace"))
            if not is_quiet:
                click.echo(f"Page written: {path}", err=True)
        yield outcome


def _report_outcomes(outcomes: Iterator[Outcome], is_quiet: bool) -> Iterator[Outcome]:
    """Yield the outcomes, saying failures, notes and (on a terminal) progress on standard error."""
    from dragoman.cli.printable import make_printable

    is_shown = sys.stderr.isatty() and not sys.stdout.isatty() and not is_quiet
    number = failed = 0
    for number, outcome in enumerate(outcomes, 1):
        if is_shown and number > 2:
            click.echo("\r\x1b[K", err=True, nl=False)
        if outcome.record is None:
            failed += 1
            click.echo(make_printable(outcome.failure.message if outcome.failure else ""), err=True)
        elif not is_quiet:
            for note in outcome.record.notes:
                click.echo(make_printable(f"{outcome.name}: {note.message}"), err=True)
        if is_shown and number > 1:
            click.echo(f"{number - failed} read, {failed} failed", err=True, nl=False)
        yield outcome
    if is_shown and number > 1:
        click.echo("\r\x1b[K", err=True, nl=False)
    if number > 1 and not is_quiet:
        click.echo(f"{number - failed} of {number} reports read.", err=True)
