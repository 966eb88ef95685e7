"""What was promised, asked and kept: commitments of a report and what happened to each.

Place in the flow: after `events` and `merging`. `commitment_mentions` finds where one is
named or made, `commitment_acts` what was done to it, `aid_requests` who asked for help;
here mentions of one commitment are joined and its status follows from its acts. No report
of a violation never becomes "observed".
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.reading.aid_requests import find_aid_requests, find_silence
from dragoman.reading.commitment_acts import find_acts
from dragoman.reading.commitment_breaches import add_breaches
from dragoman.reading.commitment_events import add_event_commitments
from dragoman.reading.commitment_mentions import REGIMES, STAYING, VAGUE, Mention, find_mentions
from dragoman.reading.commitment_outcomes import add_outcomes
from dragoman.reading.commitment_parties import (
    BILATERAL,
    OUTSIDERS,
    CommitmentDraft,
    add_parties,
    find_mediators,
)
from dragoman.reading.commitment_replies import CALLING, find_all_silences, find_replies
from dragoman.reading.commitment_status import find_status
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.sides import Sides
from dragoman.record.model import Act, Commitment

_WORDED = frozenset({"treaty", "resolution", "joint statement", "aid pledge"})
"""Kinds of which one report may hold several with the same parties, told apart by their words."""
_PLACED = frozenset({"safe zone", "amnesty"})
"""Kinds of which a report speaks of one."""
_PRIVATE = frozenset({"BUS", "LAB", "MED"})
"""Whose agreements are contracts and no treaties: "The dockers reached a pay agreement"."""


def find_commitments(reading: Reading, events: list[EventDraft]) -> list[Commitment]:
    """Return the commitments of a document with their acts, in order of first mention."""
    sides = Sides(reading.doc, reading.actors)
    drafts: list[CommitmentDraft] = []
    for mention in find_mentions(reading, sides):
        _add_mention(reading, sides, drafts, mention)
    add_breaches(reading, events, drafts)
    for draft in drafts:
        _add_silence(reading, sides, draft)
        add_parties(reading, sides, events, draft)
    for request in find_aid_requests(reading, sides, events):
        drafts.append(
            CommitmentDraft(
                "aid request", request.anchor, request.span, frozenset(), request.parties, acts=request.acts
            )
        )
    add_event_commitments(reading, sides, events, drafts)
    for draft in drafts:
        _add_replies(reading, sides, events, draft)
    _add_silences(reading, sides, drafts)
    add_outcomes(reading, sides, events, drafts)
    drafts = _drop_shadows(reading.doc, drafts)
    drafts.sort(key=lambda draft: draft.anchor)
    kept = [draft for draft in drafts if _is_kept(reading, draft)]
    return [_freeze(reading.doc, number, draft) for number, draft in enumerate(kept, 1)]


def _is_kept(reading: Reading, draft: CommitmentDraft) -> bool:
    """Return whether a commitment is worth a row: something was done to it, or who is bound is known.

    Whose truce it is that expired may stand in another report: then nobody is named.
    """
    sectors = {reading.actors.actors[side].sector for side in draft.named}
    if draft.kind == "treaty" and sectors & _PRIVATE:
        return False
    if draft.acts:
        return bool(draft.named) or draft.kind in BILATERAL
    is_vague = reading.doc.tokens[draft.anchor].lemma.lower() in VAGUE
    return len(draft.named) > 1 and not draft.is_passing and not is_vague


def _add_mention(reading: Reading, sides: Sides, drafts: list[CommitmentDraft], mention: Mention) -> None:
    acts = find_acts(reading, sides, mention)
    if mention.deed and not acts and not _find_draft(drafts, mention) and len(mention.parties) < 2:
        return
    draft = _find_draft(drafts, mention)
    if draft is None:
        draft = CommitmentDraft(
            mention.kind, mention.index, mention.span, mention.words, [], is_deed=mention.deed is not None
        )
        drafts.append(draft)
    draft.words |= mention.words
    draft.is_regime |= reading.doc.tokens[mention.index].lemma.lower() in REGIMES
    is_passing = mention.deed is not None and reading.doc.tokens[mention.index].lemma not in STAYING
    draft.is_passing = is_passing and (draft.is_passing or not draft.places)
    draft.places.append(mention.index)
    draft.named.extend(party for party in mention.parties if party not in draft.named)
    for act in acts:
        same = [known for known in draft.acts if (known.act, known.by) == (act.act, act.by)]
        if not same:
            draft.acts.append(act)
        draft.drawn.extend(_find_bound(reading, sides, mention, act))
        draft.is_suspended |= any(word in act.evidence.text.lower() for word in ("suspen", "froze"))


def _find_bound(reading: Reading, sides: Sides, mention: Mention, act: Act) -> list[str]:
    """Return whom an act shows to be bound: who signs, who is asked to keep, who is said to break."""
    if act.act in OUTSIDERS and mention.kind != "corridor":
        return sides.fold(act.to)
    outside = find_mediators(reading, sides, mention.index)
    bodies = {id for id in act.by if reading.actors.actors[id].sector in ("IGO", "NGO")}
    bound = sides.fold(id for id in (*act.by, *act.to) if id not in bodies or act.act == "signed")
    return [side for side in bound if side not in outside]


def _find_draft(drafts: list[CommitmentDraft], mention: Mention) -> CommitmentDraft | None:
    """Return the earlier commitment that a mention means again, or None.

    "The truce" is the last truce; "a treaty on fisheries" is not the treaty on borders,
    nor is a truce of Aden with Sanaa one of Delhi with Lahore.
    """
    for draft in reversed(drafts):
        if draft.kind != mention.kind:
            continue
        if mention.kind in _WORDED and mention.words and draft.words and not mention.words & draft.words:
            continue
        if mention.kind in _PLACED:
            return draft
        if mention.parties and draft.named and not set(mention.parties) & set(draft.named):
            continue
        return draft
    return None


def _add_silence(reading: Reading, sides: Sides, draft: CommitmentDraft) -> None:
    """Add that nothing came of a treaty that was invoked: "There was no response from Paris"."""
    for act in [act for act in draft.acts if act.act == "invoked"]:
        anchor = next((t.index for t in reading.doc.tokens if t.start >= act.evidence.start), draft.anchor)
        for answer in find_silence(reading, sides, anchor, act.to, act.by):
            if not any(known.act == "no_answer" for known in draft.acts):
                draft.acts.append(answer)


def _add_replies(reading: Reading, sides: Sides, events: list[EventDraft], draft: CommitmentDraft) -> None:
    """Add the refusals of those who are asked for something, and that they did not answer."""
    for act in [act for act in draft.acts if act.act in CALLING]:
        asking = sides.fold(act.by)
        asked = sides.fold(act.to) or [side for side in draft.named if side not in asking]
        anchor = next((t.index for t in reading.doc.tokens if t.start >= act.evidence.end), None)
        if anchor is None:
            continue
        for reply in find_replies(reading, sides, events, anchor, asked, act.by):
            if not any(_is_known(known, reply) for known in draft.acts):
                draft.acts.append(reply)


def _add_silences(reading: Reading, sides: Sides, drafts: list[CommitmentDraft]) -> None:
    """Add that a side did not answer to what was named last before, or in the same words, and binds it.

    "The Red Cross wants a corridor through Togo. Togo has not answered." Words that are told as a reply to a
    call already are left alone.
    """
    told = {act.evidence for draft in drafts for act in draft.acts if act.act == "no_answer"}
    for token, act in find_all_silences(reading, sides):
        silent = set(sides.fold(act.by))
        if act.evidence in told or not silent:
            continue
        before = [draft for draft in drafts if draft.anchor < token or _is_within(reading.doc, draft, act)]
        fitting = [draft for draft in before if silent <= set(draft.named) and not _is_signed(draft)]
        if fitting:
            max(fitting, key=lambda draft: draft.anchor).acts.append(act)


def _is_signed(draft: CommitmentDraft) -> bool:
    return any(act.act == "signed" for act in draft.acts)


def _is_within(doc: Doc, draft: CommitmentDraft, act: Act) -> bool:
    """Return whether a commitment is named in the words of an act."""
    return act.evidence.start <= doc.tokens[draft.anchor].start < act.evidence.end


def _is_known(known: Act, reply: Act) -> bool:
    """Return whether an act is there already, by the same doers or in the same words."""
    is_inside = known.evidence.start <= reply.evidence.start < known.evidence.end
    return known.act == reply.act and (known.by == reply.by or is_inside)


def _drop_shadows(doc: Doc, drafts: list[CommitmentDraft]) -> list[CommitmentDraft]:
    """Return the drafts without clauses that only repeat another commitment in the same words.

    "a resolution to expel the troops" is a resolution, not also a withdrawal; observers sent
    in answer to a request for arms are its answer.
    """
    named = {place for draft in drafts if not draft.is_deed for place in draft.places}
    answers = [act.evidence for draft in drafts if draft.kind == "aid request" for act in draft.acts]
    kept: list[CommitmentDraft] = []
    for draft in drafts:
        start = doc.tokens[draft.anchor].start
        above = [ancestor.index for ancestor in doc.get_ancestors(draft.anchor)][:2]
        is_inside = draft.is_deed and len(draft.places) == 1 and not named.isdisjoint(above)
        if draft.is_deed and (is_inside or any(span.start <= start < span.end for span in answers)):
            continue
        kept.append(draft)
    return kept


def _freeze(doc: Doc, number: int, draft: CommitmentDraft) -> Commitment:
    acts = tuple(sorted(draft.acts, key=lambda act: act.evidence.start))
    span = doc.get_span(*draft.span)
    return Commitment(
        id=f"m{number}",
        kind=draft.kind,  # type: ignore[arg-type]  # the table's schema holds the values
        name=span.text,
        parties=tuple(draft.named),
        status=find_status(draft.kind, [act.act for act in acts], is_suspended=draft.is_suspended),
        acts=acts,
        evidence=span,
    )
