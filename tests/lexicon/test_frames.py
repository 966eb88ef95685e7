"""Tests of the frame tables: schema, coverage of the types, and the words of each example."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from dragoman.lexicon.frames import ACTOR, SLOTS, TABLES, TYPES, load_classes, load_frames

CONDITION_SLOTS = {*SLOTS, "prt", "self", "behind"}
"""`behind` stands in conditions only ("the barons rally behind the queen")."""

IRREGULAR = frozenset(
    "gave sought laid held took spoke tried tore stood swore went ran broke froze left found dug spied fell "
    "stole drove made sank fought blew slew rose met sent led fled threw brought withdrew won lost shot "
    "struck hung beat bound caught came dealt drew flew hid kept lent put read rode sold shut sat spent "
    "strove swept told taught thought wept wound wrote set let lay lied died was were bore".split()
)
"""Past forms that do not begin as their lemma does."""


def read_rows(table: str) -> list[dict[str, str]]:
    text = (files("dragoman.lexicon") / "tables" / table).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and line[0] != "#"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return [row for table in TABLES for row in read_rows(table)]


def test_every_row_loads(rows):
    frames = load_frames()
    assert sum(map(len, frames.values())) == len(rows) >= 1200


def test_no_two_rows_share_lemma_part_and_conditions(rows):
    keys = Counter((row["lemma"], row["pos"], row["requires"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_type_has_frames(rows):
    counts = Counter(row["type"] for row in rows)
    assert set(counts) == set(TYPES)
    assert {name: count for name, count in counts.items() if count < 30} == {}


def test_every_condition_names_a_slot_and_known_classes(rows):
    classes = load_classes()
    wrong = []
    for row in rows:
        for part in row["requires"].split():
            slot, _, words = part.partition("=")
            named = [word[1:] for word in words.split("|") if word.startswith("@") and word != ACTOR]
            if slot.lstrip("!") not in CONDITION_SLOTS or any(name not in classes for name in named):
                wrong.append((row["lemma"], part))
    assert wrong == []


def test_every_cameo_code_is_two_to_four_digits(rows):
    wrong = [
        (row["lemma"], row["cameo"])
        for row in rows
        if row["cameo"] and not (row["cameo"].isdigit() and 2 <= len(row["cameo"]) <= 4)
    ]
    assert wrong == []


def test_every_example_shows_its_lemma(rows):
    wrong = [
        (row["lemma"], row["example"])
        for row in rows
        if row["lemma"][:3].lower() not in row["example"].lower()
        and not set(row["example"].lower().split()) & IRREGULAR
    ]
    assert wrong == []


def test_symmetric_frames_have_a_source(rows):
    assert [row["lemma"] for row in rows if row["symmetric"] and not row["source"]] == []


def test_frames_with_most_conditions_come_first():
    for frames in load_frames().values():
        lengths = [len(frame.requires) for frame in frames]
        assert lengths == sorted(lengths, reverse=True)
