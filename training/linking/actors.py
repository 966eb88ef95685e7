"""Who is one actor across the reports of a linked series: the hand-made labels of `actors.yaml`.

One block a series, one line an actor: the name that labels it, then for each report that names it the
words with which it does so first. Labelled are persons, organisations and bodies of state that a report
calls by name or as the one such body that the state has ("the army"); states and their governments only
where the word is no name of the state. `python -m training.linking.actors` says all that does not fit.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from training.series.series import Series, Span, find_words, load_series, read_rows

PATH = Path(__file__).parent / "actors.yaml"


@dataclass(frozen=True, slots=True)
class Called:
    """Where one report first calls an actor by name; `report` is the report's number in its series."""

    report: int
    span: Span


@dataclass(frozen=True, slots=True)
class SameActor:
    """One actor of a series, by the name that labels it, with each report that names it."""

    name: str
    called: tuple[Called, ...]


def load_actors(many: list[Series], path: Path = PATH) -> dict[str, tuple[SameActor, ...]]:
    """Return the labelled actors of those of some series that are labelled, by the name of the series.

    Raises:
        ValueError: Words do not stand in their report, or a report is none of the series.
    """
    rows = read_rows(path)
    return {
        series.name: tuple(_to_actor(series, name, words) for name, words in rows[series.name].items())
        for series in many
        if series.name in rows
    }


def list_faults(many: list[Series], path: Path = PATH) -> list[str]:
    """Return all that does not fit: unknown series and reports, words that do not stand there."""
    known = {series.name: series for series in many}
    faults = []
    for series_name, actors in read_rows(path).items():
        if series_name not in known:
            faults.append(f"{series_name}: no such series")
            continue
        for name, words in actors.items():
            try:
                _to_actor(known[series_name], name, words)
            except ValueError as error:
                faults.append(str(error))
    return faults


def _to_actor(series: Series, name: str, words: dict[str, str]) -> SameActor:
    numbers = {report.id: number for number, report in enumerate(series.reports)}
    called = []
    for report, said in words.items():
        if report not in numbers:
            raise ValueError(f"{series.name}, {name}: no such report: {report}")
        number = numbers[report]
        try:
            called.append(Called(number, find_words(series.reports[number].text, f"{said}#1")))
        except ValueError as error:
            raise ValueError(f"{series.name}, {name}, {report}: {error}") from error
    return SameActor(name, tuple(called))


def main() -> int:
    """Print the faults of the labels; 1 if there are any."""
    faults = list_faults(load_series())
    print("\n".join(faults) if faults else "The labels of actors fit.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
