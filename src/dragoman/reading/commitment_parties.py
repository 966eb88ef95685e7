"""Who is bound by a commitment: whom its phrases name, who acts on it, who fights, who meets.

Place in the flow: `commitments` joins the mentions and asks here for the parties that the
phrases do not name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.roles import find_subjects
from dragoman.reading.sides import Sides
from dragoman.record.model import Act

_MEDIATING = frozenset({"broker", "mediate", "host", "sponsor", "guarantee", "monitor", "oversee"})
"""Who does these to a truce is no party to it: "a truce brokered by Oman"."""
BILATERAL = frozenset({
    "ceasefire", "treaty", "joint statement", "prisoner exchange", "demarcation", "corridor",
    "negotiation", "alliance obligation", "sanctions relief",
})  # fmt: skip
"""Kinds that bind two sides at least, so that those who act on them are parties."""

_BINDING = frozenset({"AGREE", "CONSULT", "COOPERATE", "RETREAT", "REJECT", "ASSAULT"})
"""Types of deeds whose doers are bound by the commitment that they are told with."""
_BETWEEN = frozenset({"office", "offices", "mediation"})
"""What a third party offers to two at odds."""
OUTSIDERS = frozenset({"urged", "demanded", "proposed", "refused", "extended"})
"""Acts of which a third party may be the doer: "The pope called for a truce"."""


@dataclass(slots=True)
class CommitmentDraft:
    """A commitment under way; `named` are the parties its own phrases name."""

    kind: str
    anchor: int
    span: tuple[int, int]
    words: frozenset[str]
    named: list[str]
    drawn: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    is_suspended: bool = False
    is_deed: bool = False
    is_regime: bool = False
    """A state of things, such as an autonomous region, no agreement of two."""
    is_passing: bool = False
    """Only a deed told, such as troops that were sent: no commitment unless something is said of it."""


def add_parties(reading: Reading, sides: Sides, events: list[EventDraft], draft: CommitmentDraft) -> None:
    """Add parties that the phrases do not name: who is asked, who acts, who meets, who fights."""
    if draft.kind == "prisoner exchange":  # those exchanged are no parties
        draft.named = [side for side in draft.named if reading.actors.actors[side].sector != "CVL"]
        draft.drawn = [side for side in draft.drawn if reading.actors.actors[side].sector != "CVL"]
    if draft.kind in BILATERAL and len(draft.named) > 1:
        return
    more = list(dict.fromkeys(draft.drawn))
    if draft.kind in BILATERAL and len({*draft.named, *more}) < 2:
        more += _find_sole(reading, sides, draft)
    if draft.kind not in BILATERAL and len(draft.named) + len(more) < 2:
        more = [*more, *(side for act in draft.acts for side in sides.fold((*act.by, *act.to)))]
    if draft.kind in BILATERAL and len({*draft.named, *more}) < 2:
        more += [side for side in _find_doing(reading, sides, events, draft) if side not in more]
    if draft.kind == "ceasefire" and not {*draft.named, *more}:
        more = _find_fighters(sides, events, draft.anchor) or _find_lands(reading, sides, draft)
        more = more or [side for act in draft.acts for side in sides.fold(act.by)]
    if draft.kind in BILATERAL and not {*draft.named, *more}:
        more = _find_lands(reading, sides, draft)
    known = list(dict.fromkeys([*draft.named, *more]))
    is_told = draft.acts or (draft.kind in ("ceasefire", "treaty") and not draft.is_regime)
    is_between = reading.doc.tokens[draft.anchor].lemma.lower() in _BETWEEN
    is_alone = draft.kind == "negotiation" and known and not is_between  # "Iran unveiled a peace plan"
    known = [] if is_between else known
    if draft.kind in BILATERAL and len(known) < 2 and is_told and not is_alone:
        more += find_partners(reading, sides, events, known)
    draft.named.extend(side for side in dict.fromkeys(more) if side not in draft.named)


def _find_doing(
    reading: Reading, sides: Sides, events: list[EventDraft], draft: CommitmentDraft
) -> list[str]:
    """Return who does the deeds told with the commitment's own words: "Oman and Yemen signed it".

    A deed counts where its verb stands in the words of an act; what third parties ask for
    binds them to nothing.
    """
    spans = [act.evidence for act in draft.acts if act.act not in OUTSIDERS]
    outside = set(find_mediators(reading, sides, draft.anchor))
    found: list[str] = []
    for event in events:
        if event.type not in _BINDING:
            continue
        start = reading.doc.tokens[event.trigger].start
        is_named = any(place in draft.places for place in event.mentions or [event.trigger])
        if not is_named and not any(span.start <= start < span.end for span in spans):
            continue
        for role, actors in (("source", event.source), ("target", event.target)):
            if role not in event.guessed:
                found.extend(side for side in sides.fold(actors) if side not in outside)
    return list(dict.fromkeys(found))


def find_partners(reading: Reading, sides: Sides, events: list[EventDraft], known: list[str]) -> list[str]:
    """Return the two sides that deal with each other most, for a commitment of one side or none known.

    "The accord is dead" in a report on Senegal and its rebels is theirs. With one side known it
    is whom that side deals with most.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.type in ("AID", "SUPPORT") or event.guessed:
            continue
        for one in sides.fold(event.source):
            for other in sides.fold(event.target):
                if one != other and not _is_outside(reading, one) and not _is_outside(reading, other):
                    pairs[(min(one, other), max(one, other))] += 1
    fitting = [pair for pair, _ in pairs.most_common() if not known or known[0] in pair]
    return list(fitting[0]) if fitting else []


