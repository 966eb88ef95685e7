"""One event, many mentions: folds what a report says of one happening into one row.

Place in the flow: `events` calls it on what the frames found. Conservative: two
mentions are one event only where
type, parties, status and time can be the same and the wording says so (a definite noun,
the headline, the same word again).
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.lexicon.event_words import load_event_words
from dragoman.lexicon.frames import load_frames
from dragoman.reading.actors import ActorTable
from dragoman.reading.event_drafts import HARM, EventDraft
from dragoman.record.model import When

_REACH = 60
"""Events back in which an earlier telling is looked for; more than all but the longest reports hold."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both", "its", "their"})
_ORDINALS = frozenset({"first", "second", "third", "another", "other", "new", "further", "more", "separate"})


def merge_mentions(doc: Doc, actors: ActorTable, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return the events of a document, each once, in order of their first full mention."""
    events: list[EventDraft] = []
    headlines = [draft for draft in drafts if doc.get_sentence(draft.trigger).kind == "headline"]
    for draft in drafts:
        if draft in headlines:
            continue
        same = _find_same(doc, actors, draft, events)
        if same is None:
            events.append(draft)
        else:
            _fold(same, draft)
    for draft in headlines:
        same = next((event for event in events if _fits_headline(actors, draft, event)), None)
        if same is not None:
            _fold(same, draft)
        elif draft.source and draft.target:
            events.append(draft)
    return sorted(events, key=lambda event: event.trigger)


def _find_same(
    doc: Doc, actors: ActorTable, draft: EventDraft, events: list[EventDraft]
) -> EventDraft | None:
    """Return the latest earlier event that a mention tells of again, or None."""
    for event in reversed(events[-_REACH:]):
        if _is_outcome(doc, draft, event):
            return event
        if event.type != draft.type or not _have_same_parties(actors, draft, event):
            continue
        if _turns_on_itself(actors, draft, event) or _names_doer(draft, event):
            continue
        if not _have_same_time(draft.when, event.when):
            continue
        if _is_again(doc, draft) and draft.is_symmetric == event.is_symmetric:
            return event
        if _is_consequence(doc, draft, event):
            return event
        if _get_class(event) != _get_class(draft):
            continue
        if _is_nested(doc, draft, event) or _has_same_words(doc, draft, event):
            return event
    return None


def _get_class(draft: EventDraft) -> str:
    """Return the status, with all that has not yet happened as one: "plans to leave", "would leave".

    A meeting or deal that somebody mentions is the one that the reporter tells of; an attack is not.
    """
    status = draft.status.status
    if status in _PENDING:
        return "pending"
    return "actual" if status == "alleged" and draft.type not in HARM else status


_PENDING = frozenset({"planned", "hypothetical", "requested"})


def _is_again(doc: Doc, draft: EventDraft) -> bool:
    """Return whether a mention is a definite noun that points back: "the attacks", "this offer"."""
    if draft.type in ("REQUEST", "ACCUSE", "REJECT") and draft.source:
        return False
    for mention in draft.mentions:
        words = {child.lower for child in doc.get_children(mention)}
        if doc.tokens[mention].upos == "NOUN" and words & _DEFINITE and not words & _ORDINALS:
            return True
    return False


def _names_doer(draft: EventDraft, event: EventDraft) -> bool:
    """Return whether a claim says who did what is so far nobody's: a row of its own, beside the deed.

    "Bombs hit the port. … The rebels said they had carried out the attack."
    """
    return draft.type in HARM and draft.status.status == "alleged" and bool(draft.source) and not event.source


def _is_consequence(doc: Doc, draft: EventDraft, event: EventDraft) -> bool:
    """Return whether a mention only tells what an attack did: "a bomb went off … twelve were killed"."""
    token = doc.tokens[draft.trigger]
    if (
        token.lemma not in load_event_words()["consequence"]
        or draft.source
        or not _BOTH_TOLD >= {event.status.status, draft.status.status}
    ):
        return False
    if draft.when or event.mode == "abduct" or _has_cause(doc, draft):
        return False
    return 0 <= token.sentence - doc.tokens[event.mentions[-1]].sentence <= 3


def _has_cause(doc: Doc, draft: EventDraft) -> bool:
    """Return whether a mention names its own attack: "nine soldiers died in clashes"."""
    return any(
        child.upos == "NOUN" and (child.lemma, "N") in load_frames()
        for child in doc.get_children(draft.trigger, "obl", "advcl")
    )


_BOTH_TOLD = frozenset({"actual", "alleged"})


def _is_outcome(doc: Doc, draft: EventDraft, event: EventDraft) -> bool:
    """Return whether a mention tells what an attack in its clause did: "bombed the port, killing ten"."""
    token = doc.tokens[draft.trigger]
    if (
        event.type != "ASSAULT"
        or draft.type != "ASSAULT"
        or token.lemma not in load_event_words()["consequence"]
    ):
        return False
    if token.head not in event.mentions or not token.relation.startswith(("advcl", "conj")):
        return False
    is_own = doc.get_children(token.index, "nsubj") or set(draft.source) - set(event.source)
    return not is_own and _get_class(event) == _get_class(draft)


def _is_nested(doc: Doc, draft: EventDraft, event: EventDraft) -> bool:
    """Return whether one trigger is an argument of the other: "attacked in a raid"."""
    late, early = doc.tokens[draft.trigger], doc.tokens[event.trigger]
    if late.sentence != early.sentence:
        return False
    if late.head == early.index or early.head == late.index:
        return True
    above = {ancestor.index for ancestor in doc.get_ancestors(late.index)}
    return early.index in above and (not draft.target or not event.target)


def _has_same_words(doc: Doc, draft: EventDraft, event: EventDraft) -> bool:
    """Return whether the same word tells of the same known parties, or of one and nobody else."""
    if doc.tokens[draft.trigger].lemma != doc.tokens[event.trigger].lemma:
        return False
    return bool(draft.source or draft.target)


def _fits_headline(actors: ActorTable, headline: EventDraft, event: EventDraft) -> bool:
    return event.type == headline.type and _have_same_parties(actors, headline, event)


def _have_same_parties(actors: ActorTable, one: EventDraft, other: EventDraft) -> bool:
    """Return whether the parties can be the same, an unknown one fitting any."""
    if _agree(actors, one.source, other.source) and _agree(actors, one.target, other.target):
        return True
    return (
        one.is_symmetric
        and other.is_symmetric
        and _agree(actors, one.source, other.target)
        and _agree(actors, one.target, other.source)
    )


def _agree(actors: ActorTable, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other or set(one) & set(other):
        return True
    mine = {actors.actors[actor].country for actor in one} - {None}
    theirs = {actors.actors[actor].country for actor in other} - {None}
    return bool(mine & theirs)


def _turns_on_itself(actors: ActorTable, one: EventDraft, other: EventDraft) -> bool:
    """Return whether two mentions, taken as one, would have a country act against itself.

    "Jets hit the port … “We were attacked,” the port's mayor said" may be one; a raid by a
    country and "we were attacked" said by its own minister are two.
    """
    if one.is_symmetric or other.is_symmetric:
        return False

    def find_countries(*parties: tuple[str, ...]) -> set[str]:
        return {country for ids in parties for number in ids if (country := actors.actors[number].country)}

    if find_countries(one.source) & find_countries(one.target):
        return False
    if find_countries(other.source) & find_countries(other.target):
        return False
    return bool(find_countries(one.source, other.source) & find_countries(one.target, other.target))


def _have_same_time(one: When | None, other: When | None) -> bool:
    """Return whether two times share a day, an unknown one fitting any."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _fold(event: EventDraft, draft: EventDraft) -> None:
    """Add a mention to an event; values that the event lacks are taken from the mention."""
    event.mentions += draft.mentions
    if event.status.status != "actual":
        event.status.claims += tuple(
            claim for claim in draft.status.claims if claim not in event.status.claims
        )
    event.source = event.source or tuple(actor for actor in draft.source if actor not in event.target)
    event.target = event.target or tuple(actor for actor in draft.target if actor not in event.source)
    event.when = event.when or draft.when
    event.where = event.where or draft.where
    event.mode = event.mode or draft.mode
    event.confidence = max(event.confidence, draft.confidence)
