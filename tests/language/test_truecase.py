"""Texts in capitals are read as running text; every other text passes through untouched."""

from __future__ import annotations

import pytest

from dragoman.flow import read
from dragoman.language.truecase import find_capitals, read_capitals

WIRE = (
    "MAPUTO, 7 JUL 87 (AIM) -- [TEXT] THE DAWN PEOPLE'S ARMY [DPA] TODAY KILLED AT LEAST 12 PEASANTS\n"
    "IN GAZA PROVINCE, COL. CARLOS TEMBE SAID.\n\n"
    "   THE DPA ALSO BURNED A HOSPITAL. TEMBE SAID THAT RENAMO'S MEN DIDN'T TAKE PART IN THE ATTACK."
)


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        (
            "THE U.S. AMBASSADOR MET J. NYERERE IN DAR ES SALAAM.",
            "The U.S. Ambassador met J. Nyerere in Dar es",
        ),
        (
            "THE REBELS DIDN'T ANSWER. NATO SAID IT WAS CALM.",
            "The rebels didn't answer. NATO said it was calm.",
        ),
        ("GEN. OKELLO'S TROOPS HELD THE 3RD BRIDGE ON TUESDAY.", "Gen. Okello's troops held the 3rd"),
        ("POPE JOHN PAUL II SPOKE OF A TRUCE IN LEBANON TODAY.", "Pope John Paul II spoke of a truce"),
    ],
)
def test_words_take_the_case_of_running_text(capitals: str, expected: str) -> None:
    assert read_capitals(capitals).startswith(expected)


def test_letters_stay_at_their_places() -> None:
    read_anew = read_capitals(WIRE)
    assert len(read_anew) == len(WIRE)
    assert read_anew.upper() == WIRE


def test_a_name_that_its_abbreviation_spells_is_a_name_throughout() -> None:
    read_anew = read_capitals(WIRE)
    assert "Dawn People's Army [DPA]" in read_anew
    assert "The DPA also burned" in read_anew


def test_a_name_in_quotation_marks_is_one() -> None:
    text = 'THE "DAWN ARMED FORCES OF THE NORTH," A NEW GROUP, SAID: "WE WILL FIGHT THE ARMY."'
    assert '"Dawn Armed Forces of the North,"' in read_capitals(text)
    assert '"we will fight the army."' in read_capitals(text).lower()
    assert "the army." in read_capitals(text)


def test_a_dateline_keeps_its_place_in_capitals() -> None:
    assert read_capitals(WIRE).startswith("MAPUTO, 7 Jul 87 (AIM) -- [Text] The Dawn")


def test_the_word_after_an_editors_label_begins_a_sentence() -> None:
    text = "[QUESTION] WHEN WILL THE TROOPS OF THE NORTH LEAVE THE TOWN?"
    assert read_capitals(text).startswith("[Question] When will")


@pytest.mark.parametrize(
    "text",
    [
        "NATO said on Monday that the IAEA, the WHO and UNHCR had left.",
        "KABUL, 3 May (AFP) - The talks failed.",
        "UN\n\nThe council met.",
        "",
    ],
)
def test_mixed_case_is_untouched(text: str) -> None:
    assert read_capitals(text) is text


def test_only_the_paragraph_in_capitals_is_read_anew() -> None:
    text = "REBELS SHELL THE PORT OF BEIRA AGAIN\n\nThe AIM agency gave no toll."
    assert find_capitals(text) == [(0, 36)]
    assert read_capitals(text).endswith("The AIM agency gave no toll.")
    assert read_capitals(text).startswith("Rebels shell the port of Beira again")


def test_letters_that_grow_in_lower_case_stay() -> None:
    text = "THE TOWN OF İZMİT WAS CALM ON THE DAY AFTER THE ATTACK."
    assert len(read_capitals(text)) == len(text)


def test_a_record_quotes_the_text_as_given() -> None:
    record = read(WIRE)
    assert record.report.text == WIRE
    spans = [span for actor in record.actors for span in actor.mentions]
    spans += [event.trigger for event in record.events] + [toll.text for toll in record.casualties]
    assert spans
    assert all(WIRE[span.start : span.end] == span.text for span in spans)
    assert [toll.low for toll in record.casualties] == [12]
    assert "Dawn People's Army" in {actor.name for actor in record.actors}
