"""What the event layers share: the layers read so far, and events under way.

Place in the flow: `events`, `completion`, `speech_acts` and `merging` work on these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import Claims
from dragoman.reading.places import PlaceTable
from dragoman.reading.status import StatusReading
from dragoman.reading.times import TimeTable
from dragoman.record.model import When, Where

SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONSULT"})
"""Types that a speaker does by speaking."""

HARM = frozenset({"ASSAULT", "COERCE"})
"""Types that one party accuses another of."""


@dataclass(slots=True)
class Reading:
    """What the layers before have found in one document."""

    doc: Doc
    actors: ActorTable
    times: TimeTable
    places: PlaceTable
    claims: Claims


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
    again: list[int] = field(default_factory=list)
    """Words that tell it again and made no event (`antecedents`); figures beside them are not of it alone."""
    role_tokens: tuple[int, ...] = ()
    is_nominal: bool = False
    guessed: set[str] = field(default_factory=set)
    """The sides ("source", "target") that are only the likeliest of the text around: neither a
    commitment nor a line of an actor is built on them."""


def find_evidence(doc: Doc, trigger: int, tokens: tuple[int, ...]) -> tuple[int, int]:
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
