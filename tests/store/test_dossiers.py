"""Reports that tell one thing share a dossier, which says how they agree, through time and forgetting."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from dragoman import Filter, View, Writer
from dragoman.errors import UsageError
from tests.store.conftest import OLD
from tests.store.raids import make_raid, reprint


@pytest.fixture
def told(store, writer):
    """A store with one raid by three outlets, one of them a copy, and another raid: 1 to 4 January 2020."""
    for record in (
        make_raid("wire"), reprint(make_raid("wire"), "Coast Daily"), make_raid("denial"), make_raid("later"),
    ):  # fmt: skip
        writer.add(record)
    return store


def list_places(view):
    return [(line.place, line.reports, line.origins, line.standing) for line in view.list_incidents()]


def test_one_raid_is_one_incident_and_copies_are_one_origin(told):
    assert list_places(View(told)) == [("Lamu", 1, 1, "single_origin"), ("Tula", 3, 2, "denied")]


def test_an_incident_says_what_voices_differ_on_and_how_many_died(told):
    raid = View(told).list_incidents()[1]
    assert raid.contested == ("source", "killed")
    assert raid.tolls == ("killed 3–12",)
    assert (raid.source, raid.target) == (("Somali troops",), ("traders",))


def test_every_value_of_an_incident_leads_to_its_words(told):
    view = View(told)
    dossier = view.load_dossier(view.list_incidents()[1].id)
    tellers = {(one.report, one.local): one.words for one in dossier.tellers}
    sayings = [
        saying for field in dossier.told["fields"] for value in field["values"] for saying in value["sayings"]
    ]
    assert sayings and all((one["report"], one["event"]) in tellers for one in sayings)
    assert all("shelled" in words for words in tellers.values())


def test_what_was_known_on_a_day_is_shown_of_that_day(told):
    assert list_places(View(told, as_of="2020-01-01")) == [("Tula", 1, 1, "single_origin")]
    assert list_places(View(told, as_of="2020-01-02")) == [("Tula", 2, 1, "single_origin")]
    assert list_places(View(told, as_of="2020-01-03")) == [("Tula", 3, 2, "denied")]
    assert list_places(View(told, as_of="2019-12-31")) == []
    raid = View(told).list_incidents()[1].id
    then = View(told, as_of="2020-01-01").load_dossier(raid)
    assert len(then.tellers) == 1 and "until" not in then.line


def test_nothing_that_came_later_is_counted_found_or_called_a_copy_on_a_day(told, writer):
    writer.note_failure("x.txt", "no text")
    before = View(told, as_of="2020-01-01")
    assert before.list_origins() == [] and View(told).list_origins()[0].reports == 2
    assert [line.reports for line in View(told, as_of="2020-01-02").list_origins()] == [2]
    assert (before.count_rows()["origins"], before.count_rows()["failures"]) == (1, 0)
    assert {hit.publisher for hit in before.search("Tula")} == {"Wire Post"}


def test_what_has_no_known_day_is_not_before_any(told, writer):
    raid = make_raid("wire", "Undated Post")
    event = replace(raid.events[0], when=None)
    writer.add(replace(raid, report=replace(raid.report, published=None), events=(event,)))
    undated = Filter(publisher="undated post")
    assert [line.day for line in View(told).list_incidents(undated)] == [""]
    assert View(told).list_incidents(replace(undated, until="2030-01-01")) == []


def test_changes_say_what_was_linked_and_that_it_is_denied_now(told):
    changes = View(told).list_changes(Filter(type="changed"))
    assert ("standing", '"single_origin"', '"denied"') in {(c.field, c.before, c.after) for c in changes}
    linked = View(told).list_changes(Filter(type="linked"))
    assert {change.layer for change in linked} == {"incidents", "commitments", "lines"}
    assert all(change.why for change in linked)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Filter(min_origins=2), ["Tula"]),
        (Filter(status="single_origin"), ["Lamu"]),
        (Filter(since="2019-04-01"), ["Lamu"]),
        (Filter(until="2019-03-31"), ["Tula"]),
        (Filter(publisher="denial post"), ["Tula"]),
        (Filter(speaker="SOM"), ["Tula"]),
        (Filter(actor="SOMMIL"), ["Lamu", "Tula"]),
        (Filter(country="ken", type="assault"), ["Lamu", "Tula"]),
        (Filter(country="SOM"), []),
        (Filter(limit=1, offset=1), ["Tula"]),
    ],
)
def test_incidents_are_narrowed_down(told, wanted, places):
    assert [line.place for line in View(told).list_incidents(wanted)] == places


def test_events_are_narrowed_to_what_several_origins_tell(told):
    assert {line.place for line in View(told).list_events(Filter(min_origins=2))} == {"Tula"}


def test_commitments_actors_and_lines_go_across_reports(told):
    view = View(told)
    [truce] = view.list_commitments()
    assert truce.reports == 4 and len(truce.acts) == 3
    names = {line.name: line.reports for line in view.list_actors()}
    assert names["Kenya"] == 3
    kenya = next(line for line in view.list_lines() if line.holder == "KENGOV")
    assert kenya.steps == ("2019-03-15 opposes, first", "2019-04-17 opposes, again")


def test_a_forgotten_report_leaves_no_trace_in_what_others_tell(told):
    report = next(line.id for line in View(told).list_reports() if line.publisher == "Denial Post")
    Writer(told).forget(report)
    view = View(told)
    assert list_places(view) == [("Lamu", 1, 1, "single_origin"), ("Tula", 2, 1, "single_origin")]
    assert view.list_incidents()[1].tolls == ("killed 12",)
    assert not any(change.after == '"denied"' for change in view.list_changes())
    assert list_places(View(told, as_of="2020-01-03")) == [("Tula", 2, 1, "single_origin")]
    with closing(sqlite3.connect(told.path)) as connection:
        written = "\n".join(connection.iterdump())
    assert "MOGADISHU" not in written and report not in written


def test_forgetting_a_report_leaves_what_was_told_before_it(told):
    with closing(sqlite3.connect(told.path)) as connection:
        query = "SELECT version, since FROM dossiers WHERE kind = 'incident' ORDER BY since"
        [first, second, *_] = [since for _, since in connection.execute(query)]
    before = [View(told, as_of=since).list_incidents() for since in (first, second)]
    changes = len(View(told, as_of=second).list_changes())
    Writer(told).forget(
        next(line.id for line in View(told).list_reports() if line.publisher == "Denial Post")
    )
    assert [View(told, as_of=since).list_incidents() for since in (first, second)] == before
    assert len(View(told, as_of=second).list_changes()) == changes


def test_a_dossier_whose_reports_are_all_forgotten_is_gone(told):
    view = View(told)
    lamu = view.list_incidents()[0].id
    Writer(told).forget(view.load_dossier(lamu).tellers[0].report)
    with pytest.raises(UsageError, match="Nothing shown"):
        View(told).load_dossier(lamu)


def test_a_new_reading_goes_back_to_its_incident(store, clock):
    old = Writer(store, versions=OLD, clock=clock)
    for name in ("wire", "denial"):
        old.add(make_raid(name))
    before = {line.id for line in View(store).list_incidents()}
    again = Writer(store, clock=clock)
    again.add(make_raid("denial", killed=4))
    assert {line.id for line in View(store).list_incidents()} == before
    assert View(store).list_incidents()[0].tolls == ("killed 4–12",)
    assert View(store, as_of="2020-01-02").list_incidents()[0].tolls == ("killed 3–12",)
