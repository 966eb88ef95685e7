"""Reports that print one text are one origin, whoever publishes them; forgetting one parts them again."""

import dataclasses

import pytest

from dragoman import Filter, View, read_many

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
