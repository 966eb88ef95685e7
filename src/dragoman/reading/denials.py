"""Which deed a denial denies where it does not tell it itself: "Peru denied the attack", "called it a lie".

Place in the flow: `events` calls this when the deeds are known; claims that deny by what they say are
found before, in `claim_denials`.
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.lexicon.frames import load_frames
from dragoman.reading.attribution import ClaimDraft
from dragoman.reading.event_drafts import HARM, EventDraft, Reading
from dragoman.reading.speech_acts import find_deed

REACH = 3
"""Sentences back in which the accused's denial finds the deed that was laid on them."""
_OVER = frozenset({"did", "was", "were", "had", "has", "have"})
_TOLD = frozenset({"actual", "alleged"})


def link_denials(reading: Reading, drafts: list[EventDraft]) -> None:
    """Tie denials of a deed told before to that deed, in place.

    The deed stays as it was said to be; the denial joins the claims about it.
    """
    told = {number for draft in drafts for number in draft.status.claims}
    for claim in reading.claims:
        if claim.stance != "denies":
            continue
        deed = _find_named(reading, drafts, claim)
        if deed is None and claim.id not in told and not _tells_more(reading.doc, claim):
            deed = _find_recent(reading, drafts, claim)
        if deed and claim.id not in deed.status.claims:
            deed.status.claims += (claim.id,)


def _find_named(reading: Reading, drafts: list[EventDraft], claim: ClaimDraft) -> EventDraft | None:
    """Return the deed that a denial names, where it is the denier's or nobody's: "denied the attack"."""
    doc = reading.doc
    if claim.refers_to:
        return None
    nouns = [
        index
        for index in range(*claim.content)
        if doc.tokens[index].upos == "NOUN" and (doc.tokens[index].lemma, "N") in load_frames()
    ]
    if not nouns or doc.tokens[nouns[0]].head >= claim.content[0]:
        return None
    deed = find_deed(doc, drafts, nouns[0])
    return deed if deed and not set(deed.source) - _find_side(reading, claim) else None


def _find_recent(reading: Reading, drafts: list[EventDraft], claim: ClaimDraft) -> EventDraft | None:
    """Return the attack that was last laid on the denier's side, a few sentences back at most."""
    doc, side = reading.doc, _find_side(reading, claim)
    first = min(claim.cue[0], claim.content[0])
    for draft in sorted(drafts, key=lambda draft: draft.trigger, reverse=True):
        distance = doc.tokens[first].sentence - doc.tokens[draft.trigger].sentence
        if draft.trigger >= first or draft.type not in HARM or draft.status.status not in _TOLD:
            continue
        if distance > REACH:
            return None
        if draft.source and not set(draft.source) - side:
            return draft
        if not draft.source and distance <= 1 and not set(draft.target) & side:
            return draft
    return None


def _tells_more(doc: Doc, claim: ClaimDraft) -> bool:
    """Return whether a denial says in a clause of its own what is denied: "denied that a ship had sunk"."""
    return claim.answers is None and any(doc.tokens[index].upos == "VERB" for index in range(*claim.content))


def _find_side(reading: Reading, claim: ClaimDraft) -> set[str]:
    """Return all actors of the countries that a claim's speakers belong to, the speakers included."""
    actors = reading.actors.actors
    countries = {actors[speaker].country for speaker in claim.speakers} - {None}
    return {number for number, actor in actors.items() if actor.country in countries} | set(claim.speakers)


def is_past(doc: Doc, index: int) -> bool:
    """Return whether a verb tells of what is over: "fired", "did not fire", "has not been hit"."""
    token = doc.tokens[index]
    if token.upos != "VERB":
        return False
    auxiliaries = doc.get_children(index, "aux", "aux:pass")
    if not auxiliaries:
        return token.feats.get("VerbForm") == "Fin" and token.feats.get("Tense") == "Past"
    return any(word.lower in _OVER for word in auxiliaries)
