"""How linked actors are scored against the labels."""

from dragoman.record.model import Record, Report
from evaluation.identities import Named, find_actor, link_nothing, link_same_name, measure_named
from tests.linking.made import make_actor, make_record


def make_named() -> Named:
    """Return two reports of Ada Obi, with one more label that no actor meets."""
    records = [make_record(make_actor("Ada Obi", code=code)) for code in ("KENGOV", "KENLEG")]
    return Named(records, [(0, 0), (0, 1), (1, 1)], {(0, 0): (0, "a1"), (0, 1): (1, "a1")})


def test_the_actor_with_the_mention_nearest_to_the_words_meets_them() -> None:
    record: Record = make_record(make_actor("Ada Obi"))
    assert find_actor(record, (0, 7)) == "a1"
    assert find_actor(record, (20, 27)) is None
    assert find_actor(Record(Report("r", None, None, None, None, None, None, "", "")), (0, 7)) is None


def test_a_missed_actor_counts_against_recall_end_to_end_only() -> None:
    figures = measure_named([make_named()], {"labels so far": lambda records: [{(0, "a1"), (1, "a1")}]})
    assert figures["labels so far, aligned"]["B3 F1"] == 1.0
    whole = figures["labels so far, end to end"]
    assert (whole["actors"], whole["B3 P"], whole["B3 R"], whole["B3 F1"]) == (3, 1.0, 0.6667, 0.8)
    assert whole == figures["labels, end to end"]


def test_baselines_link_nothing_or_one_name_with_one_code() -> None:
    named = make_named()
    assert link_nothing(named.records) == [{(0, "a1")}, {(1, "a1")}]
    assert link_same_name(named.records) == [{(0, "a1")}, {(1, "a1")}]
    same = [make_record(make_actor(name, code="KENGOV")) for name in ("Ada Obi", "ada obi")]
    assert link_same_name(same) == [{(0, "a1"), (1, "a1")}]
