"""Words that say whether a line is taken again or has moved: `tables/line_cues.csv`.

Place in the flow: `linking.lines` asks here what the words of a step say of the steps before it.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.lexicon.load import one_of, read_table

SENSES = ("changed", "softer", "harder", "again")
"""What a cue may say, the one that counts first where a line has two."""


@cache
def load_line_cues() -> dict[str, re.Pattern[str]]:
    """Return by each sense a pattern that finds its cues as whole words, in any case.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    cues: dict[str, list[str]] = {sense: [] for sense in SENSES}
    for row in read_table("line_cues.csv", {"cue": bool, "sense": one_of(*SENSES)}):
        cues[row["sense"]].append(re.escape(row["cue"]))
    return {sense: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for sense, words in cues.items()}


def find_line_cue(words: str) -> str | None:
    """Return what the words say of the line before, None for nothing.

    Example:
        >>> find_line_cue("no longer asks for talks"), find_line_cue("asks for talks")
        ('changed', None)
    """
    return next((sense for sense, pattern in load_line_cues().items() if pattern.search(words)), None)
