from __future__ import annotations

from dragoman.text.paragraphs import find_paragraphs


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


def test_blank_lines_and_line_ends_part_paragraphs() -> None:
    assert read("Talks fail\n\nBoth sides left Addis Ababa.\r\nNo date was set.") == [
        "Talks fail",
        "Both sides left Addis Ababa.",
        "No date was set.",
    ]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The two armies began to leave the demilitarised strip on the morning\n"
        "of the first of May, observers of the commission said, and the last\n"
        "guns were gone by nightfall.\n\n"
        "Neither of the two governments commented on the withdrawal, and the\n"
        "commission's chairman was in Geneva."
    )
    assert len(read(text)) == 2


def test_lines_wrapped_by_hand_are_joined_where_blanks_mark_the_paragraphs() -> None:
    text = (
        "   THE TWO ARMIES BEGAN TO LEAVE THE STRIP ON THE MORNING OF\n"
        "MONDAY, OBSERVERS SAID.  THE LAST GUNS WERE GONE\n"
        "BY NIGHTFALL AND THE COMMISSION OF THE TWO CAPITALS, WHICH MET\n"
        "IN GENEVA, SPOKE OF A GOOD DAY.\n\n"
        "   NEITHER GOVERNMENT COMMENTED ON THE WITHDRAWAL OF THE\n"
        "TROOPS OR ON THE COMMISSION."
    )
    assert len(read(text)) == 2


def test_a_line_that_runs_on_in_lower_case_is_joined() -> None:
    assert len(read("The commission of the two armies said in the capital\nthat both had left.")) == 1


def test_blank_text_has_none() -> None:
    assert read(" \n\t\n") == []
