"""The file of the gazetteer: how it is packed and how a name is found in it.

Place in the flow: `training.gazetteer` packs it, `lexicon.gazetteer` looks names up.

The table is sorted lines of "key, tab, entries"; lines are gathered into blocks of some
32 KiB, each deflated by itself. In front stand the first key of every block and the block's
length. A look-up finds its block by halving and inflates that one alone, so that nothing
has to be read whole: 300,000 names take some 7 MB on disk and next to nothing in memory.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.errors import LexiconError

_MAGIC = b"DRGZ1\n"
_BLOCK_BYTES = 32_768
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
    | {"ß": "ss", "ə": "a", "Ə": "A", "æ": "ae", "Æ": "AE"}
    | dict.fromkeys("\u2019\u2018\u02bc\u02bb", "'")
)
TYPE_WORDS = frozenset(
    (
        "county parish province oblast krai kray republic governorate district raion rayon region "
        "prefecture department municipality state borough canton voivodeship emirate division okrug "
        "territory co"
    ).split()
)
"""Words that only say what kind of division a name is: "Rapides Parish", "Oryol Oblast"."""
_TYPE_FIRSTS = ("state of ", "province of ", "county of ", "republic of ", "region of ")


def fold_name(name: str) -> str:
    """Return the key of a name: lower case, no accents, hyphens as blanks.

    Example:
        >>> fold_name("Port-au-Prince"), fold_name("Łódź")
        ('port au prince', 'lodz')
    """
    if not name.isascii():
        plain = unicodedata.normalize("NFD", name.translate(_PLAIN))
        name = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(name.lower().replace("'", "").replace("-", " ").split())


def strip_type(key: str) -> str:
    """Return a folded name without the word that says what kind of division it is.

    Example:
        >>> strip_type("rapides parish"), strip_type("state of texas"), strip_type("goma")
        ('rapides', 'texas', 'goma')
    """
    first, _, last = key.rpartition(" ")
    if first and (last in TYPE_WORDS or last == "co."):
        return first
    for start in _TYPE_FIRSTS:
        if key.startswith(start):
            return key[len(start) :]
    return key


def pack_table(entries: Mapping[str, str]) -> bytes:
    """Return the file's bytes for entries by key; keys are sorted by their UTF-8 bytes."""
    blocks: list[tuple[bytes, bytes]] = []
    lines: list[bytes] = []
    size = 0
    for key in sorted(entries, key=str.encode):
        line = f"{key}\t{entries[key]}\n".encode()
        if lines and size + len(line) > _BLOCK_BYTES:
            blocks.append((lines[0].partition(b"\t")[0], _deflate(lines)))
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        blocks.append((lines[0].partition(b"\t")[0], _deflate(lines)))
    head = b"".join(struct.pack("<HI", len(first), len(block)) + first for first, block in blocks)
    return _MAGIC + struct.pack("<II", len(blocks), len(head)) + head + b"".join(b for _, b in blocks)


def _deflate(lines: list[bytes]) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(b"".join(lines)) + packer.flush()


class PackedTable:
    """A packed table in memory; `find_entries` gives the entries of one key."""

    def __init__(self, packed: bytes) -> None:
        """Read the list of blocks.

        Raises:
            LexiconError: The bytes are no packed table.
        """
        if not packed.startswith(_MAGIC):
            raise LexiconError("Gazetteer not loaded: 'gazetteer.bin' is no packed table. Install again.")
        count, head_bytes = struct.unpack_from("<II", packed, len(_MAGIC))
        here = len(_MAGIC) + 8
        start = here + head_bytes
        self._packed = packed
        self._firsts: list[bytes] = []
        self._stretches: list[tuple[int, int]] = []
        for _ in range(count):
            key_bytes, block_bytes = struct.unpack_from("<HI", packed, here)
            self._firsts.append(packed[here + 6 : here + 6 + key_bytes])
            self._stretches.append((start, start + block_bytes))
            here += 6 + key_bytes
            start += block_bytes
        self._inflate = lru_cache(maxsize=96)(self._inflate_block)

    def find_entries(self, key: str) -> str:
        """Return the entries of a key as they were packed; "" for a key that is not there."""
        wanted = key.encode("utf-8", "replace")
        number = bisect_right(self._firsts, wanted) - 1
        if number < 0 or not wanted or b"\n" in wanted or b"\t" in wanted:
            return ""
        block = self._inflate(number)
        mark = b"\n" + wanted + b"\t"
        place = block.find(mark)
        if place < 0:
            return ""
        end = block.index(b"\n", place + 1)
        return block[place + len(mark) : end].decode()

    def _inflate_block(self, number: int) -> bytes:
        start, end = self._stretches[number]
        return b"\n" + zlib.decompress(self._packed[start:end], -15)


def load_packed(path: Path, digest: str) -> PackedTable:
    """Return the table of a file.

    Raises:
        LexiconError: The file has not the SHA-256 that it should have.
    """
    packed = path.read_bytes()
    if hashlib.sha256(packed).hexdigest() != digest:
        raise LexiconError(
            f"Gazetteer not loaded: '{path.name}' has not the SHA-256 that stands beside it. "
            "Install the package again, or build the table with `python -m training.gazetteer`."
        )
    return PackedTable(packed)
