"""What was promised, asked and kept: commitments of a report and what happened to each.

Place in the flow: after `events` and `merging`. A commitment is named by a noun ("the
truce", "a treaty on mutual defence") or made by a request for help; its acts are the
words that govern the noun and the events that answer the request. No report of a
violation never becomes "observed".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.commitments import (
    AID_VERBS,
    AID_WORDS,
    load_commitment_acts,
    load_commitment_nouns,
)
from dragoman.reading.attribution import find_covering
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.roles import find_modifiers, find_possessors, find_prepositional, find_subjects
from dragoman.record.model import Act, Commitment
from dragoman.text.spans import Span

_ANSWER_REACH = 3
"""Sentences after a request in which its answer is looked for."""

_STATUS = {
    "proposed": "offered", "demanded": "demanded", "announced": "announced", "signed": "agreed",
    "invoked": "invoked", "urged": "in_force", "observed": "in_force", "alleged_violation": "in_force",
    "admitted_violation": "in_force", "requested": "demanded", "pledged": "announced", "delivered": "in_force",
    "answered_otherwise": "refused", "refused": "refused", "no_answer": "unknown", "extended": "in_force",
    "ended": "ended",
}  # fmt: skip


@dataclass(slots=True)
class _Draft:
    """A commitment under way; `anchors` are the tokens that name it."""

    kind: str
    anchor: int
    span: tuple[int, int]
    words: frozenset[str]
    parties: list[str]
    acts: list[Act] = field(default_factory=list)


def find_commitments(reading: Reading, events: list[EventDraft]) -> list[Commitment]:
    """Return the commitments of a document with their acts, in order of first mention."""
    drafts: list[_Draft] = []
    for token in reading.doc.tokens:
        kind = _find_kind(reading.doc, token)
        if kind:
            _add_mention(reading, events, drafts, token, kind)
    for event in events:
        if event.type == "REQUEST" and event.source and event.status.status not in ("withheld", "hypothetical"):
            _add_request(reading, events, drafts, event)
    drafts.sort(key=lambda draft: draft.anchor)
    kept = [draft for draft in drafts if draft.acts or len(draft.parties) > 1]
    return [_freeze(reading.doc, number, draft) for number, draft in enumerate(kept, 1)]


def _find_kind(doc: Doc, token: Token) -> str | None:
    """Return the kind of commitment that a noun names, or None."""
    if token.upos not in ("NOUN", "PROPN") or token.relation in ("compound", "nmod:desc"):
        return None
    rows = load_commitment_nouns().get(token.lemma.lower())
    if not rows:
        return None
    words = _find_words(doc, token.index)
    for row in rows:
        if not row.modifiers or row.modifiers & words:
            return row.kind
    return None


def _find_words(doc: Doc, index: int) -> frozenset[str]:
    """Return the lemmas that tell one treaty from another: modifiers and "on", "of", "for" phrases."""
    words = set()
    for child in doc.get_children(index, "amod", "compound", "nmod", "nmod:desc", "nummod", "flat"):
        if child.upos in ("NOUN", "ADJ", "PROPN", "VERB", "NUM"):
            words.add(child.lemma.lower())
            if child.relation == "nmod":
                words.update(c.lemma.lower() for c in doc.get_children(child.index, "amod", "compound", "conj"))
    return frozenset(words)


def _add_mention(
    reading: Reading, events: list[EventDraft], drafts: list[_Draft], token: Token, kind: str
) -> None:
    doc = reading.doc
    words = _find_words(doc, token.index)
    parties = _find_parties(reading, token.index)
    act = _find_act(reading, events, token, kind)
    if not parties and act:
        parties = [*act.to] or [*act.by]
    if kind == "ceasefire" and not parties:
        parties = _find_fighters(events, token.index)
    draft = _find_draft(drafts, kind, words, parties)
    if draft is None:
        draft = _Draft(kind, token.index, _find_name(doc, token.index), words, list(parties))
        drafts.append(draft)
    draft.parties.extend(party for party in parties if party not in draft.parties)
    if act and not any(known.act == act.act and known.by == act.by for known in draft.acts):
        draft.acts.append(act)


def _find_parties(reading: Reading, index: int) -> list[str]:
    """Return who is bound: "between A and B", "A's treaty with B", "the Kenyan-Ugandan accord"."""
    doc, actors = reading.doc, reading.actors
    found: list[str] = []
    phrases = [*find_prepositional(doc, index, "between"), *find_prepositional(doc, index, "among")]
    phrases += [*find_possessors(doc, index), *find_modifiers(doc, index)]
    phrases += [*find_prepositional(doc, index, "of"), *find_prepositional(doc, index, "with")]
    for phrase in phrases:
        found.extend(actor for actor in actors.resolve(phrase) if actor not in found)
        if not actors.resolve(phrase):
            for deeper in (*find_modifiers(doc, phrase), *find_prepositional(doc, phrase, "of")):
                found.extend(actor for actor in actors.resolve(deeper) if actor not in found)
    return found


def _find_fighters(events: list[EventDraft], index: int) -> list[str]:
    """Return the parties of the nearest earlier or same-sentence fighting, for a truce without names."""
    fights = [event for event in events if event.type == "ASSAULT" and event.source and event.target]
    if not fights:
        return []
    nearest = min(fights, key=lambda event: min(abs(mention - index) for mention in event.mentions))
    return [*nearest.source, *nearest.target]


def _find_act(reading: Reading, events: list[EventDraft], token: Token, kind: str) -> Act | None:
    """Return what the text says was done to the commitment that a noun names, or None."""
    doc = reading.doc
    acts = load_commitment_acts()
    by_trigger = {mention: event for event in events for mention in event.mentions}
    governor: Token | None = None
    carrier: EventDraft | None = None
    for ancestor in doc.get_ancestors(token.index):
        if governor is None and ancestor.lemma in acts:
            governor = ancestor
        event = by_trigger.get(ancestor.index)
        if event and event.source:
            carrier = event
            break
    if governor is None and carrier is None:
        return _find_own_act(reading, token)
    if carrier and carrier.type == "REQUEST":
        done = acts[governor.lemma][1] if governor and governor.index != carrier.trigger else "demanded"
        by, to = carrier.source, carrier.target
    elif governor:
        done = acts[governor.lemma][0]
        by, to = _find_doers(reading, governor, carrier)
    else:
        return _find_own_act(reading, token)
    when = carrier.when if carrier else reading.times.find_when(doc, (governor or token).index)
    anchor = carrier.trigger if carrier else (governor or token).index
    claims = find_covering(reading.claims, token.index)
    if done == "observed" and carrier and carrier.status.status in ("withheld", "denied"):
        done = "refused"
    return Act(
        act=done,  # type: ignore[arg-type]  # the table's schema holds the values
        by=by,
        to=to,
        when=when,
        evidence=_find_evidence(doc, anchor, token.index),
        claim=claims[0].id if claims else None,
    )


def _find_own_act(reading: Reading, token: Token) -> Act | None:
    """Return a bare announcement where the noun's own clause has a known doer, or None."""
    doc = reading.doc
    head = doc.tokens[token.head] if token.head >= 0 else None
    if head is None or head.upos != "VERB" or token.relation not in ("obj", "nsubj:pass"):
        return None
    by = tuple(actor for subject in find_subjects(doc, head.index) for actor in reading.actors.resolve(subject))
    if not by:
        return None
    evidence = _find_evidence(doc, head.index, token.index)
    return Act("announced", by, (), reading.times.find_when(doc, head.index), evidence, None)


