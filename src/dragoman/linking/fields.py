"""The fields of an incident: all values that reports give, who says each, and whether voices differ on them.

Place in the flow: above `facts` and `incidents`, below `standing`; takes the facts of events that were linked
as one incident.

A *voice* is who says so: the speaker of a claim that tells the event, else the report itself; all reports of
one origin are one voice. A field is **contested** where two voices give values that cannot both be right, or
one denies what is told. No contest are a code and its own country (RUS, RUSMIL), two bodies of one state, an
unidentified attacker, civilians of two countries among the victims, a country that is hit beside people of
another; a day within another's days; a number within another's bounds; a later, higher number that a report
gives in its own words (an update); a value that was only inferred. Where two voices accuse each other of one
attack, the contest is on its source. Reports that put a side, a day or a place otherwise in their own words
are no contest either: that is told in other words, or misread, far more often than it is disputed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from dragoman.linking.facts import Count, Facts, Spot

Told = list[tuple[Facts, tuple["Saying", ...]]]
"""The events that tell an incident, first to last, each with those who say so."""
UNKNOWN = "UAF"
"""The code of armed men whom nobody knows; after a country ("PAKUAF") somebody in it."""
STATE_SECTORS = frozenset(("", "GOV", "MIL", "COP", "JUD", "SPY", "LEG"))
"""Bodies of a state: the government and its army are one side, one named less exactly than the other."""
ARMED_SECTORS = frozenset(("REB", "PRM", "CRM", "OPP", "PTY"))
"""Groups of a country each of which is a side of its own; all other sectors are its people."""
OPPOSING = frozenset(("denies", "doubts", "retracts"))
"""Stances by which somebody does not tell that it happened."""
FAR_KM = 120.0
"""How far two places lie apart that cannot be one told less exactly."""
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Saying:
    """Who gives a value, and where its words stand.

    `voice` is the key of the speaker, empty for the report's own words; `count` the id of the number of
    victims, empty for the other fields; `origins` are those of the report.
    """

    voice: str
    name: str
    stance: str
    report: str
    event: str
    count: str
    origins: frozenset[str]

    @property
    def party(self) -> str:
        """Return what tells this voice from others: a report speaks with the voice of its origin."""
        return self.voice or " ".join(("", *sorted(self.origins)))

    @property
    def is_telling(self) -> bool:
        """Return whether the voice tells that it happened."""
        return self.stance not in OPPOSING

    def __str__(self) -> str:
        return self.name or f"report {self.report}"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field as it is printed ("RUSMIL", "2024-05-01", "12..") and who says so."""

    text: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field with all its values, in the order in which they were given; `why` only if contested."""

    name: str
    values: tuple[Value, ...]
    why: str

    @property
    def is_contested(self) -> bool:
        """Return whether voices differ on it."""
        return bool(self.why)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Codes of one side as it is compared, and of the side across."""

    codes: frozenset[str]
    across: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Given:
    """One value as it is compared: `_Sides`, first and last day, a `Spot`, a status or a `Count`."""

    content: Any
    text: str
    saying: Saying
    published: int
    is_inferred: bool = False


def may_be_one_actor(one: str, other: str) -> bool:
    """Return whether two codes may name one side, the one less exactly than the other.

    Example:
        >>> may_be_one_actor("RUS", "RUSMIL"), may_be_one_actor("SDNMIL", "SDNREB")
        (True, False)
    """
    (land, sector), (other_land, other_sector) = _split_code(one), _split_code(other)
    if one == other or one.endswith(UNKNOWN) or other.endswith(UNKNOWN) or "?" in (one[:1], other[:1]):
        return True
    if not land or not other_land:
        return bool(land or other_land)
    is_vague = not sector or not other_sector
    return land == other_land and (is_vague or _find_family(sector) == _find_family(other_sector))


def _split_code(code: str) -> tuple[str, str]:
    """Return country and sector; an organisation of no one country has no country."""
    return ("", code) if ":" in code else (code[:3], code[3:])


def _find_family(sector: str) -> str:
    if sector in STATE_SECTORS:
        return "state"
    return sector if sector in ARMED_SECTORS else "people"


