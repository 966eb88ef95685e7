"""The lines of a PDF document's pages to its text: paragraphs, without page numbers and running heads.

Place in the flow: `pdf` takes the lines out of the file; pure from here on. A page holds lines where they
were printed, no paragraphs: those are told from the gaps between lines, their size, and how far they reach.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

TERMINAL = (".", "!", "?", "…", ":", ";", '"', "”", "’", "»", ")", "]", "۔", "؟", "。")
WIDE_GAP = 1.3
"""A gap between two lines, against the usual one, that parts paragraphs; LaTeX and Word use 1.4 and more."""
SIZE_STEP = 0.08
"""Share by which the size of letters changes at a heading or its end."""
INDENT = 0.8
"""In widths of a letter's size: how far a first line is set in."""
SHORT = 0.75
"""Share of the usual length under which a line that ends a sentence ends its paragraph."""
MOST_RUNNING_LINES = 3
"""Lines of a page's head or foot; letterheads that repeat have at most three."""
RUNNING_SHARE = 0.6
"""Of the pages that have more than a line. Odd and even pages often differ, the first one has none."""
PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
NUMBER_AT_END = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
BULLETS = ("•", "●", "◦", "▪", "■", "‣", "➢", "\uf0b7", "\uf0a7")
"""What begins a point of a list; the last two are those of Word's symbol font."""
HYPHENATED = re.compile(r"(\w*[^\W\d_]{2})[-\u2010\u00ad]")
"""A word of letters that ends in a hyphen."""
FREE_PARTS = frozenset("anti far five half high long one self three two well year".split())
"""First parts that keep their hyphen ("well-armed", "year-old"): few single words are parted after them, as
they are after "pre", "north" or "six"."""
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was printed; `left`, `bottom` and the letters' `size` are in points, 0 where unknown."""

    text: str
    left: float = 0.0
    bottom: float = 0.0
    size: float = 0.0


Page = Sequence[Line]


