"""What came of what was promised or asked, told by a deed: it was delivered, or did not come.

Place in the flow: `commitments` asks when all drafts of a report are there. A deed is an outcome where
its own words say that it was due ("the promised tents arrived", "left under the accord") or where its
doer bound himself, or was asked, in the same report. Any other deed is news and no outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.commitments import AID_WORDS, load_outcome_deeds, load_outcome_words
from dragoman.reading.attribution import find_covering
from dragoman.reading.commitment_parties import CommitmentDraft
from dragoman.reading.event_drafts import EventDraft, Reading, find_evidence
from dragoman.reading.roles import (
    find_modifiers,
    find_objects,
    find_possessors,
    find_prepositional,
    find_subjects,
    find_surface_subjects,
    is_passive,
)
from dragoman.reading.sides import Sides
from dragoman.record.model import Act, ActKind

_ASKED = (
    "aid request",
    "alliance obligation",
    "treaty",
    "mandate",
    "withdrawal",
    "deployment",
    "negotiation",
)
"""Kinds that are answered by another deed than was asked for."""
_GOODS = ("aid pledge", "aid request", "deployment", "mandate", "assurance")
_CAPTIVES = ("prisoner exchange", "assurance")
_FIGHTERS = frozenset({"MIL", "COP", "REB", "PRM"})
_CAPTORS = _FIGHTERS | {"GOV", None}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "none", "nothing", "neither"})
_UNREAL = frozenset(
    {"will", "would", "shall", "could", "can", "may", "might", "must", "should", "'ll", "’ll"}
)
_TO_COME = frozenset({"to", "be"})
"""Before a verb that tells no deed: "all prisoners are to be returned"."""
_BINDING = frozenset({"pledged", "announced", "signed", "proposed"})
_ASKING = frozenset({"requested", "demanded", "invoked", "urged", "proposed"})
_OUTSIDE = frozenset({"conj", "parataxis", "ccomp", "xcomp", "csubj"})


@dataclass(slots=True)
class Outcome:
    """One deed that may fulfil a commitment, or the word that it was not done."""

    word: int
    act: ActKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    evidence: tuple[int, int]
    kinds: tuple[str, ...]
    is_due: bool
    is_part: bool = False
    """Whether goods are told as a part of what was to come, whoever promised it."""


def add_outcomes(
    reading: Reading, sides: Sides, events: list[EventDraft], drafts: list[CommitmentDraft]
) -> None:
    """Put what came of them to the commitments of a report; what was due of none of them is a new one."""
    for outcome in _find_outcomes(reading, sides, events):
        act = _make_act(reading, outcome)
        if any(_is_told(draft, act) for draft in drafts):
            continue
        home = _find_home(sides, drafts, outcome)
        parties = sides.fold((*outcome.by, *outcome.to)) or _find_near(reading, sides, outcome)
        is_own = outcome.is_due or _is_handover(reading, sides, outcome) or _is_instalment(outcome)
        if home is None and is_own:
            home = CommitmentDraft(
                outcome.kinds[0], outcome.word, outcome.evidence, frozenset(), parties, places=[outcome.word]
            )
            drafts.append(home)
        if home is not None:
            home.acts.append(act)


def _is_instalment(outcome: Outcome) -> bool:
    """Return whether somebody gave a part of what was to come, which another report may tell as promised.

    "Oman sent Yemen the first of the twelve ambulances."
    """
    return outcome.is_part and outcome.act == "delivered" and bool(outcome.by)


def _is_handover(reading: Reading, sides: Sides, outcome: Outcome) -> bool:
    """Return whether one side let captives of another go: fighters, or people of another country."""
    if outcome.kinds[0] != "prisoner exchange" or outcome.act != "delivered":
        return False
    actors = reading.actors.actors
    if {actors[id].sector for id in outcome.by} - _CAPTORS:
        return False
    doers, captives = set(sides.fold(outcome.by)), set(sides.fold(outcome.to))
    homes = {actors[id].country for id in outcome.by}
    are_fighters = all(actors[id].sector in _FIGHTERS for id in outcome.to)
    are_foreign = all(actors[id].country and actors[id].country not in homes for id in outcome.to)
    return bool(doers and captives) and doers.isdisjoint(captives) and (are_fighters or are_foreign)


def _find_near(reading: Reading, sides: Sides, outcome: Outcome) -> list[str]:
    """Return the sides that the sentence of a deed names, where it names neither doer nor receiver."""
    sentence = reading.doc.get_sentence(outcome.word)
    return sides.find_named(sentence.first, sentence.last)


def _is_told(draft: CommitmentDraft, act: Act) -> bool:
    """Return whether a commitment has some act already in the same words, or the same by the same doers."""
    return any(
        (
            known.act not in ("pledged", "requested")  # "the tents that Rome promised have come" tells both
            and known.evidence.start < act.evidence.end
            and act.evidence.start < known.evidence.end
        )
        or (known.act == act.act and known.by == act.by and act.act == "no_answer")
        for known in draft.acts
    )


def _make_act(reading: Reading, outcome: Outcome) -> Act:
    claims = [claim for claim in find_covering(reading.claims, outcome.word) if claim.speakers]
    return Act(
        act=outcome.act,
        by=outcome.by,
        to=tuple(actor for actor in outcome.to if actor not in outcome.by),
        when=reading.times.find_when(reading.doc, outcome.word),
        evidence=reading.doc.get_span(*outcome.evidence),
        claim=claims[0].id if claims else None,
    )


def _find_home(sides: Sides, drafts: list[CommitmentDraft], outcome: Outcome) -> CommitmentDraft | None:
    """Return the commitment that a deed belongs to: its doer bound himself to it or was asked for it."""
    doers = set(sides.fold(outcome.by))
    for draft in reversed(drafts):
        if draft.kind not in outcome.kinds:
            continue
        bound = {side for act in draft.acts if act.act in _BINDING for side in sides.fold(act.by)}
        bound |= {side for act in draft.acts if act.act in _ASKING for side in sides.fold(act.to)}
        is_open = outcome.is_due and not bound
        if doers & bound or is_open or (outcome.is_due and not doers):
            return draft
    return None


def _find_outcomes(reading: Reading, sides: Sides, events: list[EventDraft]) -> Iterator[Outcome]:
    """Yield the deeds that the events tell, then what arrived or did not."""
    told: set[int] = set()
    for event in events:
        if _is_instead(reading.doc, event):
            told.add(event.trigger)
            yield Outcome(
                event.trigger, "answered_otherwise", event.source, (), event.evidence, _ASKED, False
            )
            continue
        deeds = load_outcome_deeds()
        kinds = deeds.get((event.type, event.mode)) or deeds.get((event.type, None))
        act = _find_act(event.status.status)
        if kinds is None or act is None or "source" in event.guessed or not event.source:
            continue
        if reading.doc.tokens[event.trigger].lemma in load_outcome_words().given:
            continue
        told.add(event.trigger)
        to = () if "target" in event.guessed else event.target
        is_due = _is_due(reading.doc, event.trigger)
        things = _find_things(reading.doc, reading.doc.tokens[event.trigger])
        is_part = kinds[0] in _GOODS and any(_is_part(reading.doc, thing) for thing in things)
        yield Outcome(event.trigger, act, event.source, to, event.evidence, kinds, is_due, is_part)
    for token in reading.doc.tokens:
        if token.upos == "VERB" and token.index not in told:
            outcome = _read_verb(reading, sides, token)
            if outcome:
                yield outcome


def _is_instead(doc: Doc, event: EventDraft) -> bool:
    """Return whether a deed is told as another than the one asked for: "sent doctors instead"."""
    is_done = event.status.status in ("actual", "planned", "alleged") and "source" not in event.guessed
    return is_done and any(child.lower == "instead" for child in doc.get_children(event.trigger))


def _find_act(status: str) -> ActKind | None:
    """Return what a deed amounts to by its status; what is planned or only supposed is no outcome."""
    return {"actual": "delivered", "alleged": "delivered", "withheld": "no_answer"}.get(status)  # type: ignore[return-value]


def _read_verb(reading: Reading, sides: Sides, verb: Token) -> Outcome | None:
    """Return the outcome that a verb without an event tells: "The promised tents have not arrived"."""
    doc = reading.doc
    things = _find_things(doc, verb)
    words = {doc.tokens[child].lower for child in verb.children}
    below = {doc.tokens[child].lower for thing in things for child in doc.tokens[thing].children}
    is_missing = verb.lemma in load_outcome_words().awaiting or bool((words | below) & _NEGATIONS)
    kinds = _find_kinds(doc, verb, things)
    if not kinds and is_missing and any(_is_promised(doc, thing) for thing in things):
        kinds = ("assurance", *_GOODS)
    if not kinds or words & _UNREAL or words & _TO_COME:
        return None
    by, to = _find_sides(doc, sides, verb, things, kinds)
    sectors = {reading.actors.actors[id].sector for id in by}
    if kinds == ("withdrawal",) and (not by or sectors - _CAPTORS):
        return None
    return Outcome(
        verb.index,
        "no_answer" if is_missing else "delivered",
        by,
        to,
        find_evidence(doc, verb.index, ()),
        kinds,
        _is_due(doc, verb.index),
        kinds == _GOODS and any(_is_part(doc, thing) for thing in things),
    )


def _find_sides(
    doc: Doc, sides: Sides, verb: Token, things: list[int], kinds: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who gives and who gets; captives are given back to their own side: "two Cambodian soldiers"."""
    is_moving = bool(set(things) & set(find_surface_subjects(doc, verb.index)))
    is_awaited = verb.lemma in load_outcome_words().awaiting
    givers = [] if is_moving or is_awaited else find_subjects(doc, verb.index)
    owners = [owner for thing in things for owner in _find_givers(doc, thing)]
    getters = [*find_prepositional(doc, verb.index, "to"), *_find_askers(doc, verb.index)]
    if kinds == _CAPTIVES:
        getters += owners or things
    else:
        givers += owners
    return sides.find_parties(givers), sides.find_parties(getters)


