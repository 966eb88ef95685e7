"""The grammar of dates in news: words to unresolved expressions.

Place in the flow: the first half of `reading.times`. It finds which words are a date and
what they say ("Tuesday last week": weekday 1, week -1); `reading.time_values` counts the days.
A reader starts at the core of an expression (a month, a weekday, a unit, a figure) and
looks a fixed number of words to either side, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.language.doc import Doc
from dragoman.lexicon.time_words import load_time_phrases
from dragoman.reading.time_units import UnitReader
from dragoman.reading.time_words import BOUNDS, DASHES, JOINS, PREMODIFIERS, Expression
from dragoman.text.numbers import read_numbers

FIRST_FIGURES = frozenset("0123456789'\u2019qhf")
"""With what figures begin, and "Q3", "H1", "FY2012"."""


def find_expressions(doc: Doc) -> list[Expression]:
    """Return the time expressions of a document, left to right, none within another."""
    scanner = _Scanner(doc)
    return _join_intervals(scanner, scanner.scan())


class _Scanner(UnitReader):
    """The readers over the words of one document."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.numbers = {}
        self.readers: dict[str, Callable[[int], Expression | None]] = {
            "month": self.read_month,
            "weekday": self.read_weekday,
            "season": self.read_season,
            "unit": self.read_unit,
            "deictic": self.read_deictic,
            "part": self.read_part,
            "clock": self.read_meridiem,
            "decade": self.read_decade_word,
            "each": self.read_set,
            "often": self.read_often,
            "reference": self.read_reference,
            "holiday": self.read_holiday,
        }
        self.phrases = load_time_phrases()

    def scan(self) -> list[Expression]:
        """Return the expressions in order."""
        self.numbers = {number.last: number for number in read_numbers(self.words)}
        found: list[Expression] = []
        table, readers, words = self.table, self.readers, self.words
        place = 0
        while place < len(words):
            word = words[place]
            entry = table.get(word)
            expression: Expression | None = None
            if entry:
                reader = readers.get(entry.kind)
                expression = reader(place) if reader else None
            elif word[0] in FIRST_FIGURES:
                expression = self.read_figure(place)
            if word in self.phrases:
                expression = self.read_phrase(place) or expression
            if expression:
                self._extend_left(expression)
                found.append(expression)
                self.floor = place = max(expression.last, place + 1)
            else:
                place += 1
        return found

    def _extend_left(self, found: Expression) -> None:
        """Take what stands before an expression: "early", "the end of", "the night from", "since"."""
        at = found.first - 1
        hop = at - (self.word(at) == "the")
        hop -= self.words[hop] == "of" if hop >= self.floor else 0
        portion_at = at - (self.word(at) in DASHES)
        if self.value(portion_at, "portion") and self.word(portion_at) in ("early", "mid", "late"):
            found.portion, found.first = self.value(portion_at, "portion") or "", portion_at
        elif hop < at and self.value(hop, "portion") and self.word(hop + 1) == "of":
            found.portion, found.first = self.value(hop, "portion") or "", hop
            found.first -= self.word(hop - 1) == "the"
        elif self.word(at) == "of" and self.word(at - 1) == "hours" and self.value(at - 2, "part"):
            found.part = self.value(at - 2, "part") or ""  # "in the early morning hours of 3 May"
            found.first = at - 2 - (self.word(at - 3) == "early")
            found.first -= self.word(found.first - 1) == "the"
        elif self.words[max(0, at - 1) : at + 1] == ["hours", "of"] and self.word(at - 2) in (
            "early",
            "small",
        ):
            found.part = "morning"  # "in the early hours of Saturday"
            found.first = at - 2 - (self.word(at - 3) == "the")
        elif self.word(at) in ("of", "from", "on", "between") and self.value(at - 1, "part"):
            found.part = self.value(at - 1, "part") or ""
            found.first = at - 1 - (self.word(at - 2) == "the")
        elif self.word(at) == "on" and self.word(at - 1) in ("late", "early"):
            found.first = at - 1
        elif self.word(at) in ("earlier", "later") and found.kind == "shift" and found.shift == 0:
            found.portion, found.first = self.word(at), at
        elif self.word(at) == "the" and found.kind in ("decade", "century"):
            found.first = at
        self._take_bound(found)

    def _take_bound(self, found: Expression) -> None:
        """Note the preposition that leaves an end open; it stays outside: "since 2015", "until May".

        Before a part of a day it bounds that part only: "before dawn on Saturday" is on Saturday.
        """
        if found.kind != "part" and self.value(found.first, "part"):
            return
        if self.tokens[found.last - 1].relation in PREMODIFIERS or self.word(found.last) in ("'s", "\u2019s"):
            return
        before = self.word(found.first - 1)
        if before == "the":
            before = self.word(found.first - 2)
        if before in BOUNDS and not found.bound:
            found.bound = before


