"""Which commitments of several reports are one: a list of weighted comparisons, then clusters.

Place in the flow: above `commitment_facts`, beside `incidents`; `ledgers` puts the acts of one commitment in
order. The weights are those of the question "commitment" in `lexicon/tables/evidence.csv`, fitted on the
project's linked series by `training/linking/commitments.py`. A request and the pledge or delivery that
answers it are one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dragoman.lexicon.evidence import load_weights
from dragoman.linking.commitment_facts import ActFacts, CommitmentFacts, Party, list_commitment_facts
from dragoman.linking.incidents import Place
from dragoman.linking.joining import Score, average, gather
from dragoman.record.model import Record

LATEST = 400
"""Days between two publications after which what is no lasting commitment is not compared."""
NEAR = 2
"""Days by which two tellings of one act may differ."""
LASTING = frozenset({
    "treaty", "alliance obligation", "ceasefire", "resolution", "mandate", "joint statement", "deployment",
})  # fmt: skip
_KIN = (
    frozenset({"ceasefire", "treaty", "joint statement", "withdrawal", "demarcation", "negotiation"}),
    frozenset({"treaty", "alliance obligation", "aid request", "deployment"}),
    frozenset({"aid request", "aid pledge", "assurance", "deployment", "mandate", "corridor"}),
    frozenset({"mandate", "deployment", "resolution", "withdrawal"}),
    frozenset({"corridor", "safe zone", "treaty", "ceasefire"}),
    frozenset({"prisoner exchange", "assurance", "amnesty", "negotiation"}),
    frozenset({"withdrawal", "assurance", "end of operation", "joint statement"}),
)
"""Kinds that reports may call one commitment by: an accord is a truce, a request is met by a pledge."""
ASKING = frozenset({"requested", "demanded", "proposed", "urged", "invoked"})
ANSWERING = frozenset({"pledged", "delivered", "refused", "answered_otherwise", "no_answer", "signed"})
COMPARISONS = (
    "bias", "one_report", "same_kind", "truce_and_accord", "both_ceasefires", "shared_sides",
    "same_country", "no_party", "words", "act_words", "same_place", "other_place", "same_act_day",
    "other_act_day", "answers", "begins_after_end", "published_apart",
)  # fmt: skip


def describe_commitments(one: CommitmentFacts, other: CommitmentFacts) -> dict[str, float]:
    """Return all comparisons of two commitments, each 0 where nothing can be compared."""
    found = {
        "bias": 1.0,
        "one_report": float(one.report == other.report),
        "same_kind": float(one.kind == other.kind),
        "truce_and_accord": float({one.kind, other.kind} == {"ceasefire", "treaty"}),
        "both_ceasefires": float(one.kind == other.kind == "ceasefire"),
    }
    found |= _compare_parties(_list_all_parties(one), _list_all_parties(other))
    found["words"] = _share(one.words, other.words)
    found["act_words"] = _share(_list_act_words(one), _list_act_words(other))
    found["same_place"] = float(bool(one.places & other.places))
    found["other_place"] = float(bool(one.places and other.places) and not one.places & other.places)
    found |= _compare_acts(one.acts, other.acts)
    found["begins_after_end"] = float(_begins_after_end(one, other) or _begins_after_end(other, one))
    is_dated = one.published is not None and other.published is not None
    found["published_apart"] = (
        math.log1p(abs((one.published or 0) - (other.published or 0))) if is_dated else 0.0
    )
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _list_act_words(facts: CommitmentFacts) -> frozenset[str]:
    return frozenset(word for act in facts.acts for word in act.words) - facts.words


def _list_all_parties(facts: CommitmentFacts) -> frozenset[Party]:
    """Return who is bound, and who acts on it or is asked."""
    return frozenset((*facts.parties, *(party for act in facts.acts for party in (*act.by, *act.to))))


def _compare_parties(one: frozenset[Party], other: frozenset[Party]) -> dict[str, float]:
    mine, theirs = _list_sides(one), _list_sides(other)
    is_kin = bool(_list_countries(one) & _list_countries(other))
    return {
        "shared_sides": _share(mine, theirs),
        "same_country": float(is_kin and not mine & theirs),
        "no_party": float(not one or not other),
    }


def _list_countries(parties: Iterable[Party]) -> frozenset[str]:
    """Return the countries of parties, and the keys of those of no one country."""
    return frozenset(party.country or party.key for party in parties)


def _list_sides(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.side for party in parties)


def are_alike(one: Iterable[Party], other: Iterable[Party]) -> bool:
    """Return whether two lists of parties may be one: one is empty, or they have a side in common."""
    mine, theirs = _list_sides(one), _list_sides(other)
    return not mine or not theirs or bool(mine & theirs)


def _compare_acts(one: Sequence[ActFacts], other: Sequence[ActFacts]) -> dict[str, float]:
    pairs = [(mine, theirs) for mine in one for theirs in other]
    same = [
        (mine, theirs) for mine, theirs in pairs if mine.act == theirs.act and are_alike(mine.by, theirs.by)
    ]
    gaps = [gap for mine, theirs in same if (gap := measure_days(mine, theirs)) is not None]
    return {
        "same_act_day": float(any(gap <= NEAR for gap in gaps)),
        "other_act_day": float(bool(gaps) and all(gap > NEAR for gap in gaps)),
        "answers": float(
            any(_answers(mine, theirs) or _answers(theirs, mine) for mine, theirs in pairs),
        ),
    }


def measure_days(one: ActFacts, other: ActFacts) -> int | None:
    """Return how many days lie between two acts, 0 where their days overlap; None where one states none."""
    if one.days is None or other.days is None or not (one.is_day_stated and other.is_day_stated):
        return None
    return max(0, max(one.days[0], other.days[0]) - min(one.days[1], other.days[1]))


def _answers(ask: ActFacts, answer: ActFacts) -> bool:
    """Return whether one who was asked by name answers."""
    if ask.act not in ASKING or answer.act not in ANSWERING:
        return False
    return bool(_list_sides(ask.to) & _list_sides(answer.by))


def _begins_after_end(one: CommitmentFacts, other: CommitmentFacts) -> bool:
    """Return whether one was ended on a day before the other was signed or announced."""
    ends = [act.days[1] for act in one.acts if act.act == "ended" and act.days]
    starts = [act.days[0] for act in other.acts if act.act in ("signed", "announced") and act.days]
    return bool(ends and starts) and max(ends) < min(starts)


def may_be_one(one: CommitmentFacts, other: CommitmentFacts) -> bool:
    """Return whether two commitments are worth a comparison: kin in kind, parties and time."""
    if one.kind != other.kind and not any(one.kind in kin and other.kind in kin for kin in _KIN):
        return False
    mine, theirs = (_list_countries(_list_all_parties(each)) for each in (one, other))
    if mine and theirs and not mine & theirs:
        return False
    if one.published is None or other.published is None or (one.kind in LASTING and other.kind in LASTING):
        return True
    return abs(one.published - other.published) <= LATEST


def compare_commitments(one: CommitmentFacts, other: CommitmentFacts) -> Score:
    """Return how far two commitments are one, as log-odds."""
    weights = load_weights()["commitment"]
    parts = {name: weights[name] * value for name, value in describe_commitments(one, other).items()}
    return Score(sum(parts.values()), parts)


def gather_commitments(facts: Iterable[CommitmentFacts]) -> list[tuple[CommitmentFacts, ...]]:
    """Return the tellings of each commitment together; one that no other report tells is alone.

    In order of publication each joins the commitment with whose tellings it agrees best on average, if more
    speaks for it than against it.
    """
    ordered = sorted(facts, key=lambda each: (each.published or 0, each.report, each.order))
    return gather(ordered, GROUPING)


def _agree(one: CommitmentFacts, other: CommitmentFacts) -> Score | None:
    return compare_commitments(one, other) if may_be_one(one, other) else None


GROUPING = average(_agree)


def link_commitments(records: Iterable[Record]) -> list[set[Place]]:
    """Return the commitments of some reports by what is one, as numbers of reports and ids of commitments."""
    facts = [
        each for number, record in enumerate(records) for each in list_commitment_facts(record, str(number))
    ]
    return [
        {(int(each.report), each.commitment) for each in cluster} for cluster in gather_commitments(facts)
    ]
