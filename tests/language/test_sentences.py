from __future__ import annotations

import time

import pytest

from dragoman.language.sentences import find_sentences


def read(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in find_sentences(text)]


def read_kinds(text: str) -> list[str]:
    return [sentence.kind for sentence in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Aoun met Lt. Col. Haddad in the U.S. embassy.", "They spoke at 5 p.m. local time."],
        ["He arrived at 5 p.m.", "Police let him in."],
        ["The order came from the U.S.", "The army obeyed."],
        ["Resolution No. 242 passed.", "It was Nov. 22."],
        ["“We are leaving.”", "He meant it."],
        ["He said: “We are leaving. "[:-1], "It is over.”", "She stayed."],
        ["(It began at noon.)", "It ended at one."],
        ["“Why now?” President Kaunda asked.", "Nobody knew."],
        ["J. Nyerere spoke.", "W. Tubman did not."],
        ["“It failed ...", "We tried,” he said."],
        ["They came from St. Louis and Ft. Lamy.", "Dr. Hope did not."],
        ["Did it hold?", "It did!", "Nobody was hurt."],
    ],
)
def test_sentences_are_parted_where_they_end(sentences: list[str]) -> None:
    assert read(" ".join(sentences)) == sentences


def test_a_missing_blank_still_parts() -> None:
    assert read("They left on Sunday.The town was quiet.") == ["They left on Sunday.", "The town was quiet."]


def test_headline_caption_and_body() -> None:
    text = (
        "Guns fall silent in Luanda\n\n"
        "Angola - Soldiers of both sides share water in Huambo, May 31, 1991.\n\n"
        "LISBON, May 31 (Agency) — The two leaders signed. They shook hands.\n\n"
        "A long road\n\n"
        "Talks took a year."
    )
    assert read_kinds(text) == ["headline", "caption", "dateline", "body", "body", "headline", "body"]


@pytest.mark.parametrize(
    "line", ["May 3, 2008", "Friday, March 4, 2005", "BEIRUT, March 12 (Agency) —", "3 June 1992"]
)
def test_a_line_with_only_a_date_is_a_dateline(line: str) -> None:
    assert read_kinds(f"Truce agreed\n\n{line}\n\nThe two sides met. They agreed.")[1] == "dateline"


@pytest.mark.parametrize(
    "start",
    [
        "SANA’A, 4 May 1994 — ",
        "KINSHASA (Congo Wire) - ",
        "PORT-AU-PRINCE, Haiti, May 3 (Agency) -- ",
        "BONN - ",
    ],
)
def test_a_dateline_before_the_report_is_a_sentence_of_its_own(start: str) -> None:
    text = f"Truce agreed\n\n{start}The two sides met in the capital. They agreed.\n\nIt held."
    assert read(text)[1:3] == [start.strip(), "The two sides met in the capital."]
    assert read_kinds(text)[1] == "dateline"


def test_a_name_with_a_dash_is_no_dateline() -> None:
    text = "Truce agreed\n\nNATO-led troops met the rebels. They agreed.\n\nIt held."
    assert read_kinds(text)[1] == "body"


def test_a_body_that_ends_with_a_date_is_no_caption() -> None:
    text = "Truce agreed\n\nThe two sides met in Lusaka on 10 July 1999.\n\nIt failed."
    assert read_kinds(text) == ["headline", "body", "body"]


def test_one_line_alone_is_body() -> None:
    assert read_kinds("Ethiopia closed its border") == ["body"]


def test_bullets_are_body() -> None:
    assert (
        read_kinds("Demands\n\n- Withdraw all troops\n- Free the prisoners\n\nBoth were met.")[1:3]
        == ["body"] * 2
    )


def test_long_stretches_are_cut_softly() -> None:
    text = "the army moved on, " * 400
    pieces = read(text)
    assert all(len(piece.split()) <= 160 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece.endswith(",") for piece in pieces)


def test_zero_width_characters_change_no_sentence() -> None:
    text = "Truce holds\n\nGen. Aoun left. “It is over.”"
    hidden = "\u200e".join(text)
    assert [part.replace("\u200e", "") for part in read(hidden)] == read(text)


def test_blank_text_has_no_sentences() -> None:
    assert find_sentences(" \n\n ") == []


@pytest.mark.parametrize("unit", ["a. ", ".", "A.", "“", "?” ", "\n", "a\n\n", "x", "U.S. ", "; ", "[1] "])
def test_time_is_linear(unit: str) -> None:
    begun = time.process_time()
    find_sentences(unit * 40_000)
    assert time.process_time() - begun < 2.0


def test_a_stop_inside_a_dateline_ends_no_sentence() -> None:
    (dateline, body) = find_sentences("U.S. — Troops left.")
    assert (dateline.kind, body.kind) == ("dateline", "body")
    assert dateline.end <= body.start
