"""Whether the clause of a date looks ahead: "will meet on Friday" against "met on Friday".

Place in the flow: `reading.time_expressions` and `reading.times` ask it where the words of
a date leave open on which side of the day of writing it lies.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.frames import load_classes


def is_future(doc: Doc, token: Token, bound: str = "") -> bool:
    """Return whether the clause of a token speaks of what is to come.

    "will meet on Friday", "is due to leave on Friday", "talks planned for Friday",
    "postponed until Friday" (its bound). An attack that is spoken of was before: "those hurt in Friday's
    blast will be paid".
    """
    here = token
    for _ in range(6):
        if here.upos == "NOUN" and here.lemma in load_classes()["attack"] - _PLANNED and _is_known(doc, here):
            return False
        if here.lower in PUT_OFF_WORDS and bound in ("until", "till", "through"):
            return True
        if here.upos in ("VERB", "AUX") or here.lower in FUTURE_WORDS:
            return _looks_ahead(doc, here)
        if here.head < 0:
            break
        here = doc.tokens[here.head]
    return False


def _is_known(doc: Doc, noun: Token) -> bool:
    """Return whether a noun has an owner or an article: "Friday's blast", "the blast of Friday"."""
    marks = doc.get_children(noun.index, "nmod:poss", "det")
    return any(mark.relation == "nmod:poss" or mark.lower == "the" for mark in marks)


def is_past(doc: Doc, token: Token) -> bool:
    """Return whether the clause of a token tells of what was: "fell in June", "had fallen by June"."""
    here = token
    for _ in range(4):
        if here.upos in ("VERB", "AUX"):
            marks = [doc.tokens[child] for child in here.children]
            is_marked = any(
                mark.lower in ("was", "were", "had") for mark in marks if mark.relation[:3] == "aux"
            )
            return (is_marked or is_past_form(here)) and here.lower not in FUTURE_WORDS
        if here.head < 0 or here.lower in FUTURE_WORDS:
            break
        here = doc.tokens[here.head]
    return False


_PLANNED = frozenset(("strike", "operation", "campaign", "offensive"))
"""Attacks and the like that may be announced: "Friday's strike will go ahead"."""
FUTURE_WORDS = ("due", "scheduled", "planned", "expected", "slated", "upcoming", "forthcoming", "set")
PUT_OFF_WORDS = (
    "postponed",
    "delayed",
    "extended",
    "adjourned",
    "suspended",
    "prolonged",
    "rescheduled",
    "closed",
)
MODALS = ("will", "'ll", "\u2019ll", "shall", "would", "wo", "should", "must", "can", "could", "may", "might")
SAYING_VERBS = (
    "say", "tell", "report", "add", "warn", "claim", "announce", "call", "accuse", "write", "state", "deny",
    "declare", "condemn", "acknowledge",
)  # fmt: skip


SAME_IN_PAST = frozenset(
    "beat bet burst cast cost cut hit hurt let put quit set shed shut split spread thrust".split()
)


def is_past_form(verb: Token) -> bool:
    """Return whether the form of a finite verb is that of the past, whatever tense it was tagged with.

    "rebels overran a camp" is never the present; "shells hit the port" may be, and in news hardly is.
    """
    if verb.feats.get("VerbForm") != "Fin" or verb.feats.get("Tense") == "Past":
        return verb.feats.get("VerbForm") == "Fin"
    is_changed = verb.lower != verb.lemma and not verb.lower.endswith("s")
    return verb.upos == "VERB" and (is_changed or verb.lower in SAME_IN_PAST)


def _looks_ahead(doc: Doc, verb: Token) -> bool:
    if verb.lower in FUTURE_WORDS and (verb.lower != "set" or _is_set_for(doc, verb)):
        return True
    marks = [doc.tokens[child] for child in verb.children]
    if any(mark.relation == "aux" and mark.lower in MODALS for mark in marks):
        return not any(mark.lower == "have" and mark.relation == "aux" for mark in marks)
    if any(mark.relation == "mark" and mark.lower == "to" for mark in marks):
        return True
    is_present = verb.feats.get("Tense") == "Pres" and verb.feats.get("VerbForm") == "Fin"
    is_present = is_present and not is_past_form(verb)
    is_perfect = any(mark.lower in ("has", "have", "had", "was", "were", "been") for mark in marks)
    return (
        is_present
        and not is_perfect
        and verb.lemma not in SAYING_VERBS
        and doc.get_sentence(verb.index).kind == "body"
    )


def _is_set_for(doc: Doc, verb: Token) -> bool:
    """Return whether "set" speaks of a plan: "set to meet", "a date set for Friday"; not "set free"."""
    following = doc.tokens[verb.index + 1 : verb.index + 2]
    return any(token.lower in ("to", "for") for token in following)
