"""The dates of a text as it goes on: what "that day", "two weeks later" and "8 August" count from.

Place in the flow: `reading.times` hands it the expressions in order and gets their days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.language.doc import Doc, Sentence
from dragoman.reading.time_codes import Timex, find_timexes
from dragoman.reading.time_tense import is_future, is_past
from dragoman.reading.time_values import Moment, resolve
from dragoman.reading.time_words import PREMODIFIERS, Expression
from dragoman.values.dates import PartialDate

MAX_EVENT_GAP = 14
"""Words between "hours after" and the date that it counts from, within one sentence."""


class Story:
    """The dates of a text so far: what "that day", "two weeks later" and "8 August" count from."""

    def __init__(self, published: date | None, expressions: list[Expression]) -> None:
        self.published = published
        self.is_history = find_history(expressions, published)
        """The text tells of times long before its publication: dates follow one another."""
        self.asides = _find_asides(expressions) if self.is_history else set()
        self.reference: PartialDate | None = None
        self.reference_sentence = -1
        self.year = _get_first_year(expressions) if self.is_history else None
        self.year_paragraph = -1
        self.month: int | None = None
        """The last month told in that year: from December the story goes on to January."""
        self.told_year: int | None = None
        self.last_read = -1
        """Where the last expression ended."""

    def is_restated(self, doc: Doc, expression: Expression) -> bool:
        """Return whether an expression says again what day the one before it is.

        "met on Wednesday, two days after gunmen fled": Wednesday, counted from the flight.
        """
        comma = expression.first - 1
        is_beside = comma == self.last_read and doc.tokens[comma].text == ","
        return is_beside and (expression.kind, expression.bound) == ("offset", "event")

    def read(
        self, doc: Doc, expression: Expression, sentence: Sentence, following: Expression | None
    ) -> tuple[PartialDate, list[Timex]]:
        """Return the days of the next expression of the text and its TIMEX3 forms, and remember it."""
        moment = Moment(self.published, self.reference, self._get_year(sentence), self.month, self.told_year)
        is_shifted = expression.kind in ("shift", "window") or expression.is_anchored
        if self.is_history and self.reference and is_shifted and expression.kind != "offset":
            moment.published = self.reference.start  # "the next two weeks" of a war long past
        if expression.kind in ("weekday", "date", "shift") and expression.year is None:
            head = doc.tokens[find_head(doc, expression.first, expression.last)]
            moment.is_future = is_future(doc, head, expression.bound)
            is_open = expression.bound in ("until", "till", "by", "before", "through")
            moment.is_past = not moment.is_future and not is_open and is_past(doc, head)
        is_restated = self.is_restated(doc, expression)
        self.last_read = expression.last
        if expression.kind == "part" and self.reference_sentence < sentence.index - 1:
            moment.reference = None
        if expression.bound == "event":
            moment.reference = self._find_base(doc, expression, sentence, following, moment)
        timexes = find_timexes(expression, moment)
        if is_restated and self.reference:
            return self.reference, timexes
        value = resolve(expression, moment)
        is_aside = doc.tokens[max(0, expression.first - 1)].text == "(" or expression.first in self.asides
        if doc.tokens[expression.last - 1].relation not in PREMODIFIERS and not is_aside:
            self._remember(expression, value, sentence)
        return value, timexes

    def _get_year(self, sentence: Sentence) -> int | None:
        """Return the year that the story is in; in a dated report only within the paragraph."""
        if self.published is None or self.is_history or self.year_paragraph == sentence.paragraph:
            return self.year
        return None

    def _find_base(
        self,
        doc: Doc,
        expression: Expression,
        sentence: Sentence,
        following: Expression | None,
        moment: Moment,
    ) -> PartialDate | None:
        """Return the date that "hours after the outbreak of fighting on 3 May" counts from.

        The next date of the clause, if there is one; else the last one, told in this sentence
        or the one before; not for what is new to the reader ("two days after a raid").
        """
        if (
            following
            and following.first - expression.last <= MAX_EVENT_GAP
            and following.last <= sentence.last
        ):
            between = doc.tokens[expression.last : following.first]
            if not any(token.upos == "VERB" and token.feats.get("VerbForm") == "Fin" for token in between):
                value = resolve(replace(following, bound=""), moment)
                return value if value.start else None
        counted = doc.tokens[min(expression.last, sentence.last - 1)]
        is_known = counted.lower not in ("a", "an", "another") and counted.upos != "NUM"
        return self.reference if is_known and self.reference_sentence >= sentence.index - 1 else None

    def _remember(self, expression: Expression, value: PartialDate, sentence: Sentence) -> None:
        if expression.kind == "date" and value.start and not expression.is_bc:
            self.told_year = value.start.year
        if value.start is None or sentence.kind in ("headline", "dateline", "caption"):
            return
        is_open = expression.bound in ("since", "until", "till", "before", "by", "after")
        if expression.kind in ("window", "recent", "decade", "century", "part") or (
            is_open and not expression.day
        ):
            return
        self.reference = replace(value, end=value.end or value.start)
        self.reference_sentence = sentence.index
        is_of_today = expression.kind in ("weekday", "deictic") or (
            expression.kind == "offset" and not expression.is_anchored
        )
        if expression.is_bc or (self.is_history and self.published and is_of_today):
            return
        if expression.year is not None or self.published is None or self.is_history:
            last = value.end if expression.until and value.end else value.start
            is_told = value.precision in ("day", "range", "week", "month")
            self.month = last.month if is_told else self.month if last.year == self.year else None
            self.year, self.year_paragraph = last.year, sentence.paragraph
        elif expression.kind in ("weekday", "deictic"):
            self.year_paragraph = -1


def find_history(expressions: list[Expression], published: date | None) -> bool:
    """Return whether a text is a history, not news: many dates with their years, little of this week.

    "In 1931 the valley rose. … By May the rebels held the bridge": that May is of 1931.
    """
    if published is None:
        return False
    years = [expression.year for expression in expressions if expression.year]
    old = sum(year < published.year - 1 for year in years)
    new = sum(
        expression.kind in ("weekday", "deictic", "shift")
        or (expression.kind == "offset" and not expression.is_anchored)
        for expression in expressions
    )
    return old >= FEWEST_OLD and 2 * old > len(years) and len(years) > HISTORY_SHARE * new


def _get_first_year(expressions: list[Expression]) -> int | None:
    return next((expression.year for expression in expressions if expression.year), None)


def _find_asides(expressions: list[Expression]) -> set[int]:
    """Return the dates (by first token) that leave the story for once: "papers released in 2005 show".

    Their year lies far from the year told before, and the next year told goes back.
    """
    dated = [expression for expression in expressions if expression.year and expression.kind == "date"]
    asides: set[int] = set()
    before: int | None = None
    for place, expression in enumerate(dated):
        year = expression.year or 0
        after = next((other.year for other in dated[place + 1 : place + 2]), None)
        if before is not None and abs(year - before) > FAR_YEARS:
            if after is None or abs(after - before) < abs(after - year):
                asides.add(expression.first)
                continue
        before = year
    return asides


FAR_YEARS = 8
"""A jump of more years than this, and back, is an aside: 9 more values of WikiWars right, with any
number from 3 to 40."""
FEWEST_OLD = 5
HISTORY_SHARE = 2
"""Dates with a year to each of "Tuesday", "last week" from which a text is a history: so are all wars of
WikiWars (21 of 22 with 3), and of 200 articles of train/wikinews 7, mostly obituaries."""


def is_stated(expression: Expression) -> bool:
    """Return whether the words give the year themselves: nothing had to be counted."""
    return expression.kind in ("date", "decade", "century") and (
        expression.year is not None or bool(expression.until and expression.until.year is not None)
    )


def find_head(doc: Doc, first: int, last: int) -> int:
    """Return the token of an expression that the rest of it hangs on."""
    for index in range(first, last):
        token = doc.tokens[index]
        if not first <= token.head < last and token.relation not in ("case", "punct", "mark", "det"):
            return index
    return first
