"""Who fills the sides of an event: the frame's slots and the heads' scores of parties, weighed.

Place in the flow: `reading.events` asks for the source and the target of every trigger.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.evidence import load_weights
from dragoman.reading.event_drafts import Reading
from dragoman.reading.frame_match import Match, find_party, find_slot
from dragoman.reading.roles import find_prepositional, find_subjects

Filled = tuple[tuple[str, ...], int | None]
"""The actors of a side, and the token that names them; the token alone where it names nobody known."""


def fill_side(reading: Reading, match: Match, role: str, taken: int | None = None) -> Filled:
    """Return the actors of one side of an event, and the token that names them.

    Args:
        reading: The layers read so far.
        match: The trigger in its frame.
        role: "source" or "target".
        taken: The token that fills the other side.

    A side filled by a pronoun that stands for nobody known ("call on everyone") stays empty.
    """
    doc = reading.doc
    slots = match.frame.source if role == "source" else match.frame.target
    first_token: int | None = None
    for index, slot, chance in _rank(doc, match, slots, role):
        if index == taken:
            continue
        found = find_party(doc, reading.actors, index)
        if not found and chance >= load_weights()["party"]["describe"]:
            found = reading.actors.describe(doc, index)
        if found:
            return found, index
        if slot == "subj" and doc.tokens[index].lemma in load_event_words()["text"]:
            found = _find_author(reading, index)
            if found:
                return found, index
        if doc.tokens[index].upos == "PRON" and slot not in ("mod", "poss", ""):
            return (), index
        if first_token is None and slot not in ("mod", "content"):
            first_token = index
    return _find_lent(reading, match, slots, taken) or ((), first_token)


def _rank(doc: Doc, match: Match, slots: tuple[str, ...], role: str) -> list[tuple[int, str, float]]:
    """Return the words that may name a side, each with its slot and the heads' chance, the likeliest first.

    The words in the frame's slots come in its order; where the slots are empty, the words that
    the heads are sure of ("" for no slot).
    """
    fillers: dict[int, str] = {}
    for slot in slots:
        for index in find_slot(doc, match.trigger, slot, match.consumed, match.light_verb):
            fillers.setdefault(index, slot)
    if doc.scores is None:
        return [(index, slot, 0.0) for index, slot in fillers.items()]
    sentence = doc.get_sentence(match.trigger)
    column = doc.scores.scorer.roles.index(role)
    row = doc.scores.score_roles(match.trigger, sentence.first, sentence.last)[:, column].tolist()
    chances = {sentence.first + place: chance for place, chance in enumerate(row)}
    if fillers:
        return [(index, slot, chances.get(index, 0.0)) for index, slot in fillers.items()]
    sure = load_weights()["party"]["sure"]
    found = [
        (-chance, index) for index, chance in chances.items() if chance >= sure and index != match.trigger
    ]
    return [(index, "", -chance) for chance, index in sorted(found)]


def _find_author(reading: Reading, index: int) -> tuple[str, ...]:
    """Return whose text speaks: "The king sent a letter blaming the rebels": the king."""
    doc = reading.doc
    head = doc.tokens[index].head
    if head < 0 or doc.tokens[head].upos != "VERB":
        return ()
    for subject in find_subjects(doc, head):
        if subject != index:
            return find_party(doc, reading.actors, subject)
    return ()


def _find_lent(reading: Reading, match: Match, slots: tuple[str, ...], taken: int | None) -> Filled | None:
    """Return whom a light verb or a copula lends to an event noun.

    "The union debated a Sudanese request": the union is whom it went to. "The port was
    the target of a raid": the port.
    """
    doc = reading.doc
    is_target = slots == match.frame.target
    if match.light_verb and (match.light_verb[1] == "target") == is_target and match.light_verb[1] != "none":
        for subject in find_subjects(doc, match.light_verb[0]):
            found = find_party(doc, reading.actors, subject)
            if found and subject != taken:
                return found, subject
    token = doc.tokens[match.trigger]
    if not is_target and token.head >= 0:
        coming = _find_coming(doc, token)
        found = find_party(doc, reading.actors, coming) if coming is not None else ()
        if found:
            return found, coming
    if is_target and token.head >= 0 and doc.tokens[token.head].lemma in ("target", "victim", "object"):
        for child in doc.get_children(token.head, "nsubj"):
            return find_party(doc, reading.actors, child.index), child.index
    return None


def _find_coming(doc: Doc, token: Token) -> int | None:
    """Return who words come from: "Words of sympathy came from Oslo"."""
    for _ in range(2):
        head = doc.tokens[token.head]
        if token.relation.startswith("nsubj") and head.lemma in ("come", "arrive", "pour", "emerge"):
            found = find_prepositional(doc, head.index, "from")
            return found[0] if found else None
        if token.relation != "nmod" or token.head < 0 or head.head < 0:
            return None
        token = head
    return None
