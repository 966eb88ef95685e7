"""Which frame of the lexicon a word stands in, and who fills its slots.

Place in the flow: `reading.events` asks for every verb, noun and adjective.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.frames import Condition, Frame, load_frames
from dragoman.reading.actors import ActorTable
from dragoman.reading.roles import (
    find_complements,
    find_light_verb,
    find_modifiers,
    find_objects,
    find_possessors,
    find_prepositional,
    find_subjects,
    find_surface_subjects,
)

_PARTS = {"VERB": "V", "NOUN": "N", "ADJ": "A", "PROPN": "N"}


@dataclass(slots=True)
class Match:
    """A trigger in its frame; `consumed` are the words that the frame's conditions took."""

    trigger: int
    frame: Frame
    consumed: tuple[int, ...]
    light_verb: tuple[int, str] | None


def find_match(doc: Doc, token: Token, actors: ActorTable) -> Match | None:
    """Return the frame with most conditions that fits a word, or None."""
    part = _PARTS.get(token.upos)
    if part is None:
        return None
    frames = load_frames()
    lemma = token.lemma.lower()
    candidates = frames.get((lemma, part))
    if candidates is None and part == "N":
        candidates = frames.get((token.lower, part))
    if not candidates:
        return None
    light = find_light_verb(doc, token.index) if part == "N" else None
    for frame in candidates:
        consumed = _check(doc, token, frame.requires, light, actors)
        if consumed is not None:
            return Match(token.index, frame, consumed, light)
    return None


def _check(
    doc: Doc, token: Token, requires: Iterable[Condition], light: tuple[int, str] | None, actors: ActorTable
) -> tuple[int, ...] | None:
    """Return the words that meet the conditions, or None where one of them fails."""
    consumed: list[int] = []
    for condition in requires:
        hits = [
            index
            for filler in _find_fillers(doc, token, condition.slot, light)
            for index in doc.get_conjuncts(filler)
            if _is_met(doc, index, condition, actors)
        ]
        if bool(hits) == condition.is_absent:
            return None
        if condition.words and not condition.is_absent:
            consumed.extend(hit for hit in hits if doc.tokens[hit].upos in ("NOUN", "PROPN", "ADP", "ADV"))
    return tuple(consumed)


def _is_met(doc: Doc, index: int, condition: Condition, actors: ActorTable) -> bool:
    if condition.is_actor:
        return bool(find_party(doc, actors, index))
    return not condition.words or _is_word(doc, index, condition.words)


def _is_word(doc: Doc, index: int, words: frozenset[str]) -> bool:
    token = doc.tokens[index]
    return token.lemma.lower() in words or token.lower in words


def _find_fillers(doc: Doc, token: Token, slot: str, light: tuple[int, str] | None) -> list[int]:
    if slot == "prt":
        return [
            child.index
            for child in doc.get_children(token.index, "compound:prt", "advmod", "case", "mark", "compound")
        ]
    if slot == "self":
        return find_modifiers(doc, token.index)
    return find_slot(doc, token.index, slot, (), light)


def find_slot(
    doc: Doc, index: int, slot: str, consumed: tuple[int, ...], light: tuple[int, str] | None
) -> list[int]:
    """Return the head tokens that fill one role slot of a trigger.

    A preposition is looked for on the trigger, then on the words that its frame
    consumed ("held talks with"), then on its light verb and object.
    """
    is_noun = doc.tokens[index].upos in ("NOUN", "PROPN")
    if slot == "subj":
        return _find_subj(doc, index, is_noun, light)
    if slot == "obj":
        if is_noun:
            return find_subjects(doc, light[0]) if light and light[1] == "target" else []
        return [*(child.index for child in doc.get_children(index, "iobj")), *find_objects(doc, index)]
    if slot == "iobj":
        return [child.index for child in doc.get_children(index, "iobj")]
    if slot == "poss":
        return find_possessors(doc, index)
    if slot == "mod":
        return find_modifiers(doc, index)
    if slot == "content":
        return find_complements(doc, index)
    if slot == "xsubj":
        return _find_xsubj(doc, index)
    places = [index, *consumed]
    if light and slot != "by":
        places.append(light[0])
    elif not is_noun:
        places.extend(find_objects(doc, index))
    for place in places:
        found = find_prepositional(doc, place, slot)
        if found:
            return found
    return _find_nested_between(doc, index) if slot == "between" else []


def _find_nested_between(doc: Doc, index: int) -> list[int]:
    """Return who stands on both sides of where it happens: "clashes on the border between A and B"."""
    for child in doc.get_children(index, "nmod", "obl"):
        found = find_prepositional(doc, child.index, "between")
        if found:
            return found
    return []


def _find_subj(doc: Doc, index: int, is_noun: bool, light: tuple[int, str] | None) -> list[int]:
    if not is_noun:
        return (
            find_surface_subjects(doc, index) if doc.tokens[index].upos == "ADJ" else find_subjects(doc, index)
        )
    return find_subjects(doc, light[0]) if light and light[1] == "source" else []


def _find_xsubj(doc: Doc, index: int) -> list[int]:
    for clause in find_complements(doc, index):
        subjects = find_surface_subjects(doc, clause)
        if subjects:
            return subjects
    return []


def find_party(doc: Doc, actors: ActorTable, index: int) -> tuple[str, ...]:
    """Return the actors that a role phrase stands for, looking into abstract nouns.

    "the decision of the court" stands for the court, "Sudan's border" for Sudan.
    """
    found = actors.resolve(index)
    if found:
        return found
    owners = [*find_possessors(doc, index), *find_prepositional(doc, index, "of")]
    owners += [*find_prepositional(doc, index, "by"), *find_modifiers(doc, index)]
    for owner in owners:
        found = actors.resolve(owner)
        if found:
            return found
    return ()
