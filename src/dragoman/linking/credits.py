"""Finds which news agency or outlet a report credits for its words.

Place in the flow: `linking.origins` takes a shared credit as evidence that strengthens a textual
likeness. A credit alone says nothing: an agency prints hundreds of reports a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.lexicon.organisations import Organisation, get_organisation
from dragoman.text.spans import Span, find_span

CreditKind = Literal["dateline", "byline", "help", "cited"]

_WORD = r"[A-Z][\w.'’/-]{0,30}"
"""Bounded, as a text may be one word of a million letters."""
_NAME = rf"(?<!\w){_WORD}(?:[ ](?:{_WORD}|of|news|agency)){{0,4}}"
_LOWER_NAME = rf"(?:{_NAME}|dpa)"
PATTERNS: tuple[tuple[CreditKind, re.Pattern[str]], ...] = (
    ("dateline", re.compile(rf"\(({_LOWER_NAME})\)[ \t]*(?:[-–—:]|$)", re.MULTILINE)),
    ("dateline", re.compile(rf"^[A-Z][^\n()]{{2,50}}[-–—,][ \t]*({_LOWER_NAME})[ \t]*[-–—:]", re.MULTILINE)),
    (
        "byline",
        re.compile(rf"^[ \t]*(?:By |Source: ?|Via |From |©[ \d]*)?({_LOWER_NAME})[ \t.]*$", re.MULTILINE),
    ),
    (
        "help",
        re.compile(
            r"(?:reporting|inputs?|material|files|reports?|contributions?|compiled)[ ](?:by|from)[ ]"
            rf"(?:the[ ])?(?:[^.\n]{{0,60}}?(?:,|and)[ ])?({_LOWER_NAME})",
            re.IGNORECASE,
        ),
    ),
    (
        "cited",
        re.compile(
            r"(?:[Aa]ccording to|reported by|cited by|quoted by|carried by|told|citing)[ ](?:the[ ])?"
            rf"(?:[\w-]+[ ]){{0,3}}?({_LOWER_NAME})"
        ),
    ),
    ("cited", re.compile(rf"({_LOWER_NAME})[ ](?:has[ ])?(?:reported|reports|quoted|cited|said|wrote)\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Credit:
    """A stretch that credits an agency or outlet, named by its code in the table of organisations."""

    agency: str
    kind: CreditKind
    text: Span


def find_credits(text: str) -> tuple[Credit, ...]:
    """Return the credits of a report in order, the first of each agency; () for none.

    "KYIV (Reuters) - …", "With reporting by AFP", "the Interfax news agency reported".

    Example:
        >>> [(credit.agency, credit.kind) for credit in find_credits("KAYA, May 3 (Reuters) - Rain fell.")]
        [('REUTERS', 'dateline')]
    """
    found: dict[str, Credit] = {}
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            credit = _read_credit(text, kind, match.start(1), match.end(1))
            if credit and credit.agency not in found:
                found[credit.agency] = credit
    return tuple(sorted(found.values(), key=lambda credit: credit.text))


def _read_credit(text: str, kind: CreditKind, start: int, end: int) -> Credit | None:
    """Return the credit of a capitalised phrase that holds an outlet's name, longest first."""
    words = [(start + match.start(), start + match.end()) for match in re.finditer(r"\S+", text[start:end])]
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            begin, stop = words[first][0], words[first + length - 1][1]
            outlet = _get_outlet(text[begin:stop].rstrip(".,"))
            if outlet and outlet.short:
                return Credit(outlet.short, kind, find_span(text, begin, stop))
    return None


def _get_outlet(name: str) -> Organisation | None:
    known = get_organisation(name) or (get_organisation(name.title()) if name.isupper() else None)
    return known if known and known.sector == "MED" else None
