"""Which events of several reports tell one happening: a list of weighted comparisons, then incidents.

Place in the flow: above `facts`. An event is compared with all that is known of an incident so far, by the
comparisons of `COMPARISONS`; the weights are those of the question "incident" in
`lexicon/tables/evidence.csv`, fitted on the project's linked series by `training/linking/calibrate.py`. It
joins the incident for which most speaks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.lexicon.evidence import load_weights
from dragoman.linking.facts import Facts, Side, list_facts
from dragoman.linking.joining import Grouping, Score, gather
from dragoman.linking.wording import compare_weights, share_name
from dragoman.record.model import Record

Place = tuple[int, str]
"""Number of the report, and id of the event in its record."""
Days = tuple[int, int]
"""First and last day, as ordinals."""
DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"))
SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
"""Types of events that are done in words: another speaker is another happening."""
REFUSED = frozenset(("denied", "withheld"))
LATEST = 400
"""Days between two publications after which events are not compared."""
FRESH = 2
"""Days after a happening within which a report without a date most likely tells of it."""
NEAR_DAYS = 3
"""Days between a date and days that were only inferred, up to which they speak neither way."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What the events of one happening tell together.

    `told` days are dates, `spread` ones the days of the news that were inferred. `setting` and `names` are
    the countries, and the words of names, that their reports tell most of. `is_definite` and `is_another`
    hold where they do of every event.
    """

    type: str
    events: tuple[tuple[str, str], ...]
    sentences: frozenset[tuple[str, int]]
    published: tuple[int, ...]
    told: tuple[Days, ...]
    spread: tuple[Days, ...]
    place_names: frozenset[str]
    near_names: frozenset[str]
    countries: frozenset[str]
    setting: frozenset[str]
    names: frozenset[str]
    source: Side
    target: Side
    modes: frozenset[str]
    words: frozenset[str]
    stems: Mapping[str, float]
    is_denied: bool
    is_first: bool
    is_definite: bool
    is_another: bool

    @property
    def days(self) -> tuple[Days, ...]:
        """Return the dates that are told, else the days of the news."""
        return self.told or self.spread


def start_incident(facts: Facts) -> Incident:
    """Return the incident of one event alone."""
    days = (facts.days,) if facts.days else ()
    is_told = bool(facts.days) and (facts.is_day_stated or len(set(facts.days or ())) == 1)
    here = {facts.spot.country} if facts.spot and facts.spot.country else set()
    return Incident(
        type=facts.type,
        events=((facts.report, facts.event),),
        sentences=frozenset({(facts.report, facts.sentence)}),
        published=(facts.published,) if facts.published is not None else (),
        told=days if is_told else (),
        spread=() if is_told else days,
        place_names=facts.place_names,
        near_names=facts.near_names,
        countries=facts.source.countries | facts.target.countries | here,
        setting=facts.setting,
        names=facts.names,
        source=facts.source,
        target=facts.target,
        modes=frozenset({facts.mode} if facts.mode else ()),
        words=facts.words,
        stems=dict(facts.stems),
        is_denied=facts.status in REFUSED,
        is_first=facts.is_first,
        is_definite=facts.is_definite,
        is_another=facts.is_another,
    )


def join_incidents(one: Incident, other: Incident) -> Incident:
    """Return what two tell together, as of one happening."""
    stems = dict(one.stems)
    for stem, weight in other.stems.items():
        stems[stem] = max(weight, stems.get(stem, 0.0))
    return Incident(
        type=one.type,
        events=one.events + other.events,
        sentences=one.sentences | other.sentences,
        published=one.published + other.published,
        told=one.told + other.told,
        spread=one.spread + other.spread,
        place_names=one.place_names | other.place_names,
        near_names=one.near_names | other.near_names,
        countries=one.countries | other.countries,
        setting=one.setting | other.setting,
        names=one.names | other.names,
        source=_join_sides(one.source, other.source),
        target=_join_sides(one.target, other.target),
        modes=one.modes | other.modes,
        words=one.words | other.words,
        stems=stems,
        is_denied=one.is_denied or other.is_denied,
        is_first=one.is_first or other.is_first,
        is_definite=one.is_definite and other.is_definite,
        is_another=one.is_another and other.is_another,
    )


def _join_sides(one: Side, other: Side) -> Side:
    return Side(one.codes | other.codes, one.countries | other.countries, one.names | other.names)


COMPARISONS = (
    "bias", "deed", "denied", "one_mode", "other_mode",
    *(f"{side}_{name}" for side in ("source", "target") for name in ("code", "name", "other")),
    "same_day", "next_day", "other_day", "days_apart", "may_be_same_day", "may_be_other_day", "no_day",
    "too_early", "fresh",
    "same_place", "other_place", "place_is_named",
    "one_setting", "other_setting", "no_common_name",
    "one_report", "beside", "words", "telling_words",
    "both_first", "one_definite", "both_definite", "one_another",
)  # fmt: skip


def compare_incidents(one: Incident, other: Incident) -> Score:
    """Return how far two incidents, or an event and an incident, are one happening."""
    weights = load_weights()["incident"]
    parts = {name: weights[name] * value for name, value in describe_incidents(one, other).items()}
    return Score(sum(parts.values()), parts)


def describe_incidents(one: Incident, other: Incident) -> dict[str, float]:
    """Return all comparisons of two incidents, each 0 where nothing can be compared."""
    shared, least = len(one.words & other.words), min(len(one.words), len(other.words))
    return {
        "bias": 1.0,
        "deed": float(one.type in DEEDS),
        "denied": float(one.is_denied or other.is_denied),
        "one_mode": float(bool(one.modes & other.modes)),
        "other_mode": float(bool(one.modes and other.modes) and not one.modes & other.modes),
        "words": shared / least if least else 0.0,
        "telling_words": compare_weights(one.stems, other.stems),
        **_compare_sides("source", one.source, other.source),
        **_compare_sides("target", one.target, other.target),
        **_compare_days(one, other),
        **_compare_published(one, other),
        **_compare_places(one, other),
        **_compare_settings(one, other),
        **_compare_tellings(one, other),
    }


def _compare_sides(name: str, one: Side, other: Side) -> dict[str, float]:
    has_countries = bool(one.countries and other.countries)
    return {
        f"{name}_code": float(bool(one.codes & other.codes)),
        f"{name}_name": float(bool(one.names & other.names)),
        f"{name}_other": float(has_countries and not one.countries & other.countries),
    }


def _compare_days(one: Incident, other: Incident) -> dict[str, float]:
    """Return how the days lie: two dates, or, where one has none, days that were only inferred."""
    names = ("same_day", "next_day", "other_day", "days_apart", "may_be_same_day", "may_be_other_day")
    found = dict.fromkeys(names, 0.0)
    found["no_day"] = float(not one.days or not other.days)
    if not one.days or not other.days:
        return found
    apart = min(_measure_days(these, those) for these in one.days for those in other.days)
    if one.told and other.told:
        found["same_day"] = float(apart <= 0)
        found["next_day"] = float(apart == 1)
        found["other_day"] = float(apart > 1)
        found["days_apart"] = math.log1p(max(0, apart))
    else:
        found["may_be_same_day"] = float(apart <= 0)
        found["may_be_other_day"] = float(apart > NEAR_DAYS)
    return found


def _measure_days(one: Days, other: Days) -> int:
    """Return the days from the end of the earlier to the start of the later; 0 or less where they meet."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _compare_published(one: Incident, other: Incident) -> dict[str, float]:
    """Return whether a date lies after the other's publication, or right before it where that has no date."""
    is_early, lags = False, []
    for dated, printed in ((one, other), (other, one)):
        if dated.told and printed.published:
            is_early |= min(start for start, _ in dated.told) > min(printed.published)
            if not printed.told:
                lags.append(min(printed.published) - max(end for _, end in dated.told))
    return {"too_early": float(is_early), "fresh": float(any(0 <= lag <= FRESH for lag in lags))}


