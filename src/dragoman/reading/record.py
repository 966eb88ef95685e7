"""From one analysed text to its record: calls the reading layers in order and freezes them.

Place in the flow: `flow` calls `read_doc`; nothing here looks at files or the clock.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from dragoman.language.doc import Doc
from dragoman.reading.actors import find_actors
from dragoman.reading.attribution import ClaimDraft, find_claims
from dragoman.reading.claim_drafts import ClaimWords
from dragoman.reading.claim_evidence import read_tags
from dragoman.reading.commitments import find_commitments
from dragoman.reading.counts import CasualtyDraft, find_casualties
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.events import find_events
from dragoman.reading.homes import infer_countries
from dragoman.reading.notes import find_notes
from dragoman.reading.places import find_places
from dragoman.reading.positions import find_positions
from dragoman.reading.publication import find_published
from dragoman.reading.scenes import find_scenes
from dragoman.reading.times import find_times
from dragoman.record.model import Casualty, Claim, Event, Note, PublishedBasis, Record, Report
from dragoman.record.quoting import quote_again


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a report from outside its text.

    `basis` is what tells `published`. `address_day` counts where neither that nor the text tells a day.
    """

    id: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    basis: PublishedBasis = "given"
    address_day: date | None = None
    modified: date | None = None
    author: str | None = None


def _choose_day(given: Given, stated: date | None) -> tuple[date | None, PublishedBasis | None]:
    """Return the day of publication and what tells it: what leads to the text, the text, its address."""
    if given.published:
        return given.published, given.basis
    if stated:
        return stated, "dateline"
    return given.address_day, "address" if given.address_day else None


def read_doc(doc: Doc, given: Given) -> Record:
    """Return the record of one analysed text.

    A text without words, or in a language that is not read, gives a record with no rows
    and a note that says so.
    """
    language, notes, is_readable = find_notes(doc)
    stated = find_published(doc) if is_readable and not (given.published and given.basis == "given") else None
    day, basis = _choose_day(given, stated)
    if day and stated and abs((day - stated).days) > 1:
        told = f"The text is dated {stated}, its {basis} says {day}; {day} counts as the day of publication."
        notes.append(Note("reading", "date", told))
    report = Report(
        id=given.id,
        title=given.title or _find_title(doc),
        publisher=given.publisher,
        url=given.url,
        published=day.isoformat() if day else None,
        published_basis=basis,
        language=language,
        sha256=hashlib.sha256((doc.given or doc.text).encode("utf-8", "surrogatepass")).hexdigest(),
        text=doc.given or doc.text,
        modified=given.modified.isoformat() if given.modified else None,
        author=given.author,
    )
    if not is_readable:
        return Record(report=report, notes=tuple(notes))
    places = find_places(doc)
    actors = find_actors(doc, places)
    infer_countries(doc, actors, places)
    claims = find_claims(doc, actors, read_tags(doc))
    reading = Reading(doc, actors, find_times(doc, day), places, claims)
    drafts = find_events(reading)
    find_scenes(reading, drafts)
    events = [_freeze_event(doc, number, draft) for number, draft in enumerate(drafts, 1)]
    about: dict[str, tuple[str, ...]] = {}
    for event in events:
        for number in event.claims:
            about[number] = (*about.get(number, ()), event.id)
    tolls = _drop_headline_tolls(doc, find_casualties(doc, actors, claims))
    wholes = {toll.head: f"k{number}" for number, toll in enumerate(tolls, 1)}
    tolls = _find_them(doc, tolls)
    casualties = [_freeze_casualty(doc, number, toll, wholes, drafts) for number, toll in enumerate(tolls, 1)]
    for toll, casualty in zip(tolls, casualties, strict=True):
        if toll.claim:
            about[toll.claim] = (*about.get(toll.claim, ()), casualty.id)
    record = Record(
        report=report,
        actors=tuple(actors.actors.values()),
        places=tuple(reading.places.places.values()),
        events=tuple(events),
        claims=tuple(
            _freeze_claim(doc, claim, about.get(claim.id, ()))
            for claim in sorted([*claims, *claims.leanings], key=lambda claim: int(claim.id[1:]))
        ),
        casualties=tuple(casualties),
        commitments=tuple(find_commitments(reading, drafts)),
        positions=tuple(find_positions(reading, drafts)),
        notes=tuple(notes),
    )
    return record if report.text == doc.text else quote_again(record)


def _drop_headline_tolls(doc: Doc, tolls: list[CasualtyDraft]) -> list[CasualtyDraft]:
    """Return the tolls without those of the headline that the body gives again."""

    def get_key(toll: CasualtyDraft) -> tuple[str, int | None, int | None]:
        return toll.kind, toll.low, toll.high

    in_headline = {id(toll) for toll in tolls if doc.get_sentence(toll.head).kind == "headline"}
    told = {get_key(toll) for toll in tolls if id(toll) not in in_headline}
    return [toll for toll in tolls if id(toll) not in in_headline or get_key(toll) not in told]


