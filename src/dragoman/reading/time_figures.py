"""Dates that begin with a figure: numeric dates, years, decades, centuries, times of day.

Place in the flow: the part of `reading.time_expressions` that starts at figures.
"""

from __future__ import annotations

import re

from dragoman.reading.time_words import (
    CLOCK,
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


class FigureReader(TimeWords):
    """The readers of expressions whose core is a figure."""

    def read_figure(self, place: int) -> Expression | None:
        """Return a numeric date, a year, a decade, a century, a time of day; None for other figures."""
        word = self.words[place]
        numeric = NUMERIC_DATE.fullmatch(word)
        if numeric:
            return _read_numeric(numeric, place)
        decade = DECADE.fullmatch(word) or (SHORT_YEAR.fullmatch(word) if word.endswith("s") else None)
        if decade:
            return self._read_decade(place)
        year = self.year(place)
        if year and self._is_year(place, year):
            return self._read_year(place, year)
        if (
            clean_ordinal(word)
            and self.value(place + 1 + (self.word(place + 1) in DASHES), "unit") == "century"
        ):
            last = place + 2 + (self.word(place + 1) in DASHES)
            return Expression("century", place, last, year=(clean_ordinal(word) or 1) * 100 - 100)
        if CLOCK.fullmatch(word) and (":" in word or word[-1] == "m" or self._has_zone(place + 1)):
            return Expression("part", place, place + 1 + self._has_zone(place + 1), part="clock")
        return None

    def _has_zone(self, place: int) -> bool:
        return self.word(place) in ("am", "pm", "a.m", "p.m", "gmt", "utc", "est", "cet", "ist")

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
