from __future__ import annotations

import pytest

from dragoman.text.quotes import find_quotes


def read(*paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    bounds, place = [], 0
    for paragraph in paragraphs:
        bounds.append((place, place + len(paragraph)))
        place += len(paragraph) + 1
    return [text[start:end] for start, end in find_quotes(text, bounds)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Tito called it “a plot” and left.", ["“a plot”"]),
        ('Tito called it "a plot" and "a lie".', ['"a plot"', '"a lie"']),
        ("«Nunca más», said Alfonsín.", ["«Nunca más»"]),
        ("He said „genug“ twice.", ["„genug“"]),
        ("It was ``over'', he said.", ["``over''"]),
        ("“The ‘so-called’ truce,” he said.", ["“The ‘so-called’ truce,”", "‘so-called’"]),
        ("'We won,' he said.", ["'We won,'"]),
        ("''We won,'' he said. ''It is over.''", ["''We won,''", "''It is over.''"]),
        ("the ‘soldiers’ march’ was called off", ["‘soldiers’ march’"]),
    ],
)
def test_finds_quotations_with_their_marks(text: str, quotes: list[str]) -> None:
    assert read(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "Chad's army and the rebels' camp",
        "It isn’t the ’90s.",
        "rock 'n' roll",
        "the soldiers’ graves",
        "5'10 tall",
    ],
)
def test_apostrophes_are_not_marks(text: str) -> None:
    assert read(text) == []


def test_a_statement_over_paragraphs_is_one() -> None:
    assert read("“We fought.", "“We won,” he said.") == ["“We fought.\n“We won,”"]


def test_a_statement_closed_in_a_later_paragraph_is_one() -> None:
    assert read("“We fought.", "We lost.", "So be it,” he said.") == ["“We fought.\nWe lost.\nSo be it,”"]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert read("He said “we fought.", "Later he left.", "He died.", "a", "b", "“Yes,” he said.") == [
        "“we fought.",
        "“Yes,”",
    ]


def test_time_is_linear_in_hostile_marks() -> None:
    text = "“" * 20_000 + "'" * 20_000 + " ‘a" * 20_000
    assert len(find_quotes(text, [(0, len(text))])) < 20_100
