"""The tolls of one incident through time: who gives which number of victims, and stands by which at the end.

Place in the flow: above `facts`, beside `standing`; takes what several reports tell of one incident and says
what each speaker's count was, report by report. A number that is new ("three more") is added to the one
before it, any other replaces it. To a count so far ("brings the toll to 14") its own report adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from dragoman.linking.facts import Count, Facts

Use = Literal["count", "total", "new", "group", "part", "among", "repeat", "superseded"]
"""What a number does: it replaces the one before (`count`; `total` where it is said to be the count so far),
is added to it (`new`), or to those of other victims in the same report (`group`); it breaks another down
(`part`; `among` where it is lower than another of the report, and nothing says so), tells again what was told
(`repeat`: a copy of one wire), or is taken back by the report that gives it (`superseded`)."""

Origins = Mapping[str, frozenset[str]]
"""The origins of each report by its id; a report that is not there is an origin of its own."""

_PRONOUNS = frozenset("he she it they we i you who one both".split())


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many, as the words have it: None where they leave it open; `best` alone for "about forty"."""

    low: int | None
    high: int | None
    best: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One number that a report gives; `count` is the id of the casualty in its record, which has the words.

    `stands` is the speaker's toll once the report is read to here: None for numbers that change no toll.
    """

    report: str
    count: str
    published: int | None
    given: Bounds
    use: Use
    stands: Bounds | None


@dataclass(frozen=True, slots=True)
class TollSeries:
    """What one speaker says of one kind of victims through time; `speaker` "" is the reports' own voice.

    A speaker without a code is one voice where he is called the same: within one incident "the mayor" is one
    man. A pronoun that nothing explains is a voice of its report alone. `final` is what he stands by at the
    end, None where he gives only parts and numbers that are taken back.
    """

    kind: str
    speaker: str
    steps: tuple[Step, ...]
    final: Bounds | None


@dataclass(frozen=True, slots=True)
class Member:
    """One speaker's last toll, with the origins that carry it: copies of one wire are one origin."""

    speaker: str
    final: Bounds
    steps: tuple[Step, ...]
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """Lowest, best and highest number of an incident, and what they were made of.

    They say what is told, not what is so: `best` is what most origins carry, of several such the latest.
    """

    kind: str
    low: int | None
    best: int | None
    high: int | None
    members: tuple[Member, ...]


def list_tolls(tellings: Sequence[Facts], origins: Origins) -> tuple[TollSeries, ...]:
    """Return the toll of each kind and speaker, in order of their first numbers.

    `tellings` are the events of several reports that tell one incident. Numbers are in order of publication,
    then of the reports as given, then of their place in the report.
    """
    order = {report: place for place, report in enumerate(dict.fromkeys(each.report for each in tellings))}
    given = [(each, count) for each in tellings for count in each.counts]
    given.sort(key=lambda pair: (pair[0].published or 0, order[pair[0].report], pair[1].start))
    by_voice: dict[tuple[str, str, str], list[tuple[Facts, Count]]] = defaultdict(list)
    for each, count in given:
        report = each.report if count.speaker in _PRONOUNS else ""
        by_voice[count.kind, count.speaker, report].append((each, count))
    return tuple(_follow(kind, speaker, counts, origins) for (kind, speaker, _), counts in by_voice.items())


def sum_up(tolls: Sequence[TollSeries], origins: Origins) -> tuple[Summary, ...]:
    """Return lowest, best and highest of each kind, over what every speaker stands by at the end."""
    members: dict[str, list[Member]] = defaultdict(list)
    for toll in tolls:
        if toll.final is not None:
            steps = _find_made_of(toll.steps)
            carried = frozenset(origin for step in steps for origin in _get_origins(step.report, origins))
            members[toll.kind].append(Member(toll.speaker, toll.final, steps, carried))
    return tuple(_summarise(kind, tuple(found)) for kind, found in members.items())


def _get_origins(report: str, origins: Origins) -> frozenset[str]:
    return origins.get(report, frozenset((report,)))


def _follow(kind: str, speaker: str, counts: list[tuple[Facts, Count]], origins: Origins) -> TollSeries:
    """Return the toll of one speaker: each report's numbers upon what he stood by before it."""
    steps: list[Step] = []
    final: Bounds | None = None
    for _, several in groupby(counts, key=lambda pair: pair[0].report):
        told = list(several)
        uses = _tell_uses([count for _, count in told])
        for place, ((facts, count), use) in enumerate(zip(told, uses, strict=True)):
            given = Bounds(count.low, count.high, count.best)
            stands = None
            if _is_repeat(steps, facts, given, use, origins):
                use = "repeat"
            elif use == "total" or (use == "count" and "total" not in uses[:place]):
                stands = given
            elif use in ("group", "new") and "total" not in uses[:place]:
                stands = _add(final, given)
            final = stands or final
            steps.append(Step(facts.report, count.id, facts.published, given, use, stands))
    return TollSeries(kind, speaker, tuple(steps), final)


