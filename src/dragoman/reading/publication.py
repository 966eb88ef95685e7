"""The day of publication that a report's own text states.

Place in the flow: `reading.record` asks it where the day was not given from outside.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.language.doc import Doc, Sentence, Token
from dragoman.reading.time_expressions import find_expressions
from dragoman.reading.time_values import Moment, resolve
from dragoman.reading.time_words import Expression

WRITTEN_DAYS = 6
"""Most days between the writing of a report and its publication."""
LAST_PARAGRAPH = 2
TOWN_WORDS = 5
AGENCY_WORDS = 8
"""Most words between a dateline's day and its dash: "June 5 (Lake Wire) -"."""
DASHES = ("-", "--", "\u2013", "\u2014")


def find_published(doc: Doc) -> date | None:
    """Return the day of publication that a dateline, caption or first line states in full, or None.

    "Sunday, 4 May 2008" on a line of its own; "BEIRUT, 12 March 1984 (Agency) —"; a caption
    that ends in a date. A date told in the story or the headline is none of these.
    """
    opening = [sentence for sentence in doc.sentences[:12] if sentence.paragraph <= 5]
    if not opening:
        return None
    last = opening[-1].last
    dates = [found for found in find_expressions(_cut(doc, opening)) if found.last <= last]
    for strict in (True, False):
        for found in dates:
            day = _get_full_day(found)
            if day and _stands_alone(doc, found, doc.get_sentence(found.first), strict):
                return day
    return None


def _cut(doc: Doc, sentences: list[Sentence]) -> Doc:
    return Doc(doc.text, doc.tokens, sentences, doc.names, doc.quotes)


def _get_full_day(found: Expression) -> date | None:
    if found.kind != "date" or found.until or found.last_day or found.is_slashed:
        return None
    if not (found.year and found.month and found.day):
        return None
    value = resolve(replace(found, bound="", portion=""), Moment(None))
    return value.start


def _stands_alone(doc: Doc, found: Expression, sentence: Sentence, strict: bool) -> bool:
    """Return whether a date is that of the report: a line of its own or a dateline; then a caption."""
    words = [token for token in doc.tokens[sentence.first : sentence.last] if token.upos != "PUNCT"]
    inside = sum(found.first <= token.index < found.last for token in words)
    if strict:
        if sentence.kind == "dateline" or (len(words) <= inside + 5 and not _has_finite(words)):
            if sentence.kind != "headline" or len(words) <= inside + 1:
                return True
        behind = doc.tokens[found.last : min(found.last + 10, sentence.last)]
        is_early = found.first - sentence.first <= 8 and not _has_finite(
            doc.tokens[sentence.first : found.first]
        )
        return is_early and any(token.text in DASHES for token in behind)
    rest = doc.tokens[found.last : sentence.last]
    is_caption = sentence.kind == "caption" or (
        sentence.paragraph <= 2 and doc.tokens[found.first - 1].text == ","
    )
    return is_caption and found.first > sentence.first and len(rest) <= 3


def _has_finite(words: list[Token]) -> bool:
    return any(token.upos == "VERB" and token.feats.get("VerbForm") == "Fin" for token in words)


def find_written(doc: Doc, expressions: list[Expression], published: date | None) -> date | None:
    """Return the day from which a report's "today" counts: that of its dateline, else of publication.

    "LIMA, Friday. - Rebels seized a dam today", printed on Saturday: Friday. A day that is not of the week
    up to publication is no dateline's.
    """
    if published is None:
        return None
    for found in expressions:
        if found.kind in ("weekday", "date") and not found.until and _opens_story(doc, found):
            past = Moment(published, is_past=True)
            day = resolve(replace(found, bound="", portion="", part=""), past)
            if day.start and day.start == day.end and 0 <= (published - day.start).days <= WRITTEN_DAYS:
                return day.start
    return published


def _opens_story(doc: Doc, found: Expression) -> bool:
    """Return whether a date stands between the town and the dash before the first words of a story."""
    sentence = doc.get_sentence(found.first)
    before = doc.tokens[sentence.first : found.first]
    names = [token for token in before if token.upos != "PUNCT"]
    if (
        sentence.paragraph > LAST_PARAGRAPH
        or not names
        or not all(token.text[0].isupper() for token in names)
    ):
        return False
    if len(names) > TOWN_WORDS:
        return False
    for token in doc.tokens[found.last : found.last + AGENCY_WORDS]:
        if token.text in DASHES:
            return True
        if token.upos != "PUNCT" and not token.text[0].isupper():
            return False
    return False
