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
    if not candidates or (part == "N" and (_is_title(doc, token) or token.relation == "obl:unmarked")):
        return None
    light = find_light_verb(doc, token.index) if part == "N" else None
    for frame in candidates:
        consumed = _check(doc, token, frame.requires, light, actors)
        if consumed is not None:
            return Match(token.index, frame, consumed, light)
    return None


def _is_title(doc: Doc, token: Token) -> bool:
    """Return whether a common noun stands in a name: "War" in "a veteran of the Civil War"."""
    sentence = doc.get_sentence(token.index)
    if not token.text[0].isupper() or token.index == sentence.first or sentence.kind == "headline":
        return False
    before = doc.tokens[token.index - 1]
    return before.text[:1].isupper() and before.index > sentence.first and before.upos != "VERB"


def _check(
    doc: Doc, token: Token, requires: Iterable[Condition], light: tuple[int, str] | None, actors: ActorTable
) -> tuple[int, ...] | None:
    """Return the words that meet the conditions, or None where one of them fails."""
    consumed: list[int] = []
    for condition in requires:
        hits = [
            index
            for filler in _find_fillers(doc, token, condition.slot, light)
            for conjunct in doc.get_conjuncts(filler)
            for index in _look_through(doc, conjunct)
            if _is_met(doc, index, condition, actors)
        ]
        if bool(hits) == condition.is_absent:
            return None
        if condition.words and not condition.is_absent:
            consumed.extend(hit for hit in hits if doc.tokens[hit].upos in ("NOUN", "PROPN", "ADP", "ADV"))
    return tuple(consumed)


_QUANTITIES = frozenset({
    "dozen", "dozens", "score", "scores", "hundred", "hundreds", "thousand", "thousands", "number", "group",
    "handful", "couple", "pair", "majority", "third", "half", "quarter", "part", "wave", "member", "lot",
    "volley", "barrage", "series", "ton", "tonne", "tons", "tonnes", "band", "crowd", "batch", "load", "rest",
})  # fmt: skip


def _look_through(doc: Doc, index: int) -> list[int]:
    """Return a filler and what it counts: "rockets" too in "fired dozens of rockets"."""
    if doc.tokens[index].lemma not in _QUANTITIES:
        return [index]
    return [index, *find_prepositional(doc, index, "of")]


def _is_met(doc: Doc, index: int, condition: Condition, actors: ActorTable) -> bool:
    """Return whether a filler meets a condition; the press is no party ("spoke to the radio")."""
    if condition.is_actor:
        return any(actors.actors[actor].sector != "MED" for actor in find_party(doc, actors, index))
    return not condition.words or _is_word(doc, index, condition.words)


def _is_word(doc: Doc, index: int, words: frozenset[str]) -> bool:
    token = doc.tokens[index]
    return token.lemma.lower() in words or token.lower in words


