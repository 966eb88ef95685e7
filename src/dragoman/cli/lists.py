"""The lists of the store: events, claims, tolls, commitments, lines, actors, changes, reports, search, stats.

All take the same filters, show a table, and give JSON or CSV to machines.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.read import check_date
from dragoman.cli.store_choice import store_option
from dragoman.cli.wording import say_bounds, say_days

if TYPE_CHECKING:
    from dragoman.store.filters import Filter
    from dragoman.store.views import View

_FILTERS = {
    "actor": "Who takes part: a name, its beginning with *, a code (RUSGOV) or a country (RUS).",
    "speaker": "Who says so: named as an actor.",
    "type": "PLOVER type of events, or the kind of what is listed.",
    "status": "Status of events and commitments, stance of claims and lines.",
    "country": "Where it happened, else of those who take part: a code (RUS).",
    "report": "Only of this report (its id).",
    "publisher": "Only of this publisher.",
    "review": "Only what is so; without it all that is not rejected.",
}
_CHOICES = {"review": click.Choice(("machine", "reviewed", "rejected")), "min_origins": click.IntRange(1)}
_MIN_ORIGINS = "Told by at least so many independent texts."


def _list_command(**used: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return a command with the filters that are used by a list, and how it is written."""

    def make(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def run(**options: Any) -> None:
            _run(function, options)

        command: Any = run
        for name, said in reversed({**_FILTERS, **used}.items()):
            if said:
                kind = _CHOICES.get(name)
                shown = None if name == "review" else name.upper()
                flag = f"--{name.replace('_', '-')}"
                command = click.option(flag, type=kind, metavar=shown, help=said)(command)
        for name, said in (("until", "Until this day."), ("since", "From this day on.")):
            command = click.option(f"--{name}", callback=check_date, metavar="DATE", help=said)(command)
        command = click.option(
            "--as-of",
            callback=check_date,
            metavar="DATE",
            help="As the store stood at the end of this day (UTC).",
        )(command)
        command = click.option("--limit", type=click.IntRange(1), default=50, show_default=True)(command)
        command = click.option("--offset", type=click.IntRange(0), default=0)(command)
        command = click.option("--json", "is_json", is_flag=True, help="One JSON object a line.")(command)
        command = click.option("--csv", "is_csv", is_flag=True, help="CSV; formulas are made harmless.")(
            command
        )
        command = click.option("--raw", "is_raw", is_flag=True, help="CSV as it is, for machines.")(command)
        return click.command(short_help=(function.__doc__ or "").splitlines()[0])(store_option(command))

    return make


def _run(function: Callable[..., Any], options: dict[str, Any]) -> None:
    """Open the store, ask for the lines, and write them as was wanted."""
    from dragoman.cli.tables import write_csv, write_json, write_table
    from dragoman.store.filters import Filter
    from dragoman.store.store import open_store
    from dragoman.store.views import View

    names = [field.name for field in fields(Filter)]
    wanted = Filter(**{name: options[name] for name in names if options.get(name) is not None})
    view = View(open_store(options["store_path"]), as_of=options["as_of"])
    arguments = [" ".join(options["words"])] if "words" in options else []
    kind, lines, heads, to_cells = function(view, wanted, *arguments)
    if options["is_json"]:
        click.echo(write_json(lines), nl=False)
    elif options["is_csv"] or options["is_raw"]:
        click.echo(write_csv(kind, lines, is_raw=options["is_raw"]), nl=False)
    elif lines:
        click.echo(write_table(heads, [to_cells(line) for line in lines]), nl=False)
    else:
        click.echo("Nothing found.", err=True)
    if len(lines) == wanted.limit and not options["is_json"]:
        click.echo(f"First {wanted.limit} shown; --limit and --offset show more.", err=True)


def _join(names: tuple[str, ...]) -> str:
    return ", ".join(names)


@_list_command(min_origins=_MIN_ORIGINS)
def events(view: View, wanted: Filter) -> Any:
    """List events: who did what to whom, who says so."""
    from dragoman.store.lines import EventLine

    heads = ("id", "day", "status", "event", "words")
    return EventLine, view.list_events(wanted), heads, lambda line: (
        line.id, say_days(line.when_start, line.when_end), line.status,
        f"{_join(line.source) or '?'} → {line.type} → {_join(line.target) or '?'}",
        " · ".join(filter(None, (
            _join(line.speakers), line.publisher, line.published, f"“{line.words}”" if line.words else "",
        ))),
    )  # fmt: skip


@_list_command(
    actor="", type="Kind of claim: statement, belief, request, intention, attitude, mention, appearance."
)
def claims(view: View, wanted: Filter) -> Any:
    """List claims: who says what."""
    from dragoman.store.lines import ClaimLine

    heads = ("id", "published", "publisher", "speaker", "stance", "kind", "words")
    return ClaimLine, view.list_claims(wanted), heads, lambda line: (
        line.id, line.published or "", line.publisher or "", line.speaker or "?", line.stance, line.kind,
        line.words or "",
    )  # fmt: skip


@_list_command(
    status="", type="Kind: killed, injured, missing, captured, detained, abducted, displaced, casualties."
)
def tolls(view: View, wanted: Filter) -> Any:
    """List tolls: how many, of whom, according to whom."""
    from dragoman.store.lines import TollLine

    heads = ("id", "published", "publisher", "kind", "number", "victims", "says", "words")
    return TollLine, view.list_tolls(wanted), heads, lambda line: (
        line.id, line.published or "", line.publisher or "", line.kind,
        say_bounds(line.low, line.high, line.best), _join(line.victims), line.speaker or "", line.words or "",
    )  # fmt: skip


@_list_command(
    status="Standing: single_origin, corroborated, contested, denied, corrected, withdrawn.",
    min_origins=_MIN_ORIGINS,
)
def incidents(view: View, wanted: Filter) -> Any:
    """List incidents: what several reports tell of one happening, and how they agree."""
    from dragoman.store.lines import IncidentLine

    heads = ("id", "day", "standing", "reports", "origins", "incident", "")
    return IncidentLine, view.list_incidents(wanted), heads, lambda line: (
        line.id, say_days(line.day, line.last_day), line.standing, str(line.reports), str(line.origins),
        f"{_join(line.source) or '?'} → {line.type} → {_join(line.target) or '?'}",
        " · ".join(filter(None, (
            line.place, _join(line.tolls), f"contested: {_join(line.contested)}" if line.contested else "",
        ))),
    )  # fmt: skip


@_list_command(
    speaker="",
    type="Kind: ceasefire, treaty, aid request …",
    status="Where it stands: agreed, in_force …",
    min_origins=_MIN_ORIGINS,
)
def commitments(view: View, wanted: Filter) -> Any:
    """List commitments: ceasefires, treaties, requests, and what came of them."""
    from dragoman.store.lines import CommitmentLine

    heads = ("id", "day", "kind", "status", "reports", "parties", "acts")
    return CommitmentLine, view.list_commitments(wanted), heads, lambda line: (
        line.id, line.day, line.kind, line.status, str(line.reports), _join(line.parties),
        "; ".join((*line.acts, *([f"{line.open} open"] if line.open else ()))),
    )  # fmt: skip


@_list_command(
    speaker="",
    type="",
    min_origins=_MIN_ORIGINS,
    actor="Whose line: a name, its beginning with *, a code or a country.",
)
def lines(view: View, wanted: Filter) -> Any:
    """List lines: what position each actor takes on an issue, and how it moves."""
    from dragoman.store.lines import PositionLine

    heads = ("id", "last", "holder", "stance", "issue", "steps")
    return PositionLine, view.list_lines(wanted), heads, lambda line: (
        line.id, line.last_day or line.day, line.holder, line.stance, line.issue,
        " · ".join(("; ".join(line.steps), f"“{line.line}”")),
    )  # fmt: skip


@_list_command(speaker="", status="", type="Kind: country, government, organisation, person, group, unknown.")
def actors(view: View, wanted: Filter) -> Any:
    """List who is known again from report to report, by all names."""
    from dragoman.store.lines import ActorLine

    heads = ("id", "reports", "code", "kind", "name", "names")
    return ActorLine, view.list_actors(wanted), heads, lambda line: (
        line.id, str(line.reports), line.code or "", line.kind, line.name,
        _join(tuple(name for name in line.names if name != line.name)),
    )  # fmt: skip


@_list_command(actor="", speaker="", status="", type="", country="", review="")
def reports(view: View, wanted: Filter) -> Any:
    """List reports, the newest first."""
    from dragoman.store.lines import ReportLine

    heads = ("id", "published", "publisher", "events", "claims", "title")
    return ReportLine, view.list_reports(wanted), heads, lambda line: (
        line.id, line.published or "", line.publisher or "", str(line.events), str(line.claims),
        line.title or "",
    )  # fmt: skip


@_list_command(actor="", speaker="", status="", type="", country="", review="")
def origins(view: View, wanted: Filter) -> Any:
    """List texts that several reports print: copies, cuts, updates of one wire."""
    from dragoman.store.lines import OriginLine

    heads = ("origin", "published", "reports", "publishers", "")
    return OriginLine, view.list_origins(wanted), heads, lambda line: (
        line.origin, line.published or "", str(line.reports), _join(line.publishers),
        " · ".join(filter(None, (line.title, "told with other words" if line.altered else "", line.why))),
    )  # fmt: skip


@_list_command(
    actor="", speaker="", status="", country="", publisher="", review="",
    type="Kind of change: added, removed, changed, read again, linked, merged, accept …",
)  # fmt: skip
def changes(view: View, wanted: Filter) -> Any:
    """List what was added, changed or removed, and why; --since and --until are days of the change."""
    from dragoman.store.lines import ChangeLine

    heads = ("at", "report", "change", "row", "before", "after", "why")
    return ChangeLine, view.list_changes(wanted), heads, lambda line: (
        line.changed_at[:19], line.report or "", f"{line.layer} {line.kind}",
        " ".join(filter(None, (line.row, line.field))), line.before or "", line.after or "", line.why,
    )  # fmt: skip


@_list_command(
    actor="", speaker="", status="", country="", publisher="", review="", report="",
    type="Kind of error: Blocked, TimedOut, Status, Empty, Malformed …",
)  # fmt: skip
def failures(view: View, wanted: Filter) -> Any:
    """List what could not be fetched, read or kept, and why; --since and --until are days of the failure."""
    from dragoman.store.lines import FailureLine

    heads = ("at", "stage", "kind", "name", "why")
    return FailureLine, view.list_failures(wanted), heads, lambda line: (
        line.failed_at[:19], line.stage, line.kind, line.name, line.message,
    )  # fmt: skip


@_list_command(min_origins=_MIN_ORIGINS, review="")
def review(view: View, wanted: Filter) -> Any:
    """List what is worth a second look first: disputed, told by many, read with doubt (see `decide`)."""
    from dragoman.store.lines import ReviewLine

    heads = ("id", "priority", "day", "standing", "reports", "incident")
    return ReviewLine, view.list_queue(wanted), heads, lambda line: (
        line.id, f"{line.priority:.1f}", line.day, line.standing, str(line.reports),
        line.name + (f" · contested: {_join(line.contested)}" if line.contested else ""),
    )  # fmt: skip


@_list_command(
    actor="",
    speaker="",
    status="",
    country="",
    publisher="",
    type="Kind of decision: accept, reject, edit, merge, split, undo.",
)
def decisions(view: View, wanted: Filter) -> Any:
    """List what persons decided; --since and --until are days of the decision."""
    from dragoman.store.lines import DecisionLine

    heads = ("number", "at", "user", "decision", "row", "")
    return DecisionLine, view.list_decisions(wanted), heads, lambda line: (
        str(line.number), line.decided_at[:19], line.user, line.kind,
        " ".join(filter(None, (line.row, line.field))),
        " · ".join(filter(None, (
            line.value, line.note, f"undoes {line.undoes}" if line.undoes else "",
            "" if line.holds else "undone",
        ))),
    )  # fmt: skip


def _search(view: View, wanted: Filter, words: str) -> Any:
    """Search the words of reports, claims and names of actors; "…" is a phrase, a last * a beginning."""
    from dragoman.store.lines import Hit

    heads = ("kind", "report", "published", "publisher", "words")
    return Hit, view.search(words, wanted), heads, lambda hit: (
        hit.kind, hit.report, hit.published or "", hit.publisher or "", hit.words,
    )  # fmt: skip


search = click.argument("words", nargs=-1, required=True)(
    _list_command(
        actor="",
        speaker="",
        status="",
        country="",
        report="",
        publisher="",
        review="",
        type="report, claim or actor.",
    )(_search)
)
search.name = "search"


@click.command(short_help="Count what the store has.")
@store_option
@click.option(
    "--as-of", callback=check_date, metavar="DATE", help="As the store stood at the end of this day (UTC)."
)
@click.option("--json", "is_json", is_flag=True, help="One JSON object.")
def stats(store_path: str, as_of: str | None, is_json: bool) -> None:
    """Count what the store has: reports, rows of each kind, failures, decisions."""
    import json

    from dragoman.store.store import open_store
    from dragoman.store.views import View

    counts = View(open_store(store_path), as_of=as_of).count_rows()
    if is_json:
        click.echo(json.dumps(counts))
        return
    for name, number in counts.items():
        click.echo(f"{name:<12} {number:>9,}")


@click.command(short_help="Show a report, an incident, a commitment, an actor or a line.")
@click.argument("row", metavar="ID")
@store_option
@click.option(
    "--as-of", callback=check_date, metavar="DATE", help="As the store stood at the end of this day (UTC)."
)
@click.option("--json", "is_json", is_flag=True, help="One JSON object.")
def show(row: str, store_path: str, as_of: str | None, is_json: bool) -> None:
    """Show one thing whole, with the words behind every cell. ID is what lists show.

    A report ("r7d77…") is shown as it was read; an incident, a commitment, an actor or a line with all that
    its reports say, who says each, and by which rows it is told.
    """
    import sys

    from dragoman.cli.dossier_view import write_dossier
    from dragoman.cli.read import to_line
    from dragoman.cli.tables import write_json
    from dragoman.cli.view_terminal import TerminalView
    from dragoman.store.store import open_store
    from dragoman.store.views import View

    view = View(open_store(store_path), as_of=as_of)
    if not row.startswith("r"):
        dossier = view.load_dossier(row)
        click.echo(write_json([dossier]) if is_json else write_dossier(dossier), nl=False)
        return
    record = view.load_record(row)
    if is_json:
        sys.stdout.buffer.write(to_line(record))
    else:
        TerminalView(sys.stdout).show(record)
