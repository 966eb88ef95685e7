"""Runs commands of the store under limits, with made records instead of the model.

`python -m tests.store.commands BYTES FIRST LAST COMMAND…; COMMAND…`: no file may grow over BYTES (0: no
limit), and `add` finds the made reports FIRST to LAST. Prints a JSON list: exit code, output and errors of
each command.
"""

from __future__ import annotations

import json
import resource
import sys

from click.testing import CliRunner

from dragoman.cli import outcomes
from dragoman.cli.main import cli
from tests.store.made import make_record


def main(limit: str, first: str, last: str, *words: str) -> None:
    """Run the commands and print what came of them."""
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    numbers = range(int(first), int(last))

    def give_made(found: object, defaults: object, find_known: object) -> object:
        return (outcomes.Outcome(str(number), make_record(number)) for number in numbers)

    outcomes.read_found = give_made  # type: ignore[assignment]
    told = []
    for command in " ".join(words).split(";"):
        done = CliRunner().invoke(cli, command.split())
        fault = (
            "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
        )
        told.append([done.exit_code, done.stdout, done.stderr + fault])
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
