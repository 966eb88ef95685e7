"""The classes of characters that tokens, sentences and checks agree on.

Place in the flow: ground. Python's `\\w` leaves out combining marks and format controls,
which occur inside words (vowel signs, zero-width joiners, right-to-left marks).
"""

from __future__ import annotations

COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u109f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Marks that join the letter before them, as part of a regular expression's class."""

ZERO_WIDTH = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff"
"""Characters that show nothing, as part of a class."""

BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Controls of the direction of writing, as part of a class."""

WORD = rf"[\w{COMBINING}{ZERO_WIDTH}{BIDI}]"
"""A class for one character of a word."""
