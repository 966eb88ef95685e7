"""Events of several reports that tell one happening are linked, others are not; the comparison says why."""

import itertools

import pytest

from dragoman import read_many
from dragoman.lexicon.evidence import load_weights
from dragoman.linking.facts import Facts, list_facts
from dragoman.linking.incidents import COMPARISONS, compare_events, describe_pair, link_events, measure_km

REPORTS = [
    ("Gunmen shot dead three nurses in Osh on Tuesday, Kyrgyz police said.", "2010-06-09"),
    ("Kyrgyzstan: three nurses were shot dead by gunmen in Osh on Tuesday.", "2010-06-10"),
    ("Peru's army shelled the Ecuadorian town of Zaruma on 14 March, Ecuador said.", "2019-03-15"),
    ("Peru's army shelled the Ecuadorian town of Zaruma on 3 March, Ecuador said.", "2019-03-15"),
]


@pytest.fixture(scope="module")
def records():
    return list(read_many([{"text": text, "published": day} for text, day in REPORTS]))


def find_facts(records, report, kind="ASSAULT"):
    return next(each for each in list_facts(records[report], str(report)) if each.type == kind)


def test_two_tellings_of_one_shooting_are_one(records):
    clusters = link_events(records)
    homes = {spot: number for number, cluster in enumerate(clusters) for spot in cluster}
    one, other = (find_facts(records, report).event for report in (0, 1))
    assert homes[0, one] == homes[1, other]


def test_two_days_and_two_towns_are_two(records):
    facts = [find_facts(records, report) for report in range(4)]
    assert compare_events(facts[0], facts[1]).total > compare_events(facts[0], facts[2]).total
    assert compare_events(facts[2], facts[3]).parts["other_day"] < 0
    assert describe_pair(facts[0], facts[2])["far_place"] == 1.0


def test_every_event_stands_in_one_cluster(records):
    clusters = link_events(records)
    spots = [spot for cluster in clusters for spot in cluster]
    assert sorted(spots) == sorted(
        (number, event.id) for number, record in enumerate(records) for event in record.events
    )


def test_a_comparison_is_the_same_both_ways_and_says_why(records):
    facts = [find_facts(records, report) for report in range(4)]
    for one, other in itertools.combinations(facts, 2):
        assert compare_events(one, other).total == pytest.approx(compare_events(other, one).total)
    assert "same_place" in str(compare_events(facts[0], facts[1]))


def test_every_comparison_has_its_weight(records):
    pair = describe_pair(find_facts(records, 0), find_facts(records, 1))
    assert set(pair) == set(COMPARISONS) == set(load_weights()["incident"])


def test_what_has_no_point_has_no_distance(records):
    spot = find_facts(records, 0).spot
    assert spot is not None and measure_km(spot, spot) == 0.0


def test_facts_come_back_from_json_whole(records):
    for number, record in enumerate(records):
        for facts in list_facts(record, str(number)):
            assert Facts.from_json(facts.to_json()) == facts


def test_facts_tell_who_says_so_and_how_many(records):
    facts = find_facts(records, 0)
    assert [voice.stance for voice in facts.voices] == ["asserts"]
    assert [(count.kind, count.low) for count in facts.counts] == [("killed", 3)]


def test_a_number_goes_on_a_list_with_the_one_before(records):
    (record,) = read_many(
        [{"text": "Gunmen killed three patients and a nurse in Osh. Two boys were killed."}]
    )
    counts = [count for facts in list_facts(record, "0") for count in facts.counts]
    assert [(count.low, count.is_listed) for count in counts] == [(3, False), (1, True), (2, False)]


def test_who_gives_a_number_is_told_by_his_words_where_he_is_no_actor():
    (record,) = read_many([{"text": "Gunmen killed six drivers in Osh, the royalist radio said."}])
    assert [count.speaker for facts in list_facts(record, "0") for count in facts.counts] == [
        "the royalist radio"
    ]
