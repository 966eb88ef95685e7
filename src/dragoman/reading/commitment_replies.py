"""What came of what was asked or offered in a commitment: a refusal, or words that nobody answered.

Place in the flow: `commitments` asks for each act that calls for an answer. `aid_requests` reads the deeds
that answer a call for help itself.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.reading.aid_requests import ANSWER_REACH
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.roles import find_prepositional, find_subjects
from dragoman.reading.sides import Sides
from dragoman.record.model import Act

CALLING = frozenset({"proposed", "demanded", "requested", "invoked"})
"""Acts that call for an answer."""
_REPLYING = frozenset({"respond", "reply", "answer", "react"})
_REPLIES = frozenset({"reply", "answer", "response", "reaction", "word"})
_COMING = frozenset({"come", "arrive", "receive", "have", "get", "hear", "be"})
_NOTHING = frozenset({"not", "n't", "n’t", "never", "no", "neither", "yet", "without"})


def find_replies(
    reading: Reading,
    sides: Sides,
    events: list[EventDraft],
    anchor: int,
    asked: list[str],
    by: tuple[str, ...],
) -> list[Act]:
    """Return the refusals of those asked, and the words that say they did not answer, in the next sentences.

    "Niger demanded that Libya let the pilots go. Libya refused." "No reply has come from Tripoli."

    Args:
        anchor: The token from which on is read.
        asked: The sides that were asked; where the text names none, whoever does not answer was asked.
        by: Who asked.
    """
    begun = reading.doc.tokens[anchor].sentence
    refusals = [
        _refuse(reading, sides, event, asked, by)
        for event in events
        if anchor < event.trigger
        and reading.doc.tokens[event.trigger].sentence <= begun + ANSWER_REACH
        and _refuses(sides, event, asked, by)
    ]
    return refusals + _find_silences(reading, sides, anchor, asked, by)


def _refuses(sides: Sides, event: EventDraft, asked: list[str], by: tuple[str, ...]) -> bool:
    """Return whether one who was asked turns him down who asked."""
    if event.type != "REJECT" or event.status.status != "actual" or "source" in event.guessed:
        return False
    targets = set(sides.fold(event.target)) if "target" not in event.guessed else set()
    is_other = bool(targets) and targets.isdisjoint(sides.fold(by))
    return not is_other and not set(sides.fold(event.source)).isdisjoint(asked)


def _refuse(reading: Reading, sides: Sides, event: EventDraft, asked: list[str], by: tuple[str, ...]) -> Act:
    doers = tuple(actor for actor in event.source if set(sides.fold([actor])) & set(asked))
    claim = event.status.claims[0] if event.status.claims else None
    return Act("refused", doers, by, event.when, reading.doc.get_span(*event.evidence), claim)


def find_all_silences(reading: Reading, sides: Sides) -> list[tuple[int, Act]]:
    """Return the words that tell that somebody did not answer, each with its token, wherever they stand."""
    doc = reading.doc
    found: list[tuple[int, Act]] = []
    for token in doc.tokens:
        phrases = _find_silent(doc, token)
        if phrases is not None:
            found.append((token.index, _make_silence(reading, token, sides.find_parties(phrases), ())))
    return found


def _make_silence(reading: Reading, token: Token, doers: tuple[str, ...], by: tuple[str, ...]) -> Act:
    sentence = reading.doc.get_sentence(token.index)
    low, high = reading.doc.get_subtree(token.index)
    span = reading.doc.get_span(max(low, sentence.first), min(high, sentence.last))
    return Act("no_answer", doers, by, reading.times.find_when(reading.doc, token.index), span, None)


def _find_silences(
    reading: Reading, sides: Sides, anchor: int, asked: list[str], by: tuple[str, ...]
) -> list[Act]:
    doc = reading.doc
    begun = doc.tokens[anchor].sentence
    found: list[Act] = []
    for sentence in doc.sentences[begun : begun + 1 + ANSWER_REACH]:
        for token in doc.tokens[max(sentence.first, anchor + 1) : sentence.last]:
            phrases = _find_silent(doc, token)
            if phrases is None:
                continue
            silent = sides.find_parties(phrases)
            own = set(sides.fold(silent))
            if own and (own.isdisjoint(asked) if asked else own <= set(sides.fold(by))):
                continue
            doers = silent or (() if phrases else tuple(asked))
            found.append(_make_silence(reading, token, doers, by))
    return found


def _has_yet(doc: Doc, index: int) -> bool:
    """Return whether a verb says that something is still to be done: "has yet to answer"."""
    return any(child.lower == "yet" for child in doc.get_children(index))


def _find_silent(doc: Doc, token: Token) -> list[int] | None:
    """Return the phrases of who did not answer; empty where a silence names nobody, None for no silence."""
    words = {doc.tokens[child].lower for child in token.children}
    if token.lemma in _REPLYING and token.upos == "VERB":
        subjects = find_subjects(doc, token.index)
        is_neither = any(
            doc.tokens[child].lower in ("neither", "none", "nobody")
            for subject in subjects
            for child in (subject, *doc.tokens[subject].children)
        )
        is_yet = token.relation == "xcomp" and _has_yet(doc, token.head)
        return subjects if words & _NOTHING or is_neither or is_yet else None
    if token.lemma in _REPLIES and token.upos == "NOUN" and words & {"no", "any"}:
        head = doc.tokens[token.head] if token.head >= 0 else token
        if head.lemma not in _COMING:
            return None
        return [*find_prepositional(doc, token.index, "from"), *find_prepositional(doc, head.index, "from")]
    return None
