"""What runs in the child process of `limited`: loads the work, takes its limits, answers in frames.

Place in the flow: started by `limited` as a program of its own, with the module and name of the work and its
limits; never imported by the rest. The limits hold before the first foreign byte is read.
"""

from __future__ import annotations

import inspect
import io
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, get_type_hints

import msgspec

from dragoman.errors import ReadError
from dragoman.ingest.limited import END, ERROR, FAULT, HEADER, PIPE_BYTES, VALUE

MAX_OPEN_FILES = 32
"""The pipes, and a module that is loaded late."""


def main() -> None:
    """Do the work that the command line names and answer on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which ends the child
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a parser prints must not stand among the answers
    module, name, cpu_s, memory_mb = sys.argv[1:]
    work = getattr(import_module(module), name)
    _set_limits(int(cpu_s), int(memory_mb))
    try:
        for value in _do(work, _Feed(int(cpu_s))):
            _send(answers, VALUE, value)
        _send(answers, END, None)
    except (ReadError, MemoryError) as error:
        _send(answers, ERROR, (type(error).__name__, str(error)))
    except Exception as error:  # a fault of ours is told where it is reported
        _send(answers, FAULT, (type(error).__name__, repr(str(error))))


def _do(work: Callable[..., Any], feed: _Feed) -> Iterator[Any]:
    """Yield what the work returns, or all that it yields where it takes a stream: the rest of the feed."""
    stream = io.BufferedReader(feed, PIPE_BYTES)
    is_stream = inspect.isgeneratorfunction(work)
    hints = get_type_hints(work)
    del hints["return"]
    expected: Any = tuple.__class_getitem__(tuple(hints.values())[is_stream:])
    length = HEADER.unpack(stream.read(HEADER.size))[1]
    args = msgspec.msgpack.decode(stream.read(length), type=expected)
    if not is_stream:
        yield work(*args)
        return
    for value in work(stream, *args):
        yield value
        feed.renew()


def _send(answers: io.RawIOBase | io.FileIO, kind: bytes, value: Any) -> None:
    payload = msgspec.msgpack.encode(value)
    pending = memoryview(HEADER.pack(kind, len(payload)) + payload)
    while pending:
        pending = pending[answers.write(pending) :]


def _set_limits(cpu_s: int, memory_mb: int) -> None:
    for limit, most in (
        (resource.RLIMIT_AS, memory_mb << 20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
    ):
        resource.setrlimit(limit, (most, most))
    _renew_computing(cpu_s)


def _renew_computing(cpu_s: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + cpu_s
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


class _Feed(io.RawIOBase):
    """Standard input; each piece that comes gives new computing time."""

    def __init__(self, cpu_s: int) -> None:
        self._cpu_s = cpu_s

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Return how many bytes came; 0 at the end."""
        count = os.readv(0, [buffer])
        self.renew()
        return count

    def renew(self) -> None:
        """Give the full computing time again."""
        _renew_computing(self._cpu_s)


if __name__ == "__main__":
    main()
