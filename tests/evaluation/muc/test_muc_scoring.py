"""Templates are aligned by type and identity, and slots earn whole or half points."""

from __future__ import annotations

import pytest

from evaluation.muc.keys import SLOTS, Fill, Option, Template
from evaluation.muc.scoring import Tally, align, compare_fills, score_message


def make(value: str = "", *strings: str, optional: bool = False) -> Fill:
    return Fill((Option(value, strings),), optional)


def make_template(kind: str, target: str, *, optional: bool = False) -> Template:
    template = Template(is_optional=optional)
    template.slots["type"] = [make(kind)]
    template.slots["target"] = [make("", target)]
    return template


@pytest.mark.parametrize(
    ("slot", "key", "given", "earned"),
    [
        ("type", make("BOMBING"), make("BOMBING"), 1.0),
        ("type", make("BOMBING"), make("ATTACK"), 0.5),
        ("type", make("ATTACK"), make("BOMBING"), 0.0),
        ("date", make("07 JUL 87"), make("- 07 JUL 87"), 0.5),
        ("date", make("07 JUL 87"), make("09 JUL 87"), 0.0),
        ("place", make("PERU: LIMA (CITY)"), make("PERU: LIMA"), 1.0),
        ("place", make("PERU: LIMA (CITY)"), make("PERU"), 0.5),
        ("place", make("PERU: LIMA (CITY)"), make("CHILE"), 0.0),
        ("org", make("", "DAWN ARMY", "DA"), make("", "the Dawn Army"), 1.0),
        ("org", make("", "DAWN ARMY"), make("", "army of the north"), 0.5),
        ("target", make("", "ANA RUIZ"), make("", "Ruiz"), 1.0),
        ("target", make("", "ANA RUIZ"), make("", "Ana"), 0.5),
        ("number", make("20", "FARMERS"), make("20", "20 farmers"), 1.0),
        ("number", make("20", "FARMERS"), make("20", "nuns"), 0.5),
        ("effect", make("DEATH", "FARMERS"), make("INJURY", "farmers"), 0.0),
    ],
)
def test_what_a_fill_earns(slot: str, key: Fill, given: Fill, earned: float) -> None:
    assert compare_fills(slot, key, given) == earned


def test_types_must_agree_for_templates_to_meet() -> None:
    keys = [make_template("KIDNAPPING", "NUNS"), make_template("ATTACK", "MAYOR")]
    responses = [make_template("ATTACK", "mayor"), make_template("ARSON", "nuns")]
    assert align(keys, responses) == [(1, 0)]


def test_missing_and_spurious_templates_count_with_all_their_fills() -> None:
    tallies = {slot: Tally() for slot in SLOTS}
    keys = [make_template("ATTACK", "MAYOR"), make_template("ARSON", "MILL", optional=True)]
    responses = [make_template("ATTACK", "mayor"), make_template("BOMBING", "bridge")]
    assert score_message(keys, responses, tallies) == [(0, 0)]
    assert (tallies["type"].earned, tallies["type"].possible, tallies["type"].actual) == (1.0, 1, 2)
    assert tallies["target"].recall == 1.0
    assert tallies["target"].precision == 0.5


def test_an_optional_fill_is_asked_only_where_it_was_tried() -> None:
    key = make_template("ATTACK", "MAYOR")
    key.slots["org"] = [make("", "DAWN ARMY", optional=True)]
    silent, tried = {slot: Tally() for slot in SLOTS}, {slot: Tally() for slot in SLOTS}
    score_message([key], [make_template("ATTACK", "mayor")], silent)
    wrong = make_template("ATTACK", "mayor")
    wrong.slots["org"] = [make("", "police")]
    score_message([key], [wrong], tried)
    assert (silent["org"].possible, tried["org"].possible) == (0, 1)
