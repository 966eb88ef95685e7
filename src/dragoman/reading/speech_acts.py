"""Events that claims amount to: an accusation, a demand, a deed owned up to, a deed blamed on another.

Place in the flow: `events` calls these after the frames; each rule is named in `why`.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.frames import load_classes, load_frames
from dragoman.lexicon.judgements import load_judgements
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import ClaimDraft, find_covering
from dragoman.reading.event_drafts import HARM, EventDraft, Reading, find_evidence
from dragoman.reading.frame_match import Match, find_party
from dragoman.reading.roles import (
    find_modifiers,
    find_possessors,
    find_prepositional,
    find_subjects,
    find_surface_subjects,
)
from dragoman.reading.status import StatusReading
from dragoman.record.model import Stance

_OBLIGED = frozenset({"should", "must", "ought"})


def find_accusations(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return an ACCUSE for every claim by which one party says that another did harm.

    "Ukraine said that Russia attacked a hospital": Ukraine accuses Russia. Media that
    only pass a report on accuse nobody, nor does a party that speaks of its own deeds.
    """
    found: list[EventDraft] = []
    marked = {draft.trigger for draft in drafts}
    for draft in drafts:
        if draft.type not in HARM or draft.status.status != "alleged":
            continue
        if not any(reading.actors.actors[actor].code for actor in draft.source):
            continue
        for claim in reading.claims.get_all(draft.status.claims):
            if claim.stance not in ("asserts", "relays") or claim.cue[0] in marked:
                continue
            if not any(_is_known(reading.actors, speaker) for speaker in claim.speakers):
                continue
            if claim.content_head is None and not claim.quote:
                continue
            cue = reading.doc.tokens[claim.cue[0]]
            if cue.lemma in load_event_words()["seeing"]:
                continue
            if cue.sentence != reading.doc.tokens[draft.trigger].sentence:
                continue  # a long quotation is not one accusation after another
            if _is_same_side(reading.actors, claim.speakers, draft.source):
                continue
            marked.add(claim.cue[0])
            said = _find_said(reading, drafts, claim)
            if said is None:
                found.append(_make_speech(reading, claim, "ACCUSE", draft.source, "allege"))
            elif not said.target:
                said.target = draft.source
    return found


def _find_said(reading: Reading, drafts: list[EventDraft], claim: ClaimDraft) -> EventDraft | None:
    """Return the accusation that the same words make already: "condemned what it called aggression"."""
    doc = reading.doc
    for draft in drafts:
        if draft.type != "ACCUSE" or not set(draft.source) & set(claim.speakers):
            continue
        if doc.tokens[draft.trigger].sentence != doc.tokens[claim.cue[0]].sentence:
            continue
        ancestors = {token.index for token in doc.get_ancestors(claim.cue[0])}
        if draft.trigger in ancestors or draft.trigger in range(*claim.cue):
            return draft
    return None


def _is_known(actors: ActorTable, speaker: str) -> bool:
    """Return whether a speaker is somebody in particular: of a known state or body, or a named official.

    Villagers and doctors who tell what they saw accuse nobody.
    """
    found = actors.actors[speaker]
    if found.sector == "CVL" and not found.name[:1].isupper():
        return False
    return found.code is not None or (found.kind == "person" and found.sector is not None)


def _is_same_side(actors: ActorTable, speakers: tuple[str, ...], accused: tuple[str, ...]) -> bool:
    """Return whether a speaker is the accused, of the accused's country, or only a news outlet."""
    for speaker in speakers:
        mine = actors.actors[speaker]
        if mine.sector == "MED" or speaker in accused:
            return True
        for other in accused:
            theirs = actors.actors[other]
            if (
                mine.country
                and mine.country == theirs.country
                and (mine.sector == theirs.sector or {mine.sector, theirs.sector} <= _STATE)
            ):
                return True
    return False


_STATE = frozenset((None, "GOV", "MIL"))
"""A state, its government and its army speak of their own deeds: "Kenya said its troops had attacked"."""


def _make_speech(
    reading: Reading, claim: ClaimDraft, kind: str, target: tuple[str, ...], mode: str | None
) -> EventDraft:
    """Return the speech event that a claim amounts to."""
    doc = reading.doc
    trigger = claim.cue[0]
    first = min(trigger, claim.speaker_span[0]) if claim.speaker_span else trigger
    sentence = doc.get_sentence(trigger)
    last = claim.content[1] if sentence.first <= claim.content[0] < sentence.last else claim.cue[1]
    cameo = {"ACCUSE": "112", "REQUEST": "020", "SUPPORT": "051"}[kind]
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
        why=f"claim of harm done ({claim.why})"
        if kind == "ACCUSE"
        else f"obligation in a claim ({claim.why})",
        mentions=[trigger],
    )


