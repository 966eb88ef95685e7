from datetime import date

import pytest

from dragoman.ingest.page_dates import choose_day, clean_moment

LATEST = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2022-09-20", "2022-09-20"),
        ("2022-09-20T08:30:00Z", "2022-09-20T08:30:00Z"),
        ("2022-09-20T08:30:00.123+0300", "2022-09-20T08:30:00+03:00"),
        ("2022-09-20 08:30", "2022-09-20T08:30"),
        ("2022-09-20T99:30:00Z", "2022-09-20"),
        ("20220920", "2022-09-20"),
        ("20220920T083000Z", "2022-09-20"),
        ("Tue, 20 Sep 2022 08:30:00 GMT", "2022-09-20"),
        ("September 20, 2022", "2022-09-20"),
        ("Sept. 20th, 2022 8:30 a.m.", "2022-09-20"),
        ("Published on 20 September 2022", "2022-09-20"),
        ("20.09.2022", "2022-09-20"),
        ("20/09/2022", "2022-09-20"),
        ("09/20/2022", "2022-09-20"),
        ("2022/09/20", "2022-09-20"),
        ("20 сентября 2022, 10:15", "2022-09-20"),
        ("20 septembre 2022", "2022-09-20"),
        ("20 de septiembre de 2022", "2022-09-20"),
        ("20 de maio de 2022", "2022-05-20"),
        ("20. März 2022", "2022-03-20"),
        ("20 سبتمبر 2022", "2022-09-20"),
        ("20 ديسمبر 2022", "2022-12-20"),
    ],
)
def test_days_are_read_in_the_forms_that_pages_have(value, moment):
    assert clean_moment(value, LATEST) == moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "03/04/2022",
        "2022-02-30",
        "2030-01-01",
        "1500-01-01",
        "12345678901",
        "Room 20 Hall 2022",
        "9" * 5000,
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(value):
    assert clean_moment(value, LATEST) is None


def test_metadata_come_before_the_feed():
    chosen = choose_day(["2022-09-20T08:00:00Z"], "2022-09-20", None)
    assert (chosen.published, chosen.basis, chosen.remarks) == ("2022-09-20T08:00:00Z", "metadata", ())


def test_the_feed_comes_where_metadata_tell_nothing():
    chosen = choose_day([], "2022-09-21", date(2022, 9, 20))
    assert (chosen.published, chosen.basis, chosen.remarks) == ("2022-09-21", "feed", ())


def test_the_day_of_the_address_is_left_to_reading():
    assert choose_day([], None, date(2022, 9, 20)).published is None


def test_days_more_than_one_apart_are_told_of():
    [remark] = choose_day(["2022-09-23"], "2022-09-22", date(2022, 9, 20)).remarks
    assert remark.kind == "date"
    assert "2022-09-23, what leads to it says 2022-09-22, its address says 2022-09-20" in remark.message


def test_two_metadata_that_differ_are_told_of():
    [remark] = choose_day(["2022-09-23", "2021-01-02"], None, None).remarks
    assert "the page's metadata say 2022-09-23, other metadata say 2021-01-02" in remark.message
