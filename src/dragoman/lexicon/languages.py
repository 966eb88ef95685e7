"""Frequent words and letters by which languages are told apart.

Place in the flow: `language.detect` counts them. The table holds what reports of conflict
are mostly written in; a language outside it comes out as another or as "und".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.lexicon.load import one_of, read_table

SCRIPTS = (
    "latin", "cyrillic", "arabic", "greek", "hebrew", "georgian", "armenian", "ethiopic", "han",
    "kana", "hangul",
    "devanagari", "bengali", "myanmar", "thai", "tamil", "sinhala", "khmer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """One language: its frequent words, the letters and the endings that others of its script lack."""

    language: str
    words: frozenset[str]
    letters: frozenset[str]
    endings: tuple[str, ...]


@cache
def load_languages() -> dict[str, tuple[LanguageWords, ...]]:
    """Return the languages by script.

    Raises:
        LexiconError: The table does not fit its columns.
    """
    columns = {
        "language": lambda cell: len(cell) == 2 and cell.isalpha(),
        "script": one_of(*SCRIPTS),
        "words": None,
        "letters": None,
        "endings": None,
    }
    found: dict[str, list[LanguageWords]] = {}
    for row in read_table("function_words.csv", columns):
        language = LanguageWords(
            row["language"],
            frozenset(row["words"].split()),
            frozenset(row["letters"]),
            tuple(row["endings"].split()),
        )
        found.setdefault(row["script"], []).append(language)
    return {script: tuple(languages) for script, languages in found.items()}
