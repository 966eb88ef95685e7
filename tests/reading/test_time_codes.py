"""TIMEX3 types and values, against Thursday 14 August 2008."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from dragoman.reading.time_codes import to_length, to_unit
from dragoman.reading.times import find_times
from tests.reading.test_times import make_flat

DAY = date(2008, 8, 14)

CODES = [
    ("Jets struck on Tuesday", "Tuesday", "DATE", "2008-08-12"),
    ("Jets struck on Tuesday night", "Tuesday night", "TIME", "2008-08-12TNI"),
    ("Jets struck on the night of 7 August", "the night of 7 August", "TIME", "2008-08-07TNI"),
    ("Jets struck overnight", "overnight", "TIME", "2008-08-13TNI"),
    ("Jets struck overnight Tuesday", "overnight Tuesday", "TIME", "2008-08-12TNI"),
    ("Jets struck at 15:40 on Tuesday", "15:40 on Tuesday", "TIME", "2008-08-12T15:40"),
    ("Jets struck on Tuesday at 3 pm", "Tuesday at 3 pm", "TIME", "2008-08-12T15:00"),
    ("Jets struck yesterday at 0430 GMT", "yesterday at 0430 GMT", "TIME", "2008-08-13T04:30"),
    ("Jets struck at 0600 hours on 3 May 1943", "0600 hours on 3 May 1943", "TIME", "1943-05-03T06:00"),
    ("Floods came in late June", "late June", "DATE", "2008-06"),
    ("Floods came last week", "last week", "DATE", "2008-W32"),
    ("Floods came over the last week", "the last week", "DATE", "2008-W32"),
    ("Floods came last weekend", "last weekend", "DATE", "2008-W32-WE"),
    ("Floods came last summer", "last summer", "DATE", "2007-SU"),
    ("Exports fell in the third quarter of 2005", "the third quarter of 2005", "DATE", "2005-Q3"),
    ("Exports fell in the first half of 2005", "the first half of 2005", "DATE", "2005-H1"),
    ("Exports fell in Q2 2005", "Q2 2005", "DATE", "2005-Q2"),
    ("Exports fell in FY2005", "FY2005", "DATE", "2005"),
    ("Exports fall this fiscal year", "this fiscal year", "DATE", "2008"),
    ("Raids went on in the 1980s", "the 1980s", "DATE", "198"),
    ("Raids went on in the nineteenth century", "the nineteenth century", "DATE", "18"),
    ("The town fell in 480 BC", "480 BC", "DATE", "BC0480"),
    ("The town fell in AD 70", "AD 70", "DATE", "0070"),
    ("A siege lasted for two weeks", "two weeks", "DURATION", "P2W"),
    ("A 48-hour deadline passed", "48-hour", "DURATION", "PT48H"),
    ("Shelling went on for years", "years", "DURATION", "PXY"),
    ("Shelling went on for several months", "several months", "DURATION", "PXM"),
    ("It lasted two decades", "two decades", "DURATION", "P20Y"),
    ("It lasted two and a half years", "two and a half years", "DURATION", "P2.5Y"),
    ("Shelling rose over the past three days", "the past three days", "DURATION", "P3D"),
    ("They hope to finish in five years", "five years", "DURATION", "P5Y"),
    ("Patrols left every Friday", "every Friday", "SET", "XXXX-WXX-5"),
    ("Patrols left on Fridays", "Fridays", "SET", "XXXX-WXX-5"),
    ("Patrols left every morning", "every morning", "SET", "XXXX-XX-XXTMO"),
    ("Patrols left every two weeks", "every two weeks", "SET", "P2W"),
    ("Patrols left daily", "daily", "SET", "XXXX-XX-XX"),
    ("They pay each year", "each year", "SET", "XXXX"),
    ("The road is now shut", "now", "DATE", "PRESENT_REF"),
    ("He was a guard at the time", "at the time", "DATE", "PAST_REF"),
    ("They met months ago", "months ago", "DATE", "PAST_REF"),
    ("They met on Christmas Eve 1944", "Christmas Eve 1944", "DATE", "1944-12-24"),
    ("They landed on D-Day plus 3", "D-Day plus 3", "DATE", "1944-06-09"),
    ("LIMA, 30 DEC 89 WIRES", "30 DEC 89", "DATE", "1989-12-30"),
    ("LIMA, 3 JAN 90 WIRES", "3 JAN 90", "DATE", "1990-01-03"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), CODES)
def test_the_type_and_value_of_an_expression(text: str, words: str, kind: str, value: str) -> None:
    found = find_times(make_flat(text), DAY).expressions
    assert [(text[one.start : one.end], one.kind, one.value) for one in found] == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It lasted from 1975 to 1990", ["1975", "1990"]),
        ("It lasted from 28 May to 2 June 1988", ["1988-05-28", "1988-06-02"]),
        ("Held on 12-13 September 1990", ["1990-09-12", "1990-09-13"]),
        ("Held on September 12-13, 1990", ["1990-09-12", "1990-09-13"]),
        ("Held between Monday and Wednesday", ["2008-08-11", "2008-08-13"]),
        ("Eight years from now", ["P8Y", "PRESENT_REF"]),
    ],
)
def test_an_interval_is_written_with_two_dates(text: str, values: list[str]) -> None:
    found = find_times(make_flat(text), DAY).expressions
    assert [one.value for one in found] == values
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"), [("Signed 12.IX.1944 in Moscow", "1944-09-12"), ("Signed 5-XI-1917", "1917-11-05")]
)
def test_months_in_roman_figures(text: str, value: str) -> None:
    assert [one.value for one in find_times(make_flat(text), DAY).expressions] == [value]


def test_what_is_no_date_dates_no_event() -> None:
    table = find_times(make_flat("For two weeks now patrols left every Friday"), DAY)
    assert [one.kind for one in table.expressions] == ["DURATION", "DATE", "SET"]
    assert not table.mentions


@pytest.mark.parametrize(
    "text",
    [
        "A 25-year-old driver and a guard aged 40 years",
        "Half of the men and a quarter of the town",
        "The Daily Star and the Weekly Post",
        "Section 12.5 and version 1.2.3",
        "They met at the start of it",
        "A singer in her late 80s and his 20s",
    ],
)
def test_words_that_are_no_time_expressions(text: str) -> None:
    assert not find_times(make_flat(text), DAY).expressions


@pytest.mark.parametrize(
    "text",
    ["Signed 31 June 1990", "Signed 45/13/2020", "Signed 2015-02-29", "Signed 31.XI.1944", "At 25:99 hours"],
)
def test_days_that_no_calendar_has_give_none(text: str) -> None:
    assert all(mention.when.start is None for mention in find_times(make_flat(text), DAY).mentions)


def test_a_history_carries_its_year_over_its_paragraphs() -> None:
    opening = "War came in May 1931. A truce held in 1932, broke in 1933, held in 1934 and 1935."
    table = find_times(make_flat(opening + " By August all was quiet"), DAY)
    assert table.expressions[-1].value == "1935-08"
    news = find_times(make_flat("On Tuesday jets struck. By August all was quiet"), DAY)
    assert news.expressions[-1].value == "2008-08"


def test_a_year_told_in_passing_does_not_move_a_history() -> None:
    text = (
        "War came in 1931. A truce came in 1932. It broke in 1933. A fort fell in 1934, as papers "
        "released in 1999 show. On 3 May the rebels left. In 1935 all ended"
    )
    values = [one.value for one in find_times(make_flat(text), DAY).expressions]
    assert values == ["1931", "1932", "1933", "1934", "1999", "1934-05-03", "1935"]


def test_lengths_and_units() -> None:
    assert [to_length("hour", 36), to_length("fortnight", 1), to_length("decade", 0)] == [
        "PT36H", "P2W", "PXDE",
    ]  # fmt: skip
    assert to_unit("weekend", DAY) == "2008-W33-WE" and to_unit("quarter", DAY) == "2008-Q3"
