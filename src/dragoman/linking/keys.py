"""The words of a text as keys, and hashes of runs of them, so that two texts can be laid side by side.

Place in the flow: ground of `linking`. The text itself is never changed: a key is a folded copy
that remembers where its word stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.text.characters import WORD
from dragoman.text.normalise import fold

Hashes = NDArray[np.uint64]

TOKEN = re.compile(rf"\d+(?:[.,]\d+)+|{WORD}+(?:['’ʼ]{WORD}+)*")
"""A figure with its marks, or a word with its apostrophes. Quotation marks stand outside."""
_GROUPS = re.compile(r",(?=\d{3}(?!\d))")
_SEED = b"dragoman/origins"
"""Never change it: stored signatures would no longer match new ones."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    key: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """Return the words of a text, folded: no case, accents, invisible characters or quotation marks.

    Example:
        >>> [word.key for word in find_words("“Zapori\u200bzhia” lost 1,200 men’s homes")]
        ['zaporizhia', 'lost', '1200', "men's", 'homes']
    """
    words = (Word(_fold_word(match[0]), match.start(), match.end()) for match in TOKEN.finditer(text))
    return [word for word in words if word.key]


def _fold_word(word: str) -> str:
    if word.isascii():
        key = word.lower().strip("_")
        return _GROUPS.sub("", key) if "," in key else key
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GROUPS.sub("", fold(plain).strip("_"))


def hash_words(keys: Sequence[str]) -> Hashes:
    """Return a number of 64 bits for each word, the same on every machine and in every year."""
    known: dict[str, int] = {}
    for key in keys:
        if key not in known:
            digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8, key=_SEED).digest()
            known[key] = int.from_bytes(digest, "big")
    return np.array([known[key] for key in keys], dtype=np.uint64)


def hash_shingles(hashes: Hashes, size: int) -> Hashes:
    """Return a hash of each run of so many words, each once and in order; one run where there are fewer.

    Args:
        hashes: Of the words, shape (words,).
        size: Words in a run.

    Returns:
        Shape (distinct runs,), sorted; empty where there are no words.
    """
    if not len(hashes):
        return hashes
    size = min(size, len(hashes))
    runs = np.zeros(len(hashes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        runs = (runs * _PRIME) ^ _mix(hashes[offset : offset + len(runs)] + np.uint64(offset))
    return np.unique(_mix(runs))


def _mix(values: Hashes) -> Hashes:
    """Return the values well stirred (the last step of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_1
    values = (values ^ (values >> np.uint64(27))) * _MIX_2
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed
