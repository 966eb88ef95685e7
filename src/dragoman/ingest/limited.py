"""Work on hostile bytes in a child process that is short of time, memory and files.

Place in the flow: below the readers of formats whose parsers are large or easily led astray (`pdf`,
`archives`). The child is a fresh interpreter (`limited_child`) that loads the module of the work and no more.
It answers in frames of MessagePack, read here as the type that the work is declared to return: what a child
that was taken over could send is that type, an error of ours, or rubbish, which is refused.

No child outlives its use: leaving the call or the loop kills it. One whose parent was killed finds its pipes
closed, and where it computes, ends by its limit. Works on POSIX systems.
"""

from __future__ import annotations

import os
import selectors
import struct
import subprocess  # only ever started as this interpreter with our own module
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from signal import SIGXCPU
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

import msgspec

from dragoman import errors
from dragoman.errors import Malformed, ReadError, Stopped

T = TypeVar("T")
HEADER = struct.Struct(">cI")
"""Before each frame: its kind, and its length in bytes."""
VALUE, ERROR, FAULT, END = b"V", b"E", b"F", b"Z"
MAX_FRAME_BYTES = 80 << 20
"""Well over the largest page (20 MiB) with all that is told of it."""
PIPE_BYTES = 65_536
FLAGS = ("-P", "-S", "-m", "dragoman.ingest.limited_child")
"""Nothing from the current folder, no look through site-packages: modules are found where we find them."""
WAIT_FACTOR = 4
"""A child may take this many times its computing time by the clock, for a machine that is busy."""
START_S = 20
"""On top of that, for loading on a busy machine; loading takes 0.1 to 0.2 s on an idle one."""


class Readable(Protocol):
    """What can be read from its place to its end."""

    def read(self, length: int, /) -> bytes:
        """Return the next bytes, b"" only at the end."""


def call_limited(work: Callable[..., T], *args: Any, name: str, cpu_s: int, memory_mb: int) -> T:
    """Return what a function of the package returns for `args`, called in a child process.

    Args:
        work: A module-level function with full annotations, of types that MessagePack knows and dataclasses
            of them. It is found by its module and name.
        args: Its arguments.
        name: What is read, for the sentence of an error.
        cpu_s: The computing time in seconds after which the child is ended.
        memory_mb: The address space in MiB that the child gets, the interpreter's 40 included.

    Raises:
        Stopped: The child met a limit or died.
        ReadError: What `work` raised.
        RuntimeError: `work` has a fault, which the message describes.
    """
    with (
        _child_of(work, cpu_s, memory_mb) as child,
        closing(_exchange(child, [_pack(args)], cpu_s)) as frames,
    ):
        kind, payload = next(frames, (b"", b""))
    value: T = _read_frame(kind, payload, get_type_hints(work)["return"], _Use(child, name, cpu_s, memory_mb))
    return value


def stream_limited(
    work: Callable[..., Iterator[T]], stream: Readable, *args: Any, name: str, cpu_s: int, memory_mb: int
) -> Iterator[T]:
    """Yield what a generator function of the package yields for `(stream, *args)`, read in a child process.

    `stream` is read as the child asks for it and need not be seekable. The child may compute `cpu_s` for each
    piece of input or output. Arguments and errors are as with `call_limited`; what was yielded before an
    error stands.
    """
    returned = get_args(get_type_hints(work)["return"])[0]
    feed = chain([_pack(args)], iter(lambda: stream.read(PIPE_BYTES), b""))
    with _child_of(work, cpu_s, memory_mb) as child, closing(_exchange(child, feed, cpu_s)) as frames:
        for kind, payload in frames:
            if kind == END:
                return
            yield _read_frame(kind, payload, returned, _Use(child, name, cpu_s, memory_mb))
    _read_frame(b"", b"", returned, _Use(child, name, cpu_s, memory_mb))


@dataclass(frozen=True, slots=True)
class _Use:
    """A child and what it is used for, for the sentence of an error."""

    child: subprocess.Popen[bytes]
    name: str
    cpu_s: int
    memory_mb: int

    def stop(self, why: str = "") -> Stopped:
        if not why:
            is_slow = self.child.returncode == -SIGXCPU
            why = "needs more computing" if is_slow else "ended the process that read it"
        return Stopped(
            f"Report not read: {self.name!r} {why}; it gets {self.cpu_s} s of computing and {self.memory_mb}"
            " MiB of memory. Save its text as a .txt file, or split it."
        )


