"""Public sets that reading is measured on: one module for each, its protocol in its docstring.

Every module has

* `list_files()`: the files that it measures on, under the folder of corpora;
* `PINNED`: names of the figures that `floors.json` holds, as "part figure";
* `measure(corpora, only)`: figures by part of the set, each a dictionary of shares and counts;
* `list_errors(corpora, only)`: one line for each error, which begins with its kind and a tab.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

Figures = dict[str, dict[str, Any]]


class MeasuringSet(Protocol):
    """What a module of this folder has."""

    PINNED: tuple[str, ...]

    def list_files(self) -> list[str]:
        """Return the files that are measured on, under the folder of corpora."""
        ...

    def measure(self, corpora: Path, only: str | None = None) -> Figures:
        """Return the figures by part of the set."""
        ...

    def list_errors(self, corpora: Path, only: str | None = None) -> list[str]:
        """Return a line for each error, which begins with its kind and a tab."""
        ...


def load_sets() -> dict[str, MeasuringSet]:
    """Return the modules by the name that the command calls them."""
    from evaluation.sets import (
        ecbplus,
        factuality,
        labelled_actors,
        muc,
        pages,
        places,
        plover,
        polnear,
        tdg,
        timex,
    )

    return {
        "actors": labelled_actors,
        "ecbplus": ecbplus,
        "factuality": factuality,
        "muc": muc,
        "pages": pages,
        "places": places,
        "plover": plover,
        "polnear": polnear,
        "tdg": tdg,
        "timex": timex,
    }
