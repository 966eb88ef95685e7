"""WordPiece sub-tokens of words, for the encoder.

Place in the flow: `language.model` turns the words of a sentence into sub-token ids
here before it runs the encoder. The algorithm is greedy longest match (Wu et al. 2016),
over the lower-cased, accent-stripped word, as in BERT's uncased vocabularies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

UNKNOWN = "[UNK]"
START = "[CLS]"
END = "[SEP]"

CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_NONE = range(5)
CASE_COUNT = 5

_MAX_WORD_CHARS = 60
_MAX_PIECES = 12


def fold(word: str) -> str:
    """Return the word lower-cased, without accents and control characters.

    Example:
        >>> fold("Erdoğan")
        'erdogan'
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(ch for ch in decomposed if unicodedata.category(ch) not in ("Mn", "Cc", "Cf"))


def get_case(word: str) -> int:
    """Return the case class of a word, one of the `CASE_` constants.

    The vocabulary is uncased; this is what the encoder learns of capitals.

    Example:
        >>> get_case("Moscow") == CASE_TITLE, get_case("CSTO") == CASE_UPPER
        (True, True)
    """
    if word.islower():
        return CASE_LOWER
    if not any(ch.isalpha() for ch in word):
        return CASE_NONE
    if word.isupper():
        return CASE_UPPER if len(word) > 1 else CASE_TITLE
    if word[0].isupper() and word[1:].islower():
        return CASE_TITLE
    return CASE_MIXED


class WordPiece:
    """A vocabulary of sub-tokens and the ids of words in it.

    Ids of words met before are kept, so that running text costs one look-up a word.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the vocabulary in id order."""
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.start_id = self._ids[START]
        self.end_id = self._ids[END]
        self.unknown_id = self._ids[UNKNOWN]
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def get_ids(self, word: str) -> tuple[int, ...]:
        """Return the sub-token ids of one word; never empty."""
        return self.get_pieces(word)[0]

    def get_pieces(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the sub-token ids of one word and the case class of each, the word's own."""
        found = self._known.get(word)
        if found is None:
            ids = self._split(fold(word))
            found = ids, (get_case(word),) * len(ids)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _MAX_WORD_CHARS:
            return (self.unknown_id,)
        pieces: list[int] = []
        for part in _split_punctuation(word):
            found = self._longest_match(part)
            if not found:
                pieces.append(self.unknown_id)
            pieces.extend(found)
        return tuple(pieces[:_MAX_PIECES]) or (self.unknown_id,)

    def _longest_match(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._ids.get(prefix + part[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return []
        return pieces


def _split_punctuation(word: str) -> Iterable[str]:
    """Yield runs of letters and digits, and each other character on its own."""
    if word.isalnum():
        yield word
        return
    run = ""
    for ch in word:
        if ch.isalnum():
            run += ch
            continue
        if run:
            yield run
            run = ""
        if not ch.isspace():
            yield ch
    if run:
        yield run