def _pack(args: tuple[Any, ...]) -> bytes:
    payload = msgspec.msgpack.encode(args)
    return HEADER.pack(VALUE, len(payload)) + payload


def _read_frame(kind: bytes, payload: bytes, returned: Any, use: _Use) -> Any:
    """Return the value of a frame, or raise what it tells; b"" is the kind of a child that said nothing."""
    try:
        if kind == VALUE:
            return msgspec.msgpack.decode(payload, type=returned)
        told = msgspec.msgpack.decode(payload, type=tuple[str, str]) if kind in (ERROR, FAULT) else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise use.stop("gave an answer that makes no sense") from error
    if told is None:
        raise use.stop()
    if kind == FAULT:
        raise RuntimeError(": ".join(told))
    if told[0] == MemoryError.__name__:
        raise use.stop("needs more memory")
    raise make_error(*told)


def make_error(kind: str, message: str) -> ReadError:
    """Return the error that a child names; `Malformed` where it names none of ours."""
    found = getattr(errors, kind, None)
    is_ours = isinstance(found, type) and issubclass(found, ReadError)
    return found(message) if found and is_ours else Malformed(message)


@contextmanager
def _child_of(work: Callable[..., Any], cpu_s: int, memory_mb: int) -> Iterator[subprocess.Popen[bytes]]:
    """Give a child that waits for arguments; it is killed when the block is left.

    It gets nothing of the environment but where modules are found.
    """
    child = subprocess.Popen(  # noqa: S603  # this interpreter, our own module
        [sys.executable, *FLAGS, work.__module__, work.__qualname__, str(cpu_s), str(memory_mb)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        bufsize=0,
    )
    try:
        yield child
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        child.wait()


def _exchange(
    child: subprocess.Popen[bytes], feed: Iterable[bytes], cpu_s: int
) -> Generator[tuple[bytes, bytes], None, None]:
    """Yield the frames of a child, kind and payload, while it is fed; ends where it ends or has stalled."""
    coming = bytearray()
    for received in _talk(child, iter(feed), WAIT_FACTOR * cpu_s + START_S):
        coming += received
        while len(coming) >= HEADER.size:
            kind, length = HEADER.unpack_from(coming)
            if length > MAX_FRAME_BYTES:
                return
            if len(coming) < HEADER.size + length:
                break
            payload = bytes(memoryview(coming)[HEADER.size : HEADER.size + length])
            del coming[: HEADER.size + length]
            yield kind, payload


def _talk(child: subprocess.Popen[bytes], feed: Iterator[bytes], wait_s: int) -> Iterator[bytes]:
    """Yield what comes from a child while what it takes is given to it; ends where it closes its side.

    The clock runs only while we wait for the child: whoever takes the answers may be slow.
    """
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("The child has no pipes.")
    os.set_blocking(child.stdin.fileno(), False)
    pending = memoryview(b"")
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        selector.register(child.stdin, selectors.EVENT_WRITE)
        while ready := selector.select(wait_s):
            for key, _ in ready:
                if key.fileobj is child.stdout:
                    if not (received := os.read(child.stdout.fileno(), PIPE_BYTES)):
                        _await_end(child)
                        return
                    yield received
                elif not pending and not (pending := memoryview(next(feed, b""))):
                    selector.unregister(child.stdin)
                    child.stdin.close()
                else:
                    pending = _give(child.stdin, pending)


def _give(pipe: Any, pending: memoryview) -> memoryview:
    """Return what a pipe did not take; nothing where nobody reads it any more."""
    try:
        return pending[os.write(pipe.fileno(), pending[:PIPE_BYTES]) :]
    except BlockingIOError:
        return pending
    except BrokenPipeError:
        return memoryview(b"")


def _await_end(child: subprocess.Popen[bytes]) -> None:
    """Wait a moment for a child that has closed its side, so that it is known how it ended."""
    until = time.monotonic() + 1
    while child.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
