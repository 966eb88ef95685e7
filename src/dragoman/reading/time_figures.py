"""Dates that begin with a figure: numeric dates, years, decades, centuries, times of day.

Place in the flow: the part of `reading.time_expressions` that starts at figures.
"""

from __future__ import annotations

import re

from dragoman.reading.time_words import (
    DASHES,
    DECADE,
    NOT_YEARS,
    NUMERIC_DATE,
    SHORT_YEAR,
    YEAR_CUES,
    Expression,
    TimeWords,
    widen_year,
)
from dragoman.text.numbers import clean_ordinal

CLOCK = re.compile(
    r"([01]?\d|2[0-4])(?:([:.])([0-5]\d)(?:[:.]\d\d)?)?(am|pm|a\.m|p\.m)?|((?:[01]\d|2[0-4])[0-5]\d)(z)?"
)
"""Hour, mark, minute, half of the day; or the four figures of the military, and their zone."""
ZONES = ("gmt", "utc", "est", "edt", "pst", "cet", "cest", "eet", "bst", "ist", "msk", "z", "zulu")
LATEST_YEAR = 2100
"""A later year needs a preposition that says so: "around 2130" is half past nine."""
OWNERS = ("his", "her", "their", "my", "your", "our", "its")
OUR_ERAS = ("ad", "a.d", "ce", "c.e")
ERAS = ("bc", "b.c", "bce", "b.c.e")
QUARTER = re.compile(r"(q[1-4]|h[12])|fy[-']?((?:19|20)?\d\d)")
ROMANS = {
    roman: number
    for number, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}  # fmt: skip
ROMAN_DATE = re.compile(r"([0-3]?\d)[-./]([ivx]{1,4})[-./]((?:1[89]|20)?\d\d)")


