import gzip
import random
import zlib
from collections.abc import Callable
from itertools import repeat

import brotli
import pytest
import zstandard

from dragoman.errors import Malformed, TooLarge
from dragoman.ingest.inflate import MAX_RATIO, PIECE_BYTES, inflate

LIMIT = 20 * 2**20
TEXT = random.Random(5).randbytes(70_000) + b"Twelve soldiers were killed. " * 9_000


def deflate_raw(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZIP", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "raw deflate": ("deflate", deflate_raw),
    "brotli": ("br", lambda content: brotli.compress(content, quality=4)),
    "zstd": ("zstd", zstandard.compress),
    "nothing": ("", bytes),
    "identity": ("identity", bytes),
}
COMPRESSED = [coding for coding in CODINGS if coding not in ("nothing", "identity")]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("size", [1, 1_000, 10**9])
def test_each_coding_gives_the_text_whatever_the_pieces(coding, size):
    encoding, compress = CODINGS[coding]
    packed = compress(TEXT[:70_000] if size == 1 else TEXT)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert TEXT.startswith(inflate(pieces, encoding, limit_bytes=LIMIT, name="a"))
    assert inflate(packed, encoding, limit_bytes=LIMIT, name="a") == (TEXT[:70_000] if size == 1 else TEXT)


@pytest.mark.parametrize("coding", COMPRESSED)
def test_nothing_stands_for_nothing(coding):
    assert inflate(b"", CODINGS[coding][0], limit_bytes=LIMIT, name="a") == b""
    assert inflate(CODINGS[coding][1](b""), CODINGS[coding][0], limit_bytes=LIMIT, name="a") == b""


@pytest.mark.parametrize("coding", COMPRESSED)
def test_what_breaks_off_or_is_damaged_is_told(coding):
    encoding, compress = CODINGS[coding]
    packed = compress(TEXT)
    for broken in (
        packed[:1],
        packed[: len(packed) // 2],
        packed[:-1],
        b"<html>Not compressed at all</html>",
    ):
        with pytest.raises(Malformed, match="'a' is said to be compressed"):
            inflate(broken, encoding, limit_bytes=LIMIT, name="a")


def test_codings_are_undone_in_the_reverse_order():
    packed = brotli.compress(zstandard.compress(gzip.compress(TEXT)))
    assert inflate(packed, "gzip, zstd,br", limit_bytes=LIMIT, name="a") == TEXT


@pytest.mark.parametrize("encoding", ["compress", "br, snappy", "gzip, gzip, gzip, gzip"])
def test_unknown_codings_and_too_many_are_refused(encoding):
    with pytest.raises(Malformed):
        inflate(b"abc", encoding, limit_bytes=LIMIT, name="a")


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_members_one_after_the_other_are_one_text(encoding, compress):
    assert (
        inflate(compress(TEXT) + compress(b"End."), encoding, limit_bytes=LIMIT, name="a") == TEXT + b"End."
    )


def test_padding_after_gzip_does_not_count():
    assert inflate(gzip.compress(TEXT) + bytes(512), "gzip", limit_bytes=LIMIT, name="a") == TEXT


@pytest.mark.parametrize("coding", CODINGS)
def test_the_limit_counts_what_comes_out(coding):
    encoding, compress = CODINGS[coding]
    packed = compress(TEXT)
    assert inflate(packed, encoding, limit_bytes=len(TEXT), name="a") == TEXT
    with pytest.raises(TooLarge, match="limit"):
        inflate(packed, encoding, limit_bytes=len(TEXT) - 1, name="a")


@pytest.mark.parametrize("coding", COMPRESSED)
def test_over_two_hundred_times_as_large_is_refused_but_not_when_small(coding):
    encoding, compress = CODINGS[coding]
    small, large = bytes(2**20), bytes(2**22)
    assert inflate(compress(small), encoding, limit_bytes=LIMIT, name="a") == small
    with pytest.raises(TooLarge, match=f"{MAX_RATIO} times"):
        inflate(compress(large), encoding, limit_bytes=LIMIT, name="a")


def test_a_bomb_between_two_codings_is_refused_though_nothing_would_come_out():
    packed = gzip.compress(gzip.compress(b"") * 100_000)
    with pytest.raises(TooLarge, match="200 times"):
        inflate(packed, "gzip, gzip", limit_bytes=LIMIT, name="a")


def test_compressed_bytes_that_stand_for_nothing_come_to_an_end():
    with pytest.raises(TooLarge, match="limit"):
        inflate(repeat(gzip.compress(b"")), "gzip", limit_bytes=100_000, name="a")


def test_nothing_more_is_taken_once_the_limit_is_reached():
    taken = 0

    def give():
        nonlocal taken
        while True:
            taken += PIECE_BYTES
            yield bytes(PIECE_BYTES)

    with pytest.raises(TooLarge):
        inflate(give(), "", limit_bytes=10 * PIECE_BYTES, name="a")
    assert taken <= 11 * PIECE_BYTES
