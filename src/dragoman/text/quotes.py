"""Finds the quotations of a text by their marks.

Place in the flow: `language.analyse` asks once a document; the reading layers then see
`doc.quotes`. Nothing is said here about who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

MARKS = re.compile(r"``|''|[\"“”„‟«»＂'‘’‚‛]")
CLOSERS = {"“": "”", "„": "“”‟", "«": "»", "``": "''"}
DOUBLES = '"“”„‟«»＂'
MAX_WAIT = 3
"""Paragraphs without marks over which a quotation left open waits for its closing mark."""
MAX_DEPTH = 4
"""Quotations within quotations; deeper ones are read as noise."""

# Words that begin with an apostrophe: "'90s", "'em", "'til".
ELISION = re.compile(r"\d\ds?\b|(?:em|til|till|tis|twas|cause|bout|n|round|cos|cuz|nother)\b", re.IGNORECASE)


def find_quotes(text: str, paragraph_bounds: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the quotations with their marks, by start; inner ones follow the outer.

    A quotation that is never closed ends with its paragraph. Where the next paragraph
    opens with the mark again, as agencies write long statements, or soon closes what it
    did not open, it goes on there and both are one. Apostrophes are not marks ("Chad's", "the ’90s").

    Example:
        >>> find_quotes('He said “stop the ‘war’ now”.', [(0, 29)])
        [(8, 28), (18, 23)]
    """
    found: list[tuple[int, int]] = []
    carried: tuple[int, str] | None = None
    waiting = 0
    for start, end in paragraph_bounds:
        marks = [(match.start(), match.group()) for match in MARKS.finditer(text, start, end)]
        if not marks:
            waiting += 1
            carried = carried if waiting <= MAX_WAIT else None
            continue
        if carried and marks[0][1] != carried[1] and marks[0][1] in CLOSERS.get(carried[1], ""):
            _replace(found, carried[0], marks.pop(0)[0] + 1)
            carried = None
        if carried and not (marks[0][0] == start and marks[0][1] == carried[1] and not waiting):
            carried = None
        stretches, still_open = _pair_marks(text, marks, start, end)
        if carried and stretches:
            resumed = stretches.pop(0)
            _replace(found, carried[0], resumed[1])
            if still_open and still_open[0] == resumed[0]:
                still_open = (carried[0], still_open[1])
        found.extend(stretches)
        carried, waiting = still_open, 0
    return sorted(found, key=lambda stretch: (stretch[0], -stretch[1]))


def _replace(found: list[tuple[int, int]], start: int, end: int) -> None:
    """Give the quotation that was left open at `start` its end."""
    for place in range(len(found) - 1, -1, -1):
        if found[place][0] == start:
            found[place] = (start, end)
            return


def _pair_marks(
    text: str, marks: list[tuple[int, str]], start: int, end: int
) -> tuple[list[tuple[int, int]], tuple[int, str] | None]:
    """Return the quotations of one paragraph and the mark of the one left open at its end."""
    straight = sum(1 for _, mark in marks if mark == '"')
    singles = [place for place, mark in marks if mark in "'’" and _may_close(text, place, start, end)]
    found: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for place, mark in marks:
        after = place + len(mark)
        if mark in ("'", "‘", "’", "‚", "‛"):
            _take_single(text, place, mark, (start, end), singles, stack, found)
            continue
        level = _find_open(stack, mark)
        is_inner = mark == '"' and _may_open(text, place, after, start, end)
        if level is not None and not (is_inner and (straight % 2 or _stands_before(text, place, after, end))):
            found.append((stack[level][0], after))
            del stack[level:]
        elif _opens(text, place, mark, start, end) and len(stack) < MAX_DEPTH:
            stack.append((place, mark))
    open_doubles = [entry for entry in stack if entry[1] not in ("'", "‘", "‚", "‛")]
    found.extend((place, end) for place, _ in open_doubles)
    found.sort(key=lambda stretch: (stretch[0], -stretch[1]))
    return found, open_doubles[0] if open_doubles and found[0][0] == open_doubles[0][0] else None


def _find_open(stack: list[tuple[int, str]], mark: str) -> int | None:
    """Return the level of the innermost quotation that a double mark closes."""
    for level in range(len(stack) - 1, -1, -1):
        opener = stack[level][1]
        if mark in CLOSERS.get(opener, opener) and not (mark == "“" and opener != "„"):
            return level
    if mark == "”":  # “ opened, or a careless " or ” did
        return next((level for level, entry in enumerate(stack) if entry[1] in '"”„'), None)
    return None


def _opens(text: str, place: int, mark: str, start: int, end: int) -> bool:
    """Return whether a double mark that closes nothing may open a quotation."""
    if mark in ("»", "‟"):
        return False
    if mark in ('"', "”", "＂", "''"):
        return _may_open(text, place, place + len(mark), start, end)
    return True


def _may_open(text: str, place: int, after: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    behind = text[after] if after < end else " "
    return not behind.isspace() and not before.isalnum() and before not in ".,!?;%"


def _stands_before(text: str, place: int, after: int, end: int) -> bool:
    """Return whether a mark has a blank before it and a word behind, so that it cannot close."""
    return text[place - 1].isspace() and after < end and text[after].isalnum()


def _may_close(text: str, place: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    behind = text[place + 1] if place + 1 < end else " "
    return not before.isspace() and not behind.isalnum()


def _take_single(
    text: str,
    place: int,
    mark: str,
    bounds: tuple[int, int],
    singles: list[int],
    stack: list[tuple[int, str]],
    found: list[tuple[int, int]],
) -> None:
    """Open or close a single quotation, or pass over an apostrophe.

    "the ‘soldiers’ march’ was called off": the first ’ after an s is taken for a genitive
    where another mark that may close comes before the next opening one.
    """
    start, end = bounds
    if stack and stack[-1][1] in ("'", "‘", "‚", "‛"):
        if mark in ("'", "’", "‘") and _may_close(text, place, start, end):
            if text[place - 1] in "sS" and _closes_later(text, place, singles, start, end):
                return
            found.append((stack.pop()[0], place + 1))
        return
    before = text[place - 1] if place > start else " "
    is_opening = mark in ("‘", "‚", "‛") or (mark == "'" and (before.isspace() or before in '(["“—–-'))
    if not is_opening or before.isalnum() or len(stack) >= MAX_DEPTH:
        return
    behind = text[place + 1] if place + 1 < end else " "
    if behind.isspace() or ELISION.match(text, place + 1):
        return
    if bisect_left(singles, place + 1) < len(singles):
        stack.append((place, mark))


def _closes_later(text: str, place: int, singles: list[int], start: int, end: int) -> bool:
    """Return whether another single mark may close before a new one opens."""
    following = bisect_left(singles, place + 1)
    if following == len(singles):
        return False
    later = singles[following]
    opening = min(
        (at for at in (text.find("‘", place, later), text.find(" '", place, later)) if at >= 0), default=-1
    )
    return opening < 0 and not any(mark in text[place:later] for mark in DOUBLES)
