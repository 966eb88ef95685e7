"""Scores the program's events against the gold events.

The reading of README.md's "Matching":

* The sentence of an event is the one that holds the greatest part of its evidence.
* Countries agree where at least one country of the gold side is on the program's side
  (`evaluation.who.agree`); whether the sides agree fully is reported as `countries`.
  A gold side that is empty or `UAF:UNKNOWN` asks for nothing.
* One event to one event. Of all such pairings the one with most required gold events
  counts, then most optional ones, then most agreement in the other fields. A second
  event of the program for the same gold event is spurious.
* An event of the program that is paired with an optional gold event counts nowhere.
* Sector, date, place, status and attribution are asked on pairs with required gold
  events, where the gold file has a value to ask for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.record.model import Actor, Claim, Event, Place, Record
from evaluation.assign import find_pairs
from evaluation.cases import GoldEvent, GoldReport
from evaluation.score import Score
from evaluation.sentences import find_sentence
from evaluation.who import Who, agree, agree_fully, count_sectors, read_actor

REQUIRED_WEIGHT = 1_000_000
OPTIONAL_WEIGHT = 1_000
DENYING_STANCES = ("denies", "doubts")
WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset("a an and at by in near of on the to".split())


@dataclass(slots=True)
class Reading:
    """The program's record with its parts at hand by id."""

    record: Record
    actors: dict[str, Actor]
    claims: dict[str, Claim]
    places: dict[str, Place]

    def get_whos(self, ids: tuple[str, ...]) -> list[Who]:
        """Return the actors as keys and sectors; those without a code are left out."""
        found = (read_actor(self.actors.get(actor_id)) for actor_id in ids)
        return [who for who in found if who]


@dataclass(slots=True)
class EventMatch:
    """The pairing of one report: pairs by number, and which program events repeat a matched one."""

    events: list[Event]
    sentences: list[int]
    pairs: dict[int, int]
    """Number of the program's event → number of the gold event."""
    repeats: dict[int, int]
    answers: dict[int, dict[str, tuple[int, int]]]
    """Number of the program's event → name of the question → (right, asked)."""


def read_record(record: Record) -> Reading:
    """Return the record with its parts by id."""
    return Reading(
        record,
        {actor.id: actor for actor in record.actors},
        {claim.id: claim for claim in record.claims},
        {place.id: place for place in record.places},
    )


def match_events(report: GoldReport, reading: Reading) -> EventMatch:
    """Return how the program's events pair with the gold events."""
    events = list(reading.record.events)
    sentences = [
        find_sentence(report.sentences, event.evidence.start, event.evidence.end) for event in events
    ]
    weights = [
        [_weigh(gold, event, sentence, reading) for gold in report.events]
        for event, sentence in zip(events, sentences, strict=True)
    ]
    pairs = dict(find_pairs(weights))
    repeats = {
        number: next(place for place, weight in enumerate(row) if weight)
        for number, row in enumerate(weights)
        if number not in pairs and any(row)
    }
    answers = {
        number: ask_pair(report.events[gold], events[number], reading) for number, gold in pairs.items()
    }
    return EventMatch(events, sentences, pairs, repeats, answers)


def score_events(report: GoldReport, match: EventMatch) -> Score:
    """Return the counts of one report, optional events left out."""
    score = Score()
    for number, place in match.pairs.items():
        if report.events[place].is_optional:
            continue
        score.right += 1
        for name, (right, asked) in match.answers[number].items():
            score.add_part(name, right, asked)
    required = sum(not gold.is_optional for gold in report.events)
    score.missed = required - score.right
    score.spurious = len(match.events) - len(match.pairs)
    return score


