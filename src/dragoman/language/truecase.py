"""Reads text in capitals, as wires were, with the capitals that running text would have.

Place in the flow: first of `language.analyse`. What is read differs from the text only in the
case of letters, so every offset stays. Text in mixed case passes through untouched: only a
paragraph all in capitals is read anew.

Names that our tables know and abbreviations spelled out in the text come first; between them
each word takes the case that is most likely for it and for its neighbours (Viterbi over lower,
title and upper case; Lita et al. 2003, "tRuEcasIng", without the trigrams).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from dragoman.language.sentences import STARTERS, TITLES
from dragoman.lexicon.casing import CASES, CasingTable, Phrase, load_body_words, load_cased_names, load_casing
from dragoman.lexicon.countries import fold
from dragoman.text.paragraphs import TERMINAL, find_paragraphs

RUN = re.compile(r"[^a-zß-öø-ÿ]{30,}")
"""A text without such a run has no paragraph in capitals, and costs one search."""
MIN_WORDS = 5
MIN_UPPER = 0.95
"""Fewest words, and least share of capitals among cased letters, of a paragraph in capitals."""

WORD = re.compile(r"[^\W\d_]+|\d+(?:ST|ND|RD|TH|S)?")
CLITIC = re.compile(r"(?:S|T|M|RE|LL|VE|D)(?!\w)")
BRACKETED = re.compile(r"[\[(]([^\W\d_]{2,8})[\])]")
QUOTED = re.compile(r"[\"“]([^\"“”.!?]{4,60})[\"”]")
DATELINE = re.compile(r"[^\n]{2,80}?\d[^\n]{0,60}?(?:--|[-–—])[\s\[]")
MONTH = re.compile(r"(?<!\w)(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*(?!\w)")
NUMERAL = re.compile(r"(?:X{0,3})(?:I{2,3}|IV|VI{0,3}|IX)|X{2,3}")
SMALL = frozenset("of the and for de del la las los el y da do dos di in on to a al el e".split())
MAX_SPELLED = 9
"""Most words before a bracket that an abbreviation is looked for in."""


@dataclass(slots=True)
class _Word:
    """A word of a paragraph in capitals: its characters, its key, and its case where that is sure."""

    start: int
    end: int
    key: str
    is_first: bool
    is_after_mark: bool
    form: str = ""


def read_capitals(text: str) -> str:
    """Return the text with its paragraphs in capitals as running text, every letter at its place.

    Example:
        >>> read_capitals("THE PERUVIAN ARMY SAID THAT THE REBELS HAD LEFT AYACUCHO.")
        'The Peruvian army said that the rebels had left Ayacucho.'
        >>> read_capitals("Peru's army said that NATO had not been asked.")
        "Peru's army said that NATO had not been asked."
    """
    if not RUN.search(text):
        return text
    stretches = find_capitals(text)
    if not stretches:
        return text
    words: list[_Word] = []
    for number, (start, end) in enumerate(_join_lines(text, stretches)):
        words += _find_words(text, _skip_dateline(text, start, end) if number < 4 else start, end)
    _find_names(text, words, load_cased_names())
    _find_names(text, words, _list_spelled(text, words))
    _find_quoted(text, words)
    _settle(text, words)
    letters = list(text)
    for word in words:
        letters[word.start : word.end] = word.form
    for start, end in stretches[:4]:
        for match in MONTH.finditer(text, start, _skip_dateline(text, start, end)):
            letters[match.start() : match.end()] = match.group().capitalize()
    return "".join(letters)


def find_capitals(text: str) -> list[tuple[int, int]]:
    """Return the start and end of the paragraphs that are all in capitals; all of a text that is."""
    paragraphs = find_paragraphs(text)
    upper = [sum(map(str.isupper, text[start:end])) for start, end in paragraphs]
    lower = [sum(map(str.islower, text[start:end])) for start, end in paragraphs]
    if sum(upper) >= MIN_UPPER * (sum(upper) + sum(lower)) and _has_words(text):
        return paragraphs
    return [
        (start, end)
        for (start, end), high, low in zip(paragraphs, upper, lower, strict=True)
        if high >= MIN_UPPER * (high + low) and high and _has_words(text[start:end])
    ]


def _join_lines(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, those as one that only a line end parts: capitals hide that a line runs on."""
    begin = last = -1
    for start, end in stretches:
        is_one = begin >= 0 and text[last:start].strip(" ") == "\n" and text[last - 1] not in TERMINAL
        if is_one and start - last == 1:
            last = end
            continue
        if begin >= 0:
            yield begin, last
        begin, last = start, end
    if begin >= 0:
        yield begin, last