def find_obligations(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
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
        if all(_is_same_side(reading.actors, (actor,), speaker.speakers) for actor in draft.target):
            if draft.target or not _is_addressed(doc, verb):
                continue
        draft.trigger, draft.mentions, draft.content = verb, [verb], "obliged"
        draft.evidence = find_evidence(doc, verb, (token.index,))
        found.append(draft)
    return found


def _is_addressed(doc: Doc, verb: int) -> bool:
    """Return whether an obligation is laid on somebody whom the text does not name: "they must go"."""
    return any(
        doc.tokens[subject].lower in ("they", "you", "everyone", "all")
        for subject in find_surface_subjects(doc, verb)
    )


def find_confessions(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return the attack that somebody owns up to: "the front claimed responsibility for the blast"."""
    doc = reading.doc
    found: list[EventDraft] = []
    for token in doc.tokens:
        owned = _find_owned(doc, token)
        if owned is None:
            continue
        verb, deed_word = owned
        owners = tuple(
            actor
            for subject in find_subjects(doc, verb)
            for actor in find_party(doc, reading.actors, subject)
        )
        if not owners:
            continue
        told = next((draft for draft in drafts if draft.trigger == verb and draft.type == "ASSAULT"), None)
        deed = find_deed(doc, [draft for draft in drafts if draft is not told], deed_word) or told
        claims = (_get_claim(reading, verb, owners, deed_word, "admits"),)
        status = StatusReading("alleged", (verb, verb + 1), claims, "its doer says so")
        found += _lay(reading, verb, owners, deed, status, "responsibility claimed")
        if told is not None:
            drafts.remove(told)  # the words that own up to an attack are no attack beside it
    return found


def _find_owned(doc: Doc, token: Token) -> tuple[int, int] | None:
    """Return the verb of owning up and the word of the deed, or None.

    "took credit for the blast": (took, blast); "The ambush was claimed by the front".
    """
    if (
        token.lemma in load_event_words()["owning"]
        and token.head >= 0
        and doc.tokens[token.head].lemma in ("claim", "admit", "take")
    ):
        deeds = find_prepositional(doc, token.index, "for") or find_prepositional(doc, token.head, "for")
        return token.head, deeds[0] if deeds else token.head
    if token.lemma == "claim" and token.upos == "VERB":
        subjects = doc.get_children(token.index, "nsubj:pass")
        if subjects and (subjects[0].lemma, "N") in load_frames():
            return token.index, subjects[0].index
    return None


def _get_claim(reading: Reading, cue: int, speakers: tuple[str, ...], content: int, stance: Stance) -> str:
    """Return the id of the claim that a word makes, adding it where attribution saw none there."""
    known = reading.claims.get_at(cue)
    if known:
        return known.id
    doc = reading.doc
    subjects = find_subjects(doc, cue)
    first, last = doc.get_subtree(content) if content != cue else (cue, cue + 1)
    claim = ClaimDraft(
        id=reading.claims.make_id(),
        speaker=subjects[0] if subjects else None,
        speaker_span=doc.get_subtree(subjects[0]) if subjects else None,
        speakers=speakers,
        stance=stance,
        cue=(cue, cue + 1),
        content=(first, last),
        content_head=content,
        quote=False,
        refers_to=None,
        confidence=0.6,
        why=f"“{doc.tokens[cue].text}” lays the deed on somebody",
    )
    reading.claims.append(claim)
    return claim.id


def find_judgements(reading: Reading, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return the ACCUSE or SUPPORT of a speaker who judges a deed or its doer.

    "She called the raid a cowardly act", "“They are lying,” he said."
    """
    doc = reading.doc
    found: list[EventDraft] = []
    covered = {(draft.type, doc.tokens[draft.trigger].sentence, draft.source) for draft in drafts}
    verdicts = load_judgements()
    for token in doc.tokens:
        verdict = verdicts.get(token.lemma) or verdicts.get(token.lower)
        if verdict is None or token.upos not in ("NOUN", "ADJ", "VERB") or not _is_predicated(doc, token):
            continue
        claim = next((c for c in find_covering(reading.claims, token.index) if c.speakers), None)
        if claim is None or claim.stance not in ("asserts", "relays"):
            continue
        kind = "ACCUSE" if verdict == "blame" else "SUPPORT"
        if (kind, token.sentence, claim.speakers) in covered or _is_press(reading, claim):
            continue
        if doc.tokens[claim.cue[0]].lemma in load_event_words()["seeing"]:
            continue
        covered.add((kind, token.sentence, claim.speakers))
        draft = _make_speech(reading, claim, kind, _find_judged(reading, drafts, token, claim), None)
        draft.trigger, draft.mentions = token.index, [token.index]
        draft.mode = "disapprove" if kind == "ACCUSE" else None
        draft.evidence = find_evidence(doc, token.index, (claim.cue[0],))
        draft.why = f"judgement “{token.text}” in a claim ({claim.why})"
        found.append(draft)
    return found


def _is_predicated(doc: Doc, token: Token) -> bool:
    """Return whether a word is said of something: a predicate, or the "as" phrase of an assessment."""
    if doc.get_children(token.index, "cop"):
        return True
    noun = doc.tokens[token.head] if token.relation == "amod" and token.head >= 0 else token
    if doc.get_children(noun.index, "cop"):
        return True
    if noun.relation in ("obl", "advcl", "xcomp", "obj") and noun.head >= 0:
        if doc.get_marker(noun.index) == "as" or doc.tokens[noun.head].lemma in load_event_words()["calling"]:
            return True
    return token.upos == "VERB" and token.relation in ("root", "ccomp", "parataxis")


def _is_press(reading: Reading, claim: ClaimDraft) -> bool:
    return any(reading.actors.actors[speaker].sector == "MED" for speaker in claim.speakers)


def _find_judged(
    reading: Reading, drafts: list[EventDraft], token: Token, claim: ClaimDraft
) -> tuple[str, ...]:
    """Return who is judged: the subject if it is a party, else the doer of the deed spoken of before."""
    doc = reading.doc
    subjects = find_surface_subjects(doc, token.index)
    if token.head >= 0 and not subjects:
        subjects = [child.index for child in doc.get_children(token.head, "nsubj", "obj")]
    for subject in subjects:
        party = find_party(doc, reading.actors, subject)
        if party and not set(party) & set(claim.speakers):
            return party
        deed = find_deed(doc, drafts, subject) if _is_deed(doc, subject) else None
        if deed and deed.source and not set(deed.source) & set(claim.speakers):
            return deed.source
    for other in reversed(drafts):
        if other.trigger >= token.index or not other.source or set(other.source) & set(claim.speakers):
            continue
        if doc.tokens[token.index].sentence - doc.tokens[other.trigger].sentence <= _JUDGED_REACH:
            return other.source
    return ()


_JUDGED_REACH = 2
"""Sentences back in which the deed that somebody judges is looked for."""


def find_blamed(reading: Reading, drafts: list[EventDraft], matches: dict[int, Match]) -> list[EventDraft]:
    """Return the attack that an accusation lays on somebody: "blamed the rebels for the ambush"."""
    doc = reading.doc
    found: list[EventDraft] = []
    for token in doc.tokens:
        if (
            token.upos == "NOUN"
            and token.lemma in load_event_words()["culprit"]
            and doc.get_children(token.index, "cop")
        ):
            found += _name_culprit(reading, drafts, token, find_surface_subjects(doc, token.index))
        elif (
            token.upos == "NOUN"
            and token.lemma in load_event_words()["part"]
            and find_covering(reading.claims, token.index)
        ):
            owners = find_possessors(doc, token.index) or find_modifiers(doc, token.index)
            found += _name_culprit(reading, drafts, token, owners)
    for draft in drafts:
        if draft.type != "ACCUSE" or draft.content != "alleged" or not draft.target:
            continue
        deeds = [
            index
            for preposition in ("for", "of", "over")
            for index in find_prepositional(doc, draft.trigger, preposition)
            if index in matches and matches[index].frame.type in HARM and doc.tokens[index].upos != "VERB"
        ]
        if not deeds:
            continue
        deed = find_deed(doc, drafts, deeds[0])
        if deed and _is_another(reading, draft.target, deed, deeds[0]):
            deed = None
        claims = (_get_claim(reading, draft.trigger, draft.source, deeds[0], "asserts"),)
        status = StatusReading(
            "alleged", (draft.trigger, draft.trigger + 1), claims, "laid on it by an accuser"
        )
        if deed and set(deed.source) & set(draft.target):
            deed.status = status  # the deed is told once, as its accuser's word
            continue
        found += _lay(reading, deeds[0], draft.target, deed, status, "blamed for it")
    return found


def _is_another(reading: Reading, accused: tuple[str, ...], deed: EventDraft, word: int) -> bool:
    """Return whether somebody is blamed for another deed than the one told before.

    So it is where that one has its doer, and the accused suffered it or other words are used:
    after "Peruvian jets attacked …", "He blamed Ecuador for the violence".
    """
    if not deed.source or word in deed.mentions:
        return False
    actors, tokens = reading.actors.actors, reading.doc.tokens
    countries = {actors[actor].country for actor in accused} - {None}
    if countries & {actors[actor].country for actor in deed.target}:
        return True
    return tokens[word].lemma not in {tokens[mention].lemma for mention in deed.mentions}


def _name_culprit(
    reading: Reading, drafts: list[EventDraft], token: Token, owners: list[int]
) -> list[EventDraft]:
    """Return the attack of which somebody is called the doer.

    "The front is the likely culprit", "alleged Libyan involvement".
    """
    doc = reading.doc
    source = tuple(actor for owner in owners for actor in reading.actors.resolve(owner))
    if not source:
        return []
    claims = tuple(claim.id for claim in find_covering(reading.claims, token.index) if claim.speakers)
    status = StatusReading("alleged", (token.index, token.index + 1), claims, "named as its doer")
    deed = find_deed(doc, drafts, token.index)
    return [_make_deed(reading, token.index, source, deed, status, "called its doer")]


def _is_deed(doc: Doc, index: int) -> bool:
    """Return whether a word is a noun that names a harm done: "the raid", "the incident"."""
    token = doc.tokens[index]
    return token.upos == "NOUN" and (
        token.lemma in load_classes()["attack"] or token.lemma in load_event_words()["any_attack"]
    )


def find_deed(doc: Doc, drafts: list[EventDraft], index: int) -> EventDraft | None:
    """Return the harm that a phrase points back to: the same word before, else the nearest earlier harm."""
    earlier = [draft for draft in drafts if draft.type == "ASSAULT" and draft.trigger <= index]
    lemma = doc.tokens[index].lemma
    attacks = load_classes()["attack"]
    words = attacks if lemma in load_event_words()["any_attack"] else {lemma}
    same = [
        draft
        for draft in earlier
        if index in draft.mentions or any(doc.tokens[mention].lemma in words for mention in draft.mentions)
    ]
    return (same or earlier or [None])[-1]  # type: ignore[list-item]


def _lay(
    reading: Reading,
    trigger: int,
    source: tuple[str, ...],
    deed: EventDraft | None,
    status: StatusReading,
    reason: str,
) -> list[EventDraft]:
    """Return the deed as laid on its alleged doer, or nothing where the words tell of it for the first time.

    Then that deed itself gets the doer, in place: "The front claimed the blast" is one event.
    """
    here = reading.doc.tokens[trigger].sentence
    is_new = deed is not None and all(reading.doc.tokens[m].sentence == here for m in deed.mentions)
    if deed is None or deed.source or not is_new:
        return [_make_deed(reading, trigger, source, deed, status, reason)]
    deed.source, deed.status = source, status
    deed.target = tuple(actor for actor in deed.target if actor not in source)
    deed.why += f"; {reason}"
    return []


def _make_deed(
    reading: Reading,
    trigger: int,
    source: tuple[str, ...],
    deed: EventDraft | None,
    status: StatusReading,
    reason: str,
) -> EventDraft:
    """Return the alleged deed; what is known of it is taken from where it was told."""
    doc = reading.doc
    target = tuple(actor for actor in deed.target if actor not in source) if deed else ()
    return EventDraft(
        trigger=trigger,
        type="ASSAULT",
        mode=deed.mode if deed else None,
        cameo=deed.cameo if deed else "18",
        source=source,
        target=target,
        is_symmetric=False,
        status=status,
        when=deed.when if deed else None,
        where=deed.where if deed else None,
        evidence=find_evidence(doc, trigger, ()),
        confidence=0.6,
        why=f"{reason}" + (f"; the rest from “{doc.tokens[deed.trigger].text}”" if deed else ""),
        mentions=[trigger],
    )