def _join_intervals(scanner: _Scanner, found: list[Expression]) -> list[Expression]:
    """Return the expressions with "from X to Y", "between X and Y", "X - Y" as one; places as tokens."""
    joined: list[Expression] = []
    for expression in found:
        before = joined[-1] if joined else None
        if before and _take_clock(scanner, before, expression):
            if before.kind == "part":
                joined[-1] = expression
            continue
        if before and _lists(scanner, before, expression):
            before.year = expression.year
        if before and not before.until and _may_join(scanner, before, expression):
            _share_year(before, expression)
            before.pieces = (_close(scanner, replace(before)), _close(scanner, replace(expression)))
            before.until, before.last = expression, expression.last
            continue
        joined.append(expression)
    return [_close(scanner, expression) for expression in joined]


def _lists(scanner: _Scanner, one: Expression, other: Expression) -> bool:
    """Return whether two months have one year, told last: "in August and September 1914"."""
    if one.kind != "date" or other.kind != "date" or one.year or one.shift is not None or one.is_anchored:
        return False
    gap = scanner.words[one.last : other.first]
    is_later = bool(one.month and other.month and one.month <= other.month and other.year)
    return is_later and gap in (["and"], ["or"], [","], [",", "and"])


def _take_clock(scanner: _Scanner, one: Expression, other: Expression) -> bool:
    """Return whether a time of day goes with the day beside it, and join them: "15:00 GMT on Saturday"."""
    gap = tuple(scanner.words[one.last : other.first])
    if one.kind == "part" and one.clock and _is_day(other) and gap in ((), ("on",), (",",)):
        other.clock, other.part, other.first = one.clock, "clock", one.first
        other.bound = one.bound or other.bound
        return True
    if other.kind == "part" and other.clock and _is_day(one) and gap in CLOCK_GAPS and not one.until:
        one.clock, one.part, one.last = other.clock, "clock", other.last
        return True
    return False


CLOCK_GAPS = ((), ("at",), (",",), ("at", "about"), ("at", "around"), ("around",), ("about",))


def _is_day(found: Expression) -> bool:
    is_anchored = found.kind == "anchor" and found.unit == "day"
    return (
        is_anchored
        or found.kind in ("weekday", "deictic")
        or (found.kind == "date" and found.day is not None)
    )


def _share_year(first: Expression, until: Expression) -> None:
    """Give either end of an interval the year of the other: "from 28 December to 3 January 2014"."""
    if first.kind != "date":
        return
    if first.year is None and until.year is not None:
        is_over = bool(first.month and until.month and first.month > until.month)
        first.year = until.year - is_over
    elif until.year is None and until.month:
        until.year = first.year


def _close(scanner: _Scanner, found: Expression) -> Expression:
    """Fill in the characters and the pieces of an expression, and turn its places into tokens."""
    if found.cut and not found.pieces:
        end, start = found.cut
        first = replace(found, last=end, cut=None, last_day=None, last_year=None)
        second = replace(first, first=start, last=found.last)
        second.day, second.year = found.last_day or found.day, found.last_year or found.year
        found.pieces = (_close(scanner, first), _close(scanner, second))
    elif found.kind == "offset" and scanner.words[found.last - 2 : found.last] == ["from", "now"]:
        length = replace(found, kind="length", last=found.last - 2)
        now = Expression("reference", found.last - 1, found.last, part="PRESENT_REF")
        found.pieces = (_close(scanner, length), _close(scanner, now))
    elif found.bound == "event" and found.kind == "offset" and found.last - found.first > 1:
        length = replace(found, kind="length", last=found.last - 1, bound="")
        is_counted = scanner.words[found.first] != "the"
        found.pieces = (_close(scanner, length),) if is_counted else ()
    found.start_char = scanner.starts[found.first]
    found.end_char = scanner.get_end(found.last - 1)
    found.first = scanner.tokens[found.first].index
    found.last = scanner.tokens[found.last - 1].index + 1
    return found


def _may_join(scanner: _Scanner, one: Expression, other: Expression) -> bool:
    gap = scanner.words[one.last : other.first]
    if (
        len(gap) != 1
        or one.kind not in ("date", "weekday", "deictic")
        or other.kind not in (one.kind, "deictic")
    ):
        return False
    return gap[0] in JOINS or (gap[0] == "and" and one.bound == "between")
