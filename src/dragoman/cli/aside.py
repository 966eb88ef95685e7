"""Work in processes of its own, so that reading goes on while what was read before is written.

Place in the flow: below `outcomes`. A process that dies, because a text takes more memory than there is or
somebody ends it, is replaced; only the work on which it died is lost, and that is said.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST_PROCESSES = 4
"""Each holds the model in memory."""


class Aside:
    """Processes that take calls in turn; `count` is how many they are.

    Each is a pool of one: a pool of several starts them while it is asked, and may hang where one dies then.
    """

    def __init__(self) -> None:
        self.count = min(MOST_PROCESSES, os.cpu_count() or 1)
        self._pools = [_start() for _ in range(self.count)]
        self._asked = 0

    def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin a call; its future raises `BrokenProcessPool` where the process died."""
        number = self._asked % self.count
        self._asked += 1
        try:
            return self._pools[number].submit(work, *args, **kwargs)
        except BrokenProcessPool:
            self._pools[number] = _start()
            return self._pools[number].submit(work, *args, **kwargs)

    def end(self) -> None:
        """End the processes, once what they do now is done."""
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)


def _start() -> ProcessPoolExecutor:
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=spawning, initializer=_follow_parent)


@contextmanager
def working_aside() -> Iterator[Aside]:
    """Give processes that end with the block."""
    aside = Aside()
    try:
        yield aside
    finally:
        aside.end()


def _follow_parent() -> None:
    """Leave interrupts to the parent, and end when it ends, however that comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
