"""Text of a report made safe to show: characters that act or hide become visible marks.

Place in the flow: ground of the views. The record keeps the characters as they are.
"""

from __future__ import annotations

import re

from dragoman.text.characters import BIDI

UNSAFE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb\u200b\u2060-\u2064\ufeff{BIDI}]"
)
"""What moves the cursor, turns the line or shows nothing. Zero-width joiners are let through: they
make emoji and Persian words."""


def name_mark(character: str) -> str:
    """Return the visible mark of an unsafe character.

    Example:
        >>> name_mark("\x1b")
        '[U+001B]'
    """
    return f"[U+{ord(character):04X}]"


def make_printable(text: str) -> str:
    """Return the text with unsafe characters as marks; tab and line ends stay.

    Example:
        >>> make_printable("red\x1b[31m")
        'red[U+001B][31m'
    """
    return UNSAFE.sub(lambda match: name_mark(match[0]), text)
