"""Where an incident stands among those who tell it, and why.

Place in the flow: above `fields`; takes the facts of the events that were linked as one incident.

The lowest line that fits counts; none says who is right:

| standing | is |
|---|---|
| `single_origin` | all reports that tell it share one origin |
| `corroborated` | two origins or more tell it, and nobody differs |
| `contested` | voices differ on a field (`fields` says when), or one denies it |
| `denied` | one voice alleges it, another denies it, and nobody else tells it |
| `corrected` | who gave a figure or a fact puts another in its place |
| `withdrawn` | who told it takes it back |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.linking.facts import Facts
from dragoman.linking.fields import Field, Saying, Told, exclude_codes, list_fields, list_own, list_sayings

StandingName = Literal["single_origin", "corroborated", "contested", "denied", "corrected", "withdrawn"]
UNREAL = frozenset(("requested", "planned", "threatened", "hypothetical"))
"""Statuses of what is not said to have happened."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an incident stands, why, and all that is said of it."""

    standing: StandingName
    why: str
    fields: tuple[Field, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def contested(self) -> tuple[str, ...]:
        """Return the names of the contested fields."""
        return tuple(field.name for field in self.fields if field.is_contested)


def find_standing(tellings: Sequence[Facts], origins: Mapping[str, frozenset[str]]) -> Standing:
    """Return where an incident stands.

    Args:
        tellings: The events that tell it, one or more. Those that only ask for it or plan it do not count
            where another says that it happened.
        origins: Report id to the ids of its origins; a report that is not in it is an origin of its own.
    """
    happened = [facts for facts in tellings if facts.status not in UNREAL] or list(tellings)
    happened.sort(key=lambda facts: (facts.published or 0, facts.report, facts.order))
    told: Told = [
        (facts, tuple(list_sayings(facts, _get_origins(facts.report, origins)))) for facts in happened
    ]
    fields = list_fields(told)
    reports = tuple(dict.fromkeys(facts.report for facts in happened))
    sources = tuple(sorted({origin for report in reports for origin in _get_origins(report, origins)}))
    standing, why = _judge(told, fields, len(sources))
    return Standing(standing, why, fields, reports, sources)


def _get_origins(report: str, origins: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return origins.get(report) or frozenset((report,))


def _judge(told: Told, fields: tuple[Field, ...], origins: int) -> tuple[StandingName, str]:
    """Return the standing and why, from the last line of the table to the first."""
    withdrawal, correction = _find_withdrawal(told), _find_correction(told)
    if withdrawal:
        return "withdrawn", f"{withdrawal} takes it back"
    if correction:
        return "corrected", f"{correction} corrects it"
    denial = _find_lone_denial(told)
    if denial:
        return "denied", denial
    contests = [f"{field.name}: {field.why}" for field in fields if field.is_contested]
    if contests:
        return "contested", "; ".join(contests)
    if origins > 1:
        return "corroborated", f"{origins} origins tell it"
    return "single_origin", "all reports that tell it share one origin"


def _find_lone_denial(told: Told) -> str:
    """Return in words that somebody denies what one voice alone alleges; empty where that is not so."""
    sayings = [saying for _, several in told for saying in several]
    deniers = [saying for saying in sayings if saying.stance == "denies"]
    tellers = [saying for saying in sayings if saying.is_telling]
    parties = {saying.party for saying in tellers}
    is_vouched = any(not saying.voice for saying in tellers)
    if not deniers or is_vouched or len(parties) > 1 or parties & {saying.party for saying in deniers}:
        return ""
    said = f"{tellers[0]} alone says so, " if tellers else ""
    return f"{said}{deniers[0]} denies it"


def _find_withdrawal(told: Told) -> Saying | None:
    """Return who retracts it, or denies in a later report what he had told and gives no other version."""
    for facts, sayings in told:
        for saying in sayings:
            if saying.stance == "retracts":
                return saying
            if saying.stance != "denies":
                continue
            own = list_own(told, saying.party)
            if any(other.report == facts.report for other in own):
                continue
            earlier = [other for other in own if (other.published or 0) < (facts.published or 0)]
            if earlier and not any(_is_other_version(facts, other) for other in earlier):
                return saying
    return None


def _is_other_version(one: Facts, other: Facts) -> bool:
    return exclude_codes(one.source.codes, other.source.codes) or exclude_codes(
        one.target.codes, other.target.codes
    )


def _find_correction(told: Told) -> Saying | None:
    """Return who corrects it: a claim that does, or a number that the same report says to be superseded."""
    for facts, sayings in told:
        correcting = [saying for saying in sayings if saying.stance == "corrects"]
        if correcting or any(count.superseded for count in facts.counts):
            return (correcting or list(sayings))[0]
    return None