def _has_words(text: str) -> bool:
    words = 0
    for match in WORD.finditer(text):
        words += match.end() - match.start() > 1 and match.group().isalpha()
        if words >= MIN_WORDS:
            return True
    return False


def _skip_dateline(text: str, start: int, end: int) -> int:
    """Return where the story begins after "LIMA, 4 MAY 88 -- ": datelines are in capitals anyhow."""
    match = DATELINE.match(text, start, min(end, start + 150))
    return match.end() - 1 if match and MONTH.search(match.group()) else start


def _find_words(text: str, start: int, end: int) -> Iterator[_Word]:
    """Yield the words of a paragraph; initials ("U.S.", "J.") and clitics have their case already."""
    last, is_labelled = start, False
    for match in WORD.finditer(text, start, end):
        gap = text[last : match.start()]
        word = match.group()
        is_first = last == start or any(mark in gap for mark in "!?") or _ends(text, last, gap)
        is_first = is_first or (is_labelled and "]" in gap)
        is_labelled = ("[" in gap and is_first) or (is_labelled and "]" not in gap)
        found = _Word(match.start(), match.end(), fold(word).lower(), is_first, bool(gap.strip("'’- \n")))
        if word[0].isdigit():
            found.form = word.lower()
        elif gap in ("'", "’") and CLITIC.fullmatch(word) and last > start:
            found.form = word.lower()
        elif word == "T" and gap in ("'", "’"):
            found.form = "t"
        elif len(word) == 1:
            found.form = "a" if word == "A" and not _is_initial(text, match.end()) else word
        elif _lower(word) in TITLES and text[match.end() : match.end() + 1] == ".":
            found.form = word.capitalize()
        last = match.end()
        yield found


def _is_initial(text: str, end: int) -> bool:
    return text[end : end + 1] == "." and (
        text[end + 1 : end + 2].isalpha() or text[end - 2 : end - 1] == "."
    )


def _ends(text: str, last: int, gap: str) -> bool:
    """Return whether a sentence ends between two words; "GEN. AOUN" and "J. NYERERE" go on."""
    if "\n\n" in gap:
        return True
    if "." not in gap or not gap[gap.index(".") + 1 :].strip(" \n\t\"'”’)]") == "" or len(gap) < 2:
        return False
    first = last
    while first and text[first - 1].isalpha() and last - first < 6:
        first -= 1
    word = text[first:last].lower()
    return word not in TITLES and len(word) != 1


def _find_names(text: str, words: list[_Word], names: dict[str, list[tuple[Phrase, Phrase]]]) -> None:
    """Give the words of known names their spelling, longest name first."""
    place = 0
    while place < len(words):
        for key, forms in names.get(words[place].key, ()):
            stretch = words[place : place + len(key)]
            if tuple(word.key for word in stretch) == key and _is_joined(text, stretch):
                for word, form in zip(stretch, forms, strict=True):
                    word.form = _spell(text, word, form)
                place += len(key) - 1
                break
        place += 1


def _is_joined(text: str, words: list[_Word]) -> bool:
    """Return whether nothing but blanks, hyphens, slashes and apostrophes stands between words."""
    return all(
        not text[one.end : other.start].strip(" \n\t-/'’.") and other.start - one.end < 12
        for one, other in pairwise(words)
    )


def _list_spelled(text: str, words: list[_Word]) -> dict[str, list[tuple[Phrase, Phrase]]]:
    """Return the names that an abbreviation in brackets spells: "DAWN PEOPLE'S ARMY [DPA]", and it."""
    found: dict[str, list[tuple[Phrase, Phrase]]] = {}
    starts = [word.start for word in words]
    for match in BRACKETED.finditer(text):
        place = bisect_right(starts, match.start(1)) - 1
        if place < 2 or words[place].start != match.start(1):
            continue
        letters = fold(match[1]).lower()
        begin, wanted = place, len(letters)
        for before in range(place - 1, max(-1, place - 1 - MAX_SPELLED), -1):
            if wanted and words[before].key[0] == letters[wanted - 1]:
                begin, wanted = before, wanted - 1
            elif not wanted or words[before].is_first:
                break
        if wanted or place - begin < 2:
            continue
        name = words[begin:place]
        key = tuple(word.key for word in name)
        forms = tuple(
            word.key if word.key in SMALL or len(word.key) == 1 else word.key.capitalize() for word in name
        )
        found.setdefault(key[0], []).append((key, forms))
        found.setdefault(letters, []).append(((letters,), (letters.upper(),)))
    return found


