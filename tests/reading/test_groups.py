from __future__ import annotations

import pytest

from dragoman.language.doc import Doc
from dragoman.reading.groups import find_groups
from tests.reading.parses import read_blocks

DOCS = {text: doc for text, _, doc in read_blocks("casualties_parses.txt")}


def read(text: str) -> list[str]:
    doc: Doc = DOCS[text]
    return [doc.get_span(group.first, group.last).text for group in find_groups(doc, doc.sentences[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He paid 300 dollars to the family of a man who died.", ["a man"]),
        ("About 2,000 troops crossed the river in 1995.", ["About 2,000 troops"]),
        (
            "Six civilians, including two children, were killed by shelling.",
            ["Six civilians", "two children"],
        ),
        ("The toll climbed to 44.", ["44"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_parts_are_marked() -> None:
    doc = DOCS["Six civilians, including two children, were killed by shelling."]
    assert [group.is_part for group in find_groups(doc, doc.sentences[0])] == [False, True]
