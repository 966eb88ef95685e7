"""Scores the program's counts of people against the gold counts.

A count matches where it lies in the sentence of the gold anchor and kind, lowest and
highest number are equal. Of several in one sentence those that overlap the anchor come
first. Victims, speaker and correction are asked on matched pairs.
"""

from __future__ import annotations

from dragoman.record.model import Casualty
from evaluation.assign import find_pairs
from evaluation.cases import GoldReport, GoldToll
from evaluation.events import Reading
from evaluation.score import Score
from evaluation.sentences import find_sentence
from evaluation.who import Who, agree_fully

KINDS = {"wounded": "injured"}
"""Words of the gold files for kinds that the record calls otherwise."""


def match_tolls(report: GoldReport, reading: Reading) -> list[tuple[int, int]]:
    """Return the pairs of (program's count, gold count)."""
    weights = [
        [_weigh(gold, toll, _find_sentence(report, toll), reading) for gold in report.tolls]
        for toll in reading.record.casualties
    ]
    return find_pairs(weights)


def score_tolls(report: GoldReport, reading: Reading) -> Score:
    """Return the counts of one report."""
    pairs = match_tolls(report, reading)
    score = Score(len(pairs), len(report.tolls) - len(pairs), len(reading.record.casualties) - len(pairs))
    for number, place in pairs:
        toll = reading.record.casualties[number]
        for name, is_right in ask_toll(report.tolls[place], toll, reading).items():
            score.add_part(name, int(is_right))
    return score


def ask_toll(gold: GoldToll, toll: Casualty, reading: Reading) -> dict[str, bool]:
    """Return the answers on a pair: victims with their sectors, speaker, whether it is corrected."""
    victims = reading.get_whos(toll.victims)
    speaker = reading.get_whos((toll.speaker,)) if toll.speaker else []
    return {
        "victims": agree_fully(gold.victims, victims)
        and all(_is_among(who, victims) for who in gold.victims),
        "speaker": agree_fully(gold.by, speaker) if gold.by else not speaker,
        "superseded": gold.is_superseded == toll.superseded,
    }


def _is_among(who: Who, others: list[Who]) -> bool:
    return any(other.answers(who) and who.sector in ("", other.sector) for other in others)


def _find_sentence(report: GoldReport, toll: Casualty) -> int:
    return find_sentence(report.sentences, toll.text.start, toll.text.end)


def _weigh(gold: GoldToll, toll: Casualty, sentence: int, reading: Reading) -> int:
    if sentence not in gold.sentences or toll.kind != KINDS.get(gold.kind, gold.kind):
        return 0
    if (toll.low, toll.high) != (gold.low, gold.high):
        return 0
    is_on_anchor = any(toll.text.start < end and start < toll.text.end for start, end in gold.spots)
    return 1000 + 100 * is_on_anchor + sum(ask_toll(gold, toll, reading).values())
