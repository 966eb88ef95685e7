"""The other side of an event that names only one: whom the sentence, then the report, sets against it.

Place in the flow: `completion` asks last, when no rule of wording has given a party. "Khartoum rejected the
demand": the demand was Juba's, which the sentence before said. Candidates are the actors of known countries
near the event; what is near, what the report pairs with the source elsewhere, and what governs the trigger
speak for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from dragoman.reading.event_drafts import EventDraft, Reading

_SAME_CLAUSE, _SAME_SENTENCE, _SENTENCE_BEFORE, _PAIRED = 2.0, 1.0, 0.7, 0.8
_LEAST = 1.0
"""A candidate with less than this is none."""
_FEWEST_PAIRS = 1


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Who stands where in a document, and how often the report pairs whom with whom."""

    mentions: dict[int, tuple[tuple[int, str], ...]]
    """Sentence → (token, actor id) of the actors of known countries in it."""
    pairs: Counter[tuple[str, str]]
    """How many events have these two sides, either way round."""


def find_pairs(reading: Reading, drafts: list[EventDraft]) -> Counterparts:
    """Return who stands where, and which sides the events of a report pair."""
    mentions: dict[int, list[tuple[int, str]]] = {}
    for index in sorted(reading.actors.heads):
        for number in reading.actors.heads[index]:
            if get_side(reading, number):
                mentions.setdefault(reading.doc.tokens[index].sentence, []).append((index, number))
    pairs: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        for one in draft.source:
            for other in draft.target:
                first, second = get_side(reading, one), get_side(reading, other)
                if first != second:
                    pairs[first, second] += 1
                    pairs[second, first] += 1
    return Counterparts({key: tuple(rows) for key, rows in mentions.items()}, pairs)


def get_side(reading: Reading, number: str) -> str:
    """Return what tells two sides apart: country, or the code where the sector makes it a side of its own."""
    actor = reading.actors.actors[number]
    if actor.sector in ("REB", "OPP", "PRM") or not actor.country:
        return actor.code or ""
    return actor.country


def find_counterpart(
    reading: Reading, found: Counterparts, draft: EventDraft, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the likeliest other side of an event, given the known one; empty where none is likely."""
    doc = reading.doc
    mine = {get_side(reading, number) for number in known}
    here = doc.tokens[draft.trigger].sentence
    first, last = doc.get_subtree(draft.trigger)
    totals: dict[str, float] = defaultdict(float)
    best: dict[str, str] = {}
    for sentence, weight in ((here, _SAME_SENTENCE), (here - 1, _SENTENCE_BEFORE)):
        for index, number in found.mentions.get(sentence, ()):
            side = get_side(reading, number)
            if side in mine or number in known or reading.actors.actors[number].sector == "MED":
                continue
            is_inside = sentence == here and first <= index < last
            score = _SAME_CLAUSE if is_inside else weight
            if score > totals[side]:
                totals[side], best[side] = score, number
    for side in list(totals):
        totals[side] += _PAIRED * min(3, sum(found.pairs[one, side] for one in mine))
    if not totals:
        for one in mine:
            for (first_side, other), count in found.pairs.items():
                if first_side == one and other not in mine and count >= _FEWEST_PAIRS:
                    totals[other] += _PAIRED * count
        for rows in found.mentions.values():
            for _, number in rows:
                best.setdefault(get_side(reading, number), number)
    ranked = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _LEAST or ranked[0][0] not in best:
        return ()
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return ()
    return (best[ranked[0][0]],)