def list_sayings(facts: Facts, origins: frozenset[str]) -> Iterator[Saying]:
    """Yield who tells an event, of a report of some origins; who says that it was not done denies it.

    The report itself tells what it calls actual though the claims about it only deny it.
    """
    is_denied = facts.status == "denied" or (facts.status == "withheld" and bool(facts.voices))
    has_denier = any(voice.stance == "denies" for voice in facts.voices)
    told_from = (facts.report, facts.event, "", origins)
    is_own = facts.status == "actual" and all(voice.stance in OPPOSING for voice in facts.voices)
    if is_own or not facts.voices:
        yield Saying("", "", "denies" if is_denied else "asserts", *told_from)
    for voice in facts.voices:
        stance = "denies" if is_denied and not has_denier else voice.stance
        yield Saying(voice.key, voice.name, stance, *told_from)


def list_fields(told: Told) -> tuple[Field, ...]:
    """Return the fields of which anything is told, the numbers of victims last."""
    given = _list_given(told)
    denials = _list_denials(told)
    return tuple(
        _make_field(name, given[name], denials.get(name, []))
        for name in (*EXCLUSIONS, *(name for name in given if name not in EXCLUSIONS))
        if name in given
    )


def _list_given(told: Told) -> dict[str, list[_Given]]:
    """Return all values by field, first to last."""
    given: dict[str, list[_Given]] = defaultdict(list)
    for facts, sayings in told:
        published = facts.published or 0
        for saying in sayings:
            for name, content, text, is_inferred in _list_values(facts, saying, told):
                given[name].append(_Given(content, text, saying, published, is_inferred))
        for count in facts.counts:
            name = next((each.name for each in sayings if each.voice == count.speaker), count.speaker)
            saying = Saying(
                count.speaker, name, "asserts", facts.report, facts.event, count.id, sayings[0].origins
            )
            given[count.kind].append(_Given(count, _format_count(count), saying, published))
    return given


def _list_values(facts: Facts, saying: Saying, told: Told) -> Iterator[tuple[str, Any, str, bool]]:
    """Yield field, value, its text and whether it is inferred, of all fields but the numbers."""
    source, target = facts.source.codes, facts.target.codes
    if not saying.voice and saying.is_telling:
        source, target = _join_sides(facts.report, told)
    for name, stated, codes, across in (
        ("source", facts.source.codes, source, target),
        ("target", facts.target.codes, target, source),
    ):
        if stated:
            yield name, _Sides(codes, across), ", ".join(sorted(stated)), False
    if facts.days:
        yield "date", facts.days, _format_days(facts.days), not facts.is_day_stated
    if facts.spot:
        yield "place", facts.spot, facts.spot.said or facts.spot.name, not facts.spot.is_stated
    yield "status", facts.status, facts.status, False


def _join_sides(report: str, told: Told) -> tuple[frozenset[str], frozenset[str]]:
    """Return all who are source, and target, in a report's own words: of a battle it tells both ways."""
    own = [facts for facts, sayings in told if facts.report == report and not sayings[0].voice]
    return (
        frozenset(code for facts in own for code in facts.source.codes),
        frozenset(code for facts in own for code in facts.target.codes),
    )


def _format_days(days: tuple[int, int]) -> str:
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return first if first == last else f"{first}/{last}"