def _find_quoted(text: str, words: list[_Word]) -> None:
    """Give a name in quotation marks its capitals: THE "DAWN ARMED FORCES," A GROUP OF THE NORTH."""
    bodies = load_body_words()
    starts = [word.start for word in words]
    for match in QUOTED.finditer(text):
        first, last = bisect_left(starts, match.start(1)), bisect_left(starts, match.end(1))
        inside = words[first:last]
        keys = [word.key for word in inside]
        if not 2 <= len(inside) <= MAX_SPELLED or not bodies & set(keys[1:]):
            continue
        if any(key in STARTERS and key not in SMALL for key in keys[1:]):
            continue
        for word in inside:
            if not word.form or word.form.islower():
                word.form = word.key if word.key in SMALL else _spell(text, word, word.key.capitalize())


def _spell(text: str, word: _Word, form: str) -> str:
    """Return the letters of a word in the case of a spelling that may lack its accents."""
    here = text[word.start : word.end]
    if len(form) != len(here):
        return here
    return "".join(char if like.isupper() else _lower(char) for char, like in zip(here, form, strict=True))


def _lower(letters: str) -> str:
    """Return letters in lower case, one for one."""
    low = letters.lower()
    return (
        low if len(low) == len(letters) else "".join(c.lower() if len(c.lower()) == 1 else c for c in letters)
    )


def _settle(text: str, words: list[_Word]) -> None:
    """Give every word that has none yet the likeliest case, by itself and by its neighbours.

    A word that the table does not hold is written alike throughout: as a name where a third of
    its uses look like one ("COL SALGADO … SALGADO'S MEN").
    """
    table = load_casing()
    begin = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or words[place].is_first:
            _settle_sentence(text, words[begin:place], table)
            begin = place
    uses: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for word in words:
        if word.key not in table.words and not word.is_first:
            uses[word.key] += 1
            titled[word.key] += not word.form.islower()
    for word in words:
        if word.form.islower() and titled[word.key] * 3 >= uses[word.key] > 0 and len(word.key) > 2:
            word.form = word.form.capitalize()


def _settle_sentence(text: str, words: list[_Word], table: CasingTable) -> None:
    prior = [table.steps["l", case] for case in CASES]
    paths: list[list[int]] = []
    scores = [0.0, 0.0, 0.0]
    for number, word in enumerate(words):
        gains = [_weigh(table, word, place) - prior[place] for place in range(3)]
        came: list[int] = []
        here: list[float] = []
        for place in range(3):
            if number == 0 or word.is_after_mark:
                steps = [score + table.steps["x", CASES[place]] for score in scores]
            else:
                steps = [
                    score + table.steps[CASES[before], CASES[place]] for before, score in enumerate(scores)
                ]
            best = max(range(3), key=steps.__getitem__)
            came.append(best)
            here.append(steps[best] + gains[place])
        paths.append(came)
        scores = here
    place = max(range(3), key=scores.__getitem__)
    for word, came in zip(reversed(words), reversed(paths), strict=True):
        if not word.form:
            word.form = _write(text, word, CASES[place], table)
        place = came[place]
    if words and words[0].form[:1].islower():
        words[0].form = words[0].form[0].upper() + words[0].form[1:]


def _weigh(table: CasingTable, word: _Word, place: int) -> float:
    """Return the log share of a case of a word; what is settled weighs all."""
    if word.form:
        settled = 0 if word.form.islower() else 2 if word.form.isupper() and len(word.form) > 1 else 1
        return 0.0 if settled == place else -20.0
    if NUMERAL.fullmatch(word.key.upper()):
        return 0.0 if place == 2 else -20.0
    return log(table.get_shares(word.key)[place])


def _write(text: str, word: _Word, case: str, table: CasingTable) -> str:
    here = text[word.start : word.end]
    if case == "u":
        return here
    if case == "t":
        form = table.mixed.get(word.key)
        return _spell(text, word, form) if form else here[0] + _lower(here[1:])
    return _lower(here)
