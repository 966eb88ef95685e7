"""The bytes of a packed file, unpacked in pieces and read by lines and lengths.

Place in the flow: below `warc`. Plain, gzip (any number of members) and zstd (any number of frames).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from dragoman.errors import Malformed
from dragoman.ingest.inflate import PIECE_BYTES, inflate_pieces

MAX_UNPACKED_BYTES = 1 << 50
"""The file as a whole has no limit but its ratio: it is never held."""
ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
CODINGS = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))


class BrokenOff(Malformed):
    """The file ends where it must not."""


def unpack(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, unpacked where it begins as gzip or zstd.

    Raises:
        Malformed: It breaks off, or needs a dictionary.
        TooLarge: It is over 200 times as large as the file.
    """
    head = stream.read(4)
    if head == ZSTD_DICTIONARY:
        raise Malformed(
            f"Reports not read: {name!r} is packed with a dictionary of its own. "
            "Unpack it with `zstd -d` first."
        )
    coding = next((coding for magic, coding in CODINGS if head.startswith(magic)), "identity")
    parts = chain([head], iter(lambda: stream.read(PIECE_BYTES), b""))
    return inflate_pieces(parts, coding, limit_bytes=MAX_UNPACKED_BYTES, name=name)


class Pieces:
    """Bytes that come in pieces, read by lines and lengths; `at` is how many were read."""

    def __init__(self, pieces: Iterator[bytes], name: str) -> None:
        self._pieces = pieces
        self.name = name
        self._held = b""
        self._start = 0
        self.at = 0

    def _fill(self) -> bool:
        """Return whether anything is held, the next piece taken where nothing was."""
        while self._start >= len(self._held):
            try:
                following = next(self._pieces, None)
            except Malformed as error:
                raise self.break_off() from error
            if following is None:
                return False
            self._held, self._start = following, 0
        return True

    def read(self, length: int) -> bytes:
        """Return the next bytes, fewer only at the end."""
        taken: list[bytes] = []
        while length and self._fill():
            taken.append(self._held[self._start : self._start + length])
            self._advance(len(taken[-1]))
            length -= len(taken[-1])
        return b"".join(taken)

    def skip(self, length: int) -> int:
        """Return how many of the next bytes there were to pass over."""
        left = length
        while left and self._fill():
            step = min(left, len(self._held) - self._start)
            self._advance(step)
            left -= step
        return length - left

    def read_line(self, most: int) -> bytes:
        """Return the next line with its end; without one at the end of all, or after `most` bytes."""
        taken = b""
        while len(taken) < most and self._fill():
            end = self._held.find(b"\n", self._start, self._start + most - len(taken)) + 1
            part = self._held[self._start : end or self._start + most - len(taken)]
            taken += part
            self._advance(len(part))
            if end:
                break
        return taken

    def _advance(self, count: int) -> None:
        self._start += count
        self.at += count

    def break_off(self) -> BrokenOff:
        """Return the error of a file that ends here."""
        return BrokenOff(
            f"Reports not read: {self.name!r} breaks off after {self.at} bytes of what it holds unpacked. "
            "What came before is whole; fetch the file again for the rest."
        )
