"""Finds paragraphs, whether lines are paragraphs or were wrapped at a width.

Place in the flow: ground; `language.sentences` cuts each paragraph into sentences.
"""

from __future__ import annotations

import re

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
MAX_WRAP = 100
"""Longest line, in characters, that a hard-wrapped text has; agencies wrap at 65 to 80."""
MIN_WRAP = 45
WRAPPED_SHARE = 0.7
"""Share of line ends that must look wrapped for the whole text to count as wrapped."""
RAGGED = 85
"""Per cent of the width that a line may fall short of, where blanks or indents mark the paragraphs."""
TERMINAL = tuple('.!?…:"”’»)]')


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each paragraph, without the blanks around it.

    A blank line parts paragraphs, and so does every line end unless the text is wrapped
    at a width or a line runs on in lower case.

    Example:
        >>> find_paragraphs("Talks fail\\n\\nBoth sides left.")
        [(0, 10), (12, 28)]
    """
    lines = [_trim(text, match.start(), match.end()) for match in LINE.finditer(text)]
    lines = [line for line in lines if line[0] < line[1]]
    breaks = [_is_break(text, lines[at], lines[at + 1]) for at in range(len(lines) - 1)]
    width = _find_width(text, lines, breaks)
    paragraphs: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if at and not breaks[at - 1] and _runs_on(text, lines[at - 1], line, width):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_break(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Return whether a blank line or an indent parts two lines."""
    gap = text[line[1] : following[0]]
    if gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap:
        return True
    indent = gap.rpartition("\n")[2]
    return len(indent) > 1 or "\t" in indent


def _find_width(text: str, lines: list[tuple[int, int]], breaks: list[bool]) -> int:
    """Return the width at which the lines were wrapped, 0 if they were not.

    A tenth of the lines may be longer. 1 for a text that was wrapped by hand, ragged, with blanks
    or indents between its paragraphs: every line in between runs on.
    """
    if len(lines) < 2:
        return 0
    lengths = sorted(end - start for start, end in lines)
    if not MIN_WRAP <= lengths[-1] <= MAX_WRAP:
        return 0
    width = lengths[(len(lengths) * 9) // 10]
    inner = [at for at, is_break in enumerate(breaks) if not is_break]
    full = sum(1 for at in inner if _is_full(text, lines[at], lines[at + 1], width))
    open_ended = sum(1 for at in inner if not text.endswith(TERMINAL, 0, lines[at][1]))
    is_marked = len(inner) < len(breaks)
    if full >= WRAPPED_SHARE * len(inner) and 2 * open_ended >= full:
        return width * RAGGED // 100 if is_marked else width
    is_ragged = is_marked and 2 * full >= len(inner) > 0
    return 1 if is_ragged and open_ended >= WRAPPED_SHARE * len(inner) else 0


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Return whether the first word of the next line would not have fitted on this one."""
    end = following[0]
    while end < following[1] and not text[end].isspace():
        end += 1
    return line[1] - line[0] + 1 + end - following[0] > width


def _runs_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    if width and _is_full(text, line, following, width):
        return True
    is_open = not text.endswith(TERMINAL, 0, line[1])
    return is_open and line[1] - line[0] > 40 and text[following[0]].islower()
