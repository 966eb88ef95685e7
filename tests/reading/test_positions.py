"""Positions: who takes what line, in whose words, on what."""

from __future__ import annotations

import pytest

from dragoman import read
from dragoman.record.model import Position, Record


def find_of(record: Record, code: str) -> list[Position]:
    codes = (code, f"{code}GOV")
    ids = {actor.id for actor in record.actors if actor.code in codes}
    return [position for position in record.positions if position.holder in ids]


ROWS = [
    ("Russia vetoed a resolution on Syria.", "RUS", "opposes"),
    ("Tokyo opposes the deployment of American missiles in Okinawa.", "JPNGOV", "opposes"),
    ("Oslo welcomed the ceasefire between Colombia and the FARC.", "NORGOV", "supports"),
    ("Egypt condemned the Israeli raid on Lebanon.", "EGY", "opposes"),
    ("Zambia stopped short of backing the rebels in Angola.", "ZMB", "neutral"),
    ("Vietnam denied that its troops had attacked Thailand.", "VNM", "denies"),
    ("The Malian army claimed responsibility for the strike on Kidal.", "MLIMIL", "claims"),
    ("Nigeria called for a ceasefire between Liberia and Guinea.", "NGA", "demands"),
    ("Kenya urged Sudan to withdraw its troops.", "KEN", "demands"),
    ("Uganda announced the withdrawal of its troops from Congo.", "UGA", "supports"),
    ("Iran blamed Iraq for the attack on the tanker.", "IRN", "opposes"),
    ("Argentina refused to sign the treaty with Chile.", "ARG", "opposes"),
]


def test_that_nearly_all_sentences_give_the_holder_and_stance() -> None:
    wrong = [
        text
        for text, code, stance in ROWS
        if stance not in {position.stance for position in find_of(read(text), code)}
    ]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    "text",
    [
        "Belgium attacked Rwanda.",
        "The presidents of Chile and Peru met in Lima.",
        "Police said ten people were killed.",
        "Somalia asked Kenya for help.",
    ],
)
def test_that_deeds_tolls_and_requests_for_help_are_no_lines(text: str) -> None:
    assert not read(text).positions


def test_that_words_like_again_make_a_line_continue() -> None:
    assert find_of(read("Egypt again condemned the Israeli raid on Lebanon."), "EGY")[0].continuing
    assert find_of(read("Egypt condemned the Israeli raid on Lebanon."), "EGY")[0].continuing is None


def test_that_one_holder_on_one_issue_is_one_line_with_all_its_words() -> None:
    text = "Kenya urged Sudan to end the war. Kenya condemned the war in Sudan."
    positions = find_of(read(text), "KEN")
    assert len(positions) == 1
    assert len(positions[0].evidence) == 2
    assert " … " in positions[0].line


def test_that_the_issue_is_named_in_the_reports_nouns() -> None:
    position = find_of(read("Uganda announced the withdrawal of its troops from Congo."), "UGA")[0]
    assert position.issue == "the withdrawal of its troops from Congo"


def test_that_evidence_is_the_very_words_cut_at_sentences() -> None:
    text = "“We shall never leave the island. Our troops must stay,” the Argentine government said."
    record = read(text)
    for position in record.positions:
        for span in position.evidence:
            assert text[span.start : span.end] == span.text


def test_that_a_bare_truce_stands_for_the_fighting_that_it_ends() -> None:
    text = "Chad and Libya clashed. Egypt called for a truce. Egypt urged Libya to end the fighting."
    issues = {position.issue for position in find_of(read(text), "EGY")}
    assert any("ighting" in issue for issue in issues)
