"""The grammar of dates in news: words to unresolved expressions.

Place in the flow: the first half of `reading.times`. It finds which words are a date and
what they say ("Tuesday last week": weekday 1, week -1); `reading.time_values` counts the days.
A reader starts at the core of an expression (a month, a weekday, a unit, a figure) and
looks a fixed number of words to either side, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language.doc import Doc
from dragoman.reading.time_figures import FigureReader
from dragoman.reading.time_tense import is_future
from dragoman.reading.time_words import (
    AMBIGUOUS,
    BACKWARD,
    BOUNDS,
    BREAK,
    DASHES,
    EVENT_OFFSETS,
    FEW,
    FORWARD,
    JOINS,
    MONTH_CUES,
    PREMODIFIERS,
    Expression,
)
from dragoman.text.numbers import Number, clean_ordinal, read_numbers


def find_expressions(doc: Doc) -> list[Expression]:
    """Return the time expressions of a document, left to right, none within another."""
    scanner = _Scanner(doc)
    return _join_intervals(scanner, scanner.scan())


class _Scanner(FigureReader):
    """The readers over the words of one document."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.numbers: dict[int, Number] = {}
        self.readers: dict[str, Callable[[int], Expression | None]] = {
            "month": self.read_month,
            "weekday": self.read_weekday,
            "season": self.read_season,
            "unit": self.read_unit,
            "deictic": self.read_deictic,
            "part": self.read_part,
        }

    def scan(self) -> list[Expression]:
        """Return the expressions in order."""
        self.numbers = {number.last: number for number in read_numbers(self.words)}
        found: list[Expression] = []
        table, readers, words = self.table, self.readers, self.words
        place = 0
        while place < len(words):
            word = words[place]
            entry = table.get(word)
            expression = None
            if entry:
                reader = readers.get(entry.kind)
                expression = reader(place) if reader else None
            elif word[0] in "0123456789'\u2019" and len(word) > 1:
                expression = self.read_figure(place)
            if expression:
                self._extend_left(expression)
                found.append(expression)
                self.floor = place = max(expression.last, place + 1)
            else:
                place += 1
        return found

    # Readers: each returns the expression whose core is at the place, or None.

    def read_month(self, place: int) -> Expression | None:
        """Return a date around a month: "25 April 2009", "late June", "Sept. 12-13", "next March"."""
        if not self._is_month(place):
            return None
        found = Expression("date", place, place + 1, month=int(self.table[self.words[place]].value))
        if not self._read_day_left(found) or self._prefers_right(found):
            self._read_day_right(found)
        self._read_year_right(found)
        if not found.day and not found.year and found.shift is None:
            self._read_shift_left(found)
        return found

    def _read_shift_left(self, found: Expression) -> None:
        """Take "last", "next", "this past" before a month: "last May"."""
        before = self.word(found.first - 1)
        shift = self.value(found.first - 1, "shift")
        if shift and before not in ("present", "current"):
            is_this_past = before in ("past", "coming") and self.word(found.first - 2) == "this"
            found.shift, found.first = int(shift), found.first - 1 - is_this_past

    def _is_month(self, place: int) -> bool:
        """Return whether the word is a month, not a verb or name: "may attack", "Theresa May"."""
        token, word = self.tokens[place], self.words[place]
        if word in AMBIGUOUS and word.capitalize() not in token.text and word.upper() not in token.text:
            return False
        if self.day(place - 1) or self.day(place + 1) or self.year(place + 1):
            return True
        if len(word) <= 3 and word != "may":
            return word not in AMBIGUOUS and token.text[:1].isupper()
        if word not in AMBIGUOUS:
            return True
        if token.upos in ("VERB", "AUX") or (token.name >= 0 and self.doc.names[token.name].kind == "PER"):
            return False
        return self.word(place - 1) in MONTH_CUES or self.word(place + 1) in ("of", "this", "last")

    def _read_day_left(self, found: Expression) -> bool:
        """Take the day before the month: "25 April", "the 25th of April", "12 to 13 September"."""
        at = found.first - 1
        if self.word(at) == "of":
            at -= 1
        day = self.day(at)
        if not day or self.word(at - 1) in ("$", "€", "£"):
            return False
        found.day, found.first = day, at
        before = self.day(at - 2)
        if before and self.word(at - 1) in (*JOINS, "and", "or") and before < day:
            found.day, found.last_day, found.first = before, day, at - 2
        if self.word(found.first - 1) == "the":
            found.first -= 1
        return True

    def _prefers_right(self, found: Expression) -> bool:
        """Return whether a figure before the month only counts: "killed 12 April 25, 1999"."""
        right = self.day(found.last)
        if not right or self.is_counting(found.last) or self.word(found.first - 1) in ("on", "of", "the"):
            return False
        found.first, found.day, found.last_day = found.last - 1, None, None
        return True

    def _read_day_right(self, found: Expression) -> None:
        """Take the day after the month: "April 25", "April the 25th", "September 12-13"."""
        at = found.last + (self.word(found.last) == "the")
        day = self.day(at)
        if not day or self.is_counting(at) or self.word(at + 1) in ("%", "percent", "million", ":"):
            return
        found.day, found.last = day, at + 1
        second = self.day(at + 2)
        if second and self.word(at + 1) in (*JOINS, "and", "or") and not self.value(at + 3, "month"):
            if second > day and not self.is_counting(at + 2):
                found.last_day, found.last = second, at + 3

    def _read_year_right(self, found: Expression) -> None:
        """Take the year after a date: "April 25, 2009", "April of 2009", "in April last year"."""
        at = found.last
        if self.word(at) in (",", "of", "in"):
            at += 1
        if self.word(at) == "the":
            at += 1
        year = self.year(at)
        if year and not self.is_counting(at):
            found.year, found.last = year, at + 1
            return
        shift, unit = self.value(at, "shift"), self.value(at + 1, "unit")
        if shift and unit == "year":
            found.shift, found.unit, found.last = int(shift), "year", at + 2
        elif self.word(at) in ("same", "that") and unit == "year":
            found.is_anchored, found.last = True, at + 2

    def read_weekday(self, place: int) -> Expression | None:
        """Return a weekday: "Tuesday", "next Friday", "Tuesday last week", "Tuesday, 25 April 2009"."""
        token, word = self.tokens[place], self.words[place]
        if len(word) <= 4 and (
            not token.text[:1].isupper() or (word in AMBIGUOUS and not self._is_dated(place))
        ):
            return None
        at = place + 1 + (self.word(place + 1) == ",")
        for month_at in (at, at + 1, at + 2, at + 3):
            if self.value(month_at, "month") and self._is_month(month_at):
                dated = self.read_month(month_at)
                if dated and dated.day and dated.first <= at + 1:
                    dated.first, dated.weekday = place, int(self.table[word].value)
                    return dated
        found = Expression("weekday", place, place + 1, weekday=int(self.table[word].value))
        self._take_part_right(found)
        at = found.last + (self.word(found.last) == "of")
        shift = self.value(at, "shift")
        if shift and self.word(at) != "following" and self.word(at + 1) == "week":
            found.shift, found.unit, found.last = int(shift), "week", at + 2
        elif self.value(place - 1, "shift") and self.word(place - 1) not in ("present", "current"):
            found.shift, found.first = int(self.value(place - 1, "shift") or 0), place - 1
        return found

    def _is_dated(self, place: int) -> bool:
        after = place + 1 + (self.word(place + 1) in (",", "."))
        return bool(self.value(after, "month") or self.day(after))

    def _take_part_right(self, found: Expression) -> None:
        """Take the part of the day behind: "Tuesday night", "yesterday in the morning" is left."""
        part = self.value(found.last, "part")
        if part:
            found.part, found.last = part, found.last + 1

    def read_season(self, place: int) -> Expression | None:
        """Return a season: "last spring", "the winter of 1941-42"; not "the fall of the city"."""
        month, word = int(self.table[self.words[place]].value), self.words[place]
        found = Expression("date", place, place + 1, season=month)
        self._read_year_right(found)
        if (
            found.year
            and self.word(found.last) in (*DASHES, "/")
            and len(self.word(found.last + 1)) in (2, 4)
        ):
            found.last += 2 if self.word(found.last + 1).isdecimal() else 0
        shift = self.value(place - 1, "shift")
        if shift:
            found.shift, found.first = int(shift), place - 1
        is_said = found.year or found.shift is not None or self.value(place - 1, "portion")
        if word == "fall" and self.tokens[place].upos == "VERB":
            return None
        if is_said or (
            word != "fall" and self.words[place - 2 : place] in (["in", "the"], ["during", "the"])
        ):
            return found
        return None

    def read_deictic(self, place: int) -> Expression | None:
        """Return "today", "yesterday morning", "overnight", "the day before yesterday"."""
        value = self.table[self.words[place]].value
        found = Expression("deictic", place, place + 1)
        if value == "overnight":
            found.part = "overnight"
            is_adjective = (
                self.tokens[place].relation in ("amod", "compound") and self.word(place - 1) == "an"
            )
            if is_adjective or self._precedes_date(place + 1):
                return None
            return found
        found.amount = int(value)
        self._take_part_right(found)
        if self.word(place - 2) == "day" and self.word(place - 1) in ("before", "after"):
            found.amount += -1 if self.word(place - 1) == "before" else 1
            found.first = place - 2 - (self.word(place - 3) == "the")
        return found

    def read_part(self, place: int) -> Expression | None:
        """Return a part of a day: "this morning", "last night", "the night from 3 to 4 May", "at dawn".

        Bare parts count only behind a preposition: "an evening of music" is none.
        """
        part = self.table[self.words[place]].value
        found = Expression("part", place, place + 1, part=part)
        before = self.word(place - 1)
        shift = self.value(place - 1, "shift")
        if shift and before not in ("past", "present", "current"):
            found.first = place - 1
            is_day_of_writing = before == "this" or (before == "last" and part == "night")
            found.kind = "deictic" if is_day_of_writing else "anchor"
            found.amount, found.unit = int(shift), "day"
            if self.word(place - 2) == "the":
                found.first, found.kind = place - 2, "anchor"
            return found
        if before in ("that", "same"):
            found.kind, found.unit, found.first = "anchor", "day", place - 1
            return found
        if self._precedes_date(place + 1):
            return None
        if before == "the":
            before, found.first = self.word(place - 2), place - 1
        return (
            found
            if before in ("at", "in", "by", "before", "until", "around", "toward", "towards", "about")
            else None
        )

    def _precedes_date(self, place: int) -> bool:
        """Return whether a date follows that will take the part of the day in: "at dawn on Sunday"."""
        at = place + (self.word(place) in ("on", "of", "from", "into", "between"))
        at += self.word(at) == "the"
        return bool(self.value(at, "weekday") or self.value(at, "month") or (at > place and self.day(at)))

    def read_unit(self, place: int) -> Expression | None:
        """Return what a unit of time is the core of: "last week", "three days ago", "that year"."""
        unit = self.table[self.words[place]].value
        amount, first = self._read_amount(place)
        found = Expression("offset", first, place + 1, unit=unit, amount=amount)
        if self._take_offset(found, is_counted=first < place):
            return found
        return self._read_shift(found, place)

    def _read_amount(self, place: int) -> tuple[int, int]:
        """Return how many of a unit, and where the words for it begin: "two", "a few", "the past five"."""
        number = self.numbers.get(place)
        if number is None and self.word(place - 1) in DASHES:
            number = self.numbers.get(place - 1)
        if number and number.first >= self.floor and number.value == int(number.value):
            return min(int(number.value), 10_000), number.first
        before = self.word(place - 1)
        if before in ("a", "an"):
            return 1, place - 1
        if before in ("few", "couple", "several", "many", "some", "of", "dozen"):
            at = place - 1
            while (
                self.word(at - 1) in ("a", "couple", "the", "handful", "dozens", "number") and place - at < 4
            ):
                at -= 1
            if before == "of" and at == place - 1:
                return FEW, place
            at += self.word(at) == "the"
            return (2, at) if "couple" in self.words[at:place] else (FEW, at)
        return (FEW if self.words[place].endswith("s") else 1), place

    def _take_offset(self, found: Expression, is_counted: bool) -> bool:
        """Take what says from where one counts: "ago", "earlier", "after the raid", "from now"."""
        after, at = self.word(found.last), found.last
        is_plural = self.words[at - 1].endswith("s")
        if not (is_counted or is_plural) and after not in ("before", "after"):
            return False
        if after in BACKWARD or after in FORWARD:
            is_phrase = after in ("before", "on", "prior", "back")
            if is_phrase and (not is_counted or (after == "on" and self.tokens[at].relation == "case")):
                return self._take_event(found, at, is_counted)
            if after in ("before", "prior") and self._opens_phrase(at + 1):
                return self._take_event(found, at, is_counted)
            found.last = at + 1
            found.shift = -1 if after in BACKWARD else 1
            found.is_anchored = bool(BACKWARD.get(after, FORWARD.get(after)))
            return True
        if after == "from" and self.word(at + 1) in ("now", "today"):
            found.last, found.shift = at + 2, 1
            return True
        if after in EVENT_OFFSETS and self._take_event(found, at, is_counted):
            return True
        if (
            is_counted
            and self.word(found.first - 1) in ("in", "within")
            and self.word(found.first - 2) != "time"
        ):
            found.shift, found.part = 1, self.word(found.first - 1)
            return self._is_future(found)
        return False

    def _take_event(self, found: Expression, at: int, is_counted: bool) -> bool:
        """Take an offset from something told: "hours after the outbreak", "the day before"."""
        after = self.word(at)
        if after not in EVENT_OFFSETS or after == "since" or self.value(at + 1, "deictic"):
            return False
        if not is_counted and self.word(found.first - 1) == "the":
            found.first -= 1
        elif not is_counted and not self.words[at - 1].endswith("s"):
            return False
        found.last, found.shift, found.is_anchored = at + 1, EVENT_OFFSETS[after], True
        found.bound = "event" if self._opens_phrase(at + 1) else ""
        return True

    def _opens_phrase(self, place: int) -> bool:
        word = self.word(place)
        return word not in (BREAK, ".", ",", ";", ":", "!", "?", ")", "and", "but", '"', "\u201d")

    def _is_future(self, found: Expression) -> bool:
        return is_future(self.doc, self.tokens[found.last - 1])

    def _read_shift(self, found: Expression, place: int) -> Expression | None:
        """Return "last week", "the past five years", "recent days", "the same day", "end of the year"."""
        at = found.first - 1
        before, shift = self.word(at), self.value(at, "shift")
        has_article = self.word(at - 1) in ("the", "these")
        found.kind = "shift"
        if before in ("recent", "latter"):
            found.kind, found.first = "recent", at
            return found if before == "recent" else None
        if shift and before == "following" and not has_article:
            return None  # "following weeks of talks": a preposition
        if shift:
            found.shift, found.first = int(shift), at
            is_counted = found.first < place - 1 or self.words[place].endswith("s")
            if is_counted or before == "past" or (before in ("last", "coming") and has_article):
                found.kind = "window" if shift != "0" else "recent"
            elif before in ("previous", "preceding", "following", "ensuing", "subsequent") or (
                has_article and before == "next"
            ):
                found.kind = "anchor"
                found.amount = int(shift)
            if has_article:
                found.first -= 1
            return self._take_of(found)
        if before in ("that", "same"):
            found.kind, found.amount = "anchor", 0
            found.first = at - (before == "same" and self.word(at - 1) in ("the", "that"))
            return found
        if (
            before == "the"
            and self.word(at - 1) == "of"
            and self.value(at - 2, "portion")
            and found.unit != "day"
        ):
            found.shift, found.first = 0, at
            return found
        if found.unit == "weekend" and before == "the":
            found.first = at
            return found
        return self._take_of(found) if clean_ordinal(before) == 1 else None

    def _take_of(self, found: Expression) -> Expression | None:
        """Take the month or year of which it is a part: "the first week of May", "the last days of 2015"."""
        if self.word(found.last) != "of":
            return found if found.shift is not None else None
        at = found.last + 1
        inner = self.read_month(at) if self.value(at, "month") else self.read_figure(at)
        if not inner or inner.kind != "date" or inner.day:
            return found if found.shift is not None else None
        ordinal = self.word(found.first + (self.word(found.first) == "the"))
        inner.first = found.first if found.shift is not None else found.first - 1
        inner.portion = "end" if ordinal in ("last", "past") else "start"
        return inner

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
        if before and not before.until and _may_join(scanner, before, expression):
            before.until, before.last = expression, expression.last
            continue
        joined.append(expression)
    for expression in joined:
        expression.first = scanner.tokens[expression.first].index
        expression.last = scanner.tokens[expression.last - 1].index + 1
    return joined


def _may_join(scanner: _Scanner, one: Expression, other: Expression) -> bool:
    gap = scanner.words[one.last : other.first]
    if (
        len(gap) != 1
        or one.kind not in ("date", "weekday", "deictic")
        or other.kind not in (one.kind, "deictic")
    ):
        return False
    return gap[0] in JOINS or (gap[0] == "and" and one.bound == "between")
