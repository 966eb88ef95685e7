"""The side of an event that its sentence does not name: which actor of the report it is likeliest to be.

Place in the flow: `completion` asks last, when no rule of wording has given a party. "Khartoum rejected the
demand": the demand was Juba's, which the sentence before said. Every actor of a known country is compared
with the event by a list of weighted comparisons (nearness, clause, pairing elsewhere in the report, sector
by type); "nobody" is one of the candidates. The weights are those of the question "side" in
`lexicon/tables/evidence.csv`, fitted on the project's labelled reports by `training/reading/calibrate.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lexicon.evidence import load_weights
from dragoman.lexicon.frames import TYPES
from dragoman.reading.event_drafts import HARM, SPEECH, EventDraft, Reading
from dragoman.reading.home_signs import Signs
from dragoman.reading.homes import find_signs

_NEAR = 3
"""Sentences around the event whose actors are candidates."""
_ROLES, _KINDS, _GROUPS = (
    ("source", "target"),
    ("speech", "harm", "deed"),
    ("state", "force", "rebel", "people"),
)
FACTS = (
    *(f"distance_{distance}" for distance in range(_NEAR + 1)),
    *("clause", "after", "size", "paired", "same_side", "speaker", "did_before", "suffered_before", "press"),
    *("nearest", "subject", "subject_before", "headline", "state", "person", "last_speaker"),
    *("did", "suffered", "did_same", "suffered_same"),
    *(f"home_{role}_{kind}" for role in _ROLES for kind in TYPES),
    *(f"{role}_{group}_{kind}" for role in _ROLES for group in _GROUPS for kind in _KINDS),
    *("nobody", *(f"nobody_{role}_{kind}" for role in _ROLES for kind in _KINDS)),
)
"""The names of all comparisons: each has its weight in the table."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who stands where in a document, and how often the report pairs whom with whom."""

    mentions: dict[int, tuple[tuple[int, str], ...]]
    """Sentence → (token, actor id) of the actors of known countries in it."""
    sizes: Counter[str]
    """How often each side is mentioned."""
    pairs: Counter[tuple[str, str]]
    """How many events have these two sides, either way round."""
    drafts: tuple[EventDraft, ...]
    """In order of their triggers."""
    said: tuple[tuple[int, tuple[str, ...]], ...]
    """The cues of claims in order, each with its speakers."""
    homes: Signs
    did: Counter[tuple[str, str]]
    """How often each side is the source of events of a type, and of any ("")."""
    suffered: Counter[tuple[str, str]]
    """The same for targets."""


def find_scene(reading: Reading, drafts: list[EventDraft]) -> Scene:
    """Return who stands where, and which sides the events of a report pair."""
    mentions: dict[int, list[tuple[int, str]]] = {}
    sizes: Counter[str] = Counter()
    for index in sorted(reading.actors.heads):
        for number in reading.actors.heads[index]:
            if get_side(reading, number):
                mentions.setdefault(reading.doc.tokens[index].sentence, []).append((index, number))
                sizes[get_side(reading, number)] += 1
    pairs: Counter[tuple[str, str]] = Counter()
    did: Counter[tuple[str, str]] = Counter()
    suffered: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        sources, targets = ({get_side(reading, n) for n in side} for side in (draft.source, draft.target))
        did.update((kind, side) for side in sources for kind in ("", draft.type))
        suffered.update((kind, side) for side in targets for kind in ("", draft.type))
        for one in sources:
            for other in targets:
                if one != other:
                    pairs[one, other] += 1
                    pairs[other, one] += 1
    return Scene(
        {sentence: tuple(found) for sentence, found in mentions.items()},
        sizes,
        pairs,
        tuple(sorted(drafts, key=lambda draft: draft.trigger)),
        tuple(sorted((claim.cue[0], claim.speakers) for claim in reading.claims if claim.speakers)),
        find_signs(reading.doc, reading.actors, reading.places),
        did,
        suffered,
    )


def get_side(reading: Reading, number: str) -> str:
    """Return what tells two sides apart: country, or the code where the sector makes it a side of its own."""
    actor = reading.actors.actors[number]
    if actor.sector in ("REB", "OPP", "PRM") or not actor.country:
        return actor.code or ""
    return actor.country


