"""Lays one text over another: which of its words stand in the other too, and what was changed between.

Place in the flow: `linking.origins` decides by the share that is covered. Sentences may stand in
another order; a few changed words do not break a stretch, but two texts that only share set
phrases or questions are covered no further than these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from dragoman.linking.keys import Word
from dragoman.text.numbers import ONES, SCALES, TENS
from dragoman.text.spans import Span, find_span

DifferenceKind = Literal["figure", "name", "negation", "wording"]

RUN = 3
"""Least words in a row that count as taken over."""
MAX_GAP = 8
"""Most words, in each of the texts, that may differ between two runs of one stretch."""
MAX_EDGE = 3
"""The same before the first run and behind the last; also the most words that put in a denial ("did not")."""
SHOUTED = 60
"""Characters on either side of a word that are looked at for small letters."""
_MAX_PLACES = 8
"""Places that a run of words is looked for at: keeps texts of one word repeated in linear time."""
_FIGURES = (ONES.keys() | TENS.keys() | SCALES.keys() | {"dozens", "scores", "hundreds", "thousands"}) - {
    "score"
}
_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot denied denies deny".split()
)


class Block(NamedTuple):
    """So many words from `here` in the one text that stand from `there` in the other."""

    here: int
    there: int
    length: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand in the place of others in a stretch that both texts have.

    One of the spans is empty where words were put in or left out.
    """

    kind: DifferenceKind
    first: Span
    second: Span

    @property
    def is_grave(self) -> bool:
        """Return whether one text says another figure or name than the other, or denies what it says."""
        return self.kind == "negation" or (
            self.kind in ("figure", "name") and bool(self.first.text and self.second.text)
        )


def find_blocks(here: Sequence[Word], there: Sequence[Word]) -> list[Block]:
    """Return the runs of words of the one text that the other has too, in the order of the first.

    Example:
        >>> from dragoman.linking.keys import find_words
        >>> find_blocks(find_words("guns fell silent at nine"), find_words("At dusk guns fell silent"))
        [Block(here=0, there=2, length=3)]
    """
    places: dict[tuple[str, ...], list[int]] = {}
    keys, others = [word.key for word in here], [word.key for word in there]
    for place in range(len(others) - RUN + 1):
        known = places.setdefault(tuple(others[place : place + RUN]), [])
        if len(known) < _MAX_PLACES:
            known.append(place)
    blocks: list[Block] = []
    place, expected = 0, 0
    while place <= len(keys) - RUN:
        starts = places.get(tuple(keys[place : place + RUN]))
        if starts is None:
            place, expected = place + 1, expected + 1
            continue
        block = _choose(keys, others, place, starts, expected)
        blocks.append(block)
        place, expected = place + block.length, block.there + block.length
    return blocks


def _choose(keys: list[str], others: list[str], here: int, starts: list[int], expected: int) -> Block:
    """Return the run that goes on where the last one ended; else the longest."""
    near = [start for start in starts if abs(start - expected) <= MAX_GAP]
    runs = [Block(here, start, _measure(keys, others, here, start)) for start in near or starts]
    return max(runs, key=lambda run: (run.length, -abs(run.there - expected)))


def _measure(keys: list[str], others: list[str], here: int, there: int) -> int:
    length = RUN
    while (
        here + length < len(keys)
        and there + length < len(others)
        and keys[here + length] == others[there + length]
    ):
        length += 1
    return length


def find_gaps(blocks: Sequence[Block], here: int, there: int) -> list[tuple[Block, Block]]:
    """Return the neighbours between which only a few words differ; the texts' ends are blocks without words.

    At an end as many words of the other text must stand, and few, as in "12 killed in Kaya" and "40 killed in
    Kaya"; else another headline or credit would be a difference.

    Args:
        blocks: As `find_blocks` gives them.
        here: Words of the one text.
        there: Words of the other.
    """
    ended = [Block(0, 0, 0), *blocks, Block(here, there, 0)] if blocks else []
    gaps = []
    for left, right in pairwise(ended):
        ours, theirs = right.here - left.here - left.length, right.there - left.there - left.length
        is_edge = not (left.length and right.length)
        if 0 <= theirs <= MAX_GAP and ours <= MAX_GAP and (not is_edge or ours == theirs <= MAX_EDGE):
            gaps.append((left, right))
    return gaps