def _is_outside(reading: Reading, side: str) -> bool:
    """Return whether a side is seldom bound: bodies, civilians, firms, bandits."""
    return reading.actors.actors[side].sector in ("IGO", "NGO", "CVL", "BUS", "MED", "CRM")


def _find_sole(reading: Reading, sides: Sides, draft: CommitmentDraft) -> list[str]:
    """Return who refuses, offers, prolongs what no two parties are named for: "Chile rejected a treaty"."""
    acts = (
        ("refused", "extended", "proposed", "demanded")
        if draft.named
        else ("refused", "extended", "proposed")
    )
    doers = [id for act in draft.acts if act.act in acts for id in act.by]
    return sides.fold(id for id in doers if reading.actors.actors[id].sector not in ("IGO", "NGO"))


def _find_fighters(sides: Sides, events: list[EventDraft], index: int) -> list[str]:
    """Return the parties of the nearest fighting, for a truce without names."""
    fights = [event for event in events if event.type == "ASSAULT" and event.source and event.target]
    if not fights:
        return []
    nearest = min(fights, key=lambda event: min(abs(mention - index) for mention in event.mentions))
    return sides.fold((*nearest.source, *nearest.target))


def _find_lands(reading: Reading, sides: Sides, draft: CommitmentDraft) -> list[str]:
    """Return the country in whose strife a truce is asked for, where nobody is named.

    "The Council condemned the violence in Burundi and demanded a truce of all parties."
    """
    sentence = reading.doc.get_sentence(draft.anchor)
    doers = {side for act in draft.acts for side in sides.fold(act.by)}
    doers.update(find_mediators(reading, sides, draft.anchor))
    return [side for side in sides.find_named(sentence.first, sentence.last) if side not in doers]


def find_mediators(reading: Reading, sides: Sides, index: int) -> list[str]:
    """Return who only helps a commitment along in its sentence: "brokered by Oman"."""
    sentence = reading.doc.get_sentence(index)
    return [
        side
        for token in reading.doc.tokens[sentence.first : sentence.last]
        if token.lemma in _MEDIATING and token.upos == "VERB"
        for side in sides.fold(sides.find_parties(find_subjects(reading.doc, token.index)))
    ]
