"""Which deed a denial denies where it does not tell it itself: "Peru denied the attack", "called it a lie".

Place in the flow: `events` calls this when the deeds are known; claims that deny by what they say are
found before, in `claim_denials`. Whether "it did not fire on Monday" denies what others have told can be
told only here: where a like deed was laid on the speaker's side, or the speaker's side is who did not do it.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.lexicon.frames import load_classes, load_frames
from dragoman.reading.attribution import ClaimDraft
from dragoman.reading.claim_negations import Negation, find_negation, find_predicate
from dragoman.reading.event_drafts import HARM, EventDraft, Reading
from dragoman.reading.frame_match import find_match
from dragoman.reading.sides import get_side
from dragoman.reading.speech_acts import find_deed
from dragoman.reading.status import StatusReading

REACH = 3
"""Sentences back in which the accused's denial finds the deed that was laid on them."""
_OVER = frozenset({"did", "was", "were", "had", "has", "have"})
_TOLD = frozenset({"actual", "alleged"})
_ANY = frozenset("no not none nobody nothing any anybody anyone anything there it neither".split())
_FORCES = ("attack", "hostilities", "troops", "warplanes", "weapons")
"""Classes of words that stand for a deed of arms: "no aircraft took off", "there was no shooting"."""


def link_denials(reading: Reading, drafts: list[EventDraft]) -> None:
    """Tie denials of a deed told before to that deed, in place.

    The deed stays as it was said to be; the denial joins the claims about it.
    """
    told = {number for draft in drafts if draft.status.status in _TOLD for number in draft.status.claims}
    for claim in reading.claims:
        if claim.stance == "asserts" and claim.kind == "statement" and claim.speaker is not None:
            negation = find_negation(reading.doc, claim)
            if negation:
                _deny_by_negation(reading, drafts, claim, negation)
            continue
        if claim.stance != "denies":
            continue
        deed = _find_named(reading, drafts, claim)
        if deed is None and claim.id not in told and not _tells_more(reading, claim):
            deed = _find_recent(reading, drafts, claim)
        if deed and claim.id not in deed.status.claims:
            deed.status.claims += (claim.id,)


def _deny_by_negation(
    reading: Reading, drafts: list[EventDraft], claim: ClaimDraft, negation: Negation
) -> None:
    """Let a claim deny that negates whatever was said, or a deed of arms laid on its speaker, in place.

    "None of our men was hit" tells of the speaker's own harm, and denies nothing that he did. Where the
    claim tells of a deed beside what it negates ("did not fire upon those who stormed it") it stays.
    """
    first, last = claim.content
    near = {negation.predicate.index, *negation.predicate.children}
    inside = [draft for draft in drafts if first <= draft.trigger < last]
    own = [draft for draft in inside if draft.trigger in near]
    if any(draft not in own and draft.status.status in _TOLD for draft in inside):
        return
    deed = None
    is_done = _is_done_by(reading, claim, own) and _is_of_arms(reading, claim, negation.predicate)
    if is_done:
        deed = _find_recent(reading, drafts, claim)
    if not negation.is_total and not (is_done and (deed or own or negation.is_of_subject)):
        return
    claim.stance = "denies"
    claim.why += f"; it denies by “{negation.word.lower}”"
    if deed and claim.id not in deed.status.claims:
        deed.status.claims += (claim.id,)
    for draft in own:
        if draft.status.status in _TOLD:
            cue = (negation.word.index, negation.word.index + 1)
            draft.status = StatusReading(
                "denied", cue, draft.status.claims, f"negation: {negation.word.lower}"
            )


def _is_done_by(reading: Reading, claim: ClaimDraft, own: list[EventDraft]) -> bool:
    """Return whether the deeds that a claim negates are its speaker's, or nobody's in particular."""
    side = _find_side(reading, claim)
    return not any(set(draft.target) & side or set(draft.source) - side for draft in own)


def _is_of_arms(reading: Reading, claim: ClaimDraft, predicate: Token) -> bool:
    """Return whether a clause tells of a deed of arms of the speaker's side, or nobody's: "no shot"."""
    doc, side = reading.doc, _find_side(reading, claim)
    subjects = doc.get_children(predicate.index, "nsubj")
    if not all(_may_act(reading, subject, side) for subject in subjects):
        return False
    nouns = [*subjects, *doc.get_children(predicate.index, "obj", "obl")]
    nouns += [word for noun in nouns for word in doc.get_children(noun.index, "nmod")]
    return any(
        _is_harm(reading, word)
        or (word.upos == "NOUN" and any(word.lemma in load_classes()[name] for name in _FORCES))
        for word in (predicate, *nouns)
    )


def _is_harm(reading: Reading, word: Token) -> bool:
    """Return whether a word does harm as it stands here, or does little else: "returned fire", "firing"."""
    match = find_match(reading.doc, word, reading.actors)
    if match is not None:
        return match.frame.type in HARM
    types = [frame.type in HARM for frame in load_frames().get((word.lemma, word.upos[:1]), ())]
    return 2 * sum(types) > len(types)


def _may_act(reading: Reading, subject: Token, side: set[str]) -> bool:
    """Return whether a subject is of a side, or nobody's in particular: "no shot", "anybody", "a jet"."""
    heads = [subject, *reading.doc.get_children(subject.index, "nmod")]
    actors = {actor for head in heads for actor in reading.actors.resolve(head.index)}
    if actors:
        return bool(actors & side) and subject.relation != "nsubj:pass"
    words = {subject.lower, *(child.lower for child in reading.doc.get_children(subject.index, "det"))}
    return bool(words & _ANY) or any(subject.lemma in load_classes()[name] for name in _FORCES)


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
        if draft.trigger >= first or draft.type != "ASSAULT" or draft.status.status not in _TOLD:
            continue
        tellers = {actor for each in reading.claims.get_all(draft.status.claims) for actor in each.speakers}
        if tellers & set(claim.speakers):
            continue
        if distance > REACH:
            return None
        if draft.source and not set(draft.source) - side:
            return draft
        if not draft.source and distance <= 1 and not set(draft.target) & side:
            return draft
    return None


def _tells_more(reading: Reading, claim: ClaimDraft) -> bool:
    """Return whether a denial says in a clause of its own what is denied: "denied that a ship had sunk".

    "Denied firing", "denied that its men had any part" say no more than that it was not they.
    """
    tokens = reading.doc.tokens[slice(*claim.content)]
    if claim.answers is not None or not any(token.upos == "VERB" for token in tokens):
        return False
    if any(token.lemma in get_claim_words("share") and token.upos == "NOUN" for token in tokens):
        return False
    predicate = find_predicate(reading.doc, claim)
    return predicate is None or not _is_of_arms(reading, claim, predicate)


def _find_side(reading: Reading, claim: ClaimDraft) -> set[str]:
    """Return all actors of the sides that a claim's speakers stand on, the speakers included."""
    actors = reading.actors.actors
    sides = {get_side(actors[speaker]) for speaker in claim.speakers}
    return {number for number, actor in actors.items() if get_side(actor) in sides}


def is_past(doc: Doc, index: int) -> bool:
    """Return whether a verb tells of what is over: "fired", "did not fire", "has not been hit"."""
    token = doc.tokens[index]
    if token.upos != "VERB":
        return False
    auxiliaries = doc.get_children(index, "aux", "aux:pass")
    if not auxiliaries:
        return token.feats.get("VerbForm") == "Fin" and token.feats.get("Tense") == "Past"
    return any(word.lower in _OVER for word in auxiliaries)