def count_covered(blocks: Sequence[Block], gaps: Sequence[tuple[Block, Block]]) -> int:
    """Return how many words of the one text stand in the other, small changes between them included."""
    inside = sum(right.here - left.here - left.length for left, right in gaps if left.length and right.length)
    return sum(block.length for block in blocks) + inside


def find_differences(
    texts: tuple[str, str], words: tuple[Sequence[Word], Sequence[Word]], gaps: Sequence[tuple[Block, Block]]
) -> list[Difference]:
    """Return what differs within the stretches that two texts share, in order.

    Args:
        texts: The one and the other.
        words: Of both.
        gaps: As `find_gaps` gives them for these.
    """
    found = []
    for left, right in gaps:
        ends = (left.here + left.length, right.here), (left.there + left.length, right.there)
        if ends[0][0] == ends[0][1] and ends[1][0] == ends[1][1]:
            continue
        keys = [
            [word.key for word in side[start:end]] for side, (start, end) in zip(words, ends, strict=True)
        ]
        matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
        for tag, start, end, other_start, other_end in matcher.get_opcodes():
            if tag != "equal":
                bounds = (
                    (ends[0][0] + start, ends[0][0] + end),
                    (ends[1][0] + other_start, ends[1][0] + other_end),
                )
                found.append(_make_difference(texts, words, bounds))
    return found


def _make_difference(
    texts: tuple[str, str],
    words: tuple[Sequence[Word], Sequence[Word]],
    bounds: tuple[tuple[int, int], tuple[int, int]],
) -> Difference:
    spans = [_make_span(*side) for side in zip(texts, words, bounds, strict=True)]
    sides = [words[side][start:end] for side, (start, end) in enumerate(bounds)]
    return Difference(_find_kind(texts, sides), spans[0], spans[1])


def _make_span(text: str, words: Sequence[Word], bounds: tuple[int, int]) -> Span:
    start, end = bounds
    if start < end:
        return find_span(text, words[start].start, words[end - 1].end)
    place = words[start].start if start < len(words) else len(text)
    return Span(place, place, "")


def _find_kind(texts: tuple[str, str], sides: Sequence[Sequence[Word]]) -> DifferenceKind:
    """Return what sort of words were changed, the gravest of them.

    "killed 12" for "killed 40", "Kaya" for "Moyo", "did not fire" for "did fire".
    """
    if any(_is_figure(word.key) for side in sides for word in side):
        return "figure"
    if any(_is_negation(word.key) for side in sides if len(side) <= MAX_EDGE for word in side):
        return "negation"
    shown = [
        (text, side)
        for text, side in zip(texts, sides, strict=True)
        if not (side and _is_shouted(text, side[0]))
    ]
    is_named = bool(shown) and all(any(_is_name(text, word) for word in side) for text, side in shown)
    return "name" if is_named else "wording"


def _is_shouted(text: str, word: Word) -> bool:
    """Return whether all around a word is in capitals, as in old wires, so that its own say nothing."""
    around = text[max(word.start - SHOUTED, 0) : word.end + SHOUTED]
    return around.isupper()


def _is_figure(key: str) -> bool:
    return key[0].isdigit() or key in _FIGURES


def _is_negation(key: str) -> bool:
    return key in _NEGATIONS or key.endswith("n't")


def _is_name(text: str, word: Word) -> bool:
    """Return whether a word has a capital that does not only begin a sentence."""
    before = text[max(word.start - 5, 0) : word.start].rstrip(" \t“\"'‘(«")[-1:]
    letter = next((letter for letter in text[word.start : word.end] if letter.isalnum()), "")
    return letter.isupper() and before not in ("", ".", "!", "?", "\n", ":")
