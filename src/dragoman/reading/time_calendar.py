"""Dates whose core is a word of the calendar: months, weekdays, seasons, today, parts of days.

Place in the flow: the part of `reading.time_expressions` that starts at such words.
"""

from __future__ import annotations

from dragoman.lexicon.time_words import TimeWord
from dragoman.reading.time_figures import ERAS, FigureReader
from dragoman.reading.time_words import (
    AMBIGUOUS,
    ANCHORING,
    DASHES,
    JOINS,
    MONTH_CUES,
    Expression,
    widen_year,
)
from dragoman.text.numbers import Number

SEASON_CASES = ("in", "during", "by", "until", "till", "through", "throughout", "since", "of")


class CalendarReader(FigureReader):
    """The readers of months, weekdays, seasons, days counted from today, parts of days, feasts."""

    numbers: dict[int, Number]
    """Numbers of the text by the place behind them."""
    phrases: dict[str, list[tuple[tuple[str, ...], TimeWord]]]
    """Time words of several words, by the first."""

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
            found.is_anchored = before in ANCHORING
            found.shift, found.first = int(shift), found.first - 1 - is_this_past

    def _is_month(self, place: int) -> bool:
        """Return whether the word is a month, not a verb or name: "may attack", "Theresa May"."""
        token, word = self.tokens[place], self.words[place]
        if word in AMBIGUOUS and word.capitalize() not in token.text and word.upper() not in token.text:
            return False
        if self.day(place - 1) or self.day(place + 1) or self.year(place + 1) or self.word(place + 2) in ERAS:
            return True
        if len(word) <= 3 and word != "may":
            return word not in AMBIGUOUS and token.text[:1].isupper()
        if word not in AMBIGUOUS:
            return True
        if token.upos in ("VERB", "AUX") or (token.name >= 0 and self.doc.names[token.name].kind == "PER"):
            return False
        after = self.word(place + 1)
        is_of_year = after == "of" and bool(self.year(place + 2) or self.value(place + 2, "shift"))
        return self.word(place - 1) in MONTH_CUES or after in ("this", "last") or is_of_year

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
            found.cut = at - 1, at
        if self.word(found.first - 1) == "the":
            found.first -= 1
        return True

    def _prefers_right(self, found: Expression) -> bool:
        """Return whether a figure before the month only counts: "killed 12 April 25, 1999"."""
        right = self.day(found.last)
        if not right or self.is_counting(found.last) or self.word(found.first - 1) in ("on", "of", "the"):
            return False
        found.first, found.day, found.last_day, found.cut = found.last - 1, None, None, None
        return True

    def _read_day_right(self, found: Expression) -> None:
        """Take the day after the month: "April 25", "April the 25th", "September 12-13"."""
        at = found.last + (self.word(found.last) == "the")
        day = self.day(at)
        if at > found.last and day and self.tokens[at].text[:1].isupper():
            return  # "by the end of May the Third Army had left"
        if not day or self.is_counting(at) or self.word(at + 1) in ("%", "percent", "million", ":"):
            return
        found.day, found.last = day, at + 1
        second = self.day(at + 2)
        if second and self.word(at + 1) in (*JOINS, "and", "or") and not self.value(at + 3, "month"):
            if second > day and not self.is_counting(at + 2):
                found.last_day, found.last = second, at + 3
                found.cut = at + 1, at + 2

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
        if self._read_short_year(found) or self._read_bc(found, at):
            return
        shift, unit = self.value(at, "shift"), self.value(at + 1, "unit")
        if shift and unit == "year":
            found.shift, found.unit, found.last = int(shift), "year", at + 2
        elif self.word(at) in ("same", "that") and unit == "year":
            found.is_anchored, found.last = True, at + 2

    def _read_short_year(self, found: Expression) -> bool:
        """Take the year of a wire's date in capitals: "30 DEC 89", "3 JAN 90"; "MAY 89" too."""
        word, token = self.word(found.last), self.tokens[min(found.last, len(self.tokens) - 1)]
        if len(word) != 2 or not word.isdecimal() or not self.tokens[found.last - 1].text.isupper():
            return False
        if not (found.day or int(word) > 31) or (token.relation == "nummod" and self.is_counting(found.last)):
            return False
        found.year, found.last = widen_year(int(word)), found.last + 1
        return True

    def _read_bc(self, found: Expression, at: int) -> bool:
        word = self.word(at)
        if not (word.isdecimal() and len(word) <= 4 and self.word(at + 1) in ERAS):
            return False
        found.year, found.is_bc, found.last = int(word), True, at + 2
        return True

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
        if word == "fall" and self.tokens[place].upos == "VERB":
            return None
        if found.year or found.shift is not None or self.value(place - 1, "portion"):
            return found
        case_at = place - 1 - (self.word(place - 1) == "the")
        is_season = self.word(case_at) in SEASON_CASES and self.tokens[place].upos in ("NOUN", "PROPN")
        is_fall = word == "fall" and (case_at == place - 1 or self.word(place + 1) == "of")
        return found if is_season and not is_fall else None

    def read_deictic(self, place: int) -> Expression | None:
        """Return "today", "yesterday morning", "overnight", "the day before yesterday"."""
        value = self.table[self.words[place]].value
        found = Expression("deictic", place, place + 1)
        if value == "overnight":
            return self._read_overnight(found)
        found.amount = int(value)
        found.part = "night" if self.words[place] == "tonight" else ""
        self._take_part_right(found)
        if self.word(place - 2) == "day" and self.word(place - 1) in ("before", "after"):
            found.amount += -1 if self.word(place - 1) == "before" else 1
            found.first = place - 2 - (self.word(place - 3) == "the")
        return found

    def _read_overnight(self, found: Expression) -> Expression | None:
        """Return "overnight", "overnight Tuesday", "overnight into Wednesday"; not "an overnight raid"."""
        place = found.first
        found.part = "overnight"
        if self.tokens[place].relation in ("amod", "compound") and self.word(place - 1) in ("an", "the"):
            return None
        at = place + 1
        is_end = self.word(at) in ("into", "to")
        at += is_end or self.word(at) == "on"
        if self.value(at, "weekday") and self.word(at + 1) not in JOINS:
            found.kind, found.weekday, found.last = "weekday", int(self.table[self.word(at)].value), at + 1
            found.portion = "into" if is_end else ""
            return found
        return None if self._precedes_date(place + 1) else found

    def read_reference(self, place: int) -> Expression | None:
        """Return "now", "currently", "recently"; not "now that"."""
        if self.word(place + 1) == "that" and self.word(place) == "now":
            return None
        return Expression("reference", place, place + 1, part=self.table[self.words[place]].value)

    def read_phrase(self, place: int) -> Expression | None:
        """Return a time word of several words: "at the time", "Christmas Eve 1944"."""
        for words, entry in self.phrases[self.words[place]]:
            if tuple(self.words[place : place + len(words)]) != words:
                continue
            last = place + len(words)
            if entry.kind == "holiday":
                return self._read_feast(place, last, entry.value)
            if entry.kind == "reference" and self._is_reference(place, last):
                return Expression("reference", place, last, part=entry.value)
        return None

    def _is_reference(self, place: int, last: int) -> bool:
        """Return whether "the past" stands alone: not "the past week", "at the time of the raid"."""
        after = self.word(last)
        if self.words[last - 1] in ("past", "future"):
            is_number = any(
                number.first == last for number in map(self.numbers.get, (last + 1, last + 2)) if number
            )
            if after in self.table or after in ("few", "several", "couple") or is_number:
                return False
            head = self.tokens[last - 1]
            return head.upos == "NOUN" or not (after.isalpha() and head.relation in ("amod", "compound"))
        return after != "of"

    def read_holiday(self, place: int) -> Expression | None:
        """Return a feast of one word: "Christmas", "Halloween"."""
        if not self.tokens[place].text[:1].isupper() and self.words[place][0].isalpha():
            return None
        return self._read_feast(place, place + 1, self.table[self.words[place]].value)

    def _read_feast(self, place: int, last: int, value: str) -> Expression:
        """Return a fixed feast, with its year and days counted on: "last Christmas", "D-Day plus 3"."""
        *year, month, day = (int(part) for part in value.split("-"))
        found = Expression("date", place, last, month=month, day=day, year=year[0] if year else None)
        if not year:
            self._read_year_right(found)
            if found.year is None and found.shift is None:
                self._read_shift_left(found)
        elif self.word(last) in ("plus", "+") and self.day(last + 1):
            found.amount, found.last = self.day(last + 1) or 0, last + 2
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
