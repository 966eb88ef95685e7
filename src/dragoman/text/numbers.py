"""Numbers in words and figures, as values.

Place in the flow: ground. `values.counts` puts bounds around them, `reading.times` reads
days and spans of time with them. Vague words ("dozens", "several") are not numbers: they
have bounds, which `values.counts` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Value = int | float

ONES: dict[str, int] = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
}
TENS: dict[str, int] = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
    "dozen": 12,
    "score": 20,
}
SHORT_SCALES: dict[str, int] = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "tn": 1_000_000_000_000,
}
ORDINALS: dict[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
} | {word + "th": value for word, value in ONES.items() if value > 12}

HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
MAX_DIGITS = 15
"""Longer figures are codes or noise, not counts."""

FIGURE = re.compile(
    r"(\d{1,3}(?:[,'\u2019 \u00a0\u202f]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:\.\d{3}){2,}|\d+)"
    r"([.,]\d+)?(k|mn|mln|m|bn|b|tn)?",
    re.IGNORECASE,
)
ORDINAL_FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
SEPARATORS = re.compile(r"[,'\u2019 .\u00a0\u202f]")
WORD = re.compile(r"[^\W\d_]+|\d[\d.,'\u2019]*[^\W\d_]*|\S")


class Number(NamedTuple):
    """A number read from words `first` to `last`, the latter exclusive."""

    first: int
    last: int
    value: Value


def clean_number(text: str) -> Value | None:
    """Return the value of one number in words or figures; None if the text is anything else.

    Example:
        >>> clean_number("two hundred and eighty"), clean_number("3,085"), clean_number("2.8 million")
        (280, 3085, 2800000)
        >>> clean_number("a dozen"), clean_number("20 000"), clean_number("a")
        (12, 20000, None)
    """
    if len(text) > 200:
        return None
    words = WORD.findall(text.lower())
    found = read_numbers(words)
    if len(found) == 1 and found[0].first == 0 and found[0].last == len(words):
        return found[0].value
    return None


def clean_ordinal(text: str) -> int | None:
    """Return the value of an ordinal; None if the text is anything else.

    Example:
        >>> clean_ordinal("third"), clean_ordinal("21st"), clean_ordinal("twenty-first")
        (3, 21, 21)
    """
    text = text.lower()
    figure = ORDINAL_FIGURE.fullmatch(text)
    if figure:
        return int(figure[1])
    if text in ORDINALS:
        return ORDINALS[text]
    tens, _, ones = text.replace("-", " ").partition(" ")
    if tens in TENS and 0 < ORDINALS.get(ones, 0) < 10:
        return TENS[tens] + ORDINALS[ones]
    return None


def read_numbers(words: Sequence[str]) -> list[Number]:
    """Return the numbers in a run of lower-case words or tokens, left to right.

    Hyphens may be words of their own ("twenty", "-", "five"). "a" and "half" belong to a
    number only before a scale ("a hundred", "half a million"), so that "a soldier" has none.

    Example:
        >>> read_numbers("at least two hundred and eighty soldiers in 3 camps".split())
        [Number(first=2, last=6, value=280), Number(first=8, last=9, value=3)]
    """
    return list(_find_numbers(words))


def _find_numbers(words: Sequence[str]) -> Iterator[Number]:
    place, total = 0, len(words)
    while place < total:
        word = words[place]
        if word[:1].isdigit() or word in STARTERS or "-" in word[1:-1]:
            found = _read_number(words, place)
            if found:
                yield found
                place = found.last
                continue
        place += 1


STARTERS = frozenset(ONES) | frozenset(TENS) | {"a", "an", "half", "hundred", "thousand", "dozen"}


def _read_number(words: Sequence[str], first: int) -> Number | None:
    """Return the number that begins at a word, or None.

    "half a million", "a million and a half", "two and a half million", "twelve hundred".
    """
    word = words[first]
    if word == "half":
        return _read_half(words, first)
    if word in ("a", "an") or word in SCALES:
        scale_at = first if word in SCALES else first + 1
        if scale_at < len(words) and words[scale_at] in SCALES and words[scale_at] != "score":
            return _finish(words, first, scale_at, 1)
        return None
    figure = _read_figure(words, first)
    if figure:
        value, last, is_scaled = figure
        if is_scaled:
            return Number(first, last, value)
        return _finish(words, first, last, value)
    small = _read_small(words, first)
    if not small:
        return None
    value, last = small
    if tuple(words[last : last + 3]) == ("and", "a", "half"):
        value, last = value + 0.5, last + 3
    return _finish(words, first, last, value)


def _read_half(words: Sequence[str], first: int) -> Number | None:
    """Return the value of "half a million" or "half million"; None for "half the troops"."""
    scale_at = first + 1
    if scale_at < len(words) and words[scale_at] in ("a", "-"):
        scale_at += 1
    if scale_at < len(words) and words[scale_at] in SCALES:
        return Number(first, scale_at + 1, _tidy(SCALES[words[scale_at]] / 2))
    return None


def _finish(words: Sequence[str], first: int, here: int, value: Value) -> Number:
    """Return the number whose first part is read: its scales and what follows them.

    "two hundred | and eighty thousand", "2.8 | million", "a | million and a half".
    """
    total: Value = 0
    part: Value = value
    end = here
    while end < len(words):
        word = words[end]
        if word == "-" and end + 1 < len(words) and words[end + 1] in SCALES:
            end += 1
            continue
        scale = SCALES.get(word) or (SHORT_SCALES.get(word, 0) if end > first and len(word) > 1 else 0)
        if not scale:
            break
        end += 1
        part *= scale
        if tuple(words[end : end + 3]) == ("and", "a", "half"):
            part, end = part + scale / 2, end + 3
        if scale != 100 and not _is_scale(words, end):
            total, part = total + part, 0
        follower = _read_follower(words, end, scale)
        if follower:
            part, end = part + follower[0], follower[1]
    return Number(first, end, _tidy(total + part))


def _is_scale(words: Sequence[str], place: int) -> bool:
    return place < len(words) and words[place] in SCALES


def _read_follower(words: Sequence[str], place: int, scale: int) -> tuple[Value, int] | None:
    """Return what is added after a scale word, in words only, and where it ends.

    "two hundred and eighty" goes on; "two hundred and 80 others" are two numbers.
    """
    if scale in (12, 20):
        return None
    at = place + 1 if place < len(words) and words[place] == "and" else place
    small = _read_small(words, at) if at < len(words) else None
    if not small or small[0] >= scale or small[0] == 0:
        return None
    return small


def _read_small(words: Sequence[str], place: int) -> tuple[Value, int] | None:
    """Return a number below a hundred in words and where it ends: "twenty-five", "twenty - five"."""
    word = words[place]
    if word in ONES:
        return ONES[word], place + 1
    if word in TENS:
        at = place + 1
        if at < len(words) and words[at] in HYPHENS:
            at += 1
        if at < len(words) and 0 < ONES.get(words[at], 0) < 10:
            return TENS[word] + ONES[words[at]], at + 1
        return TENS[word], place + 1
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in TENS and 0 < ONES.get(ones, 0) < 10:
        return TENS[tens] + ONES[ones], place + 1
    return None


def _read_figure(words: Sequence[str], place: int) -> tuple[Value, int, bool] | None:
    """Return the value of figures, where they end, and whether they carry their scale.

    "3,085", "20 000" (two words), "2.8m", "1.200.000", "12,34,567".
    """
    match = FIGURE.fullmatch(words[place])
    if not match:
        return None
    digits = SEPARATORS.sub("", match[1])
    decimals, suffix = match[2], match[3]
    last = place + 1
    if not decimals and not suffix and len(match[1]) <= 3 and match[1][0] != "0":
        while last < len(words) and len(words[last]) == 3 and words[last].isdecimal():
            digits += words[last]
            last += 1
    if len(digits) > MAX_DIGITS or (decimals and len(decimals) > MAX_DIGITS):
        return None
    value: Value = int(digits)
    if decimals:
        value = float(f"{value}.{decimals[1:]}")
    if suffix:
        return _tidy(value * SHORT_SCALES[suffix.lower()]), last, True
    return value, last, False


def _tidy(value: Value) -> Value:
    """Return an int where the value is whole, without the dust of binary fractions."""
    value = round(value, 6)
    return int(value) if value == int(value) else value
