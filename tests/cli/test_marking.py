from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.marking import Mark, cut_lines, find_marks
from tests.cli.sample import TEXT, make_record


def test_overlapping_marks_are_cut_where_either_begins_or_ends():
    marks = [Mark(0, 6, "actor", "a1", "A"), Mark(3, 9, "toll", "k1", "K")]
    (line,) = cut_lines("abcdefghij", marks)
    assert [(segment.text, [mark.row for mark in segment.marks]) for segment in line] == [
        ("abc", ["a1"]),
        ("def", ["k1", "a1"]),
        ("ghi", ["k1"]),
        ("j", []),
    ]
    assert [[mark.row for mark in segment.opens] for segment in line] == [["a1"], ["k1"], [], []]


def test_a_mark_over_a_line_end_goes_on_in_the_next_line():
    lines = cut_lines("ab\r\n\r\ncd", [Mark(1, 7, "quotation", "c1", "")])
    assert [[(part.text, len(part.marks)) for part in line] for line in lines] == [
        [("a", 0), ("b", 1)],
        [],
        [("c", 1), ("d", 0)],
    ]


def test_every_kind_of_row_marks_its_words():
    marks = find_marks(make_record())
    assert {mark.kind for mark in marks} == {
        "trigger", "mention", "cue", "time", "place", "quotation", "toll", "act", "actor",
    }  # fmt: skip
    assert all(0 <= mark.start < mark.end <= len(TEXT) for mark in marks)


@given(
    st.text(alphabet="ab \n\r", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_no_character_is_lost(text, bounds):
    marks = [Mark(start, end, "actor", "a1", "") for start, end in bounds if start < end <= len(text)]
    joined = "".join(segment.text for line in cut_lines(text, marks) for segment in line)
    assert joined == text.replace("\n", "").replace("\r", "")
    marked = sum(len(segment.text) for line in cut_lines(text, marks) for segment in line if segment.marks)
    covered = {place for mark in marks for place in range(mark.start, mark.end) if text[place] not in "\r\n"}
    assert marked == len(covered)
