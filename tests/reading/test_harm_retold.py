"""A bare number that somebody gives counts the victims told before."""

from __future__ import annotations

import pytest

import dragoman


def list_numbers(text: str) -> list[tuple[str, int | None]]:
    return [(toll.kind, toll.low) for toll in dragoman.read(text).casualties]


@pytest.mark.parametrize("words", ["Hizbollah said five.", "The mayor puts them at five."])
def test_a_bare_number_has_the_harm_told_last(words: str) -> None:
    assert list_numbers(f"A shell wounded a soldier in Peru. {words}") == [("injured", 1), ("injured", 5)]


@pytest.mark.parametrize("words", ["The army said five tanks came.", "The mayor left at five."])
def test_a_number_of_something_else_is_none(words: str) -> None:
    assert list_numbers(f"A shell wounded a soldier in Peru. {words}") == [("injured", 1)]


def test_without_harm_before_there_is_none() -> None:
    assert list_numbers("The mayor puts them at five.") == []
