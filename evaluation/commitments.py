"""Scores the program's commitments against the gold commitments.

The gold files name kinds and what happened in free words; the tables below say which
kinds and acts of the record answer to them. A commitment matches where the kind is one of
those and at least one party's country agrees; that all parties agree, and which of the
named acts are there, is asked on matched pairs.
"""

from __future__ import annotations

from dragoman.record.model import Commitment
from evaluation.assign import find_pairs
from evaluation.cases import GoldCommitment, GoldReport
from evaluation.events import Reading
from evaluation.score import Score

KINDS = {
    "alliance": ("alliance obligation", "treaty"),
    "assurance": ("assurance",),
    "autonomy": ("mandate", "resolution", "treaty"),
    "ceasefire": ("ceasefire",),
    "deployment of troops": ("deployment", "aid pledge"),
    "guarding of detainees": ("mandate", "assurance", "deployment"),
    "military presence": ("deployment", "mandate"),
    "naval coalition": ("alliance obligation", "deployment"),
    "peacekeeping deployment": ("deployment", "mandate", "resolution"),
    "security initiative": ("alliance obligation", "negotiation", "mandate"),
    "statement": ("joint statement",),
    "treaty": ("treaty", "alliance obligation"),
    "undertaking to reduce fighting": ("assurance", "ceasefire"),
}
"""Kinds of the record for those of the gold files; a kind that is not here answers to itself."""

ACTS = {
    "urged": ("urged",),
    "invoked": ("invoked",),
    "requested": ("requested",),
    "answered": ("answered_otherwise", "delivered"),
    "no assistance": ("no_answer", "refused"),
    "proposed": ("proposed",),
    "demanded": ("demanded",),
    "called for": ("demanded", "urged", "proposed"),
    "announced": ("announced",),
    "promised": ("pledged",),
    "refused": ("refused",),
}
"""Acts of the record that answer to words of the gold status; one of those named will do."""


def find_acts(status: str) -> list[tuple[str, ...]]:
    """Return the acts that a gold status names, each with its equals.

    "answered … without siding" is an answer of another kind than was asked for, so that
    delivery does not answer to it.

    Example:
        >>> find_acts("invoked by CHN on 1950-10-01; refused by RUS")
        [('invoked',), ('refused',)]
    """
    found = [acts for words, acts in ACTS.items() if words in status]
    if "without siding" in status:
        found = [("answered_otherwise",) if "answered_otherwise" in acts else acts for acts in found]
    return found


def match_commitments(report: GoldReport, reading: Reading) -> list[tuple[int, int]]:
    """Return the pairs of (program's commitment, gold commitment)."""
    weights = [
        [_weigh(gold, commitment, reading) for gold in report.commitments]
        for commitment in reading.record.commitments
    ]
    return find_pairs(weights)


def score_commitments(report: GoldReport, reading: Reading) -> Score:
    """Return the counts of one report."""
    pairs = match_commitments(report, reading)
    found = reading.record.commitments
    score = Score(len(pairs), len(report.commitments) - len(pairs), len(found) - len(pairs))
    for number, place in pairs:
        for name, (right, asked) in ask_commitment(report.commitments[place], found[number], reading).items():
            score.add_part(name, right, asked)
    return score


def ask_commitment(
    gold: GoldCommitment, commitment: Commitment, reading: Reading
) -> dict[str, tuple[int, int]]:
    """Return the answers on a pair: whether all parties agree, and how many acts named are there."""
    wanted = find_acts(gold.status)
    acts = {act.act for act in commitment.acts}
    shared, named, given = _count_parties(gold, commitment, reading)
    return {
        "parties": (int(shared == named == given), 1),
        "acts": (sum(bool(acts.intersection(choice)) for choice in wanted), len(wanted)),
    }


def is_complete(gold: GoldCommitment, commitment: Commitment, reading: Reading) -> bool:
    """Return whether a matched commitment has all the parties and all the acts named."""
    return all(right == asked for right, asked in ask_commitment(gold, commitment, reading).values())


def _count_parties(gold: GoldCommitment, commitment: Commitment, reading: Reading) -> tuple[int, int, int]:
    given = reading.get_whos(commitment.parties)
    wanted = {who.key: who for who in gold.parties}  # a state and its rebels are one country here
    shared = sum(any(party.answers(who) for party in given) for who in wanted.values())
    return shared, len(wanted), len({party.home or party.key for party in given})


def _weigh(gold: GoldCommitment, commitment: Commitment, reading: Reading) -> int:
    kinds = KINDS.get(gold.kind, (gold.kind,))
    shared, named, given = _count_parties(gold, commitment, reading)
    if commitment.kind not in kinds or not shared:
        return 0
    acts = ask_commitment(gold, commitment, reading)["acts"][0]
    return (
        10_000 + 1_000 * (shared == named == given) + 100 * shared + 10 * acts + (kinds[0] == commitment.kind)
    )
