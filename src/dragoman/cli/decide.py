"""`dragoman decide`: what persons decide of rows and incidents; each a dated row with their name."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.store_choice import store_option

if TYPE_CHECKING:
    from dragoman.store.deciding import Decider

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(short_help="Accept, reject, edit, merge, split; undo any of it.")
def decide() -> None:
    """Decide of rows and of incidents, commitments, actors and lines, by the ids that lists show.

    Nothing that was read is changed: a decision is a row with your name and the time, is heeded by all lists
    and by linking, outlives every later reading, and can be undone.

    \b
    Examples:
      dragoman decide accept i4ad7713a86ccfa9b --user ana
      dragoman decide edit e73c9e1b5a0d4f218 status denied --note "second paragraph"
      dragoman decide merge i4ad7713a86ccfa9b i5298df1b604e1392
      dragoman decide undo 7
    """


def _decision(command: Command) -> Command:
    """Return a command with the options that every decision takes."""
    for option in (
        click.option("--note", help="Why, in your words."),
        click.option(
            "--user", envvar="DRAGOMAN_USER", metavar="NAME",
            help="Who decides; DRAGOMAN_USER names it too. [default: who is logged in]",
        ),
        store_option,
    ):  # fmt: skip
        command = option(command)
    return command


def _open(store_path: str, user: str | None) -> Decider:
    from dragoman.store.deciding import Decider
    from dragoman.store.store import open_store

    return Decider(open_store(store_path), user or _find_user())


def _find_user() -> str:
    """Return the name under which this machine knows who calls; empty where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _tell(number: int) -> None:
    click.echo(f"Decided: {number}")


@decide.command(short_help="Mark rows as reviewed and right.")
@click.argument("rows", nargs=-1, required=True, metavar="ID…")
@_decision
def accept(rows: tuple[str, ...], store_path: str, user: str | None, note: str | None) -> None:
    """Mark rows or whole incidents, commitments, actors, lines as reviewed and right."""
    decider = _open(store_path, user)
    for row in rows:
        _tell(decider.accept(row, note))


@decide.command(short_help="Leave rows out of lists and incidents.")
@click.argument("rows", nargs=-1, required=True, metavar="ID…")
@_decision
def reject(rows: tuple[str, ...], store_path: str, user: str | None, note: str | None) -> None:
    """Leave rows out of lists and out of their incidents; they stay in the store (--review rejected)."""
    decider = _open(store_path, user)
    for row in rows:
        _tell(decider.reject(row, note))


@decide.command(short_help="Give a field of a row another value.")
@click.argument("row", metavar="ID")
@click.argument("field")
@click.argument("value")
@_decision
def edit(row: str, field: str, value: str, store_path: str, user: str | None, note: str | None) -> None:
    """Give a FIELD of a row another VALUE; an empty one leaves it open."""
    _tell(_open(store_path, user).edit(row, field, value, note))


@decide.command(short_help="Make two incidents, commitments, actors or lines one.")
@click.argument("into", metavar="ID")
@click.argument("gone", metavar="ID")
@_decision
def merge(into: str, gone: str, store_path: str, user: str | None, note: str | None) -> None:
    """Make two of a kind one: all rows of the second move into the first."""
    _tell(_open(store_path, user).merge(into, gone, note))


@decide.command(short_help="Take rows out into an incident of their own.")
@click.argument("rows", nargs=-1, required=True, metavar="ROW…")
@_decision
def split(rows: tuple[str, ...], store_path: str, user: str | None, note: str | None) -> None:
    """Take rows out of their incident, commitment, actor or line into one of their own."""
    _tell(_open(store_path, user).split(rows, note))


@decide.command(short_help="Take a decision back.")
@click.argument("decision", type=int, metavar="NUMBER")
@_decision
def undo(decision: int, store_path: str, user: str | None, note: str | None) -> None:
    """Take a decision back, by its number (see `dragoman decisions`)."""
    _tell(_open(store_path, user).undo(decision, note))
