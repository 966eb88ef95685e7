"""Words that tell again of an event that the report has told: "the attack", "Wednesday's raid", "ten died".

Place in the flow: the last step of `reading.events`. `merging` has made one event of what is plainly one;
words that made none choose here among the events of their type, by a list of fitted weights, and become
mentions. That a word tells of none of them is one of the answers. No event is made, changed or dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.evidence import load_weights
from dragoman.lexicon.frames import load_frames
from dragoman.reading.actors import ActorTable
from dragoman.reading.event_drafts import HARM, EventDraft, Reading, find_evidence
from dragoman.reading.roles import find_modifiers, find_possessors, find_prepositional
from dragoman.record.model import When, Where

KINDS = ("noun", "verb")
"""What tells of an event again: a noun that points back, a verb that only tells what an attack did."""
FACTS = (
    *(f"{name}_{kind}" for name in ("nobody", "distance", "here", "next", "lemma") for kind in KINDS),
    *("stem", "known", "general", "effect", "shared"),
    *("ahead", "nearest", "first", "passed", "lead", "often"),
    *("same_day", "other_day", "same_place", "other_place", "other_party"),
)
"""The names of all comparisons: each has its weight in `lexicon/tables/evidence.csv`, question "antecedent",
fitted by `training/reading/antecedents.py`."""
REACH = 25
"""The nearest events of its type that a word is compared with."""
STEM = 4
"""Letters by which a noun is known as that of a verb: "bombed", "bombing"."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_ANOTHER = frozenset({
    "first", "second", "third", "another", "other", "new", "further", "more", "separate", "similar", "fresh",
    "latest", "earlier", "previous", "last", "different", "subsequent", "future", "recent", "past", "next",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that may tell of an event again; `types` are those of the events that it can name."""

    token: int
    kind: str
    types: frozenset[str]
    when: When | None
    where: Where | None
    parties: tuple[str, ...]
    words: frozenset[str]
    """Nouns, names and numbers of its clause."""


def add_mentions(reading: Reading, events: list[EventDraft]) -> None:
    """Add to events the words that tell of them again and made none, in place.

    "Shells hit the port on Monday. … The attack came at dawn.": "attack" is a mention of "hit".
    """
    found = [(telling.token, choose(reading, telling, events)) for telling in list_tellings(reading, events)]
    for token, event in found:
        if event:
            event.again.append(token)


def list_tellings(reading: Reading, events: list[EventDraft]) -> list[Telling]:
    """Return the words that may tell of events again, in order."""
    doc = reading.doc
    told = {mention for event in events for mention in (event.trigger, *event.mentions)}
    named: dict[str, set[str]] = {}
    for event in events:
        for mention in event.mentions:
            named.setdefault(doc.tokens[mention].lemma.lower(), set()).add(event.type)
    found = []
    for token in doc.tokens:
        if token.index in told or token.name >= 0:
            continue
        if token.upos == "NOUN" and _points_back(reading, token):
            types = _find_types(token.lemma.lower()) | named.get(token.lemma.lower(), set())
            found += [_tell(reading, token.index, "noun", types)] if types else []
        elif token.upos == "VERB" and _tells_effect(reading, token):
            found.append(_tell(reading, token.index, "verb", frozenset({"ASSAULT"})))
    return found


def _points_back(reading: Reading, token: Token) -> bool:
    """Return whether a noun is pointed at as known or dated: "the raid", "Monday's raid", no "other raid"."""
    children = reading.doc.get_children(token.index)
    words = {child.lower for child in children}
    if words & _ANOTHER:
        return False
    is_dated = any(
        child.relation == "nmod:poss" and child.index in reading.times.by_token for child in children
    )
    return is_dated or bool(words & _DEFINITE)


def _tells_effect(reading: Reading, token: Token) -> bool:
    """Return whether a verb tells what an attack did: "ten died".

    Not "to kill", nor "died of malaria"; nor "ten have died since May", which tells of many attacks.
    """
    doc, words = reading.doc, load_event_words()
    if token.lemma not in words["consequence"] or token.feats.get("VerbForm") == "Inf":
        return False
    when = reading.times.find_when(doc, token.index)
    if when and when.text and when.start != when.end:
        return False
    return not any(
        doc.tokens[index].lemma in words["natural"] for index in range(*doc.get_subtree(token.index))
    )


def _find_types(noun: str) -> frozenset[str]:
    """Return the types of event that a noun can name; a word for any attack is one of every harm."""
    if noun in load_event_words()["any_attack"]:
        return HARM
    return frozenset(frame.type for frame in load_frames().get((noun, "N"), ()) if not frame.requires)


def _tell(reading: Reading, index: int, kind: str, types: frozenset[str]) -> Telling:
    doc = reading.doc
    owners = [*find_possessors(doc, index), *find_modifiers(doc, index)]
    owners += [child.index for child in doc.get_children(index, "nsubj", "obj")]
    owners += [owner for by in ("by", "of", "on", "against") for owner in find_prepositional(doc, index, by)]
    return Telling(
        token=index,
        kind=kind,
        types=types,
        when=reading.times.find_when(doc, index),
        where=reading.places.find_where(doc, index),
        parties=tuple(actor for owner in owners for actor in reading.actors.resolve(owner)),
        words=_list_words(doc, index, find_evidence(doc, index, ())),
    )


def _list_words(doc: Doc, index: int, evidence: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        token.lemma.lower()
        for token in doc.tokens[slice(*evidence)]
        if token.upos in ("NOUN", "PROPN", "NUM") and token.index != index
    )


def choose(reading: Reading, telling: Telling, events: list[EventDraft]) -> EventDraft | None:
    """Return the event that a word most likely tells of again; None where none is likely."""
    weights = load_weights()["antecedent"]
    best, found = weights[f"nobody_{telling.kind}"], None
    for event in list_candidates(telling, events):
        facts = compare(reading, telling, event, events)
        score = sum(weights[name] * value for name, value in facts.items())
        if score > best:
            best, found = score, event
    return found


def list_candidates(telling: Telling, events: list[EventDraft]) -> list[EventDraft]:
    """Return the events that a word can name, at most `REACH`, the nearest first."""
    same = [event for event in events if event.type in telling.types]
    return sorted(same, key=lambda event: abs(telling.token - event.trigger))[:REACH]


def compare(
    reading: Reading, telling: Telling, event: EventDraft, events: list[EventDraft]
) -> dict[str, float]:
    """Return what speaks for and against an event as what a word tells of again: facts of `FACTS`."""
    found = (
        *_compare_words(reading.doc, telling, event),
        *_compare_spots(reading.doc, telling, event, events),
        *_compare_values(reading.actors, telling, event),
    )
    return {name: float(value) for name, value in found if value}


def _compare_words(doc: Doc, telling: Telling, event: EventDraft) -> Iterator[tuple[str, float]]:
    words = load_event_words()
    mine = doc.tokens[telling.token].lemma.lower()
    lemmas = {doc.tokens[mention].lemma.lower() for mention in (event.trigger, *event.mentions)}
    is_same = mine in lemmas
    yield f"lemma_{telling.kind}", is_same
    yield "stem", not is_same and any(mine[:STEM] == lemma[:STEM] for lemma in lemmas)
    yield "known", telling.kind == "noun" and event.type in _find_types(mine)
    yield "general", not is_same and mine in words["any_attack"]
    yield "effect", not is_same and doc.tokens[event.trigger].lemma in words["consequence"]
    shared = telling.words & _list_words(doc, event.trigger, event.evidence)
    yield "shared", min(len(shared), 4) / 2


def _compare_spots(
    doc: Doc, telling: Telling, event: EventDraft, events: list[EventDraft]
) -> Iterator[tuple[str, float]]:
    """Yield where in the report both stand; distances in fours of sentences from the nearest mention."""
    here, kind = doc.tokens[telling.token].sentence, telling.kind
    distance = min(abs(here - doc.tokens[m].sentence) for m in (event.trigger, *event.mentions))
    yield f"distance_{kind}", min(distance, 12) / 4
    yield f"here_{kind}", distance == 0
    yield f"next_{kind}", distance == 1
    alike = [other.trigger for other in events if other.type == event.type]
    yield "ahead", event.trigger > telling.token
    yield "nearest", min(abs(each - telling.token) for each in alike) == abs(event.trigger - telling.token)
    yield "first", alike[0] == event.trigger
    yield "passed", min(sum(event.trigger < each < telling.token for each in alike), 6) / 2
    yield "lead", doc.get_sentence(event.trigger).paragraph <= 1
    yield "often", min(len(event.mentions) - 1, 4) / 2


def _compare_values(actors: ActorTable, telling: Telling, event: EventDraft) -> Iterator[tuple[str, float]]:
    """Yield whether days, places and parties can be the same, where both tell them."""
    one, other = telling.when, event.when
    if one and other and one.start and other.start:
        shares = one.start <= (other.end or other.start) and other.start <= (one.end or one.start)
        yield "same_day", shares
        yield "other_day", not shares
    if telling.where and event.where:
        yield "same_place", telling.where.place == event.where.place
        yield "other_place", telling.where.place != event.where.place
    both = (*event.source, *event.target)
    if telling.parties and both:
        shares = bool(set(telling.parties) & set(both)) or _shares_country(actors, telling.parties, both)
        yield "other_party", not shares


def _shares_country(actors: ActorTable, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    mine = {actors.actors[actor].country for actor in one} - {None}
    return bool(mine & {actors.actors[actor].country for actor in other})
