"""The entry of the command: reading single reports, and the store.

Commands are imported when called, so that `--help` and one report start quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from dragoman import __version__
from dragoman.errors import DragomanError, UsageError

LISTS = (
    "search",
    "reports",
    "origins",
    "events",
    "claims",
    "incidents",
    "tolls",
    "commitments",
    "lines",
    "actors",
    "changes",
    "failures",
    "review",
    "decisions",
)
COMMANDS = {
    "read": "dragoman.cli.read",
    "explain": "dragoman.cli.explain",
    **dict.fromkeys(("init", "add"), "dragoman.cli.add"),
    **dict.fromkeys((*LISTS, "show", "stats"), "dragoman.cli.lists"),
    "watch": "dragoman.cli.watch",
    "decide": "dragoman.cli.decide",
    "original": "dragoman.cli.originals",
    "forget": "dragoman.cli.add",
}
INTERRUPTED = 130
"""What a shell gives for a program that Ctrl-C ended."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and says errors in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Return what the command returns; Dragoman's errors become messages and exit codes."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error)) from error
        except DragomanError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 nothing done, 2 wrong use, 3 some reports failed.",
)
@click.version_option(__version__, prog_name="dragoman")
def cli() -> None:
    """Read conflict reporting and keep the record.

    Who did what to whom, when and where, who says so and who denies it: every cell with
    the words of the report behind it. Nothing leaves this machine.

    \b
    Examples:
      dragoman read report.txt --published 2019-03-14
      dragoman read reports/ --json > records.jsonl
      dragoman explain report.txt --event e3
      dragoman add reports/ && dragoman events --actor RUS --status alleged
    """


def main() -> None:
    """Run the command; what the `dragoman` script calls."""
    cli(prog_name="dragoman")