def _find_fillers(doc: Doc, token: Token, slot: str, light: tuple[int, str] | None) -> list[int]:
    if slot == "prt":
        return [
            child.index
            for child in doc.get_children(
                token.index, "compound:prt", "advmod", "case", "mark", "compound", "obl:unmarked"
            )
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
    if slot in _CLAUSE_SLOTS:
        return _find_in_clause(doc, index, slot)
    places = [index, *consumed]
    if light and slot != "by":
        places.append(light[0])
    elif not is_noun:
        places.extend(find_objects(doc, index))
    elif _is_subject(doc, index) and (slot in _SIDES or doc.tokens[doc.tokens[index].head].lemma == "be"):
        places.append(doc.tokens[index].head)
    for place in places:
        found = find_prepositional(doc, place, slot)
        if found:
            return found
    return _find_nested(doc, index, slot) if slot in _NESTED else []


_CLAUSE_SLOTS = frozenset({"content", "inf", "head", "xsubj", "xobj"})
_SIDES = frozenset({"between", "with", "against", "among"})
"""Prepositions that name the sides of a fight from the verb that tells of it."""


def _is_subject(doc: Doc, index: int) -> bool:
    """Return whether a noun is what happens: "firefights" in "Firefights broke out between A and B"."""
    token = doc.tokens[index]
    return token.relation == "nsubj" and token.head >= 0 and not doc.get_children(token.head, "obj")


def _find_in_clause(doc: Doc, index: int, slot: str) -> list[int]:
    """Return the complement clauses of a word, who acts or is acted on in them, or its governor."""
    if slot == "content":
        return find_complements(doc, index)
    if slot == "inf":
        return [child.index for child in doc.get_children(index, "xcomp")]
    if slot == "head":
        head = doc.tokens[index].head
        return [head] if head >= 0 else []
    for clause in find_complements(doc, index):
        if slot == "xsubj":
            found = [subject for subject in find_surface_subjects(doc, clause) if not _is_own(doc, subject)]
        else:
            found = find_objects(doc, clause) or find_prepositional(doc, clause, "against")
        if found:
            return found
    return []


_NESTED = frozenset({"between", "by", "with", "against"})


def _is_own(doc: Doc, subject: int) -> bool:
    """Return whether a subject is likely the speaker: "it" in "Peru warned that it would respond"."""
    return doc.tokens[subject].upos == "PRON"


def _find_nested(doc: Doc, index: int, slot: str) -> list[int]:
    """Return a party that hangs on a word below the trigger.

    "clashes on the border between A and B", "the shooting of villagers by soldiers",
    "flew to Lima for talks with Peru".
    """
    for child in doc.get_children(index, "nmod", "obl"):
        found = find_prepositional(doc, child.index, slot)
        if found:
            return found
    return []


def _find_subj(doc: Doc, index: int, is_noun: bool, light: tuple[int, str] | None) -> list[int]:
    """Return who does it; "had the support of Egypt" is Egypt's support, not that of who had it."""
    if not is_noun:
        return (
            find_surface_subjects(doc, index)
            if doc.tokens[index].upos == "ADJ"
            else find_subjects(doc, index)
        )
    if not light or light[1] != "source":
        return []
    if doc.tokens[light[0]].lemma == "have" and any(
        find_prepositional(doc, index, by) for by in ("of", "from", "by")
    ):
        return []
    return find_subjects(doc, light[0])


_SUFFERED = frozenset({
    "killing", "murder", "assassination", "shooting", "bombing", "shelling", "massacre", "execution",
    "arrest", "detention", "kidnapping", "abduction", "capture", "invasion", "occupation", "siege",
    "torture", "beating", "deportation", "expulsion", "destruction", "bombardment", "persecution",
    "imprisonment", "jailing", "treatment", "slaughter", "stabbing", "hanging", "beheading", "rape",
    "ambush", "seizure", "annexation", "death", "release",
})  # fmt: skip
"""Nouns whose "of" names who suffered it, not who did it."""


_RELATIVE = frozenset({
    "counterpart", "ally", "rival", "neighbour", "neighbor", "enemy", "opponent", "foe", "successor",
    "predecessor", "adversary", "partner", "host", "guest",
})  # fmt: skip
"""Nouns of somebody other than their possessor: "her Peruvian counterpart"."""


def find_party(doc: Doc, actors: ActorTable, index: int) -> tuple[str, ...]:
    """Return the actors that a role phrase stands for, looking into abstract nouns.

    "the decision of the court" stands for the court, "Sudan's border" for Sudan, but
    "the murder of a monk" not for the monk.
    """
    found = actors.resolve(index)
    if found:
        return found
    owners = [] if doc.tokens[index].lemma in _RELATIVE else find_possessors(doc, index)
    if doc.tokens[index].lemma in _SUFFERED:
        owners += find_slot(doc, index, "by", (), None)
    else:
        owners += [*find_prepositional(doc, index, "of"), *find_prepositional(doc, index, "by")]
    owners += find_modifiers(doc, index)
    for owner in owners:
        found = actors.resolve(owner)
        if found:
            return found
    return ()
