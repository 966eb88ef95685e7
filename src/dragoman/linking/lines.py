"""Lines: what each holder's position on an issue was through time, and where the words say that it moved.

Place in the flow: above `position_facts`; takes the positions of many records. A line is nobody's verdict: it
lists the reports' own words in order of publication. A step is said to be softer, harder or changed only
where a cue says so, or where both stances have a place on one scale and both speak of one kind of
commitment; else nothing is said of it. Who cannot be known again in the next report ("residents") has no
line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.lexicon.line_cues import find_line_cue
from dragoman.linking.actor_facts import list_actor_facts
from dragoman.linking.actors import cluster_actors
from dragoman.linking.position_facts import PositionFacts, list_position_facts, name_holders
from dragoman.record.model import PositionStance, Record
from dragoman.text.spans import Span

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
    evidence: tuple[Span, ...]
    move: Move | None
    why: str
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One holder's position on one issue through time; `issues` are all wordings of the issue."""

    holder: str
    holder_name: str
    issue: str
    issues: tuple[str, ...]
    steps: tuple[Step, ...]


def list_lines(records: Iterable[Record]) -> list[Line]:
    """Return the lines of all holders in some reports, in order of their first step.

    Reports are named by their number.
    """
    numbered = [(str(number), record) for number, record in enumerate(records)]
    actors = [facts for report, record in numbered for facts in list_actor_facts(record, report)]
    holders = name_holders(cluster_actors(actors))
    positions = [
        facts for report, record in numbered for facts in list_position_facts(record, report, holders)
    ]
    return make_lines(positions)


def make_lines(positions: Iterable[PositionFacts]) -> list[Line]:
    """Return the lines of some positions: each joins the holder's line on its issue, the latest that fits."""
    lines: list[list[PositionFacts]] = []
    held: defaultdict[str, list[int]] = defaultdict(list)
    for each in sorted(positions, key=lambda each: each.published or 0):
        fits = [number for number in held[each.holder] if _goes_on(lines[number], each)]
        if fits:
            lines[max(fits, key=lambda number: _share_words(lines[number][-1], each))].append(each)
        else:
            held[each.holder].append(len(lines))
            lines.append([each])
    return [_make_line(steps) for steps in lines]


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


def _goes_on(steps: list[PositionFacts], each: PositionFacts) -> bool:
    if _count_days(steps[-1], each) > REACH:
        return False
    return any(is_one_issue(step, each) or _is_copy(step, each) for step in steps)


def _make_line(positions: list[PositionFacts]) -> Line:
    steps: list[Step] = []
    before: PositionFacts | None = None
    for each in positions:
        if before is not None and _is_copy(before, each):
            steps[-1] = _add_copy(steps[-1], each)
            continue
        move, why = ("first", "") if before is None else find_move(before, each)
        published = date.fromordinal(each.published).isoformat() if each.published else None
        steps.append(
            Step(each.report, each.position, published, each.stance, each.line, each.evidence, move, why, ())
        )
        before = each
    issues = tuple(dict.fromkeys(each.issue for each in positions))
    return Line(positions[0].holder, positions[0].holder_name, issues[0], issues, tuple(steps))


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