def _find_doers(
    reading: Reading, governor: Token, carrier: EventDraft | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    by = tuple(
        actor
        for subject in find_subjects(reading.doc, governor.index)
        for actor in reading.actors.resolve(subject)
    )
    if carrier and (carrier.trigger == governor.index or not by):
        return carrier.source, carrier.target
    return by, ()


def _add_request(
    reading: Reading, events: list[EventDraft], drafts: list[_Draft], event: EventDraft
) -> None:
    """Add the aid request that a REQUEST makes, with what came of it."""
    doc = reading.doc
    if not _asks_help(doc, event):
        return
    evidence = doc.get_span(*event.evidence)
    claim = event.status.claims[0] if event.status.claims else None
    act = Act("requested", event.source, event.target, event.when, evidence, claim)
    parties = [*event.source, *event.target]
    draft = _find_draft(drafts, "aid request", frozenset(), parties)
    if draft is None or set(draft.parties) != set(parties):
        draft = _Draft("aid request", event.trigger, event.evidence, frozenset(), parties)
        drafts.append(draft)
    draft.acts.append(act)
    draft.acts.extend(_find_answers(reading, events, event))


def _asks_help(doc: Doc, event: EventDraft) -> bool:
    """Return whether help is what is asked: "appealed for relief", "asked Rome to send arms"."""
    first, last = event.evidence
    for token in doc.tokens[first:last]:
        if token.index == event.trigger or event.trigger not in {a.index for a in doc.get_ancestors(token.index)}:
            continue
        if token.upos == "NOUN" and token.lemma in AID_WORDS and token.relation in ("obj", "obl", "nmod", "conj"):
            return doc.get_marker(token.index) in ("", "for", "of")
        if token.upos == "VERB" and token.lemma in AID_VERBS and token.relation in ("xcomp", "ccomp", "conj", "acl"):
            return True
    return False


def _find_answers(reading: Reading, events: list[EventDraft], request: EventDraft) -> list[Act]:
    """Return how those who were asked answered, as far as the next sentences tell."""
    doc = reading.doc
    asked, asking = set(request.target), set(request.source)
    begun = doc.tokens[request.trigger].sentence
    found: list[Act] = []
    for event in events:
        reach = doc.tokens[event.trigger].sentence - begun
        if event is request or not 0 <= reach <= _ANSWER_REACH or event.trigger <= request.trigger:
            continue
        if not _is_answer(reading, event, asked, asking):
            continue
        done = _find_answer_kind(event)
        if done:
            span = doc.get_span(*event.evidence)
            claim = event.status.claims[0] if event.status.claims else None
            found.append(Act(done, event.source, event.target, event.when, span, claim))  # type: ignore[arg-type]
    found.extend(_find_lack(reading, request, begun))
    return found


def _is_answer(reading: Reading, event: EventDraft, asked: set[str], asking: set[str]) -> bool:
    """Return whether an event goes from who was asked to who asked, by actor or country."""
    return _share(reading, set(event.source), asked) and (
        _share(reading, set(event.target), asking) or not event.target
    )


def _share(reading: Reading, one: set[str], other: set[str]) -> bool:
    if one & other:
        return True
    mine = {reading.actors.actors[actor].country for actor in one} - {None}
    return bool(mine & ({reading.actors.actors[actor].country for actor in other} - {None}))


def _find_answer_kind(event: EventDraft) -> str | None:
    if event.status.status in ("withheld", "denied"):
        return "refused" if event.type in ("AID", "MOBILIZE") else "answered_otherwise"
    if event.type == "REJECT":
        return "refused"
    if event.type == "AID":
        return "pledged" if event.status.status == "planned" else "delivered"
    if event.type in ("COOPERATE", "MOBILIZE", "AGREE"):
        return "answered_otherwise"
    return None


def _find_lack(reading: Reading, request: EventDraft, begun: int) -> list[Act]:
    """Return that no help came, where the text says so: "the lack of such assistance"."""
    doc = reading.doc
    for sentence in doc.sentences[begun + 1 : begun + 1 + _ANSWER_REACH]:
        for token in doc.tokens[sentence.first : sentence.last]:
            if token.lemma in ("lack", "absence") and token.upos == "NOUN":
                for phrase in find_prepositional(doc, token.index, "of"):
                    if doc.tokens[phrase].lemma in AID_WORDS:
                        span = doc.get_span(*doc.get_subtree(token.index))
                        return [Act("no_answer", request.target, request.source, None, span, None)]
    return []


def _find_draft(drafts: list[_Draft], kind: str, words: frozenset[str], parties: list[str]) -> _Draft | None:
    """Return the earlier commitment that a mention means again, or None."""
    for draft in reversed(drafts):
        if draft.kind != kind:
            continue
        if words and draft.words and not words & draft.words:
            continue
        if parties and draft.parties and not set(parties) & set(draft.parties):
            continue
        return draft
    return None


def _find_name(doc: Doc, index: int) -> tuple[int, int]:
    """Return the noun phrase that names a commitment, without relative clauses."""
    first, last = index, index + 1
    for child in doc.get_children(index):
        if child.relation in ("acl:relcl", "punct", "conj", "cc", "appos", "acl", "case", "det", "cop", "nsubj"):
            continue
        low, high = doc.get_subtree(child.index)
        first, last = min(first, low), max(last, high)
    return first, last


def _find_evidence(doc: Doc, anchor: int, token: int) -> Span:
    sentence = doc.get_sentence(token)
    low, high = doc.get_subtree(token)
    first = min(anchor, low) if sentence.first <= anchor < sentence.last else low
    last = max(anchor + 1, high) if sentence.first <= anchor < sentence.last else high
    return doc.get_span(first, min(last, sentence.last))


def _freeze(doc: Doc, number: int, draft: _Draft) -> Commitment:
    acts = tuple(sorted(draft.acts, key=lambda act: act.evidence.start))
    status = "unknown"
    for act in acts:
        status = _STATUS[act.act]
    return Commitment(
        id=f"m{number}",
        kind=draft.kind,  # type: ignore[arg-type]  # the table's schema holds the values
        name=doc.get_span(*draft.span).text,
        parties=tuple(draft.parties),
        status=status,  # type: ignore[arg-type]  # _STATUS holds the values
        acts=acts,
        evidence=doc.get_span(*draft.span),
    )
