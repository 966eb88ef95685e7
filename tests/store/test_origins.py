"""Reports that print one text are one origin, whoever publishes them; forgetting one parts them again."""

import dataclasses
import sqlite3
from contextlib import closing

import pytest

from dragoman import Filter, View, read_many
from dragoman.store import origins
from dragoman.store.engine import open_writing

WIRE = (
    "TULA, March 14 - Kenya said on Thursday that Somalia's army had shelled the border town of Tula, killing"
    " at least 12 farmers who were on their way to the market.\n\nSomalia denied the attack and called the"
    " accusation a pretext. The two countries had signed a ceasefire on Monday after talks in Nairobi which"
    " lasted for nine days.\n\nA doctor at the hospital of Tula said that the wounded were being treated on"
    " the floor, and that there was no electricity in the wards."
)
REPORTS = (
    {"text": WIRE, "published": "2019-03-14", "publisher": "Rift Wire"},
    {"text": "Shells fall on Tula\n\n" + WIRE, "published": "2019-03-15", "publisher": "Coast Gazette"},
    {"text": WIRE.rsplit("\n\n", 1)[0], "published": "2019-03-15", "publisher": "Lake Post"},
    {
        "text": WIRE.replace("12 farmers", "70 farmers"),
        "published": "2019-03-16",
        "publisher": "Plain Speaker",
    },
    {
        "text": "Peru's president met Ecuador's envoy in Lima on Friday to speak of the border at Zaruma.",
        "published": "2019-03-16",
        "publisher": "Andes Wire",
    },
)


@pytest.fixture(scope="module")
def told():
    return list(read_many(REPORTS))


def test_copies_and_cuts_are_one_origin(store, writer, told):
    ids = [writer.add(record).report for record in told]
    [line] = View(store).list_origins()
    assert (line.origin, line.reports, line.altered) == (ids[0], 4, True)
    assert line.publishers == ("Coast Gazette", "Lake Post", "Plain Speaker", "Rift Wire")
    assert View(store).count_rows()["origins"] == 2
    assert View(store).list_origins(Filter(publisher="Andes Wire")) == []


def test_the_order_of_adding_changes_nothing(store, writer, told):
    for record in reversed(told):
        writer.add(record)
    [line] = View(store).list_origins()
    assert line.reports == 4


def test_what_is_forgotten_counts_no_more(store, writer, told):
    ids = [writer.add(record).report for record in told[:2]]
    writer.forget(ids[0])
    assert View(store).list_origins() == []
    assert View(store).count_rows()["origins"] == 1


def test_the_same_text_by_many_papers_is_quick_and_one(store, writer, told):
    for number in range(80):
        report = dataclasses.replace(told[0].report, publisher=f"Paper {number}")
        writer.add(dataclasses.replace(told[0], report=report))
    [line] = View(store).list_origins()
    assert line.reports == 80


def ask(store, query):
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute(query).fetchall()


def print_again(record, number, published="2019-03-20"):
    """Return the record of the same text in another paper."""
    report = dataclasses.replace(record.report, publisher=f"Paper {number}", published=published)
    return dataclasses.replace(record, report=report)


def with_text(record, text, number):
    """Return the record as of another text."""
    report = dataclasses.replace(record.report, text=text, sha256=f"{number:064x}")
    return dataclasses.replace(record, report=report)


def test_one_more_print_of_a_text_leaves_the_others_alone(writer, told, monkeypatch):
    writer.add(told[0])

    def refuse(connection, reports):
        raise AssertionError(f"{len(reports)} reports are written anew")

    monkeypatch.setattr(origins, "regroup", refuse)
    for number in range(5):
        writer.add(print_again(told[number % 2], number))
    writer.add(told[4])
    with pytest.raises(AssertionError, match="anew"):
        writer.add(told[2])
    with pytest.raises(AssertionError, match="anew"):
        writer.add(print_again(told[0], 9, published="2019-03-01"))


def test_joining_step_by_step_gives_what_all_together_give(store, writer, told):
    digest = told[0].report.text + "\n\n" + told[4].report.text
    query = "SELECT report, origin, edition FROM origins ORDER BY 1, 2"
    for number in range(12):
        record = print_again(told[number % len(told)], number, f"2019-03-{20 - number * 7 % 12:02d}")
        writer.add(with_text(record, digest, number) if number % 4 == 3 else record)
        joined = ask(store, query)
        with open_writing(store.path).begin() as connection:
            origins.regroup(connection, {row[0] for row in joined})
        assert ask(store, query) == joined
    assert len(joined) == 12 and len({row[2] for row in joined}) > len({row[1] for row in joined})


def test_a_print_between_two_others_makes_them_one(store, writer, told):
    words = WIRE.split(" ")
    share = round(len(words) * 0.74)
    for number, part in enumerate((words[:share], words[-share:])):
        writer.add(with_text(told[0], " ".join(part), number))
    assert View(store).list_origins() == []
    writer.add(told[0])
    assert len(set(ask(store, "SELECT origin, edition FROM origins"))) == 1


def test_the_earliest_day_names_the_origin_whenever_it_comes(store, writer, told):
    writer.add(told[1])
    first = writer.add(print_again(told[0], 1, published="2019-03-01")).report
    assert {row[0] for row in ask(store, "SELECT origin FROM origins")} == {first}


def test_a_forgotten_report_is_found_by_no_band(store, writer, told):
    forgotten, kept = (writer.add(told[number]).report for number in (0, 4))
    bands = ask(store, "SELECT count(*) FROM bands")
    writer.forget(forgotten)
    assert ask(store, "SELECT report FROM signatures") == [(kept,)]
    query = "SELECT count(*) FROM bands JOIN signatures USING (number)"
    assert [(0,)] < ask(store, "SELECT count(*) FROM bands") == ask(store, query) < bands
