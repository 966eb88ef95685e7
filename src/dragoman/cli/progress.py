"""How far a long run is: a bar on the terminal, with the rate and the time that remains.

Place in the flow: `add` and `watch` tell it what they take and what came of it. Nothing is shown where
standard error is no terminal.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskProgressColumn, TextColumn
from rich.progress import TimeRemainingColumn as Remaining
from rich.text import Text


class Shown:
    """What is shown of a run; takes what is told, whether anything is shown or not."""

    def __init__(self, progress: Progress | None, total_bytes: int | None) -> None:
        self.counts: Counter[str] = Counter()
        self._progress = progress
        self._task = progress.add_task("", total=total_bytes, words="") if progress else None

    def take(self, size_bytes: int) -> None:
        """Tell that so many bytes of the input were taken."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, size_bytes)

    def count(self, state: str) -> None:
        """Tell what came of one report: "added", "known", "failed"."""
        self.counts[state] += 1
        if self._progress is not None and self._task is not None:
            words = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
            self._progress.update(self._task, words=words, reports=self.counts.total())


class _Rate(ProgressColumn):
    """Reports a second, since the start."""

    def render(self, task: Task) -> Text:
        reports, elapsed = task.fields.get("reports", 0), task.elapsed or 0.0
        return Text(f"{reports / elapsed:.1f}/s" if reports and elapsed > 1 else "", style="dim")


@contextmanager
def showing(total_bytes: int | None, *, is_quiet: bool) -> Iterator[Shown]:
    """Show how far a run is, until the block ends.

    Args:
        total_bytes: Of the whole input, None where that is not known.
        is_quiet: Whether nothing is to be shown.
    """
    if is_quiet or not sys.stderr.isatty():
        yield Shown(None, total_bytes)
        return
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[words]}"), _Rate(), Remaining())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        yield Shown(progress, total_bytes)
