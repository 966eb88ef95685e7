"""Folds text to keys and counts the characters that a reader cannot see.

Place in the flow: ground. The stored text is never normalised, since every span points
into it; folded copies are keys for looking words up, nothing else.
"""

from __future__ import annotations

import re
import unicodedata

from dragoman.text.characters import BIDI, ZERO_WIDTH

KINDS = {
    "nul": re.compile("\x00"),
    "surrogate": re.compile("[\ud800-\udfff]"),
    "bidi": re.compile(f"[{BIDI}]"),
    "zero_width": re.compile(f"[{ZERO_WIDTH}]"),
    "control": re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]"),
    "replacement": re.compile("\ufffd"),
}
INVISIBLE = re.compile(f"[{BIDI}{ZERO_WIDTH}]")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "‐": "-", "‑": "-"})


def find_odd_characters(text: str) -> list[tuple[str, int]]:
    """Return which kinds of unseen or broken characters occur, and how often; [] for none.

    Kinds: nul, surrogate (lone), bidi, zero_width, control (other; tab and line ends are
    fine), replacement (U+FFFD, the mark of a lost character).

    Example:
        >>> find_odd_characters("Hod\u200beida\ufffd")
        [('zero_width', 1), ('replacement', 1)]
    """
    if text.isascii() and text.isprintable():
        return []
    counts = ((kind, len(pattern.findall(text))) for kind, pattern in KINDS.items())
    return [(kind, count) for kind, count in counts if count]


def has_invisible(text: str, start: int, end: int) -> bool:
    """Return whether a stretch holds characters that show nothing.

    Example:
        >>> has_invisible("Ho\u200bdeida", 0, 2), has_invisible("Ho\u200bdeida", 0, 3)
        (False, True)
    """
    return not text.isascii() and INVISIBLE.search(text, start, end) is not None


def drop_invisible(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """Return a stretch without what shows nothing, and where each of its characters stood.

    Example:
        >>> drop_invisible("Ho\u200bdeida", 1, 5)
        ('ode', [1, 3, 4])
    """
    places = [place for place in range(start, end) if not INVISIBLE.match(text, place)]
    return "".join(text[place] for place in places), places


def fold(text: str) -> str:
    """Return the key under which a word is looked up; never shown, never stored.

    Lower case, without characters that show nothing, accents composed, with straight
    apostrophes and plain hyphens. Letters keep their accents.

    Example:
        >>> fold("Ho\u200bdeida’s")
        "hodeida's"
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(APOSTROPHES).lower()
