"""Which of the kinds that are plain characters a text is: a mail, a mailbox, a table.

Place in the flow: below `kinds`. News prose has lines that look like headers ("From: our correspondent") and
lines with commas; it is neither a mail nor a table.
"""

from __future__ import annotations

import csv
import re
from email.utils import parsedate_tz

from dragoman.ingest.columns import DELIMITERS, find_delimiter, find_known

HEADER = re.compile(r"([!-9;-~]{1,76}):(?:[ \t]|\r?$)")
FOLDED = re.compile(r"[ \t]+\S")
MAX_HEADER_LINES = 500
MACHINE_HEADERS = re.compile(
    r"(?:received|return-path|message-id|mime-version|content-type|content-transfer-encoding|delivered-to|"
    r"dkim-signature|list-id|list-unsubscribe|authentication-results|in-reply-to|references|newsgroups|"
    r"arc-seal|snapshot-content-location|x-[\w-]+)$",
    re.IGNORECASE,
)
"""Only programs write these; persons who copy a mail into a text do not."""
PERSON_HEADERS = frozenset({"from", "date", "subject", "to", "sender"})
MAILBOX = re.compile(
    r"From \S+[ \t]+(?:\S+[ \t]+)?[A-Z][a-z]{2} +\d{1,2} +\d\d:\d\d(?::\d\d)? [^\n]*\d{4}\s*\n"
)
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")

TITLE = re.compile(r"[^\n]*\n[ \t\r]*\n")
"""A blank line stands below the title of a report, never below the names of columns."""
ROWS_SEEN = 20
LONGEST_HEADER = 64
"""Characters of a column's name; the longest of the public data sets of conflicts has 32."""
FITTING_SHARE = 0.8
"""Rows that must have as many cells as there are columns; some are broken in many a table."""
FEWEST_COLUMNS = 3
"""Columns that a table must have that only its content tells."""


def is_mail(begin: str, is_told: bool) -> bool:
    """Return whether a text begins with the headers of a mail, as programs write them.

    Args:
        begin: The text, from its first character that shows.
        is_told: Whether name or media type say that it is one; then headers that persons write do.

    Example:
        >>> is_mail("From: our staff\\n\\nRain fell.", is_told=False)
        False
    """
    headers = _read_headers(begin)
    if not headers:
        return False
    known = PERSON_HEADERS & headers.keys()
    if is_told and (known or any(map(MACHINE_HEADERS.match, headers))):
        return True
    if sum(MACHINE_HEADERS.match(key) is not None for key in headers) and known:
        return True
    date = parsedate_tz(headers.get("date", "")[:200])
    has_zone = date is not None and date[9] is not None
    return has_zone and "subject" in headers and ADDRESS.search(headers.get("from", "")) is not None


def _read_headers(begin: str) -> dict[str, str]:
    """Return the headers before the first blank line, keys in lower case; {} where a line is none."""
    headers: dict[str, str] = {}
    for number, line in enumerate(begin.split("\n", MAX_HEADER_LINES)[:MAX_HEADER_LINES]):
        if not line.strip():
            break
        match = HEADER.match(line)
        if match:
            headers.setdefault(match[1].lower(), line[match.end() :].strip())
        elif not (number and FOLDED.match(line)) and not any(map(MACHINE_HEADERS.match, headers)):
            return {}  # damage further down does not unmake a mail that has begun as one
    return headers


def is_mailbox(begin: str) -> bool:
    """Return whether a text begins with the line that a mailbox puts before each mail, and a header.

    Example:
        >>> is_mailbox("From Suva came word that talks had begun on May 3 2019.")
        False
    """
    match = MAILBOX.match(begin)
    return match is not None and HEADER.match(begin, match.end()) is not None


def is_table(begin: str, is_told: bool) -> bool:
    """Return whether a text is a table with a line of column names.

    Args:
        begin: The text, from its first character that shows.
        is_told: Whether name or media type say that it is one; then the names may be any.

    Example:
        >>> is_table("id;date;text\\n1;2020-01-02;Rain fell.\\n", is_told=False)
        True
        >>> is_table("Rain fell, it is said, in Suva.\\nIt was heavy.\\n", is_told=True)
        False
    """
    if begin.lower().startswith("sep=") and begin[4:5] in DELIMITERS:
        return True
    if TITLE.match(begin):
        return False
    delimiter, header = find_delimiter(begin)
    if not header or any(len(cell) > LONGEST_HEADER or cell.strip().isdecimal() for cell in header):
        return False  # a name of a column is no number; the day above a report has one
    known = find_known(header)
    if len(header) == 1:
        return is_told and "text" in known
    counts = _count_cells(begin, delimiter)
    fitting = sum(count == len(header) for count in counts)
    if fitting < FITTING_SHARE * len(counts):
        return False
    if is_told:
        return not header[-1].rstrip().endswith((".", "!", "?")) and (bool(counts) or "text" in known)
    return "text" in known and len(known) >= 2 and len(header) >= FEWEST_COLUMNS and bool(counts)


def _count_cells(begin: str, delimiter: str) -> list[int]:
    """Return how many cells each of the first rows behind the header has; the last may be cut off."""
    counts = []
    try:
        for row in csv.reader(begin.splitlines(keepends=True), delimiter=delimiter):
            if row:
                counts.append(len(row))
            if len(counts) > ROWS_SEEN:
                break
        else:
            counts = counts[:-1] if len(counts) > 2 else counts
    except csv.Error:  # a cell larger than csv takes: the rows before it tell
        pass
    return counts[1:]
