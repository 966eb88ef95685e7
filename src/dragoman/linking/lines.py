"""Lines: what each holder's position on an issue was through time, and where the words say that it moved.

Place in the flow: above `position_facts`; takes the positions of many records. A line is nobody's verdict: it
lists the reports' own words in order of publication. A step is said to be softer, harder or changed only
where a cue says so, or where both stances have a place on one scale and both speak of one kind of
commitment; else nothing is said of it. Who cannot be known again in the next report ("residents") has no
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.lexicon.line_cues import find_line_cue
from dragoman.linking.actor_facts import list_keys as list_actor_keys
from dragoman.linking.actors import compare_actors, may_be_one
from dragoman.linking.joining import Score, average, gather
from dragoman.linking.position_facts import PositionFacts, list_position_facts
from dragoman.record.model import PositionStance, Record

Move = Literal["first", "again", "changed", "softer", "harder"]
SCALE: dict[PositionStance, int] = {"supports": 2, "neutral": 0, "demands": -1, "opposes": -2}
"""How far a stance is for the matter. A claim or a denial says what is so and has no place here."""
REACH = 400
"""Days after its last step within which a line goes on."""
SHARED, SHARED_ALONE, SHARE = 2, 4, 0.4
"""Content words that two positions must share to be on one issue: so many where the issue is worded alike, so
many else, and so much of the smaller."""
FIGHT = 30
"""Days within which two assaults of one side are one matter, the fighting with it."""
COPY, COPY_WORDS, COPY_DAYS = 0.8, 3, 3
"""Share of the shorter one's words from which on two steps are one statement told twice, the least words that
it must have, and the days until which."""
UNLIKE = -0.05
"""What speaks against one line where two positions of a holder share no issue."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a line; `copies` are further reports of it with the position's id in each.

    `move` is None where the words do not bear a comparison with the step before.
    """

    report: str
    position: str
    published: str | None
    stance: PositionStance
    line: str
    move: Move | None
    why: str
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One holder's position on one issue through time; `issues` are all wordings of the issue."""

    holder: str
    issue: str
    issues: tuple[str, ...]
    steps: tuple[Step, ...]


def list_lines(records: Iterable[Record]) -> list[Line]:
    """Return the lines of all holders in some reports, in order of their first step.

    Reports are named by their number. Who cannot be known again has none.
    """
    positions = [
        facts for number, record in enumerate(records) for facts in list_position_facts(record, str(number))
    ]
    return make_lines([facts for facts in positions if list_line_keys(facts)])


def make_lines(positions: Iterable[PositionFacts]) -> list[Line]:
    """Return the lines of some positions: each joins the holder's line on its issue."""
    ordered = sorted(positions, key=lambda each: each.published or 0)
    return [make_line(steps) for steps in gather(ordered, GROUPING)]


def list_line_keys(facts: PositionFacts) -> frozenset[str]:
    """Return the keys of a position: its holder's with the words of the issue; none where nobody is named."""
    holders = (facts.holder,) if facts.holder else list_actor_keys(facts.actor)
    marks = facts.words | {f"k:{kind}" for kind in facts.kinds} | ({"strife"} if facts.is_strife else set())
    return frozenset(f"{holder}|{mark}" for holder in holders for mark in marks or {""})


def compare_positions(one: PositionFacts, other: PositionFacts) -> Score | None:
    """Return how far two positions are of one line; None for two holders.

    One position on the same issue outweighs any number on which nothing can be said.
    """
    if not _are_one_holder(one, other):
        return None
    is_near = _count_days(one, other) <= REACH
    if not is_near or not (is_one_issue(one, other) or _is_copy(one, other)):
        return Score(UNLIKE, {"other_issue": UNLIKE})
    return Score(1.0, {"one_issue": 1.0})


def _are_one_holder(one: PositionFacts, other: PositionFacts) -> bool:
    if one.holder or other.holder:
        return one.holder == other.holder
    return may_be_one(one.actor, other.actor) and compare_actors(one.actor, other.actor).total > 0


GROUPING = average(compare_positions)


def is_one_issue(one: PositionFacts, other: PositionFacts) -> bool:
    """Return whether two positions of one holder are on one issue.

    They are where they share enough words, fewer where the issue itself is worded alike; where they name
    the same kind of commitment and the same other side or some of the same words; where both tell of
    fighting with the same side within `FIGHT` days.
    """
    shared = len(one.words & other.words)
    is_same_side = not one.about.isdisjoint(other.about)
    if one.kinds and other.kinds:
        return not one.kinds.isdisjoint(other.kinds) and (is_same_side or shared >= SHARED)
    if one.is_strife and other.is_strife and is_same_side and _count_days(one, other) <= FIGHT:
        return True
    is_same_matter = not one.matter.isdisjoint(other.matter)
    return shared >= (SHARED if is_same_matter else SHARED_ALONE) and _share_words(one, other) >= SHARE


def find_move(before: PositionFacts, step: PositionFacts) -> tuple[Move | None, str]:
    """Return how a step stands to the one before, and why; None where the words do not bear it."""
    cue = find_line_cue(step.line)
    if cue and cue != "again":
        return cue, "the words say so"  # type: ignore[return-value]  # senses are moves
    if before.report == step.report:
        return None, ""
    if step.stance == before.stance:
        return "again", "the same stance"
    is_comparable = before.stance in SCALE and step.stance in SCALE
    if not is_comparable:
        return ("again", "the words say so") if cue == "again" or step.is_continuing else (None, "")
    if before.kinds.isdisjoint(step.kinds):
        return None, ""
    was, now = SCALE[before.stance], SCALE[step.stance]
    why = f"{before.stance}, then {step.stance}"
    if {was, now} == {min(SCALE.values()), max(SCALE.values())}:
        return "changed", why
    return ("softer" if now > was else "harder"), why


def make_line(positions: Iterable[PositionFacts]) -> Line:
    """Return the line that some positions make, in order of publication; at least one."""
    ordered = sorted(positions, key=lambda each: each.published or 0)
    steps: list[Step] = []
    before: PositionFacts | None = None
    for each in ordered:
        if before is not None and _is_copy(before, each):
            steps[-1] = _add_copy(steps[-1], each)
            continue
        move, why = ("first", "") if before is None else find_move(before, each)
        published = date.fromordinal(each.published).isoformat() if each.published else None
        steps.append(Step(each.report, each.position, published, each.stance, each.line, move, why, ()))
        before = each
    issues = tuple(dict.fromkeys(each.issue for each in ordered))
    return Line(ordered[0].holder_name, issues[0], issues, tuple(steps))


def _is_copy(before: PositionFacts, each: PositionFacts) -> bool:
    """Return whether another report prints the same statement, which is not taking the line again."""
    if before.report == each.report or _count_days(before, each) > COPY_DAYS:
        return False
    mine, theirs = set(_LETTERS.findall(before.line.casefold())), set(_LETTERS.findall(each.line.casefold()))
    least = min(len(mine), len(theirs))
    return least >= COPY_WORDS and len(mine & theirs) >= COPY * least


def _add_copy(step: Step, each: PositionFacts) -> Step:
    return replace(step, copies=(*step.copies, (each.report, each.position)))


def _count_days(one: PositionFacts, other: PositionFacts) -> int:
    """Return the days between two positions; 0 where a day is not known."""
    if one.published is None or other.published is None:
        return 0
    return abs(one.published - other.published)


def _share_words(one: PositionFacts, other: PositionFacts) -> float:
    """Return the share of the smaller side's words that both have."""
    least = min(len(one.words), len(other.words))
    return len(one.words & other.words) / least if least else 0.0
