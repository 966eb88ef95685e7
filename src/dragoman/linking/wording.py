"""The words of a report around its events: sentences, names, and how telling each word is.

Place in the flow: below `facts`; takes the text of a report and nothing else. Names are found by their
capitals, since villages, ships and victims that no table knows tell one happening from another best.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.language.sentences import find_sentences
from dragoman.lexicon.gazetteer_file import fold_name

STEM = 5
"""Letters by which words are alike: "shelled", "shelling"."""
ALIKE = 0.75
"""Share of letters that two spellings of one name have in common: "Dayr Zahrun", "Deir Zahroun"."""
SHORTEST_NAME, LONGEST_NAME = 4, 40
"""Letters of the shortest and the longest name that may be spelled in two ways."""
SHOUTED = 0.6
"""Share of capitals among the letters from which a text is written in capitals and tells no names."""
BEFORE, BEHIND = 8, 3
"""Words before and behind an event in which "another" or "earlier" is said of it."""
_CACHED = 65_536
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AT_PLACE = re.compile(
    r"\b(?:at|in|near|of|on|from|to|outside|around|towards?|into|inside|over|through|between|beside|behind)"
    r"\s+(?:the\s+)?((?:[^\W\d_a-z][\w'’-]+)(?:\s+(?:al-|el-)?[^\W\d_a-z][\w'’-]+){0,3})"
)
_DATE_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_OPENERS = frozenset(
    "the this that there they both after when nobody another earlier meanwhile some none all one its his her"
    " our she not two three four five six seven eight nine ten".split()
)
_EMPTY = frozenset(
    "the and that with from have has had were was been his her its their they who which said says would"
    " will this also after before about into over more than when there where not for are but".split()
)
_POINTERS = frozenset("the this that these those".split())
_OTHERS = frozenset(
    "another second third again separate separately earlier previous previously meanwhile new fresh latest"
    " also other elsewhere next since".split()
)
Weights = tuple[tuple[str, float], ...]
"""Words with how telling each is: the more, the fewer sentences of its report have it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a report, by number: where each starts, its capitalised names and its words."""

    text: str
    starts: tuple[int, ...]
    names: tuple[frozenset[str], ...]
    stems: tuple[frozenset[str], ...]
    spread: Mapping[str, int]
    """In how many sentences each word stands."""

    def get_sentence(self, place: int) -> int:
        """Return the number of the sentence that a character stands in."""
        return max(0, bisect_right(self.starts, place) - 1)

    def get_bounds(self, sentence: int) -> tuple[int, int]:
        """Return where a sentence starts and where the next one does."""
        following = self.starts[sentence + 1 : sentence + 2]
        return self.starts[sentence], following[0] if following else len(self.text)

    def get_near_names(self, sentence: int) -> frozenset[str]:
        """Return the names in a sentence and those beside it."""
        return frozenset().union(*self.names[max(0, sentence - 1) : sentence + 2])

    def weigh_stems(self, sentence: int) -> Weights:
        """Return the words of a sentence with their weights, in the order of the alphabet."""
        count = len(self.starts)
        return tuple(
            (stem, round(math.log((count + 1) / self.spread[stem]), 2))
            for stem in sorted(self.stems[sentence])
        )

    def find_place_names(self, sentence: int) -> frozenset[str]:
        """Return the names in a sentence that stand as places do: "at Gbansue", folded."""
        start, end = self.get_bounds(sentence)
        found = (fold_name(match[1]) for match in _AT_PLACE.finditer(self.text, start, end))
        return frozenset(name for name in found if not _DATE_WORDS & set(name.split()))

    def is_definite(self, start: int) -> bool:
        """Return whether the word at a place is pointed at: "the raid", "Monday's raid"."""
        words = self._get_words_before(start, 2)
        return any(word in _POINTERS or word.endswith(("'s", "’s")) for word in words)

    def is_another(self, start: int, end: int) -> bool:
        """Return whether words beside an event set it apart from others: "a second raid"."""
        behind = self.text[end : self.get_bounds(self.get_sentence(start))[1]].casefold().split()[:BEHIND]
        words = (*self._get_words_before(start, BEFORE), *behind)
        return any(word.strip(".,;:") in _OTHERS for word in words)

    def _get_words_before(self, place: int, count: int) -> list[str]:
        start = self.starts[self.get_sentence(place)]
        return self.text[start:place].casefold().split()[-count:]


def read_wording(text: str) -> Wording:
    """Return the sentences, names and words of a report."""
    starts = tuple(sentence.start for sentence in find_sentences(text)) or (0,)
    parts = [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]
    stems = tuple(stem_words(part) for part in parts)
    spread = Counter(stem for sentence in stems for stem in sentence)
    is_shouted = sum(char.isupper() for char in text) > SHOUTED * sum(char.isalpha() for char in text)
    small = frozenset() if is_shouted else frozenset(word for word in _WORD.findall(text) if word.islower())
    names = tuple(frozenset() if is_shouted else _find_names(part, small) for part in parts)
    return Wording(text, starts, names, stems, spread)


def _find_names(sentence: str, small: frozenset[str]) -> frozenset[str]:
    """Return the capitalised words of a sentence that are no dates and nowhere written small."""
    names = set()
    for match in _CAPITAL.finditer(sentence):
        word = match[0].removesuffix("'s").removesuffix("’s")
        name = fold_name(word)
        is_opener = match.start() <= 2 and name in _OPENERS
        if len(name) > 2 and name not in _DATE_WORDS and name not in _EMPTY and not is_opener:
            if word.casefold() not in small:
                names.add(name)
    return frozenset(names)


def stem_words(text: str) -> frozenset[str]:
    """Return the first letters of the words that say something.

    Example:
        >>> sorted(stem_words("He was with the shelling"))
        ['shell']
    """
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


def compare_weights(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two sets of weighted words; 0 where one is empty."""
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / lengths if lengths else 0.0


def share_name(some: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether a name is among others, or a long word of it, in whatever spelling.

    Example:
        >>> share_name({"khirbet nuwar"}, {"nawwar"}), share_name({"fort union"}, {"osh"})
        (True, False)
    """
    words = {word for name in others for word in _list_parts(name)}
    return any(_is_alike(part, word) for name in some for part in _list_parts(name) for word in words)


def _list_parts(name: str) -> set[str]:
    """Return a name and its long words."""
    return {name, *(word for word in name.split() if len(word) > SHORTEST_NAME)}


@lru_cache(maxsize=_CACHED)
def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_NAME or max(len(one), len(other)) > LONGEST_NAME:
        return False
    first, second = sorted((one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= ALIKE for bound in bounds)
