"""What happened: every event of a document with its parties, status, time and place.

Place in the flow: after `actors`, `times`, `places`, `attribution`; `merging` then folds
the mentions of one event together. A frame of the lexicon (or a rule named in `why`)
makes each event; nothing is made where no party is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import ClaimDraft, find_covering
from dragoman.reading.frame_match import Match, find_match, find_party, find_slot
from dragoman.reading.places import PlaceTable
from dragoman.reading.roles import find_subjects, find_surface_subjects
from dragoman.reading.status import StatusReading, find_status
from dragoman.reading.times import TimeTable
from dragoman.record.model import When, Where

SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONSULT"})
HARM = frozenset({"ASSAULT", "COERCE"})
_OBLIGED = frozenset({"should", "must", "ought"})
_HAPPEN = frozenset({
    "occur", "happen", "erupt", "break", "begin", "start", "take", "kill", "strike", "hit", "rage", "continue",
    "intensify", "escalate", "target", "follow", "leave", "injure", "wound", "end", "trigger", "come", "rock",
    "shake", "destroy", "damage", "resume", "flare", "spread", "claim", "force", "displace", "last", "go",
})  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What the layers before have found in one document."""

    doc: Doc
    actors: ActorTable
    times: TimeTable
    places: PlaceTable
    claims: list[ClaimDraft]


@dataclass(slots=True)
class EventDraft:
    """One event, or one mention of it until merged; token numbers, ends exclusive."""

    trigger: int
    type: str
    mode: str | None
    cameo: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    is_symmetric: bool
    status: StatusReading
    when: When | None
    where: Where | None
    evidence: tuple[int, int]
    confidence: float
    why: str
    content: str = ""
    mentions: list[int] = field(default_factory=list)
    role_tokens: tuple[int, ...] = ()


def find_mentions(reading: Reading) -> list[EventDraft]:
    """Return every mention of an event, in order of the text, before merging."""
    doc = reading.doc
    matches: dict[int, Match] = {}
    consumed: set[int] = set()
    for token in doc.tokens:
        if not _can_report(doc, token):
            continue
        match = find_match(doc, token)
        if match:
            matches[token.index] = match
            consumed.update(match.consumed)
    drafts = [
        draft
        for index, match in matches.items()
        if index not in consumed and not _is_taken(doc, match, matches)
        for draft in [_build(reading, match)]
        if draft is not None
    ]
    drafts += _find_accusations(reading, drafts)
    drafts += _find_obligations(reading, drafts)
    drafts.sort(key=lambda draft: draft.trigger)
    return [draft for draft in drafts if not _is_carried(doc, draft, drafts)]


def _can_report(doc: Doc, token: Token) -> bool:
    """Return whether a word may report an event: not inside a name, not a modifier of another noun."""
    if token.upos not in ("VERB", "NOUN", "ADJ", "PROPN"):
        return False
    if token.name >= 0 and doc.names[token.name].kind != "LOC":
        return False
    if token.upos == "PROPN" and token.name >= 0:
        return False
    return not (token.upos in ("NOUN", "PROPN") and token.relation in ("compound", "nmod:desc", "flat"))


def _is_taken(doc: Doc, match: Match, matches: dict[int, Match]) -> bool:
    """Return whether a light verb's own frame says no more than its event noun ("staged a raid")."""
    for other in matches.values():
        if other.light_verb and other.light_verb[0] == match.trigger and not match.frame.requires:
            return True
    return False


