"""Dates and lengths whose core is a unit of time: "last week", "three days ago", "for two years".

Place in the flow: the part of `reading.time_expressions` that starts at units.
"""

from __future__ import annotations

from dragoman.reading.time_calendar import CalendarReader
from dragoman.reading.time_tense import is_future
from dragoman.reading.time_words import (
    ANCHORING,
    BACKWARD,
    BREAK,
    DASHES,
    EVENT_OFFSETS,
    FEW,
    FORWARD,
    Expression,
)
from dragoman.text.numbers import clean_ordinal

AGES = (["of", "age"], ["-", "old"], ["and", "older"], ["-", "olds"])
LENGTH_CASES = (
    "for",
    "within",
    "of",
    "over",
    "after",
    "in",
    "during",
    "through",
    "lasted",
    "and",
    "or",
    "than",
)
YEAR_KINDS = ("fiscal", "financial", "calendar", "budget")
MOST_UNITS = 31
SLICES = ("day", "week", "fortnight", "month", "year", "decade")
SET_UNITS = ("minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade")


class UnitReader(CalendarReader):
    """The readers of what counts in days, weeks, months, years."""

    def read_unit(self, place: int) -> Expression | None:
        """Return what a unit of time is the core of: "last week", "three days ago", "for two years"."""
        unit = self.table[self.words[place]].value
        if unit in ("quarter", "half"):
            return self._read_quarter_words(place, unit)
        if unit == "century" and clean_ordinal(self.word(place - 1)):
            return self._read_century(place)
        amount, first = self._read_amount(place)
        found = Expression("offset", first, place + 1, unit=unit, amount=amount)
        if self._take_offset(found, is_counted=first < place):
            return found
        found.shift, found.part, found.bound = None, "", ""
        return self._read_shift(found, place) or self._read_length(place, amount, first)

    def _read_century(self, place: int) -> Expression:
        """Return "the nineteenth century"; in figures `read_figure` has it."""
        century = clean_ordinal(self.word(place - 1)) or 1
        return Expression("century", place - 1, place + 1, year=century * 100 - 100)

    def _read_quarter_words(self, place: int, unit: str) -> Expression | None:
        """Return "the third quarter of 2012", "the first half of last year"; not "half of the men"."""
        before = self.word(place - 1)
        count = 2 if unit == "quarter" else 1
        number = clean_ordinal(before) or {"latter": 2, "last": 2 * count, "final": 2 * count}.get(before)
        if before in ("this", "last", "next") and unit == "quarter" and self.word(place - 2) != "the":
            shift = int(self.value(place - 1, "shift") or 0)
            return Expression("shift", place - 1, place + 1, unit="quarter", shift=shift)
        if not number or number > 2 * count:
            return None
        found = Expression("date", place - 1, place + 1, quarter=f"{unit[0].upper()}{number}")
        found.first -= self.word(place - 2) == "the"
        if unit == "half" and self.word(place + 1) == "of" and self.value(place + 2, "month"):
            month = self.read_month(place + 2)
            if month and not month.day:
                month.first, month.slice = found.first, ("half", number, 1)
                return month
        if unit == "quarter":
            found.quarter = f"Q{number}"
        self._read_year_right(found)
        is_of_year = self.word(place + 1) == "of" and self.word(place + 3) == "year"
        if found.year is None and found.shift is None and is_of_year:
            found.shift, found.unit, found.last = 0, "year", place + 4
        return found if unit == "quarter" or found.year or found.shift is not None else None

    def _read_length(self, place: int, amount: int, first: int) -> Expression | None:
        """Return how long something lasts: "two weeks", "a three-month siege", "for years"; no ages."""
        after = self.word(place + 1)
        if after in ("old", "older", "olds") or self.words[place + 1 : place + 3] in AGES:
            return None
        if self.words[place + 1 : place + 2] == ["-"] and self.word(place + 2) in ("old", "olds", "long"):
            return None
        unit = self.table[self.words[place]].value
        if first == place:
            is_vague = self.words[place].endswith("s") and self.word(place - 1) in LENGTH_CASES
            return Expression("length", place, place + 1, unit=unit) if is_vague else None
        if self.word(first - 1) in ("age", "aged", "ages", "as"):
            return None
        if self._is_rate(first, place):
            return Expression("set", first, place + 1, unit=unit, amount=1)
        number = self.numbers.get(place)
        is_half = bool(number and number.value != int(number.value))
        return Expression("length", first, place + 1, unit=unit, amount=amount, is_half=is_half)

    def _is_rate(self, first: int, place: int) -> bool:
        """Return whether "a day" says how often: "forty lorries a day"; not "lasted a day"."""
        if self.words[first] not in ("a", "an") or self.tokens[place].relation in ("obj", "nsubj", "conj"):
            return False
        before = self.word(first - 1)
        is_thing = first > 0 and before != BREAK and self.tokens[first - 1].upos in ("NOUN", "SYM")
        return before in ("once", "twice", "%", ")") or is_thing

    def read_set(self, place: int) -> Expression | None:
        """Return what comes again: "every Friday", "each morning", "every two weeks", "per year"."""
        at = place + 1
        found = Expression("set", place, place + 2, amount=1)
        number = next((self.numbers[end] for end in range(at + 1, at + 4) if end in self.numbers), None)
        if number and number.first == at and self.value(number.last, "unit"):
            found.amount, at = min(int(number.value), 10_000), number.last
        elif self.word(at) in ("other", "second") and self.value(at + 1, "weekday"):
            at += 1
        elif self.word(at) in ("few", "other", "second") and self.value(at + 1, "unit"):
            found.amount, at = 0 if self.word(at) == "few" else 2, at + 1
        entry = self.table.get(self.word(at))
        if entry is None or (self.words[place] == "per" and entry.kind != "unit"):
            return None
        found.last = at + 1
        if entry.kind == "unit" and entry.value in SET_UNITS:
            found.unit = entry.value
        elif entry.kind in ("weekday", "month", "season"):
            setattr(found, entry.kind, int(entry.value))
            self._take_part_right(found)
        elif entry.kind == "part":
            found.part = entry.value
        else:
            return None
        return found

    def read_often(self, place: int) -> Expression | None:
        """Return "daily", "on Fridays"; not in a name ("the Daily Star")."""
        token, value = self.tokens[place], self.table[self.words[place]].value
        if value.isdecimal():
            return Expression("set", place, place + 1, weekday=int(value))
        if token.name >= 0 or (token.text[0].isupper() and self.word(place - 1) != BREAK):
            return None
        if value == "night":
            return Expression("set", place, place + 1, part="night", amount=1)
        return Expression("set", place, place + 1, unit=value, amount=1)

    def _read_amount(self, place: int) -> tuple[int, int]:
        """Return how many of a unit, and where the words for it begin: "two", "a few", "the past five"."""
        number = self.numbers.get(place)
        if number is None and self.word(place - 1) in DASHES:
            number = self.numbers.get(place - 1)
        if number and number.first >= self.floor and number.value * 2 == int(number.value * 2):
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
            if self.word(at + 1) == "than":
                return False  # "a month earlier than usual" is a length
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
        is_fiscal = before in YEAR_KINDS
        if is_fiscal:
            at -= 1
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
            is_counted = found.first < place - 1 - is_fiscal or self.words[place].endswith("s")
            found.is_calendar = before == "last" and not is_counted
            if is_counted or before == "past" or (before in ("last", "coming") and has_article):
                found.kind = "window" if shift != "0" else "recent"
            elif before in ANCHORING or (has_article and before == "next"):
                found.kind = "window" if found.unit in ("decade", "century") else "anchor"
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
            and self.word(at - 1) in ("of", "in")
            and (self.value(at - 2, "portion") or self.word(at - 2) in ("later", "earlier"))
            and found.unit != "day"
        ):
            found.shift, found.first, found.is_anchored = 0, at, True
            return found
        if before == "of" and self.value(at - 1, "portion") and found.unit == "year":
            found.shift, found.first = 0, place
            return found
        if found.unit == "weekend" and before == "the":
            found.first = at
            return found
        return self._take_of(found) if 1 <= (clean_ordinal(before) or 0) <= MOST_UNITS else None

    def _take_of(self, found: Expression) -> Expression | None:
        """Take the month or year of which it is a part: "the first week of May", "the last days of 2015"."""
        if self.word(found.last) != "of":
            return found if found.shift is not None else None
        at = found.last + 1
        inner = self.read_month(at) if self.value(at, "month") else self.read_figure(at)
        if not inner or inner.kind != "date" or inner.day:
            return found if found.shift is not None else None
        ordinal = self.word(found.first + (self.word(found.first) == "the"))
        if found.shift is None:
            ordinal = self.word(found.first - 1)
        inner.first = found.first if found.shift is not None else found.first - 1
        number = clean_ordinal(ordinal) or (-1 if ordinal in ("last", "past", "final") else 1)
        if found.amount == FEW or found.unit not in SLICES:
            inner.portion = "start" if number > 0 else "end"
        else:
            inner.slice = found.unit, number, found.amount
        return inner
