"""Fighting told together with a truce that should have prevented it: "shells fell despite the truce".

Place in the flow: `commitments` asks when the mentions are joined. The act is an alleged violation by
whoever is said to have attacked: what the words amount to, no verdict.
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.reading.attribution import find_covering
from dragoman.reading.commitment_parties import CommitmentDraft
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.record.model import Act

_AGAINST = frozenset({"despite", "during", "notwithstanding"})
_AFTER = frozenset({"after", "into"})
_UNITS = frozenset({"hour", "minute", "day", "night", "second"})
_REACH = 5
"""Words before the name of a truce in which such a word stands."""
_FIGHTING = ("ASSAULT", "MOBILIZE")
_TOLD = frozenset({"actual", "alleged"})


def add_breaches(reading: Reading, events: list[EventDraft], drafts: list[CommitmentDraft]) -> None:
    """Add to the truces of a report the attacks that are told as made in spite of them."""
    for draft in drafts:
        if draft.kind != "ceasefire" or draft.is_deed:
            continue
        for place in draft.places:
            if not _stands_against(reading.doc, place) or _is_told(reading.doc, draft, place):
                continue
            act = _find_breach(reading, events, place)
            if act:
                draft.acts.append(act)


def _stands_against(doc: Doc, place: int) -> bool:
    """Return whether what stands before a truce tells that it should have held: "hours after the truce"."""
    sentence = doc.get_sentence(place)
    for index in range(max(sentence.first, place - _REACH), place):
        word = doc.tokens[index].lower
        if word in _AGAINST or (word == "spite" and doc.tokens[index - 1].lower == "in"):
            return True
        before = doc.tokens[max(sentence.first, index - 2) : index]
        if word in _AFTER and any(token.lemma in _UNITS for token in before):
            return True
    return False


def _is_told(doc: Doc, draft: CommitmentDraft, place: int) -> bool:
    """Return whether the sentence tells of a violation of the truce already."""
    sentence = doc.get_sentence(place)
    start, end = doc.tokens[sentence.first].start, doc.tokens[sentence.last - 1].end
    return any(act.act == "alleged_violation" and start <= act.evidence.start < end for act in draft.acts)


def _find_breach(reading: Reading, events: list[EventDraft], place: int) -> Act | None:
    """Return the violation that the nearest attack of the sentence of a truce amounts to."""
    doc = reading.doc
    sentence = doc.tokens[place].sentence
    near = [
        event
        for event in events
        if event.type in _FIGHTING
        and event.status.status in _TOLD
        and doc.tokens[event.trigger].sentence == sentence
    ]
    if not near:
        return None
    event = min(near, key=lambda event: abs(event.trigger - place))
    claims = [claim for claim in find_covering(reading.claims, event.trigger) if claim.speakers]
    speakers = claims[0].speakers if claims else ()
    accused = () if "source" in event.guessed else event.source
    first, last = event.evidence
    return Act(
        act="alleged_violation",
        by=speakers,
        to=tuple(actor for actor in accused if actor not in speakers),
        when=event.when,
        evidence=doc.get_span(min(first, place), max(last, place + 1)),
        claim=claims[0].id if claims else None,
    )
