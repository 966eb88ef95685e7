"""Each speaker's toll is followed through the reports; totals are never added, copies are one origin."""

from __future__ import annotations

import pytest

from dragoman.linking.facts import Count, Facts, Side
from dragoman.linking.tolls import Bounds, TollSeries, list_tolls, sum_up

NOBODY = Side(frozenset(), frozenset(), frozenset())


def make_count(number: int, low: int | None, **fields: object) -> Count:
    """Return a count of `low` killed, exactly so many, by the report itself."""
    told: dict[str, object] = dict(
        id=f"k{number}", kind="killed", low=low, high=low, best=low, cumulative=None, superseded=False,
        combined=False, part_of=None, as_of=None, speaker="", victims=(), start=number,
    )  # fmt: skip
    return Count(**(told | fields))  # type: ignore[arg-type]


def tell(report: str, *counts: Count, published: int = 0) -> Facts:
    return Facts(
        report, "e1", 0, "ASSAULT", None, "actual", "", frozenset(), NOBODY, NOBODY, None, False,
        published or int(report), None, frozenset(), counts=counts,
    )  # fmt: skip


WIRES = {report: frozenset(("wire",)) for report in ("11", "12")}
"""Reports 11 and 12 copy one wire; every other is an origin of its own."""


def follow(*tellings: Facts) -> TollSeries:
    (series,) = list_tolls(tellings, WIRES)
    return series


def exactly(number: int) -> Bounds:
    return Bounds(number, number, number)


def test_a_later_number_replaces_an_earlier_one() -> None:
    series = follow(tell("1", make_count(1, 12)), tell("2", make_count(1, 14, cumulative=True)))
    assert series.final == exactly(14)
    assert [(step.report, step.count, step.use) for step in series.steps] == [
        ("1", "k1", "count"),
        ("2", "k1", "total"),
    ]


def test_new_numbers_are_added_to_what_stood() -> None:
    series = follow(tell("1", make_count(1, 12)), tell("2", make_count(1, 3, cumulative=False)))
    assert series.final == exactly(15)


def test_to_a_count_so_far_its_own_report_adds_nothing() -> None:
    new, total = make_count(1, 2, cumulative=False), make_count(2, 14, cumulative=True)
    assert follow(tell("1", make_count(1, 12)), tell("2", new, total)).final == exactly(14)
    total, new = make_count(1, 14, cumulative=True), make_count(2, 2, cumulative=False)
    assert follow(tell("1", make_count(1, 12)), tell("2", total, new)).final == exactly(14)


def test_new_numbers_upon_nothing_known_are_the_least() -> None:
    assert follow(tell("1", make_count(1, 3, cumulative=False))).final == Bounds(3, None, None)


def test_at_least_so_many_stays_open_when_more_are_added() -> None:
    least = make_count(1, 6, high=None, best=None)
    series = follow(tell("1", least), tell("2", make_count(1, 2, cumulative=False)))
    assert series.final == Bounds(8, None, None)


def test_what_a_copy_of_one_wire_tells_again_changes_nothing() -> None:
    new = [tell(report, make_count(1, 3, cumulative=False)) for report in ("11", "12")]
    series = follow(tell("1", make_count(1, 12)), *new)
    assert (series.steps[2].use, series.final) == ("repeat", exactly(15))
    late = follow(
        tell("11", make_count(1, 9)), tell("2", make_count(1, 12), published=11), tell("12", make_count(1, 9))
    )
    assert late.final == exactly(12)
    lists = [tell(report, make_count(1, 3), make_count(2, 1, is_listed=True)) for report in ("11", "12")]
    assert follow(*lists).final == exactly(4)


def test_new_numbers_told_by_others_within_a_day_are_the_same() -> None:
    def add(day: int) -> Bounds | None:
        more = [
            tell(str(number), make_count(1, 3, cumulative=False), published=number) for number in (2, day)
        ]
        return follow(tell("1", make_count(1, 12)), *more).final

    assert (add(3), add(9)) == (exactly(15), exactly(18))


def test_parts_and_numbers_that_are_taken_back_are_kept_and_change_nothing() -> None:
    part = make_count(2, 4, part_of="k1")
    old = make_count(3, 20, superseded=True)
    series = follow(tell("1", make_count(1, 12), part, old))
    assert series.final == exactly(12)
    assert [(step.use, step.stands) for step in series.steps[1:]] == [("part", None), ("superseded", None)]


def test_a_speaker_who_gives_only_what_is_taken_back_stands_by_nothing() -> None:
    assert follow(tell("1", make_count(1, 12, superseded=True))).final is None