class FigureReader(TimeWords):
    """The readers of expressions whose core is a figure."""

    def read_figure(self, place: int) -> Expression | None:
        """Return a numeric date, a year, a decade, a century, a time of day; None for other figures."""
        word = self.words[place]
        if word[0] in "qhf":
            return self._read_quarter(place)
        clock = self._read_clock(place)
        if clock:
            return clock
        era = self._read_era(place)
        if era:
            return era
        roman = self._read_roman(place)
        if roman or len(word) < 2:
            return roman
        numeric = NUMERIC_DATE.fullmatch(word)
        if numeric:
            return _read_numeric(numeric, place)
        decade = DECADE.fullmatch(word) or (SHORT_YEAR.fullmatch(word) if word.endswith("s") else None)
        if decade:
            is_age = self.word(place - 1) in OWNERS or self.word(place - 2) in OWNERS  # "in her late 80s"
            return None if is_age else self._read_decade(place)
        year = self.year(place)
        if year and self._is_year(place, year):
            return self._read_year(place, year)
        if (
            clean_ordinal(word)
            and self.value(place + 1 + (self.word(place + 1) in DASHES), "unit") == "century"
        ):
            last = place + 2 + (self.word(place + 1) in DASHES)
            return Expression("century", place, last, year=(clean_ordinal(word) or 1) * 100 - 100)
        is_day = clean_ordinal(word) and self.words[place - 2 : place] == ["on", "the"]
        is_of_month = self.words[place + 1 : place + 4] in (["of", "that", "month"], ["of", "the", "month"])
        shift = self.value(place + 2, "shift")
        if self.word(place + 1) == "of" and shift and self.word(place + 3) == "month" and self.day(place):
            return Expression("monthday", place - 1, place + 4, day=self.day(place), shift=int(shift))
        if is_of_month and self.day(place):
            return Expression("monthday", place - 1, place + 4, day=self.day(place))
        is_day = is_day or (word[0].isdecimal() and self.words[place - 2 : place] == ["of", "the"])
        is_day = is_day and self.word(place + 1) != "of"
        if is_day and self.day(place) and self.tokens[place].relation not in ("amod", "compound", "nummod"):
            return Expression("monthday", place - 1, place + 1, day=self.day(place))
        return None

    def _read_era(self, place: int) -> Expression | None:
        """Return a year with its era, of any number of figures: "480 BC", "AD 70", "420 CE"."""
        word = self.words[place]
        if not (word.isascii() and word.isdecimal() and len(word) <= 4 and int(word)):
            return None
        if self.word(place + 1) in ERAS:
            return Expression("date", place, place + 2, year=int(word), is_bc=True)
        if self.word(place + 1) in OUR_ERAS and self.tokens[place + 1].text.isupper():
            return Expression("date", place, place + 2, year=int(word))
        if self.word(place - 1) == "ad" and self.tokens[place - 1].text == "AD":
            return Expression("date", place - 1, place + 1, year=int(word))
        return None

    def _read_clock(self, place: int) -> Expression | None:
        """Return a time of day: "15:00", "3:30 pm", "8 a.m.", "0600 hours", "1430 GMT", "0600Z"."""
        word, at = self.words[place], place + 1
        match = CLOCK.fullmatch(word)
        if not match:
            return None
        half = match[4] or self.value(at, "clock") or ""
        at += not match[4] and bool(half)
        at += self.word(at) == "(" and self.word(at + 1) in ZONES
        is_zoned = self.word(at) in ZONES
        is_military = self.word(at) in ("hours", "hrs") and self.word(at + 1) != "of"
        if match[5] is not None or (match[2] and match[2] not in ":" and not half and not is_zoned):
            is_told = is_zoned or is_military or match[6] or self.word(place - 1) == "at"
            if match[5] is None or not is_told:
                return None
            hour, minute = int(match[5][:2]), int(match[5][2:])
            at += is_zoned or is_military
        elif match[2] or half:
            hour, minute = int(match[1]), int(match[3] or 0)
            at += is_zoned
        else:
            return None
        if half:
            hour = hour % 12 + 12 * (half[0] == "p") if hour <= 12 else 24
        if hour > 24 or minute > 59:
            return None
        at += 2 * (self.word(at) == "local" and self.word(at + 1) == "time")
        return Expression("part", place, at, part="clock", clock=f"{hour:02}:{minute:02}")

    def read_meridiem(self, place: int) -> Expression | None:
        """Return None: "a.m." is taken with its figure."""
        return None

    def _read_quarter(self, place: int) -> Expression | None:
        """Return "Q3 2019", "H1 of 2012", "FY2012"; the year may be missing behind a quarter."""
        match = QUARTER.fullmatch(self.words[place])
        if not match or not self.tokens[place].text[0].isupper():
            return None
        if match[2]:
            year = int(match[2]) if len(match[2]) == 4 else widen_year(int(match[2]))
            return Expression("date", place, place + 1, year=year)
        at = place + 1 + (self.word(place + 1) == "of")
        year_behind = self.year(at)
        if not year_behind and match[1][0] == "h":
            return None
        found = Expression("date", place, place + 1, quarter=match[1].upper(), year=year_behind)
        found.last = at + 1 if year_behind else place + 1
        return found

    def read_decade_word(self, place: int) -> Expression | None:
        """Return "the eighties", "the mid-sixties"; not "in his eighties"."""
        before = self.word(place - 1)
        if before in DASHES:
            before = self.word(place - 3)
        if before not in ("the", "early", "mid", "late", "nineteen") or self.word(place - 2) in OWNERS:
            return None
        return Expression("decade", place, place + 1, year=int(self.table[self.words[place]].value))

    def _read_roman(self, place: int) -> Expression | None:
        """Return a date with a Roman month, however it was cut into words: "12.IX.1944", "5-XI-17"."""
        if not self.words[place][:2].rstrip(".-/").isdigit():
            return None
        last, text = place, ""
        while last < place + 5 and self.word(last)[0] in "0123456789ivx.-/" and len(text) <= 10:
            text, last = text + self.word(last), last + 1
            match = ROMAN_DATE.fullmatch(text)
            if match and match[2] in ROMANS and 1 <= int(match[1]) <= 31 and not self.word(last).isdigit():
                year = int(match[3]) if len(match[3]) == 4 else widen_year(int(match[3]))
                return Expression("date", place, last, year=year, month=ROMANS[match[2]], day=int(match[1]))
        return None

    def _read_decade(self, place: int) -> Expression:
        digits = re.sub(r"\D", "", self.words[place])
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
        return Expression("decade", place, place + 1, year=year)

    def _is_year(self, place: int, year: int) -> bool:
        """Return whether a four-figure number is a year: "in 2006", "the 2008 war"; not "2,000 men"."""
        before, token = self.word(place - 1), self.tokens[place]
        if (
            before in NOT_YEARS
            or before in ("$", "€", "£")
            or self.word(place + 1) in ("%", "million", "km", "metres")
        ):
            return False
        if self.is_counting(place) or token.relation == "nummod":
            is_plural = self.doc.tokens[token.head].feats.get("Number") == "Plur"
            is_definite = before in (
                "the",
                "'s",
                "\u2019s",
                "its",
                "their",
                "his",
                "her",
                "of",
                "in",
                "since",
            )
            return 1900 <= year <= 2100 and (is_definite and year % 100 != 0 if is_plural else True)
        if year > LATEST_YEAR and before not in ("in", "by", "until", "to"):
            return False
        if before in YEAR_CUES:
            return 1500 <= year or before in ("in", "since", "of")
        return 1800 <= year <= 2100 and year % 100 != 0

    def _read_year(self, place: int, year: int) -> Expression:
        """Return a year or years: "2006", "2014-2016", "1994-96"."""
        found = Expression("date", place, place + 1, year=year)
        if self.word(place + 1) in (*DASHES, "/"):
            later = self.word(place + 2)
            short = later.isascii() and later.isdigit() and len(later) == 2
            end = year - year % 100 + int(later) if short else self.year(place + 2)
            if end and end > year:
                found.last_year, found.last = end, place + 3
                found.cut = place + 1, place + 2
        return found


def _read_numeric(match: re.Match[str], place: int) -> Expression | None:
    """Return a numeric date: "2009-04-25", "25.04.2009", "4/25/2009"; None where no order fits."""
    if match[1]:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        is_open = False
    else:
        day, month, year = int(match[4]), int(match[6]), int(match[7])
        year = year if len(match[7]) == 4 else widen_year(year)
        is_open = match[5] == "/" and day <= 12 and month <= 12 and day != month
        if month > 12 and day <= 12 and match[5] != ".":
            day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    return Expression("date", place, place + 1, year=year, month=month, day=day, is_slashed=is_open)
