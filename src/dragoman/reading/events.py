"""What happened: every event of a document with its parties, status, time and place.

Place in the flow: after `actors`, `times`, `places`, `attribution`; `merging` then folds
the mentions of one event together. A frame of the lexicon (or a rule named in `why`)
makes each event; nothing is made where no party is known.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.event_words import load_event_words
from dragoman.reading.antecedents import add_mentions
from dragoman.reading.completion import complete
from dragoman.reading.corrections import link_corrections
from dragoman.reading.dating import date_events
from dragoman.reading.denials import is_past, link_denials
from dragoman.reading.event_drafts import HARM, SPEECH, EventDraft, Reading, find_evidence
from dragoman.reading.evidence import Verdict, weigh_event, weigh_status
from dragoman.reading.frame_match import Match, find_match, find_slot
from dragoman.reading.homes import infer_countries
from dragoman.reading.merging import merge_mentions
from dragoman.reading.parties import fill_side
from dragoman.reading.speech_acts import (
    find_accusations,
    find_blamed,
    find_confessions,
    find_judgements,
    find_obligations,
)
from dragoman.reading.status import StatusReading, find_status


def find_events(reading: Reading) -> list[EventDraft]:
    """Return the events of a document, each once, in order of the text.

    Frames first, then mentions of one event are folded, then parties that follow from the
    text around are filled in, then what claims amount to is added, then words that tell of events again.
    """
    doc = reading.doc
    verdicts: dict[int, Verdict] = {}
    for token in doc.tokens:
        if can_report(doc, token):
            verdict = weigh_event(doc, token, find_match(doc, token, reading.actors))
            if verdict:
                verdicts[token.index] = verdict
    matches = {index: verdict.match for index, verdict in verdicts.items()}
    drafts = _find_mentions(reading, verdicts, matches)
    drafts = _drop_carried(doc, drafts, drafts)
    infer_countries(doc, reading.actors, reading.places)  # of actors that the events brought up
    drafts = merge_mentions(doc, reading.actors, drafts)
    complete(reading, drafts)
    drafts = [draft for draft in drafts if _is_reportable(reading, draft)]
    drafts += find_confessions(reading, drafts)
    drafts += find_blamed(reading, drafts, matches)
    drafts += find_accusations(reading, drafts)
    obligations = find_obligations(reading, drafts)
    drafts = _drop_carried(doc, drafts, obligations) + obligations
    judgements = find_judgements(reading, drafts)
    judged = {draft.trigger for draft in judgements}
    drafts = [draft for draft in drafts if draft.trigger not in judged] + judgements
    link_denials(reading, drafts)
    date_events(reading, drafts)
    told = sorted((draft for draft in drafts if _is_told(doc, draft)), key=lambda draft: draft.trigger)
    link_corrections(reading, told)
    add_mentions(reading, told)
    return told


def _find_mentions(
    reading: Reading, verdicts: dict[int, Verdict], matches: dict[int, Match]
) -> list[EventDraft]:
    """Return every mention of an event, in order of the text.

    A light verb's own frame says no more than its event noun ("staged a raid") and makes none.
    """
    doc = reading.doc
    causes = _find_causes(doc, matches)
    lent = {match.light_verb[0] for match in matches.values() if match.light_verb}
    consumed = {index for match in matches.values() for index in match.consumed} | set(causes.values())
    return [
        draft
        for index, verdict in verdicts.items()
        if index not in consumed and not (index in lent and not verdict.match.frame.requires)
        for draft in [_build(reading, verdict, matches.get(causes.get(index, -1)))]
        if draft is not None
    ]


def _is_told(doc: Doc, draft: EventDraft) -> bool:
    """Return whether enough is told of an event to make a row.

    What has not been done needs both its parties, a plan its maker; a nominal of goodwill
    ("the support of the population") needs somebody whom it goes to, aid a giver. Of an attack that
    somebody says was not made one party is enough ("said nobody had fired on the boat").
    """
    status = draft.status.status
    if status == "planned" or draft.type == "AID":
        return bool(draft.source)
    if (
        status == "withheld"
        and draft.type == "ASSAULT"
        and draft.status.claims
        and is_past(doc, draft.trigger)
    ):
        return bool(draft.source or draft.target)
    if status in ("hypothetical", "requested", "withheld") or (draft.is_nominal and draft.type in _GOODWILL):
        return bool(draft.source and draft.target)
    return True


_GOODWILL = frozenset({"SUPPORT", "AGREE", "COOPERATE", "CONSULT", "CONCEDE"})


def _find_causes(doc: Doc, matches: dict[int, Match]) -> dict[int, int]:
    """Return the verbs of harm whose subject is itself an attack, each with that noun.

    "The raid killed two", "were hit by strikes", "clashes that left three dead": one event.
    """
    causes: dict[int, int] = {}
    for index, match in matches.items():
        if match.frame.type not in HARM or doc.tokens[index].upos != "VERB":
            continue
        for subject in find_slot(doc, index, "subj", (), None):
            cause = matches.get(subject)
            if cause and cause.frame.type in HARM and doc.tokens[subject].upos in ("NOUN", "PROPN"):
                causes[index] = subject
    return causes


def can_report(doc: Doc, token: Token) -> bool:
    """Return whether a word may report an event: not inside a name, not a modifier of another noun."""
    if token.upos not in ("VERB", "NOUN", "ADJ", "PROPN"):
        return False
    if token.name >= 0 and doc.names[token.name].kind != "LOC":
        return False
    if token.upos == "PROPN" and token.name >= 0:
        return False
    if token.relation == "amod":
        return False
    return not (token.upos in ("NOUN", "PROPN") and token.relation in ("compound", "nmod:desc", "flat"))


def _build(reading: Reading, verdict: Verdict, cause: Match | None) -> EventDraft | None:
    match = verdict.match
    doc, frame = reading.doc, match.frame
    source, source_token = fill_side(reading, match, "source")
    target, target_token = fill_side(reading, match, "target", taken=source_token)
    is_symmetric = frame.is_symmetric
    if cause:
        source, source_token = fill_side(reading, cause, "source")
        is_symmetric = cause.frame.is_symmetric
        other, other_token = fill_side(reading, cause, "target", taken=source_token)
        if not target:
            target, target_token = other, other_token
    source, target = _part(source, target, is_symmetric)
    status = _find_own_status(reading, match, source)
    tokens = tuple(token for token in (source_token, target_token) if token is not None)
    return EventDraft(
        trigger=match.trigger,
        type=frame.type,
        mode=frame.mode,
        cameo=frame.cameo,
        source=source,
        target=target,
        is_symmetric=is_symmetric,
        status=status,
        when=reading.times.find_when(doc, match.trigger),
        where=reading.places.find_where(doc, match.trigger),
        evidence=find_evidence(doc, match.trigger, (*tokens, *match.consumed)),
        confidence=round(verdict.confidence, 2),
        why=f"{verdict.why}; {_explain(doc, source_token, target_token)}; {status.why}",
        content=frame.content,
        mentions=[match.trigger, cause.trigger] if cause else [match.trigger],
        is_nominal=doc.tokens[match.trigger].upos in ("NOUN", "PROPN"),
        role_tokens=tokens,
    )


def _find_own_status(reading: Reading, match: Match, source: tuple[str, ...]) -> StatusReading:
    """Return the status of a trigger; what a speaker does by speaking is done.

    "“We call on all sides to stop,” the king said": the king's call is actual. "Would have none of
    it" refuses by its negation: a refusal in words that do not mean one themselves is done.
    """
    trigger, kind = match.trigger, match.frame.type
    told = find_status(reading.doc, trigger, reading.claims, kind)
    is_framed = match.frame.lemma != "*"
    if kind == "REJECT" and not is_framed and told.why.startswith("negation"):
        told = StatusReading(
            "alleged" if told.claims else "actual", None, told.claims, f"refuses by {told.why}"
        )
    status = weigh_status(reading.doc, trigger, told, is_framed=is_framed)
    if kind in HARM and source and told.status == "alleged" and status.status == "actual":
        return told  # who did harm is the accuser's word: no score vouches for it
    if status.status == "alleged" and kind in SPEECH:
        speakers = {actor for claim in reading.claims.get_all(status.claims) for actor in claim.speakers}
        if speakers & set(source):
            return StatusReading("actual", None, status.claims, "the speaker's own words do it")
    return status


def _part(
    source: tuple[str, ...], target: tuple[str, ...], is_symmetric: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return source and target without overlap; one list of a symmetric event is shared out.

    "Clashes between A and B": A one side, B the other.
    """
    target = tuple(actor for actor in target if actor not in source)
    if is_symmetric and not target and len(source) > 1:
        return source[:1], source[1:]
    if is_symmetric and not source and len(target) > 1:
        return target[:1], target[1:]
    return source, target


