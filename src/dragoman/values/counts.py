"""Counts with the bounds that the words give them.

Place in the flow: ground. The casualties layer reads tolls and strengths with it.
A bound that the words leave open is None: "at least 280" has no upper bound, "about 200"
has a best value and no bounds. Vague words keep to what they cannot be below ("dozens" is
two dozen at least); nothing is ever made up in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.text.numbers import ORDINALS, SCALES, WORD, Number, Value, read_numbers


@dataclass(frozen=True, slots=True)
class Count:
    """How many: bounds, both inclusive, and the value given; None where left open."""

    low: int | None
    high: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class CountMention:
    """A count read from words `first` to `last`, the latter exclusive."""

    first: int
    last: int
    count: Count


# What a word before a number says of it: the key is the whole phrase, the value one of
# low ("at least 5": low 5), high ("up to 5": high 5), near ("about 5": best 5),
# below ("nearly 5": best and high 5), above ("just over 5": best and low 5).
# "more than 100" is low 100, "fewer than 100" high 100: the number is the bound that the
# source commits itself to, and the step of one would feign a precision nobody meant.
BEFORE: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): kind
    for kind, phrases in {
        "low": (
            "at least|no fewer than|no less than|not fewer than|not less than|more than|over|above|"
            "upwards of|upward of|in excess of|a minimum of|minimum|minimum of|exceeding|well over|"
            "far more than|well above|beyond|greater than|as few as|at the very least|at the least|"
            "not under|no under|way over|far over|much more than"
        ),
        "high": (
            "at most|up to|as many as|as much as|fewer than|less than|under|below|no more than|"
            "not more than|a maximum of|maximum|maximum of|no over|at the most|well under|not over|"
            "well below|far fewer than|at the very most|not exceeding"
        ),
        "near": (
            "about|around|some|approximately|roughly|circa|an estimated|estimated|close to|c.|ca.|approx|"
            "approx.|more or less|in the region of|somewhere around|in the order of|on the order of|near|"
            "perhaps|maybe|possibly|probably"
        ),
        "below": (
            "nearly|almost|just under|not quite|slightly under|slightly fewer than|just short of|just below"
        ),
        "above": "just over|slightly more than|slightly over|a little over|just above|a little more than",
    }.items()
    for phrase in phrases.split("|")
}
LONGEST_BEFORE = max(map(len, BEFORE))

AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "low",
    ("or", "so"): "near",
    ("or", "fewer"): "high",
    ("or", "less"): "high",
    ("at", "least"): "low",
    ("at", "the", "least"): "low",
    ("at", "most"): "high",
    ("plus",): "low",
    ("+",): "low",
    ("and", "counting"): "low",
    ("odd",): "near",
    ("-", "odd"): "near",
    ("-", "plus"): "low",
}

# Words that are no number and yet have a lower bound. A plural scale is at least two of
# them: "dozens" 24, "scores" 40, "tens" 20, "hundreds" 200, "thousands" 2,000. "Several"
# is more than two, "a few" and "a handful" may be two; no dictionary gives them an upper
# bound, so it stays open, but "a couple" is two. "Many", "numerous" and "multiple" say
# only that it was more than one.
VAGUE: dict[tuple[str, ...], Count] = {
    ("tens",): Count(20, None, None),
    ("dozens",): Count(24, None, None),
    ("scores",): Count(40, None, None),
    ("hundreds",): Count(200, None, None),
    ("thousands",): Count(2_000, None, None),
    ("millions",): Count(2_000_000, None, None),
    ("billions",): Count(2_000_000_000, None, None),
    ("lakhs",): Count(200_000, None, None),
    ("tens", "of", "thousands"): Count(20_000, None, None),
    ("tens", "of", "millions"): Count(20_000_000, None, None),
    ("dozens", "of", "thousands"): Count(24_000, None, None),
    ("hundreds", "of", "thousands"): Count(200_000, None, None),
    ("hundreds", "of", "millions"): Count(200_000_000, None, None),
    ("thousands", "of", "millions"): Count(2_000_000_000, None, None),
    ("several",): Count(3, None, None),
    ("a", "few"): Count(2, None, None),
    ("few",): Count(2, None, None),
    ("a", "handful"): Count(2, None, None),
    ("handful",): Count(2, None, None),
    ("a", "couple"): Count(2, 2, 2),
    ("couple",): Count(2, 2, 2),
    ("a", "pair"): Count(2, 2, 2),
    ("pair",): Count(2, 2, 2),
    ("both",): Count(2, 2, 2),
    ("a", "trio"): Count(3, 3, 3),
    ("trio",): Count(3, 3, 3),
    ("a", "score"): Count(20, None, None),
    ("many",): Count(2, None, None),
    ("numerous",): Count(2, None, None),
    ("multiple",): Count(2, None, None),
    ("countless",): Count(2, None, None),
    ("various",): Count(2, None, None),
    ("a", "number", "of"): Count(2, None, None),
    ("a", "single"): Count(1, 1, 1),
    ("not", "a", "single"): Count(0, 0, 0),
    ("not", "one"): Count(0, 0, 0),
    ("none",): Count(0, 0, 0),
    ("nobody",): Count(0, 0, 0),
    ("no", "one"): Count(0, 0, 0),
    ("no",): Count(0, 0, 0),
}
LONGEST_VAGUE = max(map(len, VAGUE))
VAGUE_FIRSTS = frozenset(words[0] for words in VAGUE)

# Vague words before a scale multiply it: "several hundred" is three hundred at least.
VAGUE_FACTORS: dict[tuple[str, ...], int] = {
    ("several",): 3,
    ("a", "few"): 2,
    ("few",): 2,
    ("many",): 2,
    ("a", "couple"): 2,
    ("couple",): 2,
    ("a", "couple", "of"): 2,
    ("couple", "of"): 2,
}
_RISES = [[verb, "up", "to"] for verb in ("go", "goes", "going", "went", "gone")]
"""Words that set a number and bound none: "has gone up to 13"."""
RANGE_WORDS = ("to", "-", "\u2013", "\u2014", "or")
ARTICLES = ("a", "an", "another")

Bounds = Callable[[int], Count]
BOUNDS: dict[str, Bounds] = {
    "exact": lambda value: Count(value, value, value),
    "low": lambda value: Count(value, None, None),
    "high": lambda value: Count(None, value, None),
    "near": lambda value: Count(None, None, value),
    "below": lambda value: Count(None, value, value),
    "above": lambda value: Count(value, None, value),
}


def clean_count(text: str) -> Count | None:
    """Return the count that a short text gives; None where it has none, or more than one.

    A singular article counts as one here ("a soldier"), since the caller has chosen the
    words; `read_counts` leaves articles alone.

    Example:
        >>> clean_count("at least 280 soldiers")
        Count(low=280, high=None, best=None)
        >>> clean_count("dozens of civilians"), clean_count("one soldier").best
        (Count(low=24, high=None, best=None), 1)
    """
    words = WORD.findall(text.lower())
    found = read_counts(words)
    if not found and words and words[0] in ARTICLES:
        return BOUNDS["exact"](1)
    return found[0].count if len(found) == 1 else None


def compare_counts(one: Count, other: Count) -> float:
    """Return how well two counts agree: 1.0 the same, 0.5 their bounds allow both, 0.0 neither.

    Example:
        >>> compare_counts(clean_count("at least 20"), clean_count("26"))
        0.5
    """
    if one == other:
        return 1.0
    low = max((side for side in (one.low, other.low) if side is not None), default=0)
    high = min((side for side in (one.high, other.high) if side is not None), default=low)
    if one.best is not None and other.best is not None and one.best != other.best:
        return 0.0
    return 0.5 if low <= high else 0.0


def read_counts(words: Sequence[str]) -> list[CountMention]:
    """Return the counts in a run of lower-case words or tokens, with their hedges, left to right.

    Fractions of a whole ("2.5") are no counts and are passed over. Percentages, years,
    sums of money and measures read like counts here: what is counted is for the caller to see.

    Example:
        >>> read_counts("between 20 and 25 rebels and up to ten soldiers".split())
        [CountMention(first=0, last=4, count=Count(low=20, high=25, best=None)), \
CountMention(first=6, last=9, count=Count(low=None, high=10, best=None))]
    """
    numbers = {number.first: number for number in read_numbers(words)}
    found: list[CountMention] = []
    place, floor = 0, 0
    while place < len(words):
        number = numbers.get(place)
        vague = _read_vague(words, place) if words[place] in VAGUE_FIRSTS else None
        if vague and (number is None or number.last < vague.last):
            mention: CountMention | None = _hedge_vague(words, vague, floor)
        elif number:
            mention = _read_numeral(words, number, numbers, floor)
        else:
            place += 1
            continue
        if mention:
            found.append(mention)
        if mention:
            place = floor = mention.last
        else:
            place += 1
    return found


def _read_vague(words: Sequence[str], first: int) -> CountMention | None:
    """Return the vague count that begins at a word: "several", "a few hundred", "tens of thousands"."""
    for length in (3, 2, 1):
        factor = VAGUE_FACTORS.get(tuple(words[first : first + length]))
        after = first + length
        if factor and after < len(words) and words[after] in SCALES:
            value, after = factor * SCALES[words[after]], after + 1
            while after < len(words) and words[after] in SCALES:
                value, after = value * SCALES[words[after]], after + 1
            return CountMention(first, after, Count(value, None, None))
    for length in range(min(LONGEST_VAGUE, len(words) - first), 0, -1):
        count = VAGUE.get(tuple(words[first : first + length]))
        if count:
            return CountMention(first, first + length, count)
    return None


def _hedge_vague(words: Sequence[str], vague: CountMention, floor: int) -> CountMention | None:
    """Return a vague count with what stands before it: "up to several dozen" has no lower bound.

    "no longer", "no more than five" and "as many as forty" hold no vague count: None.
    """
    if vague.first > floor and words[vague.first - 1] in ("as", "how", "so", "too"):
        return None
    if words[vague.first] in ("no", "not") and vague.last < len(words):
        if words[vague.last] in ("longer", "more", "fewer", "less", "under", "over", "matter", "doubt"):
            return None
    first, kind = _read_before(words, vague.first, floor)
    if kind in ("high", "below"):
        return CountMention(first, vague.last, Count(None, None, None))
    return CountMention(first, vague.last, vague.count)


def _read_numeral(
    words: Sequence[str], number: Number, numbers: dict[int, Number], floor: int
) -> CountMention | None:
    """Return the count around a number: its range, the hedges before and after it."""
    if number.last < len(words) and words[number.last] in ("th", "st", "nd", "rd"):
        return None
    if _is_ordinal_part(words, number):
        return None
    ranged = _read_range(words, number, numbers, floor)
    if ranged:
        return ranged
    value = _to_count(number.value)
    if value is None:
        return None
    first, kind = _read_before(words, number.first, floor)
    last = number.last
    if kind in ("exact", "near"):
        for length in range(min(3, len(words) - last), 0, -1):
            after = AFTER.get(tuple(words[last : last + length]))
            if after:
                kind, last = after, last + length
                break
    return CountMention(first, last, BOUNDS[kind](value))


def _is_ordinal_part(words: Sequence[str], number: Number) -> bool:
    """Return whether the number is the first half of an ordinal: "the twenty - first brigade"."""
    after = number.last
    return after + 1 < len(words) and words[after] == "-" and words[after + 1] in ORDINALS


def _read_before(words: Sequence[str], place: int, floor: int) -> tuple[int, str]:
    """Return where the hedge before a word begins and its kind; ("exact" at the word for none)."""
    for length in range(min(LONGEST_BEFORE, place - floor), 0, -1):
        kind = BEFORE.get(tuple(words[place - length : place]))
        if kind == "high" and words[place - length - 1 : place] in _RISES:
            return place, "exact"
        if kind:
            return place - length, kind
    return place, "exact"


def _read_range(
    words: Sequence[str], number: Number, numbers: dict[int, Number], floor: int
) -> CountMention | None:
    """Return the count of "between 20 and 25", "20 to 25", "20-25", "two or three", "5 to 6 million"."""
    first, middle = number.first, number.last
    if middle >= len(words):
        return None
    is_between = first > floor and words[first - 1] in ("between", "from")
    joins = ("and", *RANGE_WORDS) if is_between else RANGE_WORDS
    end = numbers.get(middle + 1)
    if words[middle] not in joins or end is None:
        return None
    high = _to_count(end.value)
    low = _to_count(_share_scale(words, number, end))
    if low is None or high is None or not low < high:
        return None
    if words[middle] == "or" and high - low > max(2, low):
        return None
    if is_between:
        return CountMention(first - 1, end.last, Count(low, high, None))
    first, kind = _read_before(words, first, floor)
    if kind == "low":
        return CountMention(first, end.last, Count(low, None, None))
    if kind == "high":
        return CountMention(first, end.last, Count(None, high, None))
    return CountMention(first, end.last, Count(low, high, None))


def _share_scale(words: Sequence[str], number: Number, end: Number) -> Value:
    """Return the lower end of a range, with the scale of the upper: "2 to 3 million" begins at 2 million."""
    scale = SCALES.get(words[end.last - 1], 1)
    if scale > 1 and words[number.last - 1] not in SCALES and number.value < end.value / scale:
        return number.value * scale
    return number.value


def _to_count(value: Value) -> int | None:
    whole = int(value)
    return whole if whole == value else None
