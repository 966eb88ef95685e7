"""Which actors of several reports are one: by weighted comparisons, then clusters with names and roles.

Place in the flow: above `actor_facts`. Two actors are compared by the comparisons of `COMPARISONS`; the
weights are those of the question "actor" in `lexicon/tables/evidence.csv`. A report that has only a
surname joins the one bearer of it who fits; where two fit alike it joins neither. Nobody without a name
joins anybody: who "the Kenyan president" was on a day neither other reports nor the table of leaders,
which has no years, say.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.lexicon.evidence import load_weights
from dragoman.linking.actor_facts import (
    ActorFacts,
    get_initials,
    is_own_code,
    list_actor_facts,
    list_keys,
    shorten,
)
from dragoman.linking.joining import Score, average
from dragoman.record.model import Record

Place = tuple[int, str]
"""Number of the report, and id of the actor in its record."""
NEAR = 30
"""Days between two publications within which a bare surname is likely to be one man's."""
LATEST = 12
"""Members of a cluster with which a newcomer is compared, so that the cost does not grow with its size."""
SPELT = 5
"""Letters of the shortest word that may be spelt in two ways."""
MARGIN = 1.0
"""By how much one bearer of a surname must fit better than the next."""
RELATIONS = (
    "one_name", "near_name", "part_of_name", "initials_fit", "only_surname", "only_given_name", "one_word",
    "abbreviation", "other_given_name", "other_name",
)  # fmt: skip
COMPARISONS = (
    "bias", *RELATIONS, "one_body", "one_code", "other_code", "one_country", "other_country", "foreign",
    "one_scene", "other_scene", "one_role", "one_sector", "other_kind", "other_sex", "near_days",
    "years_apart",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value that some reports give an actor, with those reports."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """One role that reports give an actor, with the first and the last day on which it is told (ISO)."""

    role: str
    first: str | None
    last: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor through all reports: the fullest name, all names with how often, what it is said to be."""

    name: str
    names: tuple[tuple[str, int], ...]
    kinds: tuple[Value, ...]
    countries: tuple[Value, ...]
    codes: tuple[Value, ...]
    roles: tuple[Role, ...]


def may_be_one(one: ActorFacts, other: ActorFacts) -> bool:
    """Return whether two actors are worth a comparison: both can be known again, and they share a key."""
    return not set(list_keys(one)).isdisjoint(list_keys(other))


def compare_actors(one: ActorFacts, other: ActorFacts) -> Score:
    """Return how far two actors are one."""
    weights = load_weights()["actor"]
    parts = {name: weights[name] * value for name, value in describe_pair(one, other).items()}
    return Score(sum(parts.values()), parts)


def _agree(one: ActorFacts, other: ActorFacts) -> Score | None:
    return compare_actors(one, other) if may_be_one(one, other) else None


GROUPING = average(_agree)


def describe_pair(one: ActorFacts, other: ActorFacts) -> dict[str, float]:
    """Return all comparisons of two actors, each 0 where nothing can be compared."""
    found = dict.fromkeys(COMPARISONS, 0.0)
    found["bias"] = 1.0
    forms = {one.form, other.form}
    if forms <= {"person", "organisation"}:
        found[relate_names(one, other)] = 1.0
        found["other_kind"] = float(len(forms) == 2)
        found["other_sex"] = float(bool(one.sex and other.sex) and one.sex != other.sex)
    elif forms == {"body"}:
        found["one_body" if one.names == other.names else "other_name"] = 1.0
    else:
        found["other_name"] = 1.0
    return found | _compare_homes(one, other) | _compare_roles(one, other)


def _compare_homes(one: ActorFacts, other: ActorFacts) -> dict[str, float]:
    """Return what the countries say; a country that the other report never names speaks against one actor."""
    is_both = bool(one.country and other.country)
    is_other = is_both and one.country != other.country
    is_foreign = is_other and not (one.country in other.scene and other.country in one.scene)
    has_scenes = bool(one.scene and other.scene)
    shares_scene = not one.scene.isdisjoint(other.scene)
    return {
        "one_country": float(is_both and not is_other),
        "other_country": float(is_other),
        "foreign": float(is_foreign),
        "one_scene": float(shares_scene),
        "other_scene": float(has_scenes and not shares_scene),
    }


def _compare_roles(one: ActorFacts, other: ActorFacts) -> dict[str, float]:
    has_codes = is_own_code(one.code) and is_own_code(other.code)
    is_dated = one.published is not None and other.published is not None
    apart = abs((one.published or 0) - (other.published or 0)) if is_dated else 0
    mine, theirs = set((one.role or "").split()), set((other.role or "").split())
    return {
        "one_code": float(has_codes and one.code == other.code),
        "other_code": float(has_codes and one.code != other.code),
        "one_role": float(not mine.isdisjoint(theirs)),
        "one_sector": float(one.sector is not None and one.sector == other.sector),
        "near_days": float(is_dated and apart <= NEAR),
        "years_apart": math.log1p(apart / 365),
    }


def relate_names(one: ActorFacts, other: ActorFacts) -> str:
    """Return how the names of two actors stand to each other, one of `RELATIONS`."""
    shared = set(one.names) & set(other.names)
    if any(" " in name for name in shared):
        return "one_name"
    first, second = one.names[0].split(), other.names[0].split()
    if len(first) == 1 and len(second) == 1:
        return "one_word" if shared else "other_name"
    if one.form == other.form == "person":
        return _relate_persons(*sorted((first, second), key=len))
    return _relate_organisations(one, other)


def _relate_persons(short: list[str], long: list[str]) -> str:
    """Return how two persons' names stand to each other, at least one of several words."""
    if len(short) == 1:
        if short[0] == long[-1]:
            return "only_surname"
        return "only_given_name" if short[0] in long else "other_name"
    if _is_within(short, long):
        return "part_of_name"
    if len(short) == len(long) and all(map(_are_spelt_alike, short, long)):
        return "near_name"
    if short[-1] != long[-1]:
        return "other_name"
    given, others = short[:-1], long[:-1]
    has_initials = any(len(word) == 1 for word in (*given, *others))
    is_fit = all(word[0] == whole[0] for word, whole in zip(given, others, strict=False))
    return "initials_fit" if has_initials and is_fit else "other_given_name"


def _are_spelt_alike(one: str, other: str) -> bool:
    """Return whether two words are spellings of one; short ones must be equal ("Li" is not "Lu")."""
    return one == other or (min(len(one), len(other)) >= SPELT and shorten(one) == shorten(other))


def _relate_organisations(one: ActorFacts, other: ActorFacts) -> str:
    for names, others in ((one.names, other.names), (other.names, one.names)):
        words = {name for name in names if " " not in name}
        if any(" " in name and get_initials(name) in words for name in others):
            return "abbreviation"
    pairs = [sorted((name.split(), whole.split()), key=len) for name in one.names for whole in other.names]
    if not set(one.names).isdisjoint(other.names):
        return "one_word"
    is_part = any(len(short) > 1 and _is_within(short, long) for short, long in pairs)
    return "part_of_name" if is_part else "other_name"


def _is_within(short: list[str], long: list[str]) -> bool:
    """Return whether all words of one name stand in another in order: "Ana Ruiz" in "Ana María Ruiz"."""
    rest = iter(long)
    return all(word in rest for word in short)


def link_actors(records: Iterable[Record]) -> list[set[Place]]:
    """Return the actors of some reports by who is one; who cannot be known again is alone."""
    facts = [each for number, record in enumerate(records) for each in list_actor_facts(record, str(number))]
    return [{(int(each.report), each.actor) for each in cluster} for cluster in cluster_actors(facts)]


def cluster_actors(facts: Iterable[ActorFacts]) -> list[list[ActorFacts]]:
    """Return the actors by who is one: full names first, then single words of names.

    Each joins the cluster with which it agrees best on average, if more speaks for it than against it. The
    cost grows with the actors that share a key, not with all pairs.
    """
    clusters: list[list[ActorFacts]] = []
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for each in sorted(facts, key=_get_rank):
        keys = list_keys(each)
        near = dict.fromkeys(number for key in keys for number in homes[key])
        home = choose_cluster(each, {number: clusters[number] for number in near})
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(each)
        for key in keys:
            if home not in homes[key]:
                homes[key].append(home)
    return clusters


def choose_cluster(facts: ActorFacts, clusters: dict[int, list[ActorFacts]]) -> int | None:
    """Return the number of the cluster that an actor joins, None for none.

    A person told by one word of his name joins none where two fit about as well.
    """
    fits = sorted(
        ((_compare_cluster(facts, those), number) for number, those in clusters.items()), reverse=True
    )
    if not fits or fits[0][0] <= 0:
        return None
    return None if is_torn(facts, [agreement for agreement, _ in fits]) else fits[0][1]


def is_torn(facts: ActorFacts, agreements: Sequence[float]) -> bool:
    """Return whether a person told by one word of his name fits two about as well; the best come first."""
    is_partial = facts.form == "person" and " " not in facts.names[0]
    return is_partial and len(agreements) > 1 and agreements[1] > max(0.0, agreements[0] - MARGIN)


def _compare_cluster(facts: ActorFacts, cluster: Sequence[ActorFacts]) -> float:
    """Return how well an actor agrees on average with those of a cluster that were last put there."""
    latest = cluster[-LATEST:]
    return sum(compare_actors(facts, each).total for each in latest) / len(latest)


def _get_rank(facts: ActorFacts) -> tuple[int, int]:
    """Return the order of linking: longer names first, since they tell bearers of one surname apart."""
    words = max((name.count(" ") + 1 for name in facts.names), default=0)
    return -min(words, 2), facts.published or 0


def describe_actor(members: Sequence[ActorFacts]) -> Identity:
    """Return what all reports together call one actor and say that it is; nothing is chosen between."""
    names: Counter[str] = Counter()
    for each in members:
        names.update(dict(each.called) or {each.name: 1})
    fullest = Counter(each.name for each in members)
    return Identity(
        name=max(fullest, key=lambda name: (fullest[name] * (1 + name.count(" ")), len(name))),
        names=tuple(names.most_common()),
        kinds=_list_values(members, lambda each: each.kind),
        countries=_list_values(members, lambda each: each.country),
        codes=_list_values(members, lambda each: each.code),
        roles=_list_roles(members),
    )


def _list_values(members: Sequence[ActorFacts], get: Callable[[ActorFacts], str | None]) -> tuple[Value, ...]:
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for each in members:
        value = get(each)
        if value and each.report not in reports[value]:
            reports[value].append(each.report)
    found = [Value(value, tuple(those)) for value, those in reports.items()]
    return tuple(sorted(found, key=lambda each: -len(each.reports)))


def _list_roles(members: Sequence[ActorFacts]) -> tuple[Role, ...]:
    """Return the roles in the order in which they are first told."""
    days = {
        value.value: [e.published for e in members if e.role == value.value and e.published is not None]
        for value in _list_values(members, lambda each: each.role)
    }
    found = [
        Role(
            value.value,
            _to_day(min(days[value.value], default=None)),
            _to_day(max(days[value.value], default=None)),
            value.reports,
        )
        for value in _list_values(members, lambda each: each.role)
    ]
    return tuple(sorted(found, key=lambda role: (role.first is None, role.first or "")))


def _to_day(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else None
