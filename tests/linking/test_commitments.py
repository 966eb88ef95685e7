"""Commitments of several reports are one where kind, sides, days and words agree; the comparison says why."""

import itertools

import pytest

from dragoman import read_many
from dragoman.lexicon.evidence import load_weights
from dragoman.linking.commitment_facts import ActFacts, CommitmentFacts, Party, list_commitment_facts
from dragoman.linking.commitments import (
    COMPARISONS,
    are_alike,
    compare_commitments,
    describe_commitments,
    gather_commitments,
    link_commitments,
    may_be_one,
    measure_days,
)
from dragoman.linking.written import make_loader, to_json

CHAD = Party("TCDGOV", "N'Djamena", "TCD", "TCD")
REBELS = Party("TCDREB", "the rebels", "TCDREB", "TCD")
LIBYA = Party("LBYMIL", "the Libyan army", "LBY", "LBY")
NORWAY = Party("NORGOV", "Oslo", "NOR", "NOR")


def make_act(act, by=(), to=(), day=None, words=()):
    days = (day, day) if day else None
    return ActFacts(0, act, by, to, days, day is not None, (), 0, frozenset(words))


def make_facts(report, published, kind="ceasefire", parties=(CHAD, LIBYA), acts=(), words=()):
    return CommitmentFacts(
        report, "m1", 0, kind, kind, frozenset(words), parties, acts, published, frozenset()
    )


def test_two_tellings_of_one_signed_truce_are_one():
    one = make_facts("r1", 100, acts=(make_act("signed", (CHAD, LIBYA), day=99),))
    other = make_facts("r2", 105, acts=(make_act("signed", (CHAD, LIBYA), day=99),))
    assert [len(cluster) for cluster in gather_commitments([one, other])] == [2]


def test_a_truce_that_begins_after_the_end_of_another_is_a_second_one():
    first = make_facts("r1", 110, acts=(make_act("signed", day=90), make_act("ended", day=108)))
    second = make_facts("r2", 140, acts=(make_act("signed", (CHAD, LIBYA), day=139),))
    pair = describe_commitments(first, second)
    assert pair["begins_after_end"] == pair["other_act_day"] == 1.0
    assert compare_commitments(first, second).parts["begins_after_end"] < 0
    assert len(gather_commitments([first, second])) == 2


def test_truces_of_other_states_are_not_compared():
    assert not may_be_one(make_facts("r1", 100), make_facts("r2", 101, parties=(NORWAY,)))
    assert may_be_one(make_facts("r1", 100), make_facts("r2", 101, parties=()))


def test_a_state_and_its_rebels_are_two_sides_of_one_country():
    assert not are_alike((CHAD,), (REBELS,))
    pair = describe_commitments(make_facts("r1", 1, parties=(CHAD,)), make_facts("r2", 1, parties=(REBELS,)))
    assert (pair["shared_sides"], pair["same_country"]) == (0.0, 1.0)


def test_a_request_and_the_pledge_that_answers_it_are_compared():
    ask = make_facts("r1", 100, "aid request", (CHAD, NORWAY), (make_act("requested", (CHAD,), (NORWAY,)),))
    answer = make_facts("r2", 103, "aid pledge", (NORWAY,), (make_act("pledged", (NORWAY,), (CHAD,)),))
    assert may_be_one(ask, answer)
    assert describe_commitments(ask, answer)["answers"] == 1.0


def test_a_request_of_years_ago_is_not_compared_but_a_treaty_is():
    assert not may_be_one(make_facts("r1", 100, "aid request"), make_facts("r2", 900, "aid request"))
    assert may_be_one(make_facts("r1", 100, "treaty"), make_facts("r2", 9000, "treaty"))


def test_days_that_are_not_stated_are_not_compared():
    assert measure_days(make_act("signed", day=5), make_act("signed")) is None
    assert measure_days(make_act("signed", day=5), make_act("signed", day=9)) == 4


def test_a_comparison_is_the_same_both_ways():
    facts = [
        make_facts("r1", 100, acts=(make_act("signed", (CHAD,), day=99), make_act("ended", day=100))),
        make_facts("r2", 104, "treaty", acts=(make_act("signed", (LIBYA,), day=103, words=("fort",)),)),
        make_facts("r3", 109, parties=(REBELS,), words=("aozou",)),
    ]
    for one, other in itertools.combinations(facts, 2):
        assert compare_commitments(one, other).total == pytest.approx(compare_commitments(other, one).total)


def test_every_comparison_has_its_weight():
    assert set(describe_commitments(make_facts("r1", 1), make_facts("r2", 2))) == set(COMPARISONS)
    assert set(load_weights()["commitment"]) == set(COMPARISONS)


@pytest.fixture(scope="module")
def records():
    reports = [
        ("Niger and Libya signed a ceasefire at Bilma on 11 March.", "1987-03-12"),
        ("Libya accused Niger on Friday of breaking the ceasefire signed on 11 March.", "1987-03-21"),
    ]
    return list(read_many([{"text": text, "published": day} for text, day in reports]))


def test_reports_are_linked_and_every_commitment_stands_in_one_cluster(records):
    clusters = link_commitments(records)
    spots = sorted(spot for cluster in clusters for spot in cluster)
    assert spots == [
        (number, each.id) for number, record in enumerate(records) for each in record.commitments
    ]
    assert {report for report, _ in max(clusters, key=len)} == {0, 1}


def test_who_is_accused_is_who_does_the_violation_and_the_accuser_says_so(records):
    acts = [act for facts in list_commitment_facts(records[1], "r2") for act in facts.acts]
    violation = next(act for act in acts if act.act == "alleged_violation")
    assert [party.country for party in violation.by] == ["NER"]
    assert [voice.key[:3] for voice in violation.voices] == ["LBY"]


def test_facts_come_back_from_json_whole(records):
    found = [facts for record in records for facts in list_commitment_facts(record, "r1")]
    assert len(found) >= 2
    for facts in found:
        assert make_loader(CommitmentFacts)(to_json(facts)) == facts
