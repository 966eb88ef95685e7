"""Streams that can be looked into before they are read, and that tell how far they are.

Place in the flow: `files` opens every file and standard input through it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD_BYTES = 65_536
"""What is looked at to tell the kind of a file."""


class _Joined(io.RawIOBase):
    """What was read of a stream already, then the rest of it; tells how many bytes were taken."""

    def __init__(self, head: bytes, rest: BinaryIO, take: Callable[[int], None]) -> None:
        self._head, self._rest, self._take = memoryview(head), rest, take

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; return how many bytes there were, 0 at the end."""
        room = memoryview(buffer).cast("B")
        found = self._head[: len(room)] or memoryview(self._rest.read(len(room)) or b"")
        self._head = self._head[len(found) :] if self._head else self._head
        room[: len(found)] = found
        self._take(len(found))
        return len(found)


def look_into(stream: BinaryIO, take: Callable[[int], None]) -> tuple[bytes, BinaryIO]:
    """Return the first `HEAD_BYTES` of a stream, and a stream of all of it.

    Args:
        stream: Open for reading; it need not be able to go back.
        take: Told how many bytes are taken, as they are.
    """
    head = stream.read(HEAD_BYTES)
    return head, io.BufferedReader(_Joined(head, stream, take), HEAD_BYTES)