def test_other_victims_of_one_report_are_added() -> None:
    herders, troops = make_count(1, 9, victims=("KENCVL",)), make_count(2, 4, victims=("UGAMIL",))
    assert follow(tell("1", herders, troops)).final == exactly(13)
    assert follow(tell("1", make_count(1, 3), make_count(2, 1, is_listed=True))).final == exactly(4)


def test_a_lower_number_of_the_same_report_is_among_those_before() -> None:
    series = follow(tell("1", make_count(1, 23), make_count(2, 6)))
    assert (series.steps[1].use, series.final) == ("among", exactly(23))
    assert follow(tell("1", make_count(1, 23)), tell("2", make_count(1, 6))).final == exactly(6)


def test_numbers_are_in_order_of_publication_then_of_place() -> None:
    late = tell("1", make_count(2, 14), make_count(1, 13), published=9)
    series = follow(late, tell("2", make_count(1, 12), published=8))
    assert [step.given.low for step in series.steps] == [12, 13, 14]


def test_each_kind_and_each_speaker_has_a_toll_of_its_own() -> None:
    found = list_tolls(
        [tell("1", make_count(1, 12), make_count(2, 9, speaker="KENGOV"), make_count(3, 30, kind="injured"))],
        {},
    )
    assert [(toll.kind, toll.speaker) for toll in found] == [
        ("killed", ""),
        ("killed", "KENGOV"),
        ("injured", ""),
    ]


def test_a_name_is_one_voice_in_all_reports_and_a_pronoun_in_one() -> None:
    def count_voices(name: str) -> int:
        return len(list_tolls([tell(report, make_count(1, 4, speaker=name)) for report in ("1", "2")], {}))

    assert (count_voices("ana ruiz"), count_voices("he")) == (1, 2)


def test_what_no_report_counts_has_no_toll() -> None:
    assert list_tolls([tell("1")], {}) == ()
    assert sum_up((), {}) == ()


def test_an_incident_has_the_lowest_and_highest_of_what_its_speakers_stand_by() -> None:
    tolls = list_tolls(
        [
            tell("1", make_count(1, 30), make_count(2, 9, speaker="KENGOV")),
            tell("2", make_count(1, 12), make_count(2, 9, speaker="KENGOV")),
        ],
        {},
    )
    (summary,) = sum_up(tolls, {})
    assert (summary.kind, summary.low, summary.high) == ("killed", 9, 12)
    assert {member.speaker: member.final for member in summary.members} == {
        "": exactly(12),
        "KENGOV": exactly(9),
    }


def test_copies_of_one_wire_are_one_origin() -> None:
    tellings = [tell(report, make_count(1, 9, speaker="KENGOV")) for report in ("1", "2", "3")]
    tellings += [tell(report, make_count(1, 12, speaker="UGAGOV")) for report in ("4", "5")]
    wire = dict.fromkeys(("1", "2", "3"), frozenset(("wire",)))
    (summary,) = sum_up(list_tolls(tellings, wire), wire)
    assert summary.best == 12
    assert summary.members[0].origins == {"wire"}
    assert summary.members[1].origins == {"4", "5"}
    assert sum_up(list_tolls(tellings, {}), {})[0].best == 9


def test_of_numbers_with_as_many_origins_the_latest_is_best() -> None:
    tellings = [tell("1", make_count(1, 9, speaker="KENGOV")), tell("2", make_count(1, 12, speaker="UGAGOV"))]
    assert sum_up(list_tolls(tellings, {}), {})[0].best == 12


def test_an_incident_is_open_above_only_where_the_highest_is() -> None:
    least = make_count(1, 6, high=None, best=None, speaker="KENGOV")
    (closed,) = sum_up(list_tolls([tell("1", least, make_count(2, 7))], {}), {})
    assert (closed.low, closed.high) == (6, 7)
    (opened,) = sum_up(list_tolls([tell("1", least, make_count(2, 5))], {}), {})
    assert (opened.low, opened.high) == (5, None)


def test_a_sum_names_all_the_numbers_it_was_made_of() -> None:
    tellings = [
        tell("1", make_count(1, 12)),
        tell("2", make_count(1, 14)),
        tell("3", make_count(1, 14)),
        tell("4", make_count(1, 2, cumulative=False)),
    ]
    (summary,) = sum_up(list_tolls(tellings, {}), {})
    assert summary.low == 16
    assert [step.report for step in summary.members[0].steps] == ["2", "3", "4"]


@pytest.mark.parametrize("low", [None, 40])
def test_about_so_many_is_a_number_without_bounds(low: int | None) -> None:
    about = make_count(1, low, high=None, best=40)
    (summary,) = sum_up(list_tolls([tell("1", about)], {}), {})
    assert (summary.low, summary.best) == (40, 40)