def _is_reportable(reading: Reading, draft: EventDraft) -> bool:
    """Return whether enough is known to make a row: a speaker for speech, a party for deeds.

    An attack may stand without any known party where the text says that it took place.
    """
    if draft.type in SPEECH:
        return bool(draft.source)
    if draft.source or draft.target:
        return True
    return draft.type == "ASSAULT" and (draft.is_symmetric or _stands_alone(reading, draft.trigger))


def _stands_alone(reading: Reading, trigger: int) -> bool:
    """Return whether an attack without any known party is told as happening: "explosions rocked the port"."""
    doc = reading.doc
    if reading.places.find_where(doc, trigger):
        return True
    token = doc.tokens[trigger]
    if token.upos == "VERB":
        return bool(find_slot(doc, trigger, "obj", (), None))
    return (
        token.relation.startswith("nsubj")
        and token.head >= 0
        and doc.tokens[token.head].lemma in load_event_words()["happening"]
    )


def _explain(doc: Doc, source: int | None, target: int | None) -> str:
    def name(index: int | None) -> str:
        return "none" if index is None else f"“{doc.tokens[index].text}”"

    return f"source {name(source)}, target {name(target)}"


def _drop_carried(doc: Doc, drafts: list[EventDraft], carriers: list[EventDraft]) -> list[EventDraft]:
    """Return the drafts without those that are only what another asks for, threatens or refuses.

    "asked for military aid": the request carries the aid; "refused to free the men": the
    refusal carries what was not done; neither content is a row of its own.
    """
    asking = {other.trigger for other in carriers if other.content and other.type in _CARRYING}
    obliging = {other.trigger for other in carriers if other.content == "obliged"}
    refusing = {other.trigger for other in carriers if other.type == "REJECT" and other.content == "withheld"}

    def is_carried(draft: EventDraft) -> bool:
        status = draft.status.status
        if status == "withheld":
            return draft.status.cue is not None and draft.status.cue[0] in refusing
        if status not in ("requested", "threatened", "alleged"):
            return False
        triggers = obliging if status == "alleged" else asking
        return any(ancestor.index in triggers for ancestor in doc.get_ancestors(draft.trigger))

    return [draft for draft in drafts if not is_carried(draft)]


_CARRYING = frozenset({"REQUEST", "THREATEN", "REJECT"})
