"""A store and how it is opened.

Place in the flow: `open_store` is a part of the public door; `Writer` and `View` work on what it returns.
"""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.store.engine import check_file
from dragoman.store.migrating import create, update

SCHEMES = ("postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Store:
    """A store that is there and up to date. `backup` is the copy made before it was brought up to date."""

    path: Path
    backup: str | None = None


def open_store(path: str | PathLike[str], *, is_made: bool = False) -> Store:
    """Return the store in a file, brought up to date; with `is_made` it is made where there is none.

    Raises:
        StoreError: There is none, or the file is something else.
        NewerSchema: A newer Dragoman made it.
        Damaged: The file cannot be read.
    """
    name = str(path)
    if name.startswith(SCHEMES):
        raise StoreError(f"Store not opened: {name.split('://')[0]} stores come later. Name a file.")
    place = Path(name.removeprefix("sqlite:///"))
    if is_made:
        create(place)
    check_file(place)
    return Store(place, update(place))
