"""A day as tables and the heads of texts write it.

Place in the flow: ground of `ingest`. Days in running text are found by `reading`, not here.
"""

from __future__ import annotations

import re
from datetime import date

from dragoman.ingest.json_lines import is_date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d.*)?")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})\b")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\w/.-])|(\d{4})(\d\d)(\d\d)(?!\w)")


def clean_day(value: str) -> str | None:
    """Return a written day as an ISO date, an ISO time as it stands; None for anything else.

    A month in numbers counts only behind the year: nobody can tell 3/4/2021.

    Example:
        >>> clean_day("20 September 2022"), clean_day("2022/9/20"), clean_day("20/09/2022")
        ('2022-09-20', '2022-09-20', None)
    """
    text = " ".join(value.split())
    if ISO_TIME.fullmatch(text) and is_date(text):
        return text
    if match := YEAR_FIRST.match(text):
        year, month, day = filter(None, match.groups())
        return _get_day(int(year), int(month), int(day))
    if match := DAY_FIRST.match(text):
        return _get_day(int(match[3]), _find_month(match[2]), int(match[1]))
    if match := MONTH_FIRST.match(text):
        return _get_day(int(match[3]), _find_month(match[1]), int(match[2]))
    return None


def _find_month(word: str) -> int:
    """Return the number of a month, 0 for another word."""
    begin = "sep" if word.lower() == "sept" else word.lower()
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(begin)), 0)


def _get_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
