"""Functions for `tests/ingest/test_limited.py` to call in a child process."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.errors import Encrypted


@dataclass(frozen=True, slots=True)
class Answer:
    words: tuple[str, ...]
    raw: bytes | None


def answer(text: str, raw: bytes) -> Answer:
    print("A parser that prints must not spoil the answer.")
    return Answer(tuple(text.split()), raw)


def compute_for_ever() -> int:
    while True:
        pass


def sleep_long() -> int:
    time.sleep(3600)
    return 0


def take_memory(megabytes: int) -> int:
    return len(b"\1" * (megabytes << 20))


def die(signal_number: int) -> int:
    os.kill(os.getpid(), signal_number)
    return 0


def give_too_much() -> bytes:
    return bytes(90 << 20)


def say_other_type() -> int:
    return "no number"  # type: ignore[return-value]


def refuse() -> int:
    raise Encrypted("Report not read: 'a.pdf' is locked with a password. Save it without.")


def have_fault() -> int:
    raise KeyError("oops")


def write_file(path: str) -> str:
    try:
        with open(path, "w") as file:
            file.write("x" * 100)
    except OSError as error:
        return type(error).__name__
    return "written"


def count_open(most: int) -> int:
    opened = []
    try:
        for _ in range(most):
            opened.append(open(os.devnull))
    except OSError:
        pass
    return len(opened)


def list_modules() -> list[str]:
    return sorted(sys.modules)


def list_environment() -> list[str]:
    return sorted(os.environ)


def tell_process() -> int:
    return os.getpid()


def count_lines(stream: BinaryIO, least: int) -> Iterator[int]:
    for line in stream:
        if len(line) >= least:
            yield len(line)


def stop_at_third(stream: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(stream):
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        yield line.decode()


def spin_at_end(stream: BinaryIO) -> Iterator[int]:
    yield os.getpid()
    while True:
        pass


def use_computing(stream: BinaryIO, seconds: float) -> Iterator[int]:
    for number, _ in enumerate(iter(lambda: stream.read(65_536), b"")):
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass
        yield number
