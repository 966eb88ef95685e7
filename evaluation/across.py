"""The measures on the project's own linked series, and which of their figures are pinned.

They need no data folder: the series are the project's own (`training/series`), a third of them held out.
"""

from __future__ import annotations

from typing import Any, Protocol

from evaluation import identities, ledgers, series, standing, strangers, tollseries


class Measure(Protocol):
    """A module that measures on linked series."""

    def measure(self, only: str | None = None) -> dict[str, dict[str, Any]]:
        """Return figures by row and column; with `only`, of series whose name holds it."""


ACROSS: dict[str, Measure] = {
    "series": series,
    "strangers": strangers,
    "standing": standing,
    "tollseries": tollseries,
    "ledgers": ledgers,
    "identities": identities,
}
PINNED = {
    "series": ("dragoman, aligned B3 F1", "dragoman, tellings B3 F1"),
    "strangers": ("dragoman B3 F1",),
    "standing": ("rules, held out found", "end to end, held out found", "end to end, held out standing"),
    "tollseries": ("tolls, labels final", "tolls, end to end final"),
    "ledgers": ("rules order", "end to end B3 F1", "end to end acts R"),
    "identities": ("dragoman, aligned B3 F1",),
}
"""By measure: a row and, behind it, one of its columns."""


def measure_pinned() -> dict[str, float]:
    """Return the figures that are pinned, by name as "series dragoman, aligned B3 F1"."""
    found = {}
    for name, pinned in PINNED.items():
        figures = ACROSS[name].measure()
        for each in pinned:
            row = max((row for row in figures if each.startswith(f"{row} ")), key=len)
            found[f"{name} {each}"] = figures[row][each.removeprefix(f"{row} ")]
    return found
