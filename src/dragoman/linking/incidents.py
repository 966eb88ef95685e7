"""Which events of several reports tell one happening: a list of weighted comparisons, then clusters.

Place in the flow: above `facts`. Two events are compared by the comparisons of `COMPARISONS`; the weights
are those of the question "incident" in `lexicon/tables/evidence.csv`, fitted on the project's linked series
by `training/linking/calibrate.py`. Events join the incident with which they agree best on the whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from dragoman.lexicon.evidence import load_weights
from dragoman.linking.facts import Facts, Side, Spot, list_facts
from dragoman.linking.joining import Score, gather
from dragoman.record.model import Record

Place = tuple[int, str]
"""Number of the report, and id of the event in its record."""
DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"))
_EARTH_KM = 6371.0
NEAR_KM, FAR_KM = 30.0, 120.0
LATEST = 400
"""Days between two publications after which events are not compared."""


def describe_pair(one: Facts, other: Facts) -> dict[str, float]:
    """Return all comparisons of two events, each 0 where nothing can be compared."""
    found = {"bias": 1.0, "one_report": float(one.report == other.report)}
    found |= _compare_kinds(one, other)
    found |= _compare_sides("source", one.source, other.source)
    found |= _compare_sides("target", one.target, other.target)
    found |= _compare_days(one, other)
    found |= _compare_spots(one.spot, other.spot)
    shared, least = len(one.words & other.words), min(len(one.words), len(other.words))
    found["words"] = shared / least if least else 0.0
    found["one_trigger"] = float(one.trigger == other.trigger)
    kinds = {kind for kind, _ in one.tolls} & {kind for kind, _ in other.tolls}
    found["one_number"] = float(bool(one.tolls & other.tolls))
    found["other_number"] = float(bool(kinds) and not one.tolls & other.tolls)
    return found


COMPARISONS = (
    "bias", "one_report", "one_mode", "other_mode", "deed", "one_status",
    *(f"{side}_{name}" for side in ("source", "target") for name in ("code", "country", "name", "other")),
    "no_days", "same_days", "near_days", "far_days", "other_day", "days_apart", "published_apart",
    "no_place", "same_place", "near_place", "far_place", "same_country", "other_country",
    "words", "one_trigger", "one_number", "other_number",
)  # fmt: skip


def _compare_kinds(one: Facts, other: Facts) -> dict[str, float]:
    has_modes = bool(one.mode and other.mode)
    return {
        "one_mode": float(has_modes and one.mode == other.mode),
        "other_mode": float(has_modes and one.mode != other.mode),
        "deed": float(one.type in DEEDS),
        "one_status": float(one.status == other.status),
    }


def _compare_sides(name: str, one: Side, other: Side) -> dict[str, float]:
    shares_code = bool(one.codes & other.codes)
    shares_country = bool(one.countries & other.countries)
    is_other = bool(one.countries and other.countries) and not shares_country
    return {
        f"{name}_code": float(shares_code),
        f"{name}_country": float(shares_country and not shares_code),
        f"{name}_name": float(bool(one.names & other.names)),
        f"{name}_other": float(is_other),
    }


def _compare_days(one: Facts, other: Facts) -> dict[str, float]:
    found = dict.fromkeys(("same_days", "near_days", "far_days", "other_day", "days_apart"), 0.0)
    if one.published is not None and other.published is not None:
        found["published_apart"] = math.log1p(abs(one.published - other.published))
    else:
        found["published_apart"] = 0.0
    found["no_days"] = float(one.days is None or other.days is None)
    if one.days is None or other.days is None:
        return found
    apart = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
    is_exact = one.days[0] == one.days[1] and other.days[0] == other.days[1]
    found["days_apart"] = math.log1p(max(0, apart))
    found["same_days"] = float(apart <= 0)
    found["near_days"] = float(0 < apart <= 2)
    found["far_days"] = float(apart > 7)
    found["other_day"] = float(apart > 0 and is_exact and one.is_day_stated and other.is_day_stated)
    return found


def _compare_spots(one: Spot | None, other: Spot | None) -> dict[str, float]:
    found = dict.fromkeys(("same_place", "near_place", "far_place", "same_country", "other_country"), 0.0)
    found["no_place"] = float(one is None or other is None)
    if one is None or other is None:
        return found
    is_same = one.name == other.name
    distance = measure_km(one, other)
    found["same_place"] = float(is_same)
    found["near_place"] = float(not is_same and distance is not None and distance <= NEAR_KM)
    found["far_place"] = float(not is_same and distance is not None and distance > FAR_KM)
    if one.country and other.country:
        found["same_country"] = float(one.country == other.country and not is_same)
        found["other_country"] = float(one.country != other.country)
    return found


def measure_km(one: Spot, other: Spot) -> float | None:
    """Return how far two places lie apart, on the sphere; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lon = math.radians(other.lat - one.lat), math.radians(other.lon - one.lon)
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    chord = math.sin(lat / 2) ** 2 + across * math.sin(lon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def compare_events(one: Facts, other: Facts) -> Score:
    """Return how far two events tell one happening."""
    weights = load_weights()["incident"]
    parts = {name: weights[name] * value for name, value in describe_pair(one, other).items()}
    return Score(sum(parts.values()), parts)


def may_be_one(one: Facts, other: Facts) -> bool:
    """Return whether two events are worth a comparison: one type, and not years apart."""
    if one.type != other.type:
        return False
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= LATEST


def link_events(records: Iterable[Record]) -> list[set[Place]]:
    """Return the events of some reports by happening; one that no other tells is alone.

    In order of publication each event joins the incident with whose events it agrees best on average, if more
    speaks for it than against it.
    """
    facts = [each for number, record in enumerate(records) for each in list_facts(record, str(number))]
    facts.sort(key=lambda each: (each.published or 0, int(each.report), each.order))
    clusters = gather(
        facts, lambda one, other: compare_events(one, other) if may_be_one(one, other) else None
    )
    return [{(int(each.report), each.event) for each in cluster} for cluster in clusters]
