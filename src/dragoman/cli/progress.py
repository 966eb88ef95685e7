"""How far a long run is: a bar on the terminal, with the rate and the time that remains.

Place in the flow: `add` and `watch` tell it what they take and what came of it. Nothing is shown where
standard error is no terminal.
"""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskProgressColumn, TextColumn
from rich.progress import TimeRemainingColumn as Remaining
from rich.text import Text

T = TypeVar("T")


class Shown:
    """What is shown of a run; takes what is told, whether anything is shown or not.

    Reports are found long before they are read: the bar stands where the input stood when that was found of
    which something came last.
    """

    def __init__(self, progress: Progress | None, total_bytes: int | None) -> None:
        self.counts: Counter[str] = Counter()
        self._taken_bytes = 0
        self._found_at: deque[int] = deque()
        self._progress = progress
        self._task = progress.add_task("", total=total_bytes, words="") if progress else None

    def take(self, size_bytes: int) -> None:
        """Tell that so many bytes of the input were taken."""
        self._taken_bytes += size_bytes

    def follow(self, found: Iterable[T]) -> Iterator[T]:
        """Yield what is found, noting where the input stands; one `count` each is expected, in order."""
        for one in found:
            self._found_at.append(self._taken_bytes)
            yield one

    def count(self, state: str) -> None:
        """Tell what came of one report: "added", "known", "failed"."""
        self.counts[state] += 1
        done_bytes = self._found_at.popleft() if self._found_at else self._taken_bytes
        if self._progress is not None and self._task is not None:
            words = ", ".join(f"{number:,} {name}" for name, number in self.counts.items())
            number = self.counts.total()
            self._progress.update(self._task, completed=done_bytes, words=words, reports=number)


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
