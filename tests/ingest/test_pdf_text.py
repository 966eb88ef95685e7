"""Lines of pages to paragraphs: what parts them, what joins, and what is left out."""

import pytest

from dragoman.ingest.pdf_text import Line, drop_running_lines, join_pages
from tests.ingest.making_pdfs import set_lines

TOWNS = ("Kaya", "Moyo", "Bor", "Yei", "Torit", "Nimule")
LONG = "The governor said on Friday that the convoy had reached the"


def make_page(text):
    return [Line(*placed) for placed in set_lines(text)]


def join(*pages):
    return join_pages([make_page(page) for page in pages])[0]


def test_lines_are_joined_and_gaps_part_paragraphs():
    text = join(f"{LONG}\nborder at dawn.\n\n{LONG}\nriver.")
    assert text == f"{LONG} border at dawn.\n\n{LONG} river."


def test_a_first_line_that_is_set_in_begins_a_paragraph():
    assert (
        join(f"{LONG}\nborder at dawn, where it had to wait for hours.\n  {LONG}\nriver.").count("\n\n") == 1
    )


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph():
    assert join(f"{LONG}\n{LONG}\nborder.\n{LONG}\n{LONG}\nriver.").count("\n\n") == 1
    assert "\n" not in join(f"{LONG}\nborder, and\n{LONG}\nriver.")


def test_a_line_of_another_size_is_a_paragraph():
    head = Line("Convoy arrives", 72, 760, 20)
    body = [Line(LONG, 72, 745, 12), Line("border.", 72, 731, 12)]
    assert join_pages([[head, *body]])[0] == f"Convoy arrives\n\n{LONG} border."


def test_the_next_column_goes_on_and_a_raised_letter_parts_nothing():
    left = [Line(LONG, 72, 100, 12), Line("border and the", 72, 86, 12)]
    assert join_pages([[*left, Line("river.", 320, 700, 12)]])[0] == f"{LONG} border and the river."
    assert join_pages([[*left, Line("Nile.", 320, 700, 12)]])[0] == f"{LONG} border and the Nile."
    assert join_pages([[*left, Line("21st.", 100, 90, 12)]])[0] == f"{LONG} border and the 21st."


def test_a_paragraph_runs_on_over_the_page():
    assert join(f"{LONG}\n{LONG}", "border at dawn.") == f"{LONG} {LONG} border at dawn."
    assert join(f"{LONG}\n{LONG}", "Nile.") == f"{LONG} {LONG} Nile."
    assert join(f"{LONG}\n{LONG}.\n\nOn the Nile", f"Boats {LONG}").count("\n\n") == 2
    assert join(f"{LONG}\nborder.", "Another day began.").endswith("border.\n\nAnother day began.")


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("the govern-", "ment said", "the government said"),
        ("the cease\u2010", "fire held", "the ceasefire held"),
        ("sof\u00ad", "tened", "softened"),
        ("a well-", "armed group", "a well-armed group"),
        ("the five-year-", "old boy", "the five-year-old boy"),
        ("the Franco-", "German plan", "the Franco-German plan"),
        ("in 2013-", "2014 they", "in 2013-2014 they"),
        ("talks –", "again", "talks – again"),
        ("the war -", "again", "the war - again"),
    ],
)
def test_a_word_that_was_parted_is_whole_again(end, start, joined):
    assert join(f"{end}\n{start}") == joined


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen():
    assert join("The vice-chair spoke. The vice-\nchair left.").endswith("The vice-chair left.")
    assert join("A vicechair spoke. The vice-\nchair left.").endswith("The vicechair left.")


def test_running_heads_and_page_numbers_are_left_out_and_told():
    pages = [
        f"Observer mission, report 2014\n{town} was quiet.\nPage {at + 7} of 30"
        for at, town in enumerate(TOWNS)
    ]
    text, running = join_pages([make_page(page) for page in pages])
    assert "mission" not in text and "of 30" not in text
    assert running == ("Observer mission, report 2014",)


def test_heads_that_take_turns_are_left_out():
    pages = [f"{'Odd' if at % 2 else 'Even'} side\n{town} was quiet." for at, town in enumerate(TOWNS)]
    assert join_pages([make_page(page) for page in pages])[1] == ("Even side", "Odd side")


def test_heads_that_change_with_the_chapter_are_left_out_by_their_page_number():
    pages = [
        f"{'Part One' if at < 2 else 'Part Two'} {at + 3}\n{town} was quiet." for at, town in enumerate(TOWNS)
    ]
    text, running = join_pages([make_page(page) for page in pages])
    assert "Part" not in text
    assert running == ("Part One 3", "Part Two 5")


def test_each_point_of_a_list_is_a_paragraph():
    assert join("Both sides agreed to:\n• free prisoners;\n• open the\nroad.").count("\n\n") == 2


def test_lines_whose_numbers_differ_are_no_running_lines():
    pages = [
        f"{killed} people were killed\nin {town}." for killed, town in zip((12, 40, 3), TOWNS, strict=False)
    ]
    assert "40 people were killed" in join(*pages)


def test_pages_are_never_emptied_and_a_single_page_keeps_its_lines():
    assert drop_running_lines([make_page("Talks fail"), make_page("Talks fail")])[1] == ()
    assert join(f"{LONG}\nborder\n15") == f"{LONG} border 15"
    assert join(f"{LONG}\nborder.\n1") == f"{LONG} border."


def test_no_page_gives_no_text():
    assert join_pages([]) == ("", ())
    assert join_pages([[]]) == ("", ())