def _compare_places(one: Incident, other: Incident) -> dict[str, float]:
    """Return whether the places are one, however spelt; where one has none, whether it names the other's."""
    here, there = one.place_names, other.place_names
    has_both = bool(here and there)
    is_same = has_both and share_name(here, there)
    is_named = not has_both and share_name(here or there, other.near_names if here else one.near_names)
    return {
        "same_place": float(is_same),
        "other_place": float(has_both and not is_same),
        "place_is_named": float(is_named),
    }


def _compare_settings(one: Incident, other: Incident) -> dict[str, float]:
    """Return whether the reports tell of one country, and whether they name anybody or any place alike."""
    shares = bool(one.setting & other.setting)
    is_told = bool(one.names and other.names)
    return {
        "one_setting": float(shares),
        "other_setting": float(bool(one.setting and other.setting) and not shares),
        "no_common_name": float(is_told and not one.names & other.names),
    }


def _compare_tellings(one: Incident, other: Incident) -> dict[str, float]:
    """Return how reports tell them: in one report, side by side, first, as known, as another."""
    reports = {report for report, _ in one.sentences} & {report for report, _ in other.sentences}
    beside = any(
        (report, sentence + step) in other.sentences
        for report, sentence in one.sentences
        for step in (-1, 0, 1)
    )
    return {
        "one_report": float(bool(reports)),
        "beside": float(beside),
        "both_first": float(one.is_first and other.is_first and not reports),
        "one_definite": float(one.is_definite != other.is_definite),
        "both_definite": float(one.is_definite and other.is_definite),
        "one_another": float(one.is_another != other.is_another),
    }


