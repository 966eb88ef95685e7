"""Counts of right, missed and spurious rows, and shares of right answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """What was found of one kind of row; `parts` are the answers on matched rows: (right, asked)."""

    right: int = 0
    missed: int = 0
    spurious: int = 0
    parts_right: Counter[str] = field(default_factory=Counter)
    parts_asked: Counter[str] = field(default_factory=Counter)

    def add_part(self, name: str, right: int, asked: int = 1) -> None:
        """Count the answers to one question."""
        self.parts_right[name] += right
        self.parts_asked[name] += asked

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.missed += other.missed
        self.spurious += other.spurious
        for name, asked in other.parts_asked.items():
            self.add_part(name, other.parts_right[name], asked)

    @property
    def precision(self) -> float:
        """Return the share of the program's rows that are right; 0 for none."""
        return divide(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Return the share of the gold rows that were found; 0 for none."""
        return divide(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 0 where nothing is right."""
        return divide(2 * self.right, 2 * self.right + self.missed + self.spurious)

    def to_figures(self) -> dict[str, float | int]:
        """Return the figures, rounded to four places, parts by name; unasked parts are left out."""
        figures: dict[str, float | int] = {
            "right": self.right,
            "missed": self.missed,
            "spurious": self.spurious,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }
        for name, asked in self.parts_asked.items():
            if asked:
                figures[name] = round(self.parts_right[name] / asked, 4)
        return figures


def divide(part: float, whole: float) -> float:
    """Return part / whole; 0 where there is no whole."""
    return part / whole if whole else 0.0
