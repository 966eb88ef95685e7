"""Compressed content to the bytes that it stands for, counted as they come out.

Place in the flow: below the fetcher and the readers of archives. Each coding is a generator that gives small
pieces, so that a bomb is stopped long before it fills the memory; codings one over the other are generators
one over the other, each counted.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from dragoman.errors import Malformed, TooLarge

PIECE_BYTES = 65_536
MAX_RATIO = 200
"""Bytes out for each byte in; pages reach 20, tables of zeros 100."""
RATIO_FLOOR_BYTES = 2**20
"""Less than this may have any ratio: an empty template of 60 bytes does no harm."""
MAX_CODINGS = 3
"""Codings one over the other; honest servers use one."""
ZSTD_SLICE_BYTES = 512
"""A block of four bytes stands for up to 128 KiB, so that this much never stands for more than 16 MiB."""
ZSTD_WINDOW_BYTES = 8 * 2**20
"""The most that RFC 9659 lets a server use."""

PLAIN = frozenset({"", "identity", "none", "utf-8"})
"""No coding; the last two are what careless servers say."""

Coding = Callable[[Iterator[bytes]], Iterator[bytes]]


class _Broken(Exception):
    """The compressed bytes break off, or are none of that coding."""


def inflate(content: bytes | Iterable[bytes], encoding: str, *, limit_bytes: int, name: str) -> bytes:
    """Return the bytes that compressed content stands for.

    Args:
        content: The bytes as they came, whole or in pieces.
        encoding: As in the header Content-Encoding: `gzip`, `deflate`, `br`, `zstd`, `identity` or nothing,
            several with commas in the order in which they were applied.
        limit_bytes: The most that may come out.
        name: What is read, for messages.

    Raises:
        TooLarge: Over the limit, or over 200 times as large as what came.
        Malformed: An unknown coding, too many of them, or bytes that do not keep to it.

    Example:
        >>> inflate(zlib.compress(b"rain " * 3), "deflate", limit_bytes=100, name="a")
        b'rain rain rain '
    """
    pieces = inflate_pieces(content, encoding, limit_bytes=limit_bytes, name=name)
    return b"".join(pieces)


def inflate_pieces(
    content: bytes | Iterable[bytes], encoding: str, *, limit_bytes: int, name: str
) -> Iterator[bytes]:
    """Yield what `inflate` returns, in pieces as they come."""
    codings = _find_codings(encoding, name)
    meter = _Meter(limit_bytes, name)
    pieces = meter.count_arrived(_slice([content] if isinstance(content, bytes) else content, PIECE_BYTES))
    if not codings:
        pieces = meter.count_inflated(pieces)
    for coding in codings:
        pieces = meter.count_inflated(coding(pieces))
    try:
        yield from pieces
    except (_Broken, zlib.error) as error:
        raise Malformed(
            f"Report not read: {name!r} is said to be compressed as {encoding}, but is not or breaks off"
            f"{f' ({error})' if str(error) else ''}. Fetch it again."
        ) from error


class _Meter:
    """Counts what arrives and what each coding makes of it."""

    def __init__(self, limit_bytes: int, name: str) -> None:
        self._limit_bytes = limit_bytes
        self._name = name
        self._arrived_bytes = 0

    def count_arrived(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield pieces while they are not twice as much as may come out: empty members stand for nothing.

        Raises:
            TooLarge: They are.
        """
        for piece in pieces:
            self._arrived_bytes += len(piece)
            if self._arrived_bytes > 2 * self._limit_bytes:
                raise self._fail()
            yield piece

    def count_inflated(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield pieces while they keep to the limits.

        Raises:
            TooLarge: They do not.
        """
        count = 0
        for piece in pieces:
            count += len(piece)
            if count > self._limit_bytes:
                raise self._fail()
            if count > RATIO_FLOOR_BYTES and count > MAX_RATIO * self._arrived_bytes:
                raise TooLarge(
                    f"Report not read: {self._name!r} is over {MAX_RATIO} times as large as its "
                    f"{self._arrived_bytes} compressed bytes, as no report is. Skip it."
                )
            yield piece

    def _fail(self) -> TooLarge:
        return TooLarge(
            f"Report not read: {self._name!r} has more than {self._limit_bytes / 2**20:.1f} MiB, which is "
            "the limit. Raise [ingest] max_bytes or skip it."
        )


def _find_codings(encoding: str, name: str) -> list[Coding]:
    """Return the codings in the order in which they are undone."""
    names = [part.strip().lower() for part in encoding.split(",")]
    names = [part for part in names if part not in PLAIN]
    if len(names) > MAX_CODINGS:
        raise Malformed(
            f"Report not read: {name!r} is compressed {len(names)} times over, at most {MAX_CODINGS} times "
            "are undone. Skip it."
        )
    for part in names:
        if part not in CODINGS:
            raise Malformed(
                f"Report not read: {name!r} is compressed as {part[:40]!r}, which is not known. "
                "Give it uncompressed."
            )
    return [CODINGS[part] for part in reversed(names)]


def _slice(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield pieces of at most `size` bytes, none of them empty."""
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]


def _inflate_gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    return _inflate_zlib(pieces, 16 + zlib.MAX_WBITS)


def _inflate_deflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the content of zlib's format, which the standard means, or of bare deflate, which some send."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= 2:
            break
    has_header = len(head) >= 2 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _inflate_zlib(_put_back(head, pieces), zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)


def _put_back(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from pieces


def _inflate_zlib(pieces: Iterator[bytes], window_bits: int) -> Iterator[bytes]:
    """Yield what one member after the other holds; what follows them that is no member is padding."""
    decoder = None
    is_first = True
    for piece in pieces:
        rest = piece
        while rest:
            if decoder is None:
                if not is_first and rest[:1] != b"\x1f":
                    return
                decoder = zlib.decompressobj(window_bits)
            yield decoder.decompress(rest, PIECE_BYTES)
            rest = decoder.unconsumed_tail
            if decoder.eof:
                rest, decoder, is_first = decoder.unused_data, None, False
    while decoder is not None and (more := decoder.decompress(b"", PIECE_BYTES)):
        yield more
    if decoder is not None and not decoder.eof:
        raise _Broken


def _inflate_brotli(pieces: Iterator[bytes]) -> Iterator[bytes]:
    import brotli

    decoder = brotli.Decompressor()
    is_begun = False
    try:
        for piece in pieces:
            is_begun = True
            if decoder.is_finished():
                return
            yield decoder.process(piece, output_buffer_limit=PIECE_BYTES)
            while more := decoder.process(b"", output_buffer_limit=PIECE_BYTES):
                yield more
    except brotli.error as error:
        raise _Broken from error
    if is_begun and not decoder.is_finished():
        raise _Broken


def _inflate_zstd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    import zstandard

    context = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
    decoder = None
    try:
        for piece in _slice(pieces, ZSTD_SLICE_BYTES):
            rest = piece
            while rest:
                decoder = decoder or context.decompressobj()
                yield decoder.decompress(rest)
                rest = b""
                if decoder.eof:
                    rest, decoder = decoder.unused_data, None
    except zstandard.ZstdError as error:
        raise _Broken from error
    if decoder is not None:
        raise _Broken


CODINGS: dict[str, Coding] = {
    "gzip": _inflate_gzip,
    "x-gzip": _inflate_gzip,
    "deflate": _inflate_deflate,
    "br": _inflate_brotli,
    "zstd": _inflate_zstd,
}
