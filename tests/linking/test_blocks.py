"""Rows that may be one share a key, rows that cannot be do not: by week, place and parties."""

from dataclasses import replace

import pytest

from dragoman.linking.blocks import list_commitment_keys, list_keys
from dragoman.linking.commitment_facts import list_commitment_facts
from dragoman.linking.facts import list_facts
from tests.store.raids import make_raid

RAID = list_facts(make_raid("wire"), "r1")[0]
DAY = RAID.days[0] if RAID.days else 0


def share(one, other):
    return bool(list_keys(one) & list_keys(other))


@pytest.mark.parametrize(
    ("other", "is_shared"),
    [
        ({"days": (DAY + 2, DAY + 2)}, True),
        ({"days": (DAY + 40, DAY + 40)}, False),
        ({"days": (DAY - 10, DAY + 10)}, True),
        ({"days": None, "published": DAY + 12}, True),
        ({"days": None, "published": DAY + 90}, False),
        ({"days": (DAY - 300, DAY + 60)}, False),
        ({"type": "AID"}, False),
        ({"spot": None, "source": replace(RAID.source, countries=frozenset())}, True),
    ],
)
def test_events_of_a_type_and_of_near_weeks_share_a_key(other, is_shared):
    assert share(RAID, replace(RAID, **other)) is is_shared


def test_events_without_any_day_find_each_other():
    bare = replace(RAID, days=None, published=None)
    assert share(bare, bare) and not share(bare, RAID)


def test_commitments_of_one_pair_of_parties_share_a_key_whatever_their_kind():
    [truce] = list_commitment_facts(make_raid("wire"), "r1")
    [other] = list_commitment_facts(make_raid("later"), "r2")
    assert list_commitment_keys(truce) & list_commitment_keys(replace(other, kind="treaty"))


def test_an_event_has_no_more_keys_than_weeks_and_marks_allow():
    assert len(list_keys(RAID)) <= 2 * 5
