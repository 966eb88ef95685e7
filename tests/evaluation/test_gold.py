from dataclasses import replace

import pytest

from evaluation.gold import format_results, measure, measure_report, to_figures
from evaluation.listing import list_errors


def score(report, record):
    return measure_report(report, record).result


def change_event(record, number, **changes):
    events = list(record.events)
    events[number] = replace(events[number], **changes)
    return replace(record, events=tuple(events))


def test_a_right_record_is_right_in_everything(report, record):
    figures = score(report, record).to_figures()
    assert {name: figures[name]["f1"] for name in ("events", "casualties", "commitments", "positions")} == {
        "events": 1.0, "casualties": 1.0, "commitments": 1.0, "positions": 1.0,
    }  # fmt: skip
    parts = {"status", "attribution", "sector", "countries", "date", "date_exact", "place"}
    assert {figures["events"][part] for part in parts} == {1.0}
    assert figures["casualties"]["victims"] == figures["casualties"]["speaker"] == 1.0
    assert figures["complete_commitments"] == ["c1"]


def test_nothing_found_is_all_missed_but_the_optional(report, record):
    bare = replace(record, events=(), casualties=(), commitments=(), positions=())
    result = score(report, bare)
    assert (result.events.right, result.events.missed, result.events.spurious) == (0, 4, 0)
    assert result.events.f1 == 0.0
    assert result.casualties.missed == result.commitments.missed == result.positions.missed == 1


def test_an_optional_event_counts_nowhere(report, record, make_event):
    accusation = make_event("e9", "ACCUSE", "Sudan said", ("a1",), ("a2",))
    with_it = score(report, replace(record, events=(*record.events, accusation))).events
    assert with_it.to_figures() == score(report, record).events.to_figures()


def test_an_event_like_no_gold_event_is_spurious(report, record, make_event):
    threat = make_event("e9", "THREATEN", "Kenya urged", ("a4",), ("a1",))
    events = score(report, replace(record, events=(*record.events, threat))).events
    assert (events.right, events.spurious) == (4, 1)
    assert events.precision == pytest.approx(0.8)


def test_a_second_event_for_one_gold_event_is_spurious(report, record):
    twice = replace(record, events=(*record.events, replace(record.events[0], id="e9")))
    measured = measure_report(report, twice)
    assert (measured.result.events.right, measured.result.events.spurious) == (4, 1)
    assert any("(repeats e1)" in line for line in list_errors(measured))


def test_the_better_of_two_events_is_paired(report, record):
    worse = replace(record.events[0], id="e0", status="planned", when=None, where=None, claims=())
    measured = measure_report(report, replace(record, events=(worse, *record.events)))
    assert measured.match.pairs[1] == 0
    assert measured.result.events.to_figures()["status"] == 1.0


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"type": "COERCE"}, 3),
        ({"source": ("a1",), "target": ("a2",)}, 3),  # the wrong way round
        ({"target": ()}, 3),
        ({"target": ("a1", "a4")}, 4),  # one country of the side agrees
    ],
)
def test_type_and_countries_must_agree(report, record, changes, right):
    assert score(report, change_event(record, 0, **changes)).events.right == right


def test_evidence_in_another_sentence_is_no_match(report, record):
    elsewhere = change_event(record, 0, evidence=record.events[1].trigger)
    assert score(report, elsewhere).events.right == 3


def test_symmetric_events_match_either_way_round(report, record):
    for source, target in ((("a2",), ("a5",)), (("a5",), ("a2",))):
        turned = change_event(record, 2, source=source, target=target)
        assert score(report, turned).events.to_figures()["sector"] == 1.0


def test_a_side_of_more_countries_is_not_fully_right(report, record):
    events = score(report, change_event(record, 0, target=("a1", "a4"))).events
    assert events.to_figures()["countries"] == 0.75


