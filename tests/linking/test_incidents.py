"""Events of several reports that tell one happening are linked, others are not; the comparison says why."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from dragoman import read_many
from dragoman.lexicon.evidence import load_weights
from dragoman.linking.facts import Facts, Side, list_facts
from dragoman.linking.incidents import (
    COMPARISONS,
    GROUPING,
    compare_events,
    compare_incidents,
    describe_incidents,
    describe_pair,
    join_incidents,
    link_events,
    may_be_one,
    start_incident,
)
from dragoman.linking.joining import find_homes
from dragoman.linking.written import make_loader, to_json

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
    assert describe_pair(facts[0], facts[2])["other_place"] == 1.0


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


PUBLISHED = date(2010, 6, 9).toordinal()
NOBODY = Side(frozenset(), frozenset(), frozenset())
KYRGYZ = Side(frozenset({"KGZCVL"}), frozenset({"KGZ"}), frozenset({"nurse"}))
RAID = Facts(
    report="1",
    event="e1",
    order=0,
    type="ASSAULT",
    mode=None,
    status="actual",
    trigger="raid",
    words=frozenset({"raid", "nurse"}),
    source=NOBODY,
    target=KYRGYZ,
    days=(PUBLISHED - 1, PUBLISHED - 1),
    is_day_stated=True,
    published=PUBLISHED,
    spot=None,
    tolls=frozenset(),
    place_names=frozenset({"kara suu"}),
    near_names=frozenset({"kara", "suu"}),
)
UNDATED = replace(RAID, report="2", published=PUBLISHED + 1, days=None, is_day_stated=False)


def test_what_was_told_before_a_day_did_not_happen_on_it():
    before = replace(UNDATED, published=PUBLISHED - 5)
    assert describe_pair(RAID, before)["too_early"] == 1.0
    assert describe_pair(RAID, UNDATED)["too_early"] == 0.0
    assert compare_events(RAID, before).total < compare_events(RAID, UNDATED).total


def test_an_undated_report_right_after_a_day_is_fresh():
    assert describe_pair(RAID, UNDATED)["fresh"] == 1.0
    assert describe_pair(RAID, replace(UNDATED, published=PUBLISHED + 30))["fresh"] == 0.0


def test_days_of_the_news_are_no_date():
    spread = replace(UNDATED, days=(PUBLISHED - 3, PUBLISHED))
    pair = describe_pair(RAID, spread)
    assert (pair["same_day"], pair["may_be_same_day"]) == (0.0, 1.0)


def test_a_place_is_the_same_in_another_spelling_or_named_beside():
    assert describe_pair(RAID, replace(UNDATED, place_names=frozenset({"qara suu"})))["same_place"] == 1.0
    assert describe_pair(RAID, replace(UNDATED, place_names=frozenset({"jalal abad"})))["other_place"] == 1.0
    nowhere = replace(UNDATED, place_names=frozenset(), near_names=frozenset({"kara suu"}))
    assert describe_pair(RAID, nowhere)["place_is_named"] == 1.0


def test_an_incident_knows_what_any_of_its_events_tells():
    incident = join_incidents(start_incident(UNDATED), start_incident(RAID))
    other = start_incident(replace(RAID, report="3", days=(PUBLISHED - 9, PUBLISHED - 9)))
    assert describe_incidents(incident, other)["other_day"] == 1.0
    assert describe_incidents(start_incident(UNDATED), other)["other_day"] == 0.0
    assert compare_incidents(incident, other).total < compare_events(UNDATED, RAID).total


def test_an_event_joins_the_incident_for_which_most_speaks_or_none():
    same = start_incident(RAID)
    worse = start_incident(replace(RAID, report="3", days=(PUBLISHED - 9, PUBLISHED - 9)))
    event = start_incident(replace(RAID, report="4"))
    assert find_homes(event, [worse, same], GROUPING)[0].number == 1
    assert find_homes(event, [], GROUPING) == []
    far = replace(
        RAID, report="5", place_names=frozenset({"lima"}), words=frozenset(), days=(1, 1), target=NOBODY
    )
    assert find_homes(event, [start_incident(far)], GROUPING) == []


def test_only_events_on_common_ground_are_compared():
    peru = Side(frozenset({"PERMIL"}), frozenset({"PER"}), frozenset())
    elsewhere = replace(UNDATED, target=peru, near_names=frozenset({"lima"}))
    assert may_be_one(RAID, UNDATED)
    assert not may_be_one(RAID, elsewhere)
    assert may_be_one(RAID, replace(elsewhere, days=RAID.days))
    assert may_be_one(RAID, replace(elsewhere, target=NOBODY))
    assert not may_be_one(RAID, replace(UNDATED, type="AID"))
    assert not may_be_one(RAID, replace(UNDATED, published=PUBLISHED + 500))


def test_facts_come_back_from_json_whole(records):
    for number, record in enumerate(records):
        for facts in list_facts(record, str(number)):
            assert make_loader(Facts)(to_json(facts)) == facts


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
