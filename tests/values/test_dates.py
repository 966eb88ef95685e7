from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.values.dates import (
    UNKNOWN,
    clean_date,
    compare_dates,
    get_date,
    get_day,
    get_range,
    get_week,
    shift_days,
    shift_months,
    to_acled_precision,
    to_edtf,
    to_ucdp_precision,
)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1962", "year"),
        ("1962-10", "month"),
        ("1962-10-22", "day"),
        ("1962-10-22/1962-10-24", "range"),
        ("1962-10-22/1962-10-28", "week"),
        ("1962-10-22/1962-11-20", "month"),
        ("1962-10-22/1966-11-20", "year"),
        ("1962-10-22/..", "unknown"),
        ("../1962-10-22", "unknown"),
    ],
)
def test_edtf_comes_back(text: str, precision: str) -> None:
    when = clean_date(text)
    assert when is not None
    assert (to_edtf(when), when.precision) == (text, precision)


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "1962-13", "1962-02-30", "62", "last week", "1962-10-22/1962-10-01", "0000", "١٩٦٢"],
)
def test_no_dates(text: str) -> None:
    assert clean_date(text) is None


def test_impossible_parts() -> None:
    assert get_date(2023, 2, 29) is None
    assert get_date(2023, 13) is None
    assert get_date(0) is None
    assert get_date(10_000) is None


def test_weeks_run_from_monday() -> None:
    assert to_edtf(get_week(date(1991, 1, 17))) == "1991-01-14/1991-01-20"


def test_ends_are_put_in_order() -> None:
    assert to_edtf(get_range(date(1991, 1, 17), date(1991, 1, 15))) == "1991-01-15/1991-01-17"


def test_unknown() -> None:
    assert to_edtf(UNKNOWN) == ""
    assert to_edtf(get_day(date(1991, 1, 17))) == "1991-01-17"


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [
        ("day", 1, 1),
        ("range", 2, 2),
        ("week", 2, 3),
        ("month", 3, 4),
        ("year", None, 5),
        ("unknown", None, None),
    ],
)
def test_codes_of_the_field(precision: str, acled: int | None, ucdp: int | None) -> None:
    assert (to_acled_precision(precision), to_ucdp_precision(precision)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("1991", "1991", 1.0),
        ("1991-01-17", "1991-01-18", 0.0),
        ("1991-01-17", "1991-01-17/1991-01-18", 0.5),
        ("1991-01-17/..", "1991-02", 0.5),
        ("1991-01-17/..", "1990", 0.0),
    ],
)
def test_comparing(one: str, other: str, score: float) -> None:
    first, second = clean_date(one), clean_date(other)
    assert first and second
    assert compare_dates(first, second) == score == compare_dates(second, first)


@given(st.dates(), st.integers(-10_000, 10_000))
def test_shifts_stay_in_the_calendar(day: date, count: int) -> None:
    assert (shift_months(day, count) >= day) == (count >= 0 or day == date.min)
    assert (shift_days(day, count) >= day) == (count >= 0 or day == date.min)


@given(st.text(max_size=30))
def test_no_text_fails(text: str) -> None:
    clean_date(text)
