import pytest

from dragoman.ingest.days import clean_day


@pytest.mark.parametrize(
    "value",
    ["2022-09-20", "20 September 2022", "20 Sep 2022", "20-Sep-2022", "September 20, 2022", "Sept. 20, 2022",
     "20th September 2022", "2022/9/20", "2022.09.20", "20220920", " 20  september 2022 ", "Sep 20 2022"],
)  # fmt: skip
def test_days_that_can_be_told_in_one_way_are_told(value):
    assert clean_day(value) == "2022-09-20"


def test_a_time_stays_whole():
    assert clean_day("2022-09-20T08:00:00Z") == "2022-09-20T08:00:00Z"


@pytest.mark.parametrize(
    "value",
    ["20/09/2022", "2022-09-20x", "2022-W38-2", "2022-09-201", "2022/09/20/1", "202209201", "2022.9",
      "3/4/2021", "09-20-2022", "1/2/3", "September 2022", "20 Smarch 2022", "31 June 2022", 
    "2022-13-01",     "yesterday", "", "20 September", "20 September 20222", "Ma 3 2021", "20 September 22",
     "٢٠ September 2022x"],
)  # fmt: skip
def test_nothing_is_guessed(value):
    assert clean_day(value) is None
