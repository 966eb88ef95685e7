"""Scores the program's positions against the gold positions.

A position matches where the holder's code agrees (a gold holder without a sector takes
any sector of the country) and a span of its evidence lies in the sentence of an anchor.
"""

from __future__ import annotations

from dragoman.record.model import Position
from evaluation.assign import find_pairs
from evaluation.cases import GoldPosition, GoldReport
from evaluation.events import Reading
from evaluation.score import Score
from evaluation.sentences import find_sentence


def match_positions(report: GoldReport, reading: Reading) -> list[tuple[int, int]]:
    """Return the pairs of (program's position, gold position)."""
    weights = [
        [_weigh(report, gold, position, reading) for gold in report.positions]
        for position in reading.record.positions
    ]
    return find_pairs(weights)


def score_positions(report: GoldReport, reading: Reading) -> Score:
    """Return the counts of one report."""
    right = len(match_positions(report, reading))
    return Score(right, len(report.positions) - right, len(reading.record.positions) - right)


def find_sentences_of(report: GoldReport, position: Position) -> set[int]:
    """Return the numbers of the sentences that hold the evidence."""
    return {find_sentence(report.sentences, span.start, span.end) for span in position.evidence}


def _weigh(report: GoldReport, gold: GoldPosition, position: Position, reading: Reading) -> int:
    holders = reading.get_whos((position.holder,))
    wanted = gold.holder
    if not any(who.answers(wanted) and wanted.sector in ("", who.sector) for who in holders):
        return 0
    return len(find_sentences_of(report, position) & gold.sentences)