def _weigh(gold: GoldEvent, event: Event, sentence: int, reading: Reading) -> int:
    """Return the weight of a pair; 0 where it is no match."""
    if sentence not in gold.sentences or event.type not in gold.types:
        return 0
    if not countries_agree(gold, event, reading):
        return 0
    answers = ask_pair(gold, event, reading)
    agreement = 1 + sum(right for right, _ in answers.values())
    agreement += any(anchor in event.evidence.text or event.trigger.text in anchor for anchor in gold.anchors)
    return (OPTIONAL_WEIGHT if gold.is_optional else REQUIRED_WEIGHT) + agreement


def countries_agree(gold: GoldEvent, event: Event, reading: Reading) -> bool:
    """Return whether both sides agree in their countries; for a symmetric event, either way round."""
    source, target = reading.get_whos(event.source), reading.get_whos(event.target)
    if agree(gold.source, source) and agree(gold.target, target):
        return True
    return gold.is_symmetric and agree(gold.source, target) and agree(gold.target, source)


def ask_pair(gold: GoldEvent, event: Event, reading: Reading) -> dict[str, tuple[int, int]]:
    """Return the answers on a pair by question, as (right, asked)."""
    source, target = reading.get_whos(event.source), reading.get_whos(event.target)
    is_turned = gold.is_symmetric and not (agree(gold.source, source) and agree(gold.target, target))
    if is_turned:
        source, target = target, source
    sectors = [count_sectors(gold.source, source), count_sectors(gold.target, target)]
    if gold.is_symmetric:
        sectors = [count_sectors(gold.source + gold.target, source + target)]
    is_full = agree_fully(gold.source, source) and agree_fully(gold.target, target)
    answers = {
        "countries": (int(is_full), 1),
        "sector": (sum(right for right, _ in sectors), sum(asked for _, asked in sectors)),
        "status": (int(event.status in gold.statuses), 1),
        "attribution": (int(_is_attributed(gold, event, reading)), 1),
    }
    if gold.days:
        days = (event.when.start, event.when.end) if event.when else (None, None)
        answers["date"] = (int(_overlap(gold.days, days)), 1)
        answers["date_exact"] = (int(gold.days == days), 1)
    if gold.place:
        answers["place"] = (int(_shares_words(gold.place, event, reading)), 1)
    return answers


def _overlap(gold: tuple[str, str], days: tuple[str | None, str | None]) -> bool:
    """Return whether two intervals share a day; an open end reaches as far as need be."""
    start, end = days
    if start is None and end is None:
        return False
    return (start is None or start[:10] <= gold[1]) and (end is None or gold[0] <= end[:10])


def _shares_words(place: str, event: Event, reading: Reading) -> bool:
    """Return whether the program's place shares a word with the gold place, small words apart."""
    if event.where is None:
        return False
    named = reading.places.get(event.where.place)
    words = named.name if named else event.where.place
    said = event.where.text.text if event.where.text else ""
    return bool(_get_words(place) & _get_words(f"{words} {said}"))


def _get_words(text: str) -> set[str]:
    return set(WORD.findall(text.lower())) - SMALL_WORDS


def _is_attributed(gold: GoldEvent, event: Event, reading: Reading) -> bool:
    """Return whether those who assert and those who deny the event agree.

    Where the gold file names nobody, the program may name nobody but the source of the
    event itself ("Chad warned its neighbour", in Chad's own words). Where it names
    several, one of them will do.
    """
    asserting, denying = get_speakers(event, reading)
    if gold.by:
        is_asserted = agree(gold.by, asserting)
    else:
        sources = reading.get_whos(event.source)
        is_asserted = all(any(who.answers(source) for source in sources) for who in asserting)
    return is_asserted and (agree(gold.denied_by, denying) if gold.denied_by else not denying)


def get_speakers(event: Event, reading: Reading) -> tuple[list[Who], list[Who]]:
    """Return who asserts and who denies the event, by its claims."""
    asserting: list[Who] = []
    denying: list[Who] = []
    for claim_id in event.claims:
        claim = reading.claims.get(claim_id)
        if claim and claim.speaker:
            side = denying if claim.stance in DENYING_STANCES else asserting
            side.extend(reading.get_whos((claim.speaker,)))
    return asserting, denying