def _find_them(doc: Doc, tolls: list[CasualtyDraft]) -> list[CasualtyDraft]:
    """Return the tolls, "two of them" with the victims of the one before: "five nuns, two of them badly"."""
    found: list[CasualtyDraft] = []
    for toll in tolls:
        after = [token.lower for token in doc.tokens[toll.head + 1 : toll.head + 3]]
        if not toll.victims and after in (["of", "them"], ["of", "whom"]) and found:
            if doc.tokens[found[-1].head].sentence == doc.tokens[toll.head].sentence:
                toll = replace(toll, victims=found[-1].victims)
        found.append(toll)
    return found


def _find_title(doc: Doc) -> str | None:
    """Return the headline, or None where the text has none."""
    for sentence in doc.sentences[:1]:
        if sentence.kind == "headline":
            return (doc.given or doc.text)[sentence.start : sentence.end]
    return None


def _freeze_event(doc: Doc, number: int, draft: EventDraft) -> Event:
    cue = draft.status.cue
    return Event(
        id=f"e{number}",
        type=draft.type,  # type: ignore[arg-type]  # the lexicon's schema holds the values
        mode=draft.mode,
        cameo=draft.cameo,
        trigger=doc.get_span(draft.trigger, draft.trigger + 1),
        evidence=doc.get_span(*draft.evidence),
        source=draft.source,
        target=draft.target,
        symmetric=draft.is_symmetric,
        when=draft.when,
        where=draft.where,
        status=draft.status.status,
        status_cue=doc.get_span(*cue) if cue else None,
        claims=draft.status.claims,
        confidence=draft.confidence,
        why=draft.why,
        mentions=tuple(
            doc.get_span(token, token + 1)
            for token in sorted({*draft.mentions, *draft.again} - {draft.trigger})
        ),
    )


def _freeze_claim(doc: Doc, claim: ClaimDraft, about: tuple[str, ...]) -> Claim:
    if claim.refers_to:
        about += (claim.refers_to,)
    words = claim.words or ClaimWords(claim.cue, claim.speaker_span, claim.content)
    return Claim(
        id=claim.id,
        speaker=claim.speakers[0] if claim.speakers else None,
        speaker_text=doc.get_span(*words.speaker) if words.speaker else None,
        stance=claim.stance,
        cue=doc.get_span(*words.cue),
        content=doc.get_span(*words.content),
        quote=claim.quote,
        about=about,
        confidence=claim.confidence,
        why=claim.why,
        kind=claim.kind,
    )


def _freeze_casualty(
    doc: Doc,
    number: int,
    toll: CasualtyDraft,
    wholes: dict[int, str],
    drafts: list[EventDraft],
) -> Casualty:
    event = _find_event(doc, toll, drafts)
    struck = _find_struck(doc, toll, drafts[int(event[1:]) - 1]) if event and not toll.victims else ()
    return Casualty(
        id=f"k{number}",
        kind=toll.kind,
        low=toll.low,
        high=toll.high,
        best=toll.best,
        text=doc.get_span(*toll.span),
        victims=toll.victims or struck,
        role=toll.role,
        combined=toll.combined,
        cumulative=toll.cumulative,
        as_of=None,
        speaker=toll.speaker,
        event=event,
        superseded=toll.superseded,
        part_of=None if toll.whole is None else wholes.get(toll.whole),
        confidence=toll.confidence,
        why=f"{toll.why}; victims: whom the event struck" if struck else toll.why,
    )


def _find_struck(doc: Doc, toll: CasualtyDraft, event: EventDraft) -> tuple[str, ...]:
    """Return whom an attack struck, for a number that names nobody: "A shell hit Homs, leaving 71 dead"."""
    is_bare = doc.tokens[toll.head].upos in ("NUM", "DET", "ADJ", "PRON") or toll.head == toll.trigger
    return event.target if is_bare and not event.is_symmetric else ()


def _find_event(doc: Doc, toll: CasualtyDraft, drafts: list[EventDraft]) -> str | None:
    """Return the id of the attack that a toll belongs to: same clause, sentence, then the one before.

    The toll of a year or a war belongs to none.
    """
    if toll.is_of_period:
        return None
    violent = [
        (number, draft) for number, draft in enumerate(drafts, 1) if draft.type in ("ASSAULT", "COERCE")
    ]
    anchors = {toll.head, toll.trigger}
    for number, draft in violent:
        if anchors & set(draft.mentions):
            return f"e{number}"
    sentence = doc.tokens[toll.head].sentence
    near = [
        (abs(mention - toll.head), number)
        for number, draft in violent
        for mention in draft.mentions
        if doc.tokens[mention].sentence == sentence
    ]
    if near:
        return f"e{min(near)[1]}"
    before = [(toll.head - m, number) for number, draft in violent for m in draft.mentions if m < toll.head]
    return f"e{min(before)[1]}" if before else None
