import pytest

from evaluation.cases import load_report, load_reports
from evaluation.who import Who


def test_a_report_is_read_with_its_rows(report):
    first = report.events[0]
    assert (first.id, first.days, first.types) == ("e1", ("1997-05-03", "1997-05-03"), ("ASSAULT",))
    assert first.denied_by == (Who("UGA", "GOV"),)
    assert report.get_sentence(min(first.sentences)).startswith("Sudan said")
    assert report.events[2].days == ("1997-04-01", "1997-04-30")
    assert report.events[3].is_optional and not first.is_optional
    assert report.published == "1997-05-05"


def test_the_reports_of_a_folder_come_by_name(report, tmp_path):
    assert [each.name for each in load_reports(tmp_path)] == ["kaya"]
    assert load_reports(tmp_path, only="moyo") == []


def test_an_anchor_that_the_text_lacks_is_named(tmp_path):
    (tmp_path / "x.txt").write_text("Nothing happened.", encoding="utf-8")
    head = "published: 1990-01-01\npublisher: X\n"
    rows = head + "events: [{id: e1, anchor: a raid, type: [ASSAULT], status: actual}]"
    (tmp_path / "x.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(ValueError, match="'a raid'"):
        load_report(tmp_path, "x")
