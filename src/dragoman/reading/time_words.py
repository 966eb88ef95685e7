"""The words of dates, and what one time expression says before its days are counted.

Place in the flow: the ground of `reading.time_expressions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.time_words import TimeWord, load_time_words
from dragoman.text.numbers import clean_ordinal

NUMERIC_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\5(\d{4}|\d\d)")
DECADE = re.compile(r"(1\d|20)?(\d)0['\u2019]?s")
SHORT_YEAR = re.compile(r"['\u2019](\d\d)(s?)")
PIECES = re.compile(r"[-\u2010-\u2015/]|[^-\u2010-\u2015/]+")
DASHES = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014")
JOINS = (*DASHES, "to", "until", "till", "through", "into", "/")
BREAK = "\n"
"""Stands between sentences, so that no expression runs over."""

AMBIGUOUS = (
    "may",
    "march",
    "august",
    "mar",
    "jan",
    "dec",
    "jun",
    "sep",
    "oct",
    "sun",
    "sat",
    "mon",
    "wed",
    "fri",
)
MONTH_CUES = (
    "in since until till of late early mid last next this by from to between during before after "
    "through beginning start end on for - , ("
).split()
YEAR_CUES = (
    "in since until till of by from to between during before after through for circa around about "
    "late early mid year years and or ( - , as back spring summer autumn fall winter"
).split()
NOT_YEARS = "no number resolution flight su section article law room page unit order un route № #".split()
BOUNDS = ("since", "until", "till", "by", "before", "after", "from", "between", "through", "past", "beyond")
PREMODIFIERS = ("compound", "amod", "nummod", "nmod:poss")
"""Relations of a date to the noun behind it ("the 2010 raid"): a name of the thing more than a date."""
FORWARD = {"later": 1, "afterwards": 1, "afterward": 1, "on": 1, "hence": 0}
BACKWARD = {"ago": 0, "earlier": 1, "before": 1, "previously": 1, "prior": 1, "back": 0}
EVENT_OFFSETS = {"after": 1, "following": 1, "before": -1, "into": 1, "since": 1}
ANCHORING = ("previous", "preceding", "following", "ensuing", "subsequent")
"""Words that count from another date of the text: "the previous year", "the following May"."""
FEW = 0
"""The amount of "several weeks", "days ago": more than one, nobody says how many."""

TIMELESS = ("length", "set", "reference")
"""Kinds of expressions that are no dates."""


@dataclass(slots=True)
class Expression:
    """What the words of one time expression say; tokens `first` to `last`, the latter exclusive.

    Kinds: date (year, month, day, some missing), weekday, deictic (amount of days from
    today), shift ("last week"), window ("the past five years"), recent, offset ("two weeks
    earlier"), anchor ("that day"), part ("at dawn"), monthday ("on the 13th"), decade,
    century. Three kinds are no dates: length ("for two weeks"), set ("every Friday"),
    reference ("now"; `part` has its value).
    """

    kind: str
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    weekday: int | None = None
    season: int | None = None
    unit: str = ""
    amount: int = 0
    shift: int | None = None
    portion: str = ""
    part: str = ""
    slice: tuple[str, int, int] | None = None
    """Which of its units are meant: "the first two weeks of May" is ("week", 1, 2); -1 is the last."""
    bound: str = ""
    is_anchored: bool = False
    """The words count from another date of the text, not from the day of writing."""
    is_slashed: bool = False
    """Day and month of a numeric date may be either way round."""
    is_bc: bool = False
    is_calendar: bool = False
    """A stretch that TIMEX3 counts as a unit of the calendar: "the last week"."""
    is_half: bool = False
    """Half of a unit is to be added to the amount: "two and a half years"."""
    quarter: str = ""
    """A quarter or half of a year: "Q3", "H1"."""
    clock: str = ""
    """The time of day in figures: "15:00"."""
    cut: tuple[int, int] | None = None
    """Where the first date of "12-13 September" ends and the second begins, in words."""
    until: Expression | None = None
    """The second end of an interval ("from 3 May to 5 June")."""
    pieces: tuple[Expression, ...] = ()
    """The dates that an interval is written with ("3", "5 June"); empty for one date alone."""
    start_char: int = 0
    end_char: int = 0


class TimeWords:
    """The words of one document, and what stands at each; all is safe beyond the ends."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.table = load_time_words()
        self.words: list[str] = []
        self.tokens: list[Token] = []
        self.starts: list[int] = []
        """Where each word begins, in characters of the text; words may be pieces of tokens."""
        self._split()
        self.floor = 0
        """Where the last expression ended: nothing before it is looked at."""

    def _split(self) -> None:
        """Fill in the words: tokens without a closing stop, those with hyphens in pieces."""
        words, tokens, starts = self.words, self.tokens, self.starts
        for sentence in self.doc.sentences:
            for token in self.doc.tokens[sentence.first : sentence.last]:
                lower = token.lower
                if (
                    len(lower) > 2
                    and ("-" in lower or "\u2013" in lower)
                    and not NUMERIC_DATE.fullmatch(lower)
                ):
                    for piece in PIECES.finditer(lower):
                        words.append(piece[0])
                        tokens.append(token)
                        starts.append(token.start + piece.start())
                    continue
                words.append(lower[:-1] if len(lower) > 2 and lower[-1] == "." else lower)
                tokens.append(token)
                starts.append(token.start)
            words.append(BREAK)
            starts.append(sentence.end)
            tokens.append(self.doc.tokens[max(sentence.first, sentence.last - 1)])

    def word(self, place: int) -> str:
        """Return the word at a place; a break beyond the ends and before the last expression."""
        return self.words[place] if self.floor <= place < len(self.words) else BREAK

    def get_end(self, place: int) -> int:
        """Return where the word at a place ends, in characters: a piece before the next, a token whole."""
        token = self.tokens[place]
        if place + 1 < len(self.words) and self.tokens[place + 1] is token and self.words[place + 1] != BREAK:
            return self.starts[place + 1]
        return token.end

    def value(self, place: int, kind: str) -> str | None:
        """Return the value of the time word of this kind at a place, or None."""
        entry: TimeWord | None = self.table.get(self.word(place))
        return entry.value if entry and entry.kind == kind else None

    def day(self, place: int) -> int | None:
        """Return the day of a month that a word gives: "12", "12th", "third"; None for others."""
        word = self.word(place)
        value = int(word) if len(word) <= 2 and word.isascii() and word.isdigit() else clean_ordinal(word)
        return value if value and value <= 31 else None

    def year(self, place: int) -> int | None:
        """Return the year that a four-figure word or "'14" gives; None for others."""
        word = self.word(place)
        if len(word) == 4 and word.isascii() and word.isdigit() and 1000 <= int(word) <= 2199:
            return int(word)
        short = SHORT_YEAR.fullmatch(word)
        return widen_year(int(short[1])) if short and not short[2] else None

    def is_counting(self, place: int) -> bool:
        """Return whether the figure at a place counts what follows: "In April 12 soldiers died"."""
        token = self.tokens[place]
        return token.relation == "nummod" and token.head > token.index and self._is_thing(token.head)

    def _is_thing(self, index: int) -> bool:
        head = self.doc.tokens[index]
        return head.lower not in self.table and head.upos in ("NOUN", "ADJ", "PROPN")


def widen_year(year: int) -> int:
    """Return the year of two figures: up to 49 of this century, else of the last."""
    return 2000 + year if year < 50 else 1900 + year
