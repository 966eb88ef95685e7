"""Guesses the language of a text, so that none but English is read as English.

Place in the flow: `flow` asks before the analysis. The script decides first, then frequent
words and letters (`lexicon.languages`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from dragoman.lexicon.languages import LanguageWords, load_languages

SAMPLE = 2000
"""Characters looked at: half from the beginning, half from the middle."""
MIN_LETTERS = 12
MIN_SHARE = 0.08
"""Least share of words that must be frequent ones; running text of any language has 0.2 to 0.5."""
LETTER_WEIGHT = 0.25
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SCRIPT_RANGES = (
    ("latin", 0x41, 0x24F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x531, 0x58F), ("hebrew", 0x5D0, 0x5F4), ("arabic", 0x620, 0x6FF), ("arabic", 0x750, 0x77F),
    ("devanagari", 0x900, 0x97F), ("bengali", 0x980, 0x9FF), ("tamil", 0xB80, 0xBFF), ("sinhala",
    0xD80, 0xDFF),
    ("thai", 0xE00, 0xE7F), ("myanmar", 0x1000, 0x109F), ("georgian", 0x10A0, 0x10FF), ("hangul",
    0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x139F), ("khmer", 0x1780, 0x17FF), ("georgian", 0x1C90, 0x1CBF),
    ("greek", 0x1F00, 0x1FFF), ("kana", 0x3040, 0x30FF), ("han", 0x3400, 0x9FFF), ("hangul", 0xAC00, 0xD7AF),
    ("arabic", 0xFB50, 0xFDFF), ("arabic", 0xFE70, 0xFEFF), ("han", 0x20000, 0x2FA1F),
)  # fmt: skip


def find_language(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of the language and how sure that is, 0 to 1.

    ("und", 0.0) for a table of numbers, too little text, or no known language.

    Example:
        >>> find_language("The two sides agreed to exchange the bodies of the dead.")[0]
        'en'
        >>> find_language("1914 20 3,085")
        ('und', 0.0)
    """
    sample = unicodedata.normalize("NFC", _take_sample(text))
    scripts = _count_scripts(sample)
    total = sum(scripts.values())
    if total < MIN_LETTERS:
        return "und", 0.0
    script, count = scripts.most_common(1)[0]
    if script == "han" and scripts["kana"] * 8 > count:
        script, count = "kana", count + scripts["kana"]
    languages = load_languages()[script]
    if len(languages) == 1:
        return languages[0].language, round(count / total, 2)
    language, sureness = _compare_languages(sample.lower(), languages)
    return language, round(sureness * count / total, 2)


def _take_sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + " " + text[middle : middle + SAMPLE // 2]


def _count_scripts(sample: str) -> Counter[str]:
    """Return how many letters of each script occur."""
    counts: Counter[str] = Counter()
    for character, times in Counter(sample).items():
        if character.isalpha():
            code = ord(character)
            script = next((name for name, first, last in SCRIPT_RANGES if first <= code <= last), None)
            if script:
                counts[script] += times
    return counts


def _compare_languages(sample: str, languages: tuple[LanguageWords, ...]) -> tuple[str, float]:
    """Return the language whose frequent words and letters cover the sample best."""
    words = Counter(WORD.findall(sample))
    total = sum(words.values())
    scores: list[tuple[float, str]] = []
    for language in languages:
        hits = sum(times for word, times in words.items() if word in language.words)
        marked = sum(times for word, times in words.items() if _is_marked(word, language))
        scores.append((hits + LETTER_WEIGHT * marked, language.language))
    scores.sort(key=lambda score: -score[0])
    best, second = scores[0], scores[1]
    if best[0] < MIN_SHARE * total or (best[0] < 2 and best[0] < 2 * second[0]):
        return "und", 0.0
    return best[1], min(1.0, 0.5 + (best[0] - second[0]) / best[0]) * min(1.0, best[0] / 2)


def _is_marked(word: str, language: LanguageWords) -> bool:
    """Return whether a word has a letter or an ending that tells the language: "über", "fighting"."""
    if not language.letters.isdisjoint(word):
        return True
    return bool(language.endings) and len(word) > 4 and word.endswith(language.endings)