def _is_repeat(steps: list[Step], facts: Facts, given: Bounds, use: Use, origins: Origins) -> bool:
    """Return whether a number that could change the toll was told before, in a report of the same origin.

    What is new is told again too where others say so within a day: "three more" are then the same three.
    """
    if use not in ("count", "total", "new", "group"):
        return False
    for step in steps:
        if step.report == facts.report or step.given != given or (step.use == "new") != (use == "new"):
            continue
        if _get_origins(step.report, origins) & _get_origins(facts.report, origins):
            return True
        if use == "new" and abs((step.published or 0) - (facts.published or 0)) <= 1:
            return True
    return False


def _tell_uses(counts: list[Count]) -> list[Use]:
    """Return what each number does that one speaker gives of one kind in one report."""
    uses: list[Use] = []
    before: Count | None = None
    for count in counts:
        if count.superseded:
            uses.append("superseded")
        elif count.part_of is not None:
            uses.append("part")
        elif count.cumulative is not None:
            uses.append("total" if count.cumulative else "new")
        elif before is not None and _is_group(before, count):
            uses.append("group")
        elif before is not None and _is_below(count, before):
            uses.append("among")
        else:
            uses.append("count")
        if uses[-1] in ("count", "group", "total"):
            before = count
    return uses


def _is_group(before: Count, count: Count) -> bool:
    """Return whether a number counts other victims than the one before: "nine herders and four soldiers"."""
    return count.is_listed or bool(
        before.victims and count.victims and not {*before.victims} & {*count.victims}
    )


def _is_below(count: Count, before: Count) -> bool:
    """Return whether a number is lower than one that the report gave: of those, since it takes nothing back.

    "The toll has risen to 23. Six bodies were found on Sunday."
    """
    most = _get_most(Bounds(count.low, count.high, count.best))
    least = _get_least(Bounds(before.low, before.high, before.best))
    return most is not None and least is not None and most < least


def _add(stands: Bounds | None, more: Bounds) -> Bounds:
    """Return a toll with those that are new; upon nothing known they are the least."""
    if stands is None:
        return Bounds(more.low if more.low is not None else more.best, None, None)
    return Bounds(
        _add_numbers(stands.low, more.low),
        _add_numbers(stands.high, more.high),
        _add_numbers(stands.best, more.best),
    )


def _add_numbers(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _find_made_of(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps that the last toll was made of: the numbers that give it, and those added to them."""
    made: list[Step] = []
    stood: Bounds | None = None
    for step in steps:
        if step.stands is None:
            continue
        if step.use in ("count", "total") and step.stands != stood:
            made.clear()
        made.append(step)
        stood = step.stands
    return tuple(made)


def _summarise(kind: str, members: tuple[Member, ...]) -> Summary:
    """Return the span of the members' tolls: open above only where the highest is open."""
    finals = [member.final for member in members]
    lows = [least for final in finals if (least := _get_least(final)) is not None]
    closed = [most for final in finals if (most := _get_most(final)) is not None]
    opened = [
        least for final in finals if _get_most(final) is None and (least := _get_least(final)) is not None
    ]
    is_open = bool(opened) and max(opened) > max(closed, default=-1)
    high = None if is_open or not closed else max(closed)
    return Summary(kind, min(lows, default=None), _find_best(members), high, members)


def _find_best(members: tuple[Member, ...]) -> int | None:
    """Return the number that most origins carry, of several such the one told last."""
    origins: dict[int, set[str]] = defaultdict(set)
    latest: dict[int, int] = defaultdict(int)
    for member in members:
        final = member.final
        number = final.best if final.best is not None else final.low
        if number is not None:
            origins[number] |= member.origins
            latest[number] = max(latest[number], *(step.published or 0 for step in member.steps))
    return max(origins, key=lambda number: (len(origins[number]), latest[number]), default=None)


def _get_least(bounds: Bounds) -> int | None:
    return bounds.low if bounds.low is not None else bounds.best


def _get_most(bounds: Bounds) -> int | None:
    return bounds.high if bounds.high is not None else bounds.best