@pytest.mark.parametrize(
    ("number", "changes", "part", "share"),
    [
        (0, {"status": "actual"}, "status", 0.75),
        (0, {"claims": ("c1",)}, "attribution", 0.75),  # the denial is missing
        (0, {"claims": ("c2",)}, "attribution", 0.75),  # the assertion is missing
        (1, {"claims": ("c1",)}, "attribution", 0.75),  # another speaker where the reporter vouches
        (3, {"claims": ()}, "attribution", 1.0),
        (0, {"when": None}, "date", 0.5),
        (0, {"where": None}, "place", 0.0),
        (0, {"source": ("a3",)}, "sector", 4 / 5),
    ],
)
def test_the_parts_are_asked_one_by_one(report, record, number, changes, part, share):
    figures = score(report, change_event(record, number, **changes)).events.to_figures()
    assert figures["right"] == 4
    assert figures[part] == pytest.approx(share)


def test_the_source_may_speak_of_its_own_act(report, record):
    own = replace(record.claims[0], id="c9", speaker="a4")
    spoken = change_event(replace(record, claims=(*record.claims, own)), 3, claims=("c9",))
    assert score(report, spoken).events.to_figures()["attribution"] == 1.0


def test_a_wider_date_overlaps_but_is_not_exact(report, record):
    wide = change_event(record, 0, when=replace(record.events[0].when, start="1997-05-01"))
    figures = score(report, wide).events.to_figures()
    assert (figures["date"], figures["date_exact"]) == (1.0, 0.5)


@pytest.mark.parametrize("changes", [{"low": 11}, {"high": 12}, {"kind": "injured"}])
def test_a_toll_needs_its_kind_and_bounds(report, record, changes):
    other = replace(record, casualties=(replace(record.casualties[0], **changes),))
    tolls = score(report, other).casualties
    assert (tolls.right, tolls.missed, tolls.spurious) == (0, 1, 1)


def test_victims_need_their_sector(report, record):
    other = replace(record, casualties=(replace(record.casualties[0], victims=("a5",)),))
    assert score(report, other).casualties.to_figures()["victims"] == 0.0


def test_a_commitment_without_its_act_is_found_but_not_complete(report, record):
    other = replace(record, commitments=(replace(record.commitments[0], acts=()),))
    result = score(report, other)
    assert (result.commitments.right, result.complete) == (1, [])


def test_a_commitment_of_one_party_too_few_is_not_complete(report, record):
    other = replace(record, commitments=(replace(record.commitments[0], parties=("a1",)),))
    figures = score(report, other).to_figures()
    assert (figures["commitments"]["parties"], figures["complete_commitments"]) == (0.0, [])


def test_a_position_of_another_sector_is_another_holder(report, record):
    army = replace(
        record, actors=tuple(replace(a, code="KENMIL") if a.id == "a4" else a for a in record.actors)
    )
    positions = score(report, army).positions
    assert (positions.right, positions.missed, positions.spurious) == (0, 1, 1)


def test_the_listing_names_what_is_missed_spurious_and_wrong(report, record):
    spoilt = change_event(record, 0, status="actual")
    spoilt = replace(spoilt, events=(spoilt.events[0], replace(spoilt.events[1], type="THREATEN")))
    lines = "\n".join(list_errors(measure_report(report, spoilt)))
    assert "MISSED    e2  REJECT UGA.GOV → SDN" in lines
    assert "SPURIOUS  e2  THREATEN" in lines
    assert "WRONG: status" in lines
    assert "(near e2: another type)" in lines
    assert "(nothing near)" in lines
    assert "Kampala denied the attack." in lines


def test_a_folder_is_measured_whole_or_in_part(report, record, tmp_path):
    measured = measure(tmp_path, reader=lambda _: record)
    assert to_figures(measured)["all"]["events"]["right"] == 4
    assert "commitments with kind, parties and acts: kaya:c1" in format_results(measured)
    assert measure(tmp_path, only="moyo", reader=lambda _: record) == []
