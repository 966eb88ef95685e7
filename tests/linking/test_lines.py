"""A holder's line on an issue through time: what joins it, what is a copy, where it is said to have moved."""

from dataclasses import replace

import pytest

from dragoman.linking.lines import Line, find_move, is_one_issue, list_lines, make_lines
from dragoman.linking.position_facts import PositionFacts
from dragoman.record.model import PositionStance
from tests.linking.made import make_actor, make_facts, make_stated

DAY = 729_500
TALKS = PositionFacts(
    report="1", position="s1", holder="KENGOV",
    actor=make_facts(make_actor("Kenya", "government", "KENGOV")), issue="the border talks",
    line="asks for talks",
    stance="demands", is_continuing=False, words=frozenset(("borde", "talks", "river")),
    matter=frozenset(("borde", "talks")), kinds=frozenset(("negotiation",)), about=frozenset(("UGA",)),
    is_strife=False,
    published=DAY,
)  # fmt: skip


def say(line: str, stance: PositionStance = "demands", days: int = 10, **more: object) -> PositionFacts:
    """Return a later position on the talks, in a report of its own."""
    later = replace(TALKS, report=f"+{days}", line=line, stance=stance, published=DAY + days)
    return replace(later, **more)  # type: ignore[arg-type]


def get_moves(line: Line) -> list[str | None]:
    return [step.move for step in line.steps]


def test_a_line_has_its_steps_in_order_of_publication() -> None:
    (line,) = make_lines([say("wants the talks now", days=20), say("asked again for talks", days=10), TALKS])
    assert [step.report for step in line.steps] == ["1", "+10", "+20"]
    assert line.steps[0].published == "1998-04-21"
    assert get_moves(line) == ["first", "again", "again"]


def test_two_holders_have_two_lines() -> None:
    assert len(make_lines([TALKS, say("asks for talks", holder="UGAGOV")])) == 2


def test_another_issue_is_another_line() -> None:
    other = say(
        "wants the dam",
        words=frozenset(("dam", "lake", "water")),
        matter=frozenset(("dam",)),
        kinds=frozenset(),
    )
    assert not is_one_issue(TALKS, other)
    assert len(make_lines([TALKS, other])) == 2


def test_two_kinds_of_commitment_are_two_issues_whatever_words_they_share() -> None:
    assert not is_one_issue(TALKS, say("", kinds=frozenset(("ceasefire",))))


def test_one_kind_of_commitment_with_one_other_side_is_one_issue_however_worded() -> None:
    assert is_one_issue(TALKS, say("", words=frozenset(), matter=frozenset()))
    assert not is_one_issue(TALKS, say("", words=frozenset(), matter=frozenset(), about=frozenset(("TZA",))))


def test_fighting_with_one_side_is_one_issue_for_a_month() -> None:
    bare = {
        "words": frozenset[str](),
        "matter": frozenset[str](),
        "kinds": frozenset[str](),
        "is_strife": True,
    }
    fight = replace(TALKS, **bare)  # type: ignore[arg-type]
    assert is_one_issue(fight, say("", days=20, **bare))
    assert not is_one_issue(fight, say("", days=60, **bare))


def test_a_line_ends_when_nothing_is_heard_for_long() -> None:
    assert len(make_lines([TALKS, say("asks for the talks", days=500)])) == 2


def test_a_statement_that_another_outlet_prints_or_cuts_is_no_new_step() -> None:
    first = replace(TALKS, line="asked the neighbours for talks on the border")
    (line,) = make_lines([first, say("asked the neighbours for talks", days=1)])
    assert get_moves(line) == ["first"]
    assert line.steps[0].copies == (("+1", "s1"),)


def test_the_same_words_a_week_later_are_taken_again() -> None:
    first = replace(TALKS, line="asked the neighbours for talks on the border")
    (line,) = make_lines([first, say("asked the neighbours for talks on the border", days=7)])
    assert get_moves(line) == ["first", "again"]


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("demands", "demands", "again"),
        ("demands", "supports", "softer"),
        ("opposes", "demands", "softer"),
        ("demands", "opposes", "harder"),
        ("supports", "neutral", "harder"),
        ("supports", "opposes", "changed"),
        ("opposes", "supports", "changed"),
        ("denies", "supports", None),
        ("demands", "claims", None),
        ("opposes", "unclear", None),
    ],
)
def test_a_step_is_placed_on_the_scale_of_stances(
    before: PositionStance, after: PositionStance, move: str | None
) -> None:
    assert find_move(replace(TALKS, stance=before), say("words", after))[0] == move


def test_stances_are_not_compared_where_no_commitment_is_shared() -> None:
    assert find_move(replace(TALKS, kinds=frozenset()), say("words", "opposes", kinds=frozenset()))[0] is None


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("no longer asks for talks", "changed"),
        ("dropped its demand for talks", "softer"),
        ("hardened its terms for talks", "harder"),
    ],
)
def test_a_cue_says_more_than_the_stance(line: str, move: str) -> None:
    assert find_move(TALKS, say(line)) == (move, "the words say so")


def test_again_is_believed_where_stances_cannot_be_compared() -> None:
    assert find_move(TALKS, say("reiterated its view", "claims")) == ("again", "the words say so")
    assert find_move(TALKS, say("keeps to its view", "claims", is_continuing=True))[0] == "again"


def test_two_positions_of_one_report_are_no_move() -> None:
    assert find_move(TALKS, say("wants talks", report="1"))[0] is None


def test_the_issue_keeps_all_its_wordings() -> None:
    (line,) = make_lines([TALKS, say("asks for them", issue="the talks on the river")])
    assert (line.issue, line.issues) == ("the border talks", ("the border talks", "the talks on the river"))


def test_lines_are_made_of_records() -> None:
    records = [
        make_stated("Kenya asked for talks on the river border"),
        make_stated("Kenya dropped its demand for talks on the river border", published="1998-04-02"),
        make_stated("residents asked for talks", (("residents", "group", "KENCVL"),)),
    ]
    (line,) = list_lines(records)
    assert line.holder == "KENGOV"
    assert [(step.report, step.position, step.move) for step in line.steps] == [
        ("0", "s1", "first"),
        ("1", "s1", "softer"),
    ]


def test_a_rebel_leader_is_known_again_by_name() -> None:
    ada = (("Ada Obi", "person", "KENREB"),)
    records = [
        make_stated("Ada Obi asked for talks on the border", ada),  # type: ignore[arg-type]
        make_stated("Ada Obi repeated the call for talks on the border", ada, published="1998-05-02"),  # type: ignore[arg-type]
    ]
    (line,) = list_lines(records)
    assert line.holder == "Ada Obi"
    assert get_moves(line) == ["first", "again"]


def test_without_records_there_is_no_line() -> None:
    assert list_lines([]) == []