def describe_pair(one: Facts, other: Facts) -> dict[str, float]:
    """Return all comparisons of two events, each 0 where nothing can be compared."""
    return describe_incidents(start_incident(one), start_incident(other))


def compare_events(one: Facts, other: Facts) -> Score:
    """Return how far two events tell one happening."""
    return compare_incidents(start_incident(one), start_incident(other))


def may_be_one(one: Facts, other: Facts) -> bool:
    """Return whether two events are worth a comparison."""
    return may_be_joined(start_incident(one), start_incident(other))


def may_be_joined(one: Incident, other: Incident) -> bool:
    """Return whether two incidents are worth a comparison: of one type, not years apart, on common ground."""
    if one.type != other.type:
        return False
    if one.type in SAID and not _may_be_one_side(one.source, other.source):
        return False
    if not _have_common_ground(one, other):
        return False
    gaps = [abs(here - there) for here in one.published for there in other.published]
    return not gaps or min(gaps) <= LATEST


def _may_be_one_side(one: Side, other: Side) -> bool:
    """Return whether two sides share a code or a word of a name, or one is not known."""
    is_known = bool(one.names and other.names)
    return not is_known or bool(one.codes & other.codes or one.names & other.names)


def _have_common_ground(one: Incident, other: Incident) -> bool:
    """Return whether two incidents share a country, a name or a day; also where one tells no country."""
    if not (one.countries and other.countries) or one.countries & other.countries:
        return True
    if one.near_names & other.near_names:
        return True
    return any(_measure_days(these, those) <= 0 for these in one.days for those in other.days)


def link_events(records: Iterable[Record]) -> list[set[Place]]:
    """Return the events of some reports by happening; one that no other tells is alone.

    In order of publication each event joins the incident for which most speaks, if more speaks for it than
    against it.
    """
    facts = [each for number, record in enumerate(records) for each in list_facts(record, str(number))]
    facts.sort(key=lambda each: (each.published or 0, int(each.report), each.order))
    return [{(int(report), event) for report, event in each.events} for each in gather(facts, GROUPING)]


def _agree(one: Incident, other: Incident) -> Score | None:
    return compare_incidents(one, other) if may_be_joined(one, other) else None


GROUPING = Grouping(start=start_incident, join=join_incidents, agree=_agree)
