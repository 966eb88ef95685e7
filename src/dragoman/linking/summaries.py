"""What all reports together tell of one incident, commitment, actor or line: for lists, and all of it.

Place in the flow: above `standing`, `tolls` and `ledgers`; `kinds` hands it to the store. Of values that
differ a line shows the one that most origins give, the first of several such; all are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from statistics import fmean
from typing import Any, TypeVar

from dragoman.linking.actor_facts import ActorFacts
from dragoman.linking.actors import describe_actor
from dragoman.linking.commitment_facts import CommitmentFacts
from dragoman.linking.dossiers import Origins, Summary
from dragoman.linking.facts import Facts
from dragoman.linking.ledgers import Ledger, LedgerAct, find_status, list_open_questions, make_ledger
from dragoman.linking.lines import Step, make_line
from dragoman.linking.position_facts import PositionFacts
from dragoman.linking.standing import find_standing
from dragoman.linking.tolls import Summary as TollSummary
from dragoman.linking.tolls import list_tolls, sum_up

T = TypeVar("T")
_LAST = date.max.toordinal()


def describe_incident(tellings: Sequence[Facts], origins: Origins) -> Summary:
    """Return the line of an incident."""
    standing = find_standing(tellings, origins)
    kind = _find_most(((each.type, each) for each in tellings), origins) or ""
    sides = {
        "source": _find_most(((each.source.said, each) for each in tellings if each.source.said), origins),
        "target": _find_most(((each.target.said, each) for each in tellings if each.target.said), origins),
    }
    dated = [each for each in tellings if each.days and each.is_day_stated] or list(tellings)
    days = _find_most(((each.days, each) for each in dated if each.days), origins)
    spot = _find_most(((each.spot, each) for each in tellings if each.spot), origins)
    source, target = (", ".join(sides[name] or ()) or "?" for name in ("source", "target"))
    return Summary(
        type=kind,
        name=f"{source} → {kind} → {target}",
        day=_to_day(days[0]) if days else "",
        last_day=_to_day(days[1]) if days else None,
        place=spot.said if spot else None,
        country=spot.country if spot else None,
        standing=standing.standing,
        contested=standing.contested,
        doubt=1 - fmean(each.confidence for each in tellings),
        detail={
            **{name: list(side or ()) for name, side in sides.items()},
            "tolls": [_say_toll(toll) for toll in sum_up(list_tolls(tellings, origins), origins)],
        },
    )


def tell_incident(tellings: Sequence[Facts], origins: Origins, day: str) -> dict[str, Any]:
    """Return every field with all its values and who says each, the tolls, where it stands and why."""
    standing = find_standing(tellings, origins)
    tolls = list_tolls(tellings, origins)
    return {
        "standing": standing.standing,
        "why": standing.why,
        "fields": [asdict(one) for one in standing.fields],
        "tolls": [asdict(toll) for toll in tolls],
        "summaries": [asdict(summary) for summary in sum_up(tolls, origins)],
    }


def _say_toll(toll: TollSummary) -> str:
    """Return lowest and highest number in words: "killed 12–14", "injured 3 or more", "missing up to 9"."""
    if toll.low is not None and toll.high is None:
        return f"{toll.kind} {toll.low} or more"
    if toll.low == toll.high:
        return f"{toll.kind} {toll.low if toll.low is not None else toll.best or 'some'}"
    return f"{toll.kind} up to {toll.high}" if toll.low is None else f"{toll.kind} {toll.low}–{toll.high}"


def describe_commitment(tellings: Sequence[CommitmentFacts], origins: Origins) -> Summary:
    """Return the line of a commitment, as it stands after all that was told."""
    ledger = _make_ledger(tellings, origins)
    days = [act.days or (act.reported, act.reported) for act in ledger.acts]
    starts = [start for start, _ in days if start is not None]
    ends = [end for _, end in days if end is not None]
    return Summary(
        type=ledger.kind,
        name=ledger.name,
        day=_to_day(min(starts)) if starts else "",
        last_day=_to_day(max(ends)) if ends else None,
        standing=find_status(ledger, _LAST).status,
        detail={
            "parties": [party.name for party in ledger.parties],
            "acts": [_say_act(act) for act in ledger.acts],
            "open": len(list_open_questions(ledger, _LAST)),
        },
    )


def tell_commitment(tellings: Sequence[CommitmentFacts], origins: Origins, day: str) -> dict[str, Any]:
    """Return the acts in order with who tells each, what is open on a day and where it stands then."""
    ledger = _make_ledger(tellings, origins)
    on = date.fromisoformat(day).toordinal() if day else _LAST
    standing = find_status(ledger, on)
    return {
        "parties": [asdict(party) for party in ledger.parties],
        "acts": [_tell_act(act) for act in ledger.acts],
        "status": standing.status,
        "observance": [
            {
                "kind": one.kind,
                "by": [party.name for party in one.by],
                "acts": [ledger.acts.index(act) for act in one.acts],
            }
            for one in standing.observance
        ],
        "open": [
            {
                "kind": one.kind,
                "by": [party.name for party in one.by],
                "to": [party.name for party in one.to],
                "since": _to_day(one.since) if one.since else None,
                "acts": [ledger.acts.index(act) for act in (*one.acts, *one.unanswered)],
            }
            for one in list_open_questions(ledger, on)
        ],
        "last_report": _to_day(max((each.published or 0 for each in tellings), default=0)),
    }


def sum_up_actor(members: Sequence[ActorFacts], origins: Origins) -> Summary:
    """Return the line of an actor: how it is called most fully, and what most reports say that it is."""
    identity = describe_actor(members)
    kind, country, code = (
        values[0].value if values else None for values in (identity.kinds, identity.countries, identity.codes)
    )
    return Summary(
        type=kind or "unknown",
        name=identity.name,
        country=country,
        detail={"code": code, "names": [name for name, _ in identity.names]},
    )


def tell_actor(members: Sequence[ActorFacts], origins: Origins, day: str) -> dict[str, Any]:
    """Return all names and all that reports say an actor is, roles with their days."""
    return asdict(describe_actor(members))


def describe_line(members: Sequence[PositionFacts], origins: Origins) -> Summary:
    """Return the line of a holder on an issue, as it was taken last."""
    line = make_line(members)
    days = [step.published for step in line.steps if step.published]
    last = line.steps[-1]
    return Summary(
        type=last.stance,
        name=f"{line.holder}: {line.issue}",
        day=min(days, default=""),
        last_day=max(days, default=None),
        standing=last.stance,
        detail={
            "holder": line.holder,
            "issue": line.issue,
            "line": last.line,
            "steps": [_say_step(step) for step in line.steps],
        },
    )


def tell_line(members: Sequence[PositionFacts], origins: Origins, day: str) -> dict[str, Any]:
    """Return every step of a line with its words, and where they say that it moved."""
    return asdict(make_line(members))


def _say_step(step: Step) -> str:
    """Return a step in words: "2019-03-14 opposes, harder"."""
    return ", ".join(filter(None, (f"{step.published or ''} {step.stance}".strip(), step.move)))


def _make_ledger(tellings: Sequence[CommitmentFacts], origins: Origins) -> Ledger:
    return make_ledger(tellings, {report: tuple(sorted(some)) for report, some in origins.items()})


def _tell_act(act: LedgerAct) -> dict[str, Any]:
    return {
        "act": act.act,
        "by": [party.name for party in act.by],
        "to": [party.name for party in act.to],
        "start": _to_day(act.days[0]) if act.days else None,
        "end": _to_day(act.days[1]) if act.days else None,
        "reported": _to_day(act.reported) if act.reported else None,
        "origins": act.origins,
        "tellings": [asdict(telling) for telling in act.tellings],
    }


def _say_act(act: LedgerAct) -> str:
    """Return an act in words: "signed by Peru, Ecuador 2019-03-13"."""
    by = ", ".join(party.name for party in act.by)
    day = act.days[0] if act.days else act.reported
    return " ".join(filter(None, (act.act, f"by {by}" if by else "", _to_day(day) if day else "")))


def _find_most(values: Iterable[tuple[T, Facts]], origins: Origins) -> T | None:
    """Return the value that most origins give, the first of several such."""
    given: dict[T, set[str]] = defaultdict(set)
    for value, facts in values:
        given[value] |= origins.get(facts.report, frozenset((facts.report,)))
    return max(given, key=lambda value: len(given[value]), default=None)


def _to_day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""
