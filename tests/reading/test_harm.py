from __future__ import annotations

import pytest

import dragoman
from dragoman.reading.groups import find_groups
from dragoman.reading.harm import find_links
from tests.reading.parses import read_blocks


def test_each_number_is_joined_once() -> None:
    for _, _, doc in read_blocks("casualties_parses.txt"):
        links = list(find_links(doc, doc.sentences[0], find_groups(doc, doc.sentences[0])))
        heads = [link.group.head for link in links]
        assert len(heads) == len(set(heads))


SAID = {
    "At least 26 inmates were killed and 41 hurt in Peru.": [("killed", 26), ("injured", 41)],
    "The mayor now puts the dead of that village at 26.": [("killed", 26)],
    "The office lowered to 20 the number of dead in the raid.": [("killed", 20)],
    "The ministry raised the number of people killed to 17, with 38 injured.": [
        ("killed", 17),
        ("injured", 38),
    ],
    "Peru's ministry gave a count of 22 dead and 31 hurt.": [("killed", 22), ("injured", 31)],
    "Three men were beaten to death in Peru on Monday.": [("killed", 3)],
    "Six of our fighters fell in the raid.": [("killed", 6)],
    "Six boys fell from the roof of a school.": [],
    "The army lost nobody in the raid.": [("killed", 0)],
    "One crew member gave his life.": [("killed", 1)],
    "Gunmen carried off four geologists in Peru.": [("abducted", 4)],
    "The mayor carried four boys across the river.": [],
    "Three citizens were taken to hospital after the raid.": [("injured", 3)],
    "Shells struck the town, killing a dentist, the mayor's office said.": [("killed", 1)],
    "Gunmen killed a nun and rustled 60 cows in Peru.": [("killed", 1)],
    'Two "scouts" were arrested there.': [("detained", 2)],
}


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_who_came_to_which_harm(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(toll.kind, toll.low) for toll in dragoman.read(text).casualties] == expected


def test_a_number_of_them_behind_a_comma_is_a_part() -> None:
    whole, part = dragoman.read("Seven people were wounded in Peru, two of them seriously.").casualties
    assert part.part_of == whole.id
