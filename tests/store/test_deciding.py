"""What persons decide holds over what was read, now and after later readings, and can be undone."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from dragoman import Filter, View, Writer
from dragoman.errors import UsageError
from dragoman.store.deciding import Decider, check_value
from dragoman.store.rows import LAYERS
from tests.store.conftest import OLD
from tests.store.raids import make_raid

EVENTS = next(layer for layer in LAYERS if layer.name == "events")


@pytest.fixture
def told(store, clock):
    """A store with two tellings of one raid, and another raid, read by an old version."""
    writer = Writer(store, versions=OLD, clock=clock)
    for name in ("wire", "denial", "later"):
        writer.add(make_raid(name))
    return store


@pytest.fixture
def decider(told, clock):
    return Decider(told, "ana", clock=clock)


def list_raids(store, **wanted):
    return {line.place: line for line in View(store).list_incidents(Filter(**wanted))}


def find_event(store, publisher):
    [event] = View(store).list_events(Filter(publisher=publisher))
    return event


def read_again(store, clock):
    writer = Writer(store, clock=clock)
    for name in ("wire", "denial", "later"):
        assert writer.add(make_raid(name)).state == "read again"


def test_what_is_accepted_is_marked_so(told, decider):
    event = find_event(told, "Wire Post")
    decider.accept(event.id, "checked with the mission")
    assert find_event(told, "Wire Post").review == "reviewed"
    assert [line.id for line in View(told).list_events(Filter(review="reviewed"))] == [event.id]
    assert event.id not in {line.id for line in View(told).list_events(Filter(review="machine"))}


def test_what_is_rejected_leaves_lists_and_its_incident_and_comes_back(told, decider, clock):
    denial = find_event(told, "Denial Post").id
    number = decider.reject(denial)
    assert View(told).list_events(Filter(publisher="Denial Post")) == []
    assert [line.id for line in View(told).list_events(Filter(review="rejected"))] == [denial]
    assert list_raids(told)["Tula"].standing == "single_origin"
    read_again(told, clock)
    assert list_raids(told)["Tula"].reports == 1
    decider.undo(number)
    assert find_event(told, "Denial Post").review == "machine"
    assert (list_raids(told)["Tula"].reports, list_raids(told)["Tula"].standing) == (2, "denied")


def test_an_edit_is_shown_asked_for_and_reaches_the_incident(told, decider, clock):
    event = find_event(told, "Wire Post")
    decider.edit(event.id, "when_start", "2019-03-13")
    decider.edit(event.id, "when_end", "2019-03-13")
    number = decider.edit(event.id, "status", "actual", "a photograph")
    assert find_event(told, "Wire Post").status == "actual"
    assert event.id in {line.id for line in View(told).list_events(Filter(status="actual"))}
    assert event.id not in {line.id for line in View(told).list_events(Filter(status="alleged"))}
    told_status = View(told).load_dossier(list_raids(told)["Tula"].id).told["fields"]
    assert "actual" in {value["text"] for field in told_status for value in field["values"]}
    read_again(told, clock)
    assert find_event(told, "Wire Post").status == "actual"
    decider.undo(number)
    assert find_event(told, "Wire Post").status == "alleged"
    assert View(told, as_of="2020-01-06").list_events(Filter(publisher="Wire Post"))[0].status == "actual"


def test_a_day_given_after_the_end_moves_the_end_along(told, decider):
    event = find_event(told, "Later Post")
    lamu = list_raids(told)["Lamu"].id
    decider.edit(event.id, "when_start", "2019-05-20")
    line = View(told).load_dossier(lamu).line
    assert (line["day"], line["last_day"]) == ("2019-05-20", "2019-05-20")


def test_an_event_whose_days_are_taken_away_has_none(told, decider):
    event = find_event(told, "Later Post")
    lamu = list_raids(told)["Lamu"].id
    for name in ("when_start", "when_end"):
        decider.edit(event.id, name, "")
    line = View(told).load_dossier(lamu).line
    assert (line["day"], line["last_day"]) == ("", None)


def list_statuses(view, dossier):
    fields = view.load_dossier(dossier).told["fields"]
    return {value["text"] for field in fields if field["name"] == "status" for value in field["values"]}


def test_a_field_given_later_is_not_in_what_was_known_before(told, decider, clock):
    raid = list_raids(told)["Lamu"].id
    decider.edit(find_event(told, "Later Post").id, "status", "actual")
    assert list_statuses(View(told), raid) == {"actual"}
    assert list_statuses(View(told, as_of="2020-01-03"), raid) == {"alleged"}
    read_again(told, clock)
    assert list_statuses(View(told, as_of="2020-01-03"), raid) == {"alleged"}


def test_forgetting_another_report_keeps_when_fields_were_given(told, decider):
    tula = list_raids(told)["Tula"].id
    for name in ("when_start", "when_end"):
        decider.edit(find_event(told, "Wire Post").id, name, "2019-03-12")
    Writer(told).forget(find_event(told, "Denial Post").report)
    assert View(told, as_of="2020-01-03").load_dossier(tula).line["day"] == "2019-03-14"
    assert View(told).load_dossier(tula).line["day"] == "2019-03-12"


def test_a_later_report_is_compared_with_the_field_that_a_person_gave(told, decider, clock):
    event = find_event(told, "Later Post")
    for name in ("when_end", "when_start"):
        decider.edit(event.id, name, "2019-03-14")
    keys = "SELECT key FROM dossier_keys WHERE dossier = ?"
    with closing(sqlite3.connect(told.path)) as connection:
        weeks = {key for [key] in connection.execute(keys, [list_raids(told)["Lamu"].id])}
        tula = {key for [key] in connection.execute(keys, [list_raids(told)["Tula"].id])}
    assert "i|ASSAULT|" in {key[:10] for key in weeks & tula}


def test_nothing_that_was_decided_of_a_forgotten_report_is_left(told, decider):
    lamu, denial = list_raids(told)["Lamu"].id, find_event(told, "Denial Post")
    decider.accept(lamu, "Colonel Omondi saw it")
    decider.undo(decider.reject(lamu, "Colonel Omondi doubts it"))
    split = decider.split([denial.id], "another market")
    writer = Writer(told)
    writer.forget(find_event(told, "Later Post").report)
    writer.forget(denial.report)
    assert b"Omondi" not in told.path.read_bytes() and denial.id.encode() not in told.path.read_bytes()
    assert [(line.number, line.value) for line in View(told).list_decisions()] == [(split, "[]")]
    decider.undo(split)
    assert [line.reports for line in View(told).list_incidents()] == [1]


def test_merged_incidents_stay_one_and_part_again_when_undone(told, decider, clock):
    before = list_raids(told)
    number = decider.merge(before["Tula"].id, before["Lamu"].id)
    assert [line.reports for line in View(told).list_incidents()] == [3]
    read_again(told, clock)
    assert [line.reports for line in View(told).list_incidents()] == [3]
    decider.undo(number)
    assert {line.id for line in list_raids(told).values()} == {line.id for line in before.values()}


def test_of_two_merges_in_a_row_the_last_is_undone_first(told, decider):
    decider.split([find_event(told, "Denial Post").id])
    one, two, three = before = [line.id for line in View(told).list_incidents()]
    first, second = decider.merge(one, two), decider.merge(one, three)
    with pytest.raises(UsageError, match=f"decision {second} has moved"):
        decider.undo(first)
    decider.undo(second)
    decider.undo(first)
    assert [line.id for line in View(told).list_incidents()] == before


def test_a_split_that_was_merged_again_is_undone_step_by_step(told, decider):
    tula = list_raids(told)["Tula"].id
    split = decider.split([find_event(told, "Denial Post").id])
    [other] = {line.id for line in View(told).list_incidents() if line.place == "Tula"} - {tula}
    merged = decider.merge(tula, other)
    decider.undo(merged)
    assert [line.reports for line in View(told).list_incidents()] == [1, 1, 1]
    decider.undo(split)
    assert (list_raids(told)["Tula"].id, list_raids(told)["Tula"].reports) == (tula, 2)


def test_a_row_whose_rejection_is_undone_goes_back_where_a_person_put_it(told, decider):
    raids = list_raids(told)
    decider.merge(raids["Tula"].id, raids["Lamu"].id)
    rejection = decider.reject(find_event(told, "Later Post").id)
    decider.undo(rejection)
    assert [(line.id, line.reports) for line in View(told).list_incidents()] == [(raids["Tula"].id, 3)]


def test_a_rejection_is_undone_of_a_row_that_a_later_reading_does_not_have(told, decider, clock):
    rejection = decider.reject(find_event(told, "Later Post").id)
    unlike = replace(make_raid("later"), events=(), claims=(), casualties=())
    assert Writer(told, clock=clock).add(unlike).state == "read again"
    decider.undo(rejection)
    assert [line.holds for line in View(told).list_decisions()] == [False, True]


def test_split_rows_stay_apart_whatever_is_read_later(told, decider, clock):
    denial = find_event(told, "Denial Post").id
    number = decider.split([denial], "another market")
    assert sorted(line.reports for line in View(told).list_incidents()) == [1, 1, 1]
    read_again(told, clock)
    assert sorted(line.reports for line in View(told).list_incidents()) == [1, 1, 1]
    decider.undo(number)
    assert sorted(line.reports for line in View(told).list_incidents()) == [1, 2]


def test_decisions_are_listed_with_who_made_them_and_leave_the_queue(told, decider):
    raid = list_raids(told)["Tula"].id
    assert raid in {line.id for line in View(told).list_queue()}
    first = decider.accept(raid)
    assert raid not in {line.id for line in View(told).list_queue()}
    decider.undo(first, "too early")
    accepted, undone = View(told).list_decisions()
    assert (accepted.user, accepted.kind, accepted.row, accepted.holds) == ("ana", "accept", raid, False)
    assert (undone.kind, undone.undoes, undone.note) == ("undo", first, "too early")
    assert {change.kind for change in View(told).list_changes()} >= {"accept", "undo"}


def test_the_queue_begins_with_what_is_disputed(told):
    first, *others = View(told).list_queue()
    assert first.contested and all(first.priority >= other.priority for other in others)


@pytest.mark.parametrize(
    "ask",
    [
        lambda decider, ids: decider.accept("e0"),
        lambda decider, ids: decider.accept(""),
        lambda decider, ids: decider.reject("i0"),
        lambda decider, ids: decider.merge(ids["Tula"], ids["Tula"]),
        lambda decider, ids: decider.merge(ids["Tula"], "i0"),
        lambda decider, ids: decider.merge(ids["Tula"], "l0"),
        lambda decider, ids: decider.split(["e0"]),
        lambda decider, ids: decider.split([]),
        lambda decider, ids: decider.undo(99),
    ],
)
def test_what_is_not_there_cannot_be_decided_of(told, decider, ask):
    ids = {place: line.id for place, line in list_raids(told).items()}
    with pytest.raises(UsageError, match="Nothing"):
        ask(decider, ids)
    assert View(told).list_decisions() == []


def test_all_rows_of_an_incident_are_not_split_from_it(told, decider):
    rows = [one.row for one in View(told).load_dossier(list_raids(told)["Tula"].id).tellers]
    with pytest.raises(UsageError, match="all of"):
        decider.split(rows)


def test_a_decision_needs_a_name(told):
    with pytest.raises(UsageError, match="name"):
        Decider(told, "  ")


def test_an_undone_decision_is_not_undone_again(told, decider):
    number = decider.accept(find_event(told, "Wire Post").id)
    decider.undo(number)
    with pytest.raises(UsageError, match="no decision"):
        decider.undo(number)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("status", "denied", "denied"),
        ("mode", "", None),
        ("symmetric", "true", True),
        ("when_start", "2019-03-01", "2019-03-01"),
        ("when_end", "", None),
    ],
)
def test_a_value_is_kept_as_the_field_holds_it(field, value, kept):
    assert check_value(EVENTS, field, value) == kept


@pytest.mark.parametrize("value", ["nan", "inf", "-1e400"])
def test_what_is_no_number_of_degrees_is_refused(value):
    places = next(layer for layer in LAYERS if layer.name == "places")
    assert check_value(places, "lat", "1.5") == 1.5
    with pytest.raises(UsageError, match="cannot be"):
        check_value(places, "lat", value)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("status", "true-ish", "It is one of"),
        ("confidence", "1", "no field"),
        ("sources", "x", "no field"),
        ("when_start", "Tuesday", "2022-09-20"),
        ("type", "", "cannot be"),
        ("symmetric", "perhaps", "cannot be"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused(field, value, said):
    with pytest.raises(UsageError, match=said):
        check_value(EVENTS, field, value)