def _format_count(count: Count) -> str:
    if count.low is not None and count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def exclude_codes(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two sides have nobody in common; False where one is not known."""
    return bool(one and other) and not any(may_be_one_actor(a, b) for a in one for b in other)


def _exclude_sources(one: _Given, other: _Given) -> bool:
    return exclude_codes(one.content.codes, other.content.codes)


def _exclude_targets(one: _Given, other: _Given) -> bool:
    """Return whether two targets exclude each other; not where each side accuses the other."""
    sides, others = one.content, other.content
    has_across = bool(sides.across and others.across)
    if has_across and not (
        exclude_codes(sides.codes, others.across) or exclude_codes(sides.across, others.codes)
    ):
        return False
    if any(_is_people(a) for a in sides.codes) and any(_is_people(b) for b in others.codes):
        return False
    if any(_is_land(code) for code in sides.codes | others.codes):
        return False
    return exclude_codes(sides.codes, others.codes)


def _is_people(code: str) -> bool:
    land, sector = _split_code(code)
    return bool(land) and _find_family(sector) == "people"


def _is_land(code: str) -> bool:
    land, sector = _split_code(code)
    return bool(land) and not sector


def _exclude_days(one: _Given, other: _Given) -> bool:
    return bool(one.content[0] > other.content[1] or other.content[0] > one.content[1])


def _exclude_spots(one: _Given, other: _Given) -> bool:
    distance = _measure_km(one.content, other.content)
    return distance is not None and distance > FAR_KM


def _measure_km(one: Spot, other: Spot) -> float | None:
    """Return how far two places lie apart, on the sphere; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lon = math.radians(other.lat - one.lat), math.radians(other.lon - one.lon)
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    chord = math.sin(lat / 2) ** 2 + across * math.sin(lon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _exclude_statuses(one: _Given, other: _Given) -> bool:
    """Return False: that one tells what another alleges is no contest, a denial is."""
    return False


def _exclude_counts(one: _Given, other: _Given) -> bool:
    """Return whether two numbers of the same victims exclude each other and the later is no update."""
    count, rival = one.content, other.content
    if count.superseded or rival.superseded or count.part_of or rival.part_of:
        return False
    if exclude_codes(_list_victims(count), _list_victims(rival)):
        return False
    first, later = (one, other) if one.published <= other.published else (other, one)
    if _is_above(later.content, first.content):
        return bool(later.saying.voice) or later.published == first.published
    return _is_above(first.content, later.content)


def _list_victims(count: Count) -> frozenset[str]:
    """Return the codes of the victims; none where one is known by a name only ("villagers")."""
    return frozenset(count.victims) if all(key == key.upper() for key in count.victims) else frozenset()


def _is_above(one: Count, other: Count) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


EXCLUSIONS: dict[str, Callable[[_Given, _Given], bool]] = {
    "source": _exclude_sources,
    "target": _exclude_targets,
    "date": _exclude_days,
    "place": _exclude_spots,
    "status": _exclude_statuses,
}
NAMED = {"source": 1, "target": 1, "date": 2, "place": 2}
"""How many of two voices that differ on a field must be named speakers."""
"""Field to what tells that two values exclude each other; all other fields are numbers of victims."""


def _make_field(name: str, given: list[_Given], denials: list[Saying]) -> Field:
    values: dict[str, list[Saying]] = defaultdict(list)
    for each in given:
        values[each.text].append(each.saying)
    made = tuple(Value(text, tuple(dict.fromkeys(sayings))) for text, sayings in values.items())
    return Field(name, made, f"{denials[0]} denies it" if denials else _find_contest(name, given))


def _find_contest(name: str, given: list[_Given]) -> str:
    """Return in words which two voices differ first; empty where none do."""
    excludes = EXCLUSIONS.get(name, _exclude_counts)
    stated = [each for each in given if not each.is_inferred and each.saying.is_telling]
    for one, other in combinations(_drop_repeats(stated), 2):
        named = bool(one.saying.voice) + bool(other.saying.voice)
        if named < NAMED.get(name, 0) or one.saying.party == other.saying.party:
            continue
        if excludes(one, other):
            return f"{one.text} according to {one.saying}, {other.text} according to {other.saying}"
    return ""


def _drop_repeats(given: list[_Given]) -> list[_Given]:
    """Return the values without those that a voice gives again on one day: big incidents stay cheap."""
    kept: dict[tuple[str, Any, int], _Given] = {}
    for each in given:
        content = each.content
        if isinstance(content, Count):
            content = replace(content, id="", start=0)
        kept.setdefault((each.saying.party, content, each.published), each)
    return list(kept.values())


def _list_denials(told: Told) -> dict[str, list[Saying]]:
    """Return who denies, by the field that is denied."""
    denials: dict[str, list[Saying]] = defaultdict(list)
    for facts, sayings in told:
        for saying in sayings:
            if saying.stance == "denies":
                denials[_find_denied_field(facts, saying, told)].append(saying)
    return denials


def _find_denied_field(facts: Facts, denial: Saying, told: Told) -> str:
    """Return what of an event is denied.

    "It was the rebels who shelled the market", "we hit fighters, not villagers": what the denier puts
    otherwise. Else the accused deny that it was they, and the others that it happened.
    """
    own = list_own(told, denial.party)
    if any(exclude_codes(facts.source.codes, other.source.codes) for other in own):
        return "source"
    if any(exclude_codes(facts.target.codes, other.target.codes) for other in own):
        return "target"
    land = _split_code(denial.voice)[0]
    accused = {_split_code(code)[0] for code in facts.source.codes}
    is_victim = land not in accused and land in {_split_code(code)[0] for code in facts.target.codes}
    return "source" if denial.voice and accused and not is_victim else "status"


def list_own(told: Told, party: str) -> list[Facts]:
    """Return the events that one voice tells."""
    return [
        facts for facts, sayings in told if any(each.party == party and each.is_telling for each in sayings)
    ]