def _is_part(doc: Doc, thing: int) -> bool:
    """Return whether goods are a part of what is known: "a first convoy", "four of its six lorries"."""
    words = load_outcome_words()
    is_first = any(child.lemma in words.ordinals for child in doc.get_children(thing, "amod"))
    has_number = any(
        doc.get_children(whole, "nummod") and doc.get_children(whole, "det", "nmod:poss")
        for whole in find_prepositional(doc, thing, "of")
    )
    return has_number or (is_first and _is_of(doc, thing, AID_WORDS | words.shares))


def _find_kinds(doc: Doc, verb: Token, things: list[int]) -> tuple[str, ...]:
    """Return the kinds of commitment that a verb may fulfil with what it moves; empty for other verbs."""
    words = load_outcome_words()
    if verb.lemma in words.freeing and any(_is_of(doc, thing, words.captives) for thing in things):
        return _CAPTIVES
    is_moved = verb.lemma in (words.arriving | words.awaiting)
    if is_moved and any(_is_of(doc, thing, AID_WORDS | words.shares) for thing in things):
        return _GOODS
    return ("withdrawal",) if verb.lemma in words.leaving and _is_due(doc, verb.index) else ()


def _is_promised(doc: Doc, thing: int) -> bool:
    """Return whether a noun is told as promised: "the promised inquiry", "patrols, promised for May"."""
    return any(
        word.lemma in load_outcome_words().promising and word.relation in ("amod", "acl", "acl:relcl")
        for noun in (thing, *find_prepositional(doc, thing, "of"))
        for word in (doc.tokens[child] for child in doc.tokens[noun].children)
    )


