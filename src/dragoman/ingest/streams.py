"""Streams made of pieces, and streams that can be looked into before they are read.

Place in the flow: `files` opens every file and standard input through it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

PIECE_BYTES = 65_536


class _Pieces(io.RawIOBase):
    """Bytes that come in pieces, as a file that can only be read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer; return how many bytes there were, 0 at the end."""
        room = memoryview(buffer).cast("B")
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = memoryview(piece)
        found = self._held[: len(room)]
        self._held = self._held[len(found) :]
        room[: len(found)] = found
        return len(found)


def make_stream(pieces: Iterator[bytes]) -> BinaryIO:
    """Return a stream of bytes that come in pieces; what they raise, reading it raises."""
    return io.BufferedReader(_Pieces(pieces), PIECE_BYTES)


def look_into(stream: BinaryIO, size_bytes: int, take: Callable[[int], None]) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream of all of it.

    Args:
        stream: Open for reading; it need not be able to go back.
        size_bytes: How many bytes are looked at.
        take: Told how many bytes are taken, as they are.
    """
    head = stream.read(size_bytes)

    def count() -> Iterator[bytes]:
        for piece in chain([head], iter(lambda: stream.read(PIECE_BYTES), b"")):
            take(len(piece))
            yield piece

    return head, make_stream(count())
