"""Which lines of a page are not the report: share, subscribe, related, rights, cookies.

Place in the flow: below `page_text`. A line goes only where all of it is such a line: what a sentence
tells of a newsletter stays.
"""

from __future__ import annotations

import re

from dragoman.lexicon.page_lines import load_page_lines

MAX_LINE = 220
"""Characters; what is longer is text."""
MARKS = " \t-–—•*>»→|:#▶►.!"


def is_boilerplate(line: str) -> bool:
    """Return whether all of a line is something other than report.

    Example:
        >>> is_boilerplate("Share this article"), is_boilerplate("They share this view.")
        (True, False)
    """
    if len(line) > MAX_LINE:
        return False
    bare = re.sub(r"\s+", " ", line).strip(MARKS)
    return any(pattern.fullmatch(bare) for pattern, _ in load_page_lines())