def _find_things(doc: Doc, verb: Token) -> list[int]:
    """Return what is moved, awaited or moves: the object, else the subject of an intransitive or passive."""
    moved = find_objects(doc, verb.index) or find_prepositional(doc, verb.index, "for")
    if verb.lemma in load_outcome_words().awaiting:
        return moved
    moving = find_surface_subjects(doc, verb.index)
    return (
        moving if not moved or verb.lemma in ("reach", "cross") else find_objects(doc, verb.index) or moving
    )


def _find_askers(doc: Doc, verb: int) -> list[int]:
    """Return at whose request it was done: "at the request of Iran"."""
    return [
        asker
        for request in find_prepositional(doc, verb, "at")
        if doc.tokens[request].lemma in ("request", "invitation")
        for asker in (*find_prepositional(doc, request, "of"), *find_possessors(doc, request))
    ]


def _is_of(doc: Doc, thing: int, words: frozenset[str]) -> bool:
    """Return whether a noun, or what it is a number or measure of, is one of some words."""
    return any(
        doc.tokens[index].lemma.lower() in words for index in (thing, *find_prepositional(doc, thing, "of"))
    )


def _find_givers(doc: Doc, thing: int) -> list[int]:
    """Return whose a thing is: "Japanese rice", "lorries of the Red Cross", "what Rome promised"."""
    found: list[int] = []
    for noun in (thing, *find_prepositional(doc, thing, "of")):
        found += [*find_modifiers(doc, noun), *find_possessors(doc, noun)]
        for preposition in ("of", "from", "by"):
            found += find_prepositional(doc, noun, preposition)
        for clause in doc.get_children(noun, "acl", "acl:relcl"):
            found += _find_bound(doc, clause)
    return [index for index in found if index != thing]


def _find_bound(doc: Doc, clause: Token) -> list[int]:
    """Return who owes what a clause on it tells: "that Rome promised", "that London was asked for"."""
    if clause.lemma in load_outcome_words().promising:
        return find_subjects(doc, clause.index)
    is_asked = clause.lemma in ("ask", "request") and is_passive(doc, clause.index)
    return find_surface_subjects(doc, clause.index) if is_asked else []


def _is_due(doc: Doc, verb: int) -> bool:
    """Return whether the clause of a deed says that it was due: promised, asked for, agreed, or late."""
    return any(_shows_due(doc, token) for token in _walk_clause(doc, verb))


def _walk_clause(doc: Doc, index: int) -> Iterator[Token]:
    """Yield the words below a verb, clauses joined to it or spoken in it left out."""
    for child in doc.tokens[index].children:
        token = doc.tokens[child]
        if token.relation not in _OUTSIDE:
            yield token
            yield from _walk_clause(doc, child)


def _shows_due(doc: Doc, token: Token) -> bool:
    """Return whether a word shows that a deed was due."""
    marker = doc.get_marker(token.index)
    if token.lemma in load_outcome_words().given and token.upos in ("VERB", "ADJ"):
        return token.relation in ("amod", "acl", "acl:relcl", "advcl")
    if token.lemma in ("request", "invitation") and token.upos == "NOUN":
        return marker == "at"
    if token.lemma in load_outcome_words().bargains:
        return marker in ("under", "in", "as part of", "in line with")
    if token.lower == "return":
        return marker == "in"
    return (
        token.lower in load_outcome_words().late
        and token.index > 0
        and doc.tokens[token.index - 1].lemma in load_outcome_words().periods
    )
