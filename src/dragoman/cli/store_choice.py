"""Which store a command works on: `--store`, else DRAGOMAN_STORE, else `dragoman.db` in this folder.

Place in the flow: shared by the commands of the store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

DEFAULT = "dragoman.db"
Command = TypeVar("Command", bound=Callable[..., Any])


def store_option(command: Command) -> Command:
    """Return a command with the option that names its store."""
    option = click.option(
        "--store", "store_path", envvar="DRAGOMAN_STORE", default=DEFAULT, metavar="PATH", show_default=True,
        help="The store's file; DRAGOMAN_STORE names it too.",
    )  # fmt: skip
    return option(command)
