"""Splits a gold text into sentences.

A splitter of its own: a figure must not move because the thing that is measured splits
its sentences in another way.
"""

from __future__ import annotations

import re

STOP = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b[ap]\.m|\b(?:[A-Z]\.)+[A-Z])\.$"
)


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences as (start, end) in code points; each line ends one.

    Example:
        >>> find_sentences("Gen. Ali fled. Dusk fell.")
        [(0, 14), (15, 25)]
    """
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in STOP.finditer(text, line.start(), line.end()):
            if ABBREVIATION.search(text, start, stop.start() + 1):
                continue
            found.append((start, stop.end()))
            start = stop.end() + len(text[stop.end() :]) - len(text[stop.end() :].lstrip())
        found.append((start, line.end()))
    return [(start, end) for start, end in found if text[start:end].strip()]


def find_sentence(sentences: list[tuple[int, int]], start: int, end: int) -> int:
    """Return the number of the sentence that holds the greatest part of a stretch; -1 for none."""
    best, most = -1, 0
    for number, (first, last) in enumerate(sentences):
        shared = min(end, last) - max(start, first)
        if shared > most:
            best, most = number, shared
    return best
