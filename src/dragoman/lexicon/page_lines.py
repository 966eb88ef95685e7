"""Lines of web pages that are not the report: share, subscribe, related, rights, cookies.

Place in the flow: `ingest.page_text` leaves out what they match.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.lexicon.load import read_table


@cache
def load_page_lines() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns, each with an example.

    Raises:
        LexiconError: A row does not fit its schema.
    """
    rows = read_table("page_lines.csv", {"pattern": _is_pattern, "example": bool})
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["example"]) for row in rows)


def _is_pattern(cell: str) -> bool:
    try:
        re.compile(cell)
    except re.error:
        return False
    return True