def _build(reading: Reading, match: Match) -> EventDraft | None:
    doc, actors, frame = reading.doc, reading.actors, match.frame
    source, source_token = _fill(reading, match, frame.source)
    target, target_token = _fill(reading, match, frame.target, taken=source_token)
    source, target = _part(source, target, frame.is_symmetric)
    if not _is_reportable(reading, match, source, target):
        return None
    status = find_status(doc, match.trigger, reading.claims)
    tokens = tuple(token for token in (source_token, target_token) if token is not None)
    filled = bool(source) + bool(target)
    return EventDraft(
        trigger=match.trigger,
        type=frame.type,
        mode=frame.mode,
        cameo=frame.cameo,
        source=source,
        target=target,
        is_symmetric=frame.is_symmetric,
        status=status,
        when=reading.times.find_when(doc, match.trigger),
        where=reading.places.find_where(doc, match.trigger),
        evidence=_find_evidence(doc, match.trigger, (*tokens, *match.consumed)),
        confidence=round(0.4 + 0.2 * filled + 0.05 * min(2, len(frame.requires)), 2),
        why=f"frame {frame.name}; {_explain(doc, source_token, target_token, actors)}; {status.why}",
        content=frame.content,
        mentions=[match.trigger],
        role_tokens=tokens,
    )


def _fill(
    reading: Reading, match: Match, slots: tuple[str, ...], taken: int | None = None
) -> tuple[tuple[str, ...], int | None]:
    """Return the actors of the first slot that names any, and the token that does."""
    first_token: int | None = None
    for slot in slots:
        for index in find_slot(reading.doc, match.trigger, slot, match.consumed, match.light_verb):
            if index == taken:
                continue
            found = find_party(reading.doc, reading.actors, index)
            if found:
                return found, index
            if first_token is None and slot not in ("mod", "content"):
                first_token = index
    return (), first_token


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


def _is_reportable(
    reading: Reading, match: Match, source: tuple[str, ...], target: tuple[str, ...]
) -> bool:
    """Return whether enough is known to make a row: a speaker for speech, a party for deeds.

    An attack may stand without any known party where the text says that it took place.
    """
    frame = match.frame
    if frame.type in SPEECH:
        return bool(source)
    if source or target:
        return True
    if frame.type != "ASSAULT":
        return False
    token = reading.doc.tokens[match.trigger]
    if token.upos == "VERB":
        return bool(find_slot(reading.doc, match.trigger, "obj", (), None))
    if reading.places.find_where(reading.doc, match.trigger):
        return True
    head = reading.doc.tokens[token.head] if token.head >= 0 else None
    return bool(head and token.relation.startswith("nsubj") and head.lemma in _HAPPEN)


def _explain(doc: Doc, source: int | None, target: int | None, actors: ActorTable) -> str:
    def name(index: int | None) -> str:
        return "none" if index is None else f"“{doc.tokens[index].text}”"

    return f"source {name(source)}, target {name(target)}"


def _find_evidence(doc: Doc, trigger: int, tokens: tuple[int, ...]) -> tuple[int, int]:
    """Return the clause of a trigger with its role phrases, within its sentence."""
    first, last = trigger, trigger + 1
    for child in doc.get_children(trigger):
        if child.relation in ("conj", "parataxis", "punct", "cc") or child.relation.startswith("advcl"):
            continue
        low, high = doc.get_subtree(child.index)
        first, last = min(first, low), max(last, high)
    sentence = doc.get_sentence(trigger)
    for token in tokens:
        if sentence.first <= token < sentence.last:
            first, last = min(first, token), max(last, token + 1)
    first, last = max(first, sentence.first), min(last, sentence.last)
    while last - 1 > trigger and doc.tokens[last - 1].upos == "PUNCT":
        last -= 1
    while first < trigger and doc.tokens[first].upos == "PUNCT":
        first += 1
    return first, last


def _is_carried(doc: Doc, draft: EventDraft, drafts: list[EventDraft]) -> bool:
    """Return whether an event is only what another one asks for, threatens or refuses.

    "asked for military aid": the request carries the aid; the aid is no row of its own.
    """
    if draft.status.status not in ("requested", "threatened"):
        return False
    carriers = {
        other.trigger
        for other in drafts
        if other is not draft and other.content and other.type in ("REQUEST", "THREATEN", "REJECT")
    }
    return any(ancestor.index in carriers for ancestor in doc.get_ancestors(draft.trigger))