def join_pages(pages: Sequence[Page]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a document's pages, a blank line between paragraphs, and what was left out of it.

    What is left out: page numbers, and lines at the head or foot that most pages have. A word that was parted
    at a line's end is joined, but one that keeps its hyphen elsewhere, or begins as compounds do, keeps it.
    """
    kept, running = drop_running_lines(pages)
    lines = [line for page in kept for line in page]
    whole_words = Counter(word.lower() for line in lines for word in WORD.findall(line.text)[:-1])
    shape = _find_shape(kept)
    paragraphs: list[str] = []
    for page in kept:
        for at, line in enumerate(page):
            before = page[at - 1] if at else None
            if paragraphs and not _begins_paragraph(before, line, shape, paragraphs[-1]):
                paragraphs[-1] = _join(paragraphs[-1], line.text, whole_words)
            else:
                paragraphs.append(line.text)
    return "\n\n".join(paragraphs), running


def drop_running_lines(pages: Sequence[Page]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Return the pages without page numbers and running lines, and of those lines one of a kind.

    A line is a running one where most pages have it first (or last), the numbers in it the same or one more
    from page to page; and where it has the page's number at an end, whatever else it says. A page that has a
    single line keeps it.
    """
    kept = [list(page) for page in pages]
    running: dict[str, str] = {}
    for edge in (0, -1):
        for _ in range(MOST_RUNNING_LINES):
            dropped = _find_running(kept, edge)
            for number in dropped:
                text = kept[number].pop(edge).text.strip()
                if not PAGE_NUMBER.fullmatch(text):
                    running.setdefault(NUMBER_AT_END.sub("…", text), text)
            if not dropped:
                break
    return kept, tuple(running.values())


def _find_running(pages: Sequence[Page], edge: int) -> list[int]:
    """Return the pages whose first (or last) line is a running one."""
    candidates = [number for number, page in enumerate(pages) if len(page) > 1]
    alike: dict[str, list[int]] = {}
    counting: dict[int, list[int]] = {}
    for number in candidates:
        text = pages[number][edge].text.strip()
        alike.setdefault(NUMBER.sub("#", text), []).append(number)
        if found := NUMBER_AT_END.search(text):
            counting.setdefault(int(found[0]) - number, []).append(number)
    found_alike = (
        group
        for group in alike.values()
        if _is_running(pages[group[0]][edge].text.strip(), len(group), len(candidates))
        and _counts_pages(pages, group, edge)
    )
    found_counting = (group for group in counting.values() if _takes_turns(len(group), len(candidates)))
    return sorted(
        {number for groups in (found_alike, found_counting) for group in groups for number in group}
    )


def _is_running(text: str, count: int, page_count: int) -> bool:
    if PAGE_NUMBER.fullmatch(text):
        return count > 1 or (page_count == 1 and NUMBER.findall(text) == ["1"])
    return count >= max(2, RUNNING_SHARE * page_count) or _takes_turns(count, page_count)


def _takes_turns(count: int, page_count: int) -> bool:
    """Return whether a line may be a running one that takes turns with another, on odd and even pages."""
    return count >= max(3, RUNNING_SHARE / 2 * page_count)


def _counts_pages(pages: Sequence[Page], group: Sequence[int], edge: int) -> bool:
    """Return whether each number in a line is the same on all pages, or goes up with them."""
    rows = [[int(found[:9]) for found in NUMBER.findall(pages[number][edge].text)] for number in group]
    return all(
        len({value for value in column}) == 1
        or len({value - number for value, number in zip(column, group, strict=True)}) == 1
        for column in zip(*rows, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is usual in a document: the gap between lines, in points (0: not known), and a line's letters."""

    gap: float
    length: float


def _find_shape(pages: Sequence[Page]) -> _Shape:
    gaps = [gap for page in pages for gap in _list_gaps(page) if gap > 0]
    lengths = sorted(len(line.text) for page in pages for line in page)
    return _Shape(median(gaps) if gaps else 0.0, lengths[len(lengths) * 8 // 10] if lengths else 0.0)


def _list_gaps(page: Page) -> Iterator[float]:
    for at in range(1, len(page)):
        yield page[at - 1].bottom - page[at].bottom


def _begins_paragraph(before: Line | None, line: Line, shape: _Shape, paragraph: str) -> bool:
    """Return whether a line begins a paragraph; None before it is the end of the page above."""
    if line.text.startswith(BULLETS):
        return True
    is_ended = paragraph.endswith(TERMINAL)
    runs_on = not is_ended and line.text[:1].islower()
    if before is None or line.bottom - before.bottom > line.size:  # another page, or the next column
        is_heading = len(paragraph) < SHORT * shape.length
        return (is_ended or is_heading) and not line.text[:1].islower()
    if before.size and abs(line.size - before.size) > SIZE_STEP * before.size:
        return not runs_on
    gap = before.bottom - line.bottom
    if shape.gap and gap > WIDE_GAP * shape.gap:
        return True
    if is_ended and line.size and line.left - before.left > INDENT * line.size:
        return True
    return is_ended and len(before.text) < SHORT * shape.length


def _join(paragraph: str, following: str, whole_words: Counter[str]) -> str:
    """Return a paragraph with a line more; a word that was parted is whole again."""
    match = HYPHENATED.search(paragraph, max(0, len(paragraph) - 80))
    while match and match.end() < len(paragraph):
        match = HYPHENATED.search(paragraph, match.end())
    ending = WORD.match(following)
    if match is None or ending is None or not following[0].islower():
        # "re- / Elect" and "2013- / 2014" keep their hyphen, and no blank comes after it.
        has_hyphen = bool(re.search(r"\w[-\u2010]$", paragraph))
        return paragraph + ("" if has_hyphen else " ") + following
    start = match[1].rpartition("-")[2]
    joined, compound = f"{start}{ending[0]}".lower(), f"{match[1]}-{ending[0]}".lower()
    seen_compound, seen_joined = whole_words[compound], whole_words[joined]
    keeps_hyphen = seen_compound > seen_joined or (start.lower() in FREE_PARTS and not seen_joined)
    return f"{paragraph[:-1]}{'-' if keeps_hyphen else ''}{following}"
