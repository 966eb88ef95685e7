"""Commitments that only a deed tells: help that was pledged, a retreat announced, envoys who bargain.

Place in the flow: `commitments` has the nouns and clauses of its tables; here events that no
commitment covers yet make one. "Lagos offered Accra two ships" is a pledge of aid without the word.
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.lexicon.commitments import CommitmentEvent, load_commitment_events, load_outcome_words
from dragoman.reading.aid_requests import is_at_home
from dragoman.reading.commitment_acts import settle_agreed
from dragoman.reading.commitment_parties import BILATERAL, CommitmentDraft, find_partners
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.sides import Sides
from dragoman.record.model import Act

_REACH = 2
"""Words above a trigger that may say what it is: "vowed to send"."""
_FREEING = frozenset({"release", "freedom", "free", "return", "handover"})
_PARTIES = frozenset({"GOV", "MIL", "LEG", "REB", "PRM", "OPP", "PTY", "REL", "IGO", "ELI", None})
"""Who binds himself or others by his deeds; families, firms and clubs do not."""
_MAKERS = {
    "aid pledge": frozenset({"GOV", "MIL", "LEG", "IGO", "NGO", None}),
    "withdrawal": frozenset({"GOV", "MIL", "REB", "PRM", "IGO", None}),
}
"""Who makes a commitment of a kind: troops withdraw, students do not."""


def add_event_commitments(
    reading: Reading, sides: Sides, events: list[EventDraft], drafts: list[CommitmentDraft]
) -> None:
    """Add to the drafts what events promise, refuse or keep, where no draft stands for it."""
    rows = [(event, row) for event in events if (row := _find_row(reading, event))]
    rows.sort(key=lambda found: found[1].kind == "assurance")  # what is asked comes before that it is
    for event, row in rows:
        if event.mode == "resign" or not event.source or "source" in event.guessed:
            continue
        draft = _read_event(reading, sides, events, event, row)
        if draft is None or _is_covered(reading, drafts, event, draft):
            continue
        drafts.append(draft)


def _find_row(reading: Reading, event: EventDraft) -> CommitmentEvent | None:
    """Return the row of the table that an event fits: its type, status and words."""
    lemmas = _find_lemmas(reading, event) | {event.mode or ""}
    for row in load_commitment_events().get((event.type, event.status.status), ()):
        if not row.words or row.words & lemmas:
            return row
    return None


def _find_lemmas(reading: Reading, event: EventDraft) -> set[str]:
    """Return the lemmas of the trigger and of the words that govern it."""
    doc = reading.doc
    above = [word for word in doc.get_ancestors(event.trigger)][:_REACH]
    governing = {word.lemma.lower() for word in above if word.upos in ("VERB", "NOUN")}
    asked = _find_asked(doc, event) if event.type == "REQUEST" else set()
    return {doc.tokens[event.trigger].lemma.lower(), *governing, *asked}


def _find_asked(doc: Doc, event: EventDraft) -> set[str]:
    """Return the lemmas of what is asked for: "demanded the release of", "asked Rome for a guarantee"."""
    asked = doc.get_children(event.trigger, "obj", "obl", "xcomp", "ccomp")
    return {
        token.lemma.lower()
        for token in asked
        if token.relation != "obl" or doc.get_marker(token.index) == "for"
    }


def _asks_for_people(reading: Reading, sides: Sides, event: EventDraft) -> bool:
    """Return whether those who are to be let go are told: "its pilots' release", not "the ship's return"."""
    doc = reading.doc
    asked = doc.get_children(event.trigger, "obj", "obl", "xcomp", "ccomp", "conj")
    asked = [token for token in asked if token.lemma.lower() in _FREEING] or [doc.tokens[event.trigger]]
    held = load_outcome_words().captives
    for token in asked:
        for index in range(*doc.get_subtree(token.index)):
            word = doc.tokens[index]
            is_person = word.lemma in held or word.upos == "PRON"
            if is_person or (word.upos == "NOUN" and sides.find_parties([index])):
                return True
    return False


def _read_event(
    reading: Reading, sides: Sides, events: list[EventDraft], event: EventDraft, row: CommitmentEvent
) -> CommitmentDraft | None:
    """Return the commitment of an event, None where it binds nobody to anybody."""
    actors = reading.actors.actors
    makers = _MAKERS.get(row.kind, _PARTIES)
    others = () if "target" in event.guessed else event.target
    if any(actors[id].sector not in makers for id in event.source):
        return None
    if (
        row.kind == "prisoner exchange"
        and row.act == "demanded"
        and not _asks_for_people(reading, sides, event)
    ):
        return None
    if row.kind == "negotiation" and any(actors[id].sector not in makers for id in others):
        return None
    doers = sides.fold(event.source)
    if set(sides.fold(others)) <= set(doers):
        others = ()  # a side does not help itself: whom it helps is not told
    elif row.kind in ("aid pledge", "withdrawal") and is_at_home(reading, event):
        return None
    elif row.kind == "prisoner exchange" and row.act == "pledged" and is_at_home(reading, event):
        return None
    parties = list(dict.fromkeys([*doers, *sides.fold(others)]))
    is_between = event.mode == "third-party" and event.status.status == "planned"
    if (
        row.kind == "negotiation" and is_between and len(parties) < 2
    ):  # "Oslo offered to mediate": between those at odds
        parties += [side for side in find_partners(reading, sides, events, []) if side not in parties]
    if not doers or (row.kind in BILATERAL and len(parties) < 2 and event.type != "REQUEST"):
        return None
    claim = event.status.claims[0] if event.status.claims else None
    span = reading.doc.get_span(*event.evidence)
    kind = settle_agreed(row.act, _find_lemmas(reading, event), doers)
    act = Act(kind, event.source, others, event.when, span, claim)  # type: ignore[arg-type]  # the table's schema holds the values
    return CommitmentDraft(
        row.kind, event.trigger, event.evidence, frozenset(), parties, places=[event.trigger], acts=[act]
    )


def _is_covered(
    reading: Reading, drafts: list[CommitmentDraft], event: EventDraft, draft: CommitmentDraft
) -> bool:
    """Return whether a commitment of the kind stands already: in the same words, or with the same party.

    An assurance is none where its words tell any commitment: "asked for a guarantee of the truce".
    """
    first, last = event.evidence
    for known in drafts:
        if draft.kind == "assurance" and _shares_words(reading, known, event):
            return True
        is_inside = any(first <= place < last for place in known.places)
        if is_inside and (known.kind == draft.kind or known.kind in ("deployment", "assurance")):
            return True
        is_giver = known.named[:1] == draft.named[:1]
        if known.kind == draft.kind and (
            is_giver if draft.kind == "aid pledge" else bool(set(known.named) & set(draft.named))
        ):
            return True
    return False


def _shares_words(reading: Reading, draft: CommitmentDraft, event: EventDraft) -> bool:
    """Return whether an act of a commitment is told in the words of an event."""
    span = reading.doc.get_span(*event.evidence)
    return any(act.evidence.start < span.end and span.start < act.evidence.end for act in draft.acts)
