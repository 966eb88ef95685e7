"""A number is of one event, the count so far, new, or of a year or a war."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two more died on the road to Lima.", False),
        ("Since then five soldiers have died.", False),
        ("One of the soldiers has since died.", False),
        ("A fourth man died of his wounds on Friday.", False),
        ("The toll of the raid on Lima rose to 14.", True),
        ("The mayor put the dead of that village at 26.", True),
        ("More than 100 people have been killed so far.", True),
        ("At least 17 soldiers have been killed since Tuesday.", True),
        ("More than two soldiers died on Friday.", None),
        ("Observers saw ten fresh graves.", None),
        ("Four men are missing since they were taken away.", None),
    ],
)
def test_what_a_number_is_counted_with(text: str, expected: bool | None) -> None:
    assert [toll.cumulative for toll in dragoman.read(text).casualties] == [expected]


@pytest.mark.parametrize(
    ("words", "is_alone"),
    [
        ("More than 5,000 have been killed since the war began.", True),
        ("Clashes have killed 212 people since April.", True),
        ("Eighteen people have lost their lives there this year.", True),
        ("Eight people have died there since the raid.", False),
        ("One of the wounded has since died.", False),
    ],
)
def test_the_dead_of_a_year_or_a_war_belong_to_no_one_event(words: str, is_alone: bool) -> None:
    first, second = dragoman.read(f"A bomb killed 29 people in Peru. {words}").casualties
    assert first.event is not None
    assert (second.event is None) == is_alone