def find_counterpart(reading: Reading, scene: Scene, draft: EventDraft, role: str) -> tuple[str, ...]:
    """Return the likeliest actor of an event's missing side, empty where nobody is likelier.

    Args:
        reading: The layers read so far.
        scene: Who stands where.
        draft: The event; the side asked for is empty.
        role: "source" or "target".
    """
    weights = load_weights()["side"]
    best, chosen = weights["nobody"] + weights[f"nobody_{get_kind(draft, role)}"], ""
    for number, facts in describe_candidates(reading, scene, draft, role):
        score = sum(weights[name] * value for name, value in facts.items())
        if score > best:
            best, chosen = score, number
    return (chosen,) if chosen else ()


def describe_candidates(
    reading: Reading, scene: Scene, draft: EventDraft, role: str
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each candidate with what is compared of it: facts as numbers, by the name of their weight."""
    doc = reading.doc
    known = draft.target if role == "source" else draft.source
    mine = {get_side(reading, number) for number in known} - {""}
    codes = {reading.actors.actors[number].code for number in known}
    here = doc.tokens[draft.trigger].sentence
    first, last = doc.get_subtree(draft.trigger)
    speakers = {n for claim in reading.claims.get_all(draft.status.claims) for n in claim.speakers}
    before = _find_before(scene, draft)
    seen: set[str] = set()
    nearest = -1
    home = scene.homes.choose([draft.trigger])
    earlier = bisect_left(scene.said, (draft.trigger,))
    last_speakers = scene.said[earlier - 1][1] if earlier else ()
    for distance in range(_NEAR + 1):
        for sentence in sorted({here - distance, here + distance}):
            for index, number in scene.mentions.get(sentence, ()):
                if number in seen or number in known or reading.actors.actors[number].code in codes:
                    continue  # a minister is no other side of his own government
                seen.add(number)
                side = get_side(reading, number)
                actor = reading.actors.actors[number]
                nearest = index if nearest < 0 else nearest
                relation = doc.tokens[index].relation
                facts = {
                    "subject": float(distance == 0 and relation.startswith("nsubj")),
                    "subject_before": float(sentence == here - 1 and relation.startswith("nsubj")),
                    "headline": float(doc.sentences[sentence].kind == "headline"),
                    "state": float(actor.kind in ("country", "government")),
                    "person": float(actor.kind == "person"),
                    "did": math.log1p(scene.did["", side]),
                    "suffered": math.log1p(scene.suffered["", side]),
                    "did_same": math.log1p(scene.did[draft.type, side]),
                    "suffered_same": math.log1p(scene.suffered[draft.type, side]),
                    "nearest": float(index == nearest),
                    "last_speaker": float(number in last_speakers),
                    f"home_{role}_{draft.type}": float(actor.country == home),
                    f"distance_{distance}": 1.0,
                    "clause": float(distance == 0 and first <= index < last),
                    "after": float(index > draft.trigger),
                    "size": math.log1p(scene.sizes[side]),
                    "paired": math.log1p(sum(scene.pairs[one, side] for one in mine)),
                    "same_side": float(side in mine),
                    "speaker": float(number in speakers),
                    "did_before": float(before is not None and number in before.source),
                    "suffered_before": float(before is not None and number in before.target),
                    "press": float(actor.sector == "MED"),
                    f"{role}_{_get_group(actor.sector)}_{get_kind(draft, role).partition('_')[2]}": 1.0,
                }
                yield number, facts


def _find_before(scene: Scene, draft: EventDraft) -> EventDraft | None:
    place = bisect_left(scene.drafts, draft.trigger, key=lambda other: other.trigger)
    return scene.drafts[place - 1] if place else None


def get_kind(draft: EventDraft, role: str) -> str:
    """Return the role with the kind of event: done by speaking, harm, or another deed."""
    kind = "speech" if draft.type in SPEECH else "harm" if draft.type in HARM else "deed"
    return f"{role}_{kind}"


def _get_group(sector: str | None) -> str:
    """Return which of a few groups a sector belongs to."""
    if sector in ("GOV", "LEG", "JUD", None):
        return "state"
    if sector in ("MIL", "COP", "SPY"):
        return "force"
    return "rebel" if sector in ("REB", "PRM", "CRM", "UAF") else "people"