def _find_accusations(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return an ACCUSE for every claim by which one party says that another did harm.

    "Ukraine said that Russia attacked a hospital": Ukraine accuses Russia. Media that
    only pass a report on accuse nobody, nor does a party that speaks of its own deeds.
    """
    found: list[EventDraft] = []
    marked = {draft.trigger for draft in drafts}
    claims = {claim.id: claim for claim in reading.claims}
    for draft in drafts:
        if draft.type not in HARM or draft.status.status != "alleged" or not draft.source:
            continue
        for claim in (claims[number] for number in draft.status.claims if number in claims):
            if claim.stance not in ("asserts", "relays") or not claim.speakers or claim.cue[0] in marked:
                continue
            if _is_same_side(reading.actors, claim.speakers, draft.source):
                continue
            marked.add(claim.cue[0])
            found.append(_make_speech(reading, claim, "ACCUSE", draft.source, "allege"))
    return found


def _is_same_side(actors: ActorTable, speakers: tuple[str, ...], accused: tuple[str, ...]) -> bool:
    """Return whether a speaker is the accused, of the accused's country, or only a news outlet."""
    for speaker in speakers:
        mine = actors.actors[speaker]
        if mine.sector == "MED" or speaker in accused:
            return True
        for other in accused:
            theirs = actors.actors[other]
            if mine.country and mine.country == theirs.country and mine.sector == theirs.sector:
                return True
    return False


def _make_speech(
    reading: Reading, claim: ClaimDraft, kind: str, target: tuple[str, ...], mode: str | None
) -> EventDraft:
    """Return the speech event that a claim amounts to."""
    doc = reading.doc
    trigger = claim.cue[0]
    first = min(trigger, claim.speaker_span[0]) if claim.speaker_span else trigger
    sentence = doc.get_sentence(trigger)
    last = claim.content[1] if sentence.first <= claim.content[0] < sentence.last else claim.cue[1]
    cameo = {"ACCUSE": "112", "REQUEST": "020"}[kind]
    return EventDraft(
        trigger=trigger,
        type=kind,
        mode=mode,
        cameo=cameo,
        source=claim.speakers,
        target=tuple(actor for actor in target if actor not in claim.speakers),
        is_symmetric=False,
        status=StatusReading("actual", None, (), "the words themselves do it"),
        when=reading.times.find_when(doc, trigger),
        where=reading.places.find_where(doc, trigger),
        evidence=(max(first, sentence.first), min(max(last, trigger + 1), sentence.last)),
        confidence=0.55,
        why=f"claim of harm done ({claim.why})" if kind == "ACCUSE" else f"obligation in a claim ({claim.why})",
        mentions=[trigger],
    )


def _find_obligations(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return a REQUEST for every claim by which one party says what another should do.

    "She said Cairo and Khartoum should settle the matter": a request to both.
    """
    doc = reading.doc
    found: list[EventDraft] = []
    covered = {draft.trigger for draft in drafts if draft.type == "REQUEST"}
    for token in doc.tokens:
        if token.upos != "AUX" or token.lower not in _OBLIGED or token.head < 0:
            continue
        verb = token.head
        speaker = next((c for c in find_covering(reading.claims, token.index) if c.speakers), None)
        if speaker is None or verb in covered or speaker.stance not in ("asserts", "relays"):
            continue
        target: tuple[str, ...] = ()
        for subject in find_subjects(doc, verb) or find_surface_subjects(doc, verb):
            target = find_party(doc, reading.actors, subject)
        draft = _make_speech(reading, speaker, "REQUEST", target, None)
        if not draft.target:
            continue
        draft.trigger, draft.mentions = verb, [verb]
        draft.evidence = _find_evidence(doc, verb, (token.index,))
        found.append(draft)
    return found

