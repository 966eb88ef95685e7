"""Prints tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | int | float | None


def format_table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return the rows under their heads, the first column to the left, the others to the right.

    A share (float) is shown with three places, None as a dot.

    Example:
        >>> print(format_table(["set", "F1"], [["one", 0.5], ["two", None]]))
        set     F1
        one  0.500
        two      ·
    """
    shown = [[_show(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(len(row[column]) for row in shown) for column in range(len(heads))]
    lines = []
    for row in shown:
        first, *others = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _show(cell: Cell) -> str:
    if cell is None:
        return "·"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
