import pytest

from dragoman.ingest.found import FoundReport
from dragoman.ingest.front_matter import read_front_matter

TEXT = """---
# written by hand
title: "Rain: a report"
Date: 20 September 2022
author: A. Reporter
source: Suva Courier
tags:
  - rain
  - suva
---

It rained in Suva.
"""


def test_what_is_told_above_the_text_becomes_fields():
    report = read_front_matter(FoundReport("a.md", TEXT))
    assert report.text == "It rained in Suva.\n"
    assert (report.title, report.published, report.basis) == ("Rain: a report", "2022-09-20", "metadata")
    assert (report.author, report.publisher) == ("A. Reporter", "Suva Courier")


def test_the_remark_says_where_the_text_begins_in_the_file():
    (remark,) = read_front_matter(FoundReport("a.md", TEXT)).remarks
    assert remark.message.startswith(f"The first {TEXT.index('It rained')} characters")


def test_what_was_told_before_stays():
    given = FoundReport("a.md", TEXT, title="Sun", published="2020-01-02", publisher="P")
    report = read_front_matter(given)
    assert (report.title, report.published, report.basis, report.publisher) == (
        "Sun",
        "2020-01-02",
        "given",
        "P",
    )


def test_a_day_that_cannot_be_told_is_said():
    report = read_front_matter(FoundReport("a.md", "---\ndate: 3/4/2021\n---\nRain."))
    assert report.published is None
    assert [remark.kind for remark in report.remarks] == ["front matter", "date"]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "---\n\nIt rained.\n\n---\n\nThe sun shone.",
        "---\nSUVA: It rained, the office said.\n\n---\n\nNADI: Sun.",
        "---\nmood: fine\n---\nIt rained.",
        "---\ntitle: Rain\nIt rained, and nothing closes this.",
        "---\ntitle: Rain\n---\n",
        "---\n" + "title: Rain\n" * 70 + "---\nIt rained.",
        " ---\ntitle: Rain\n---\nIt rained.",
        "---",
        "",
    ],
)
def test_other_texts_stay_as_they_are(text):
    report = FoundReport("a.md", text)
    assert read_front_matter(report) is report
