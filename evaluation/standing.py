"""Measures where incidents stand and which of their fields are contested, on the linked series.

The reading of `training/series/README.md`, each on held-out series and on the others:

* `rules` gives `find_standing` what the labels tell: an event for each labelled side (who, to whom, by whom,
  status), a report that tells the incident without a side of its own as one event more, the day, the labelled
  tolls. The labels have one day, one place and one type an incident and no words of correction, so that a
  contest on these and most corrections cannot be found here.
* `labelled linking` gives it the events that the program read in the words of the incident's mentions, with
  the labelled origins.
* `end to end` gives it all events that `link_events` put together with most of these (of several such
  incidents the first), with the origins that the program finds.
* A contested field is found where both call it contested, on the same incident; fields are counted over all
  incidents. `found` is recall. `standing` is the share of incidents with the labelled standing. An incident
  that no event meets is wrong in both, its fields are missed: `met` says how many are met.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.linking.facts import Count, Facts, Side, Voice, list_facts
from dragoman.linking.groups import Link, group_origins
from dragoman.linking.incidents import link_events
from dragoman.linking.origins import compare_reports
from dragoman.linking.standing import find_standing
from dragoman.record.model import Record
from evaluation.score import Score, divide
from evaluation.series import Aligned, Spot, read_series
from training.series import series as labels
from training.series.series import HERE, Incident, Series, is_heldout, load_series

Origins = Mapping[str, frozenset[str]]
Case = tuple[Incident, list[Facts], Origins]
"""An incident, what is told of it, and the origins of the reports."""
Figures = dict[str, dict[str, Any]]


def measure(only: str | None = None, folder: Path = HERE) -> Figures:
    """Return the figures of both parts; with `only`, of the series whose name holds it."""
    chosen = [series for series in load_series(folder) if not only or only in series.name]
    return measure_series(list(read_series(chosen)))


def measure_series(read: list[Aligned]) -> Figures:
    """Return the figures of series that were read, held-out ones and the others apart."""
    figures: Figures = {}
    for part in (True, False):
        chosen = [aligned for aligned in read if is_heldout(aligned.series.name) is part]
        if not chosen:
            continue
        name = "held out" if part else "development"
        figures |= {
            f"rules, {name}": score_cases([case for each in chosen for case in list_labelled(each.series)]),
            f"labelled linking, {name}": score_cases([case for each in chosen for case in list_met(each)]),
            f"end to end, {name}": score_cases([case for each in chosen for case in list_linked(each)]),
        }
    return figures


def score_cases(cases: list[Case]) -> dict[str, Any]:
    """Return the columns of one row."""
    score, right, met = Score(), 0, 0
    for incident, tellings, origins in cases:
        wanted, found = set(incident.contested), set[str]()
        if tellings:
            met += 1
            standing = find_standing(tellings, origins)
            found = set(standing.contested)
            right += standing.standing == incident.standing
        score.add(Score(len(wanted & found), len(wanted - found), len(found - wanted)))
    return {
        "incidents": len(cases),
        "met": met,
        "found": round(score.recall, 4),
        "precision": round(score.precision, 4),
        "f1": round(score.f1, 4),
        "standing": round(divide(right, len(cases)), 4),
    }


def list_labelled(series: Series) -> list[Case]:
    """Return the incidents of a series with what the labels tell of them."""
    origins = {report.id: frozenset((report.origin,)) for report in series.reports}
    return [(incident, _make_facts(series, incident), origins) for incident in series.incidents]


def list_met(aligned: Aligned) -> list[Case]:
    """Return the incidents of a series with the events that meet their mentions."""
    facts = _list_facts(aligned.records)
    origins = {str(n): frozenset((report.origin,)) for n, report in enumerate(aligned.series.reports)}
    return [
        (incident, [facts[spot] for spot in _list_spots(aligned, incident)], origins)
        for incident in aligned.series.incidents
    ]


def list_linked(aligned: Aligned) -> list[Case]:
    """Return the incidents of a series with the events that the program links with those that meet them."""
    facts = _list_facts(aligned.records)
    clusters = link_events(aligned.records)
    origins = find_origins(aligned.records)
    cases = []
    for incident in aligned.series.incidents:
        spots = set(_list_spots(aligned, incident))
        best = max(clusters, key=lambda cluster: len(cluster & spots), default=set[Spot]())
        tellings = [facts[spot] for spot in sorted(best)] if best & spots else []
        cases.append((incident, tellings, origins))
    return cases


def find_origins(records: list[Record]) -> Origins:
    """Return the origins that the program finds, by the number of the report."""
    reports = [str(number) for number in range(len(records))]
    links = [
        Link(first, second, compare_reports(records[int(first)].report, records[int(second)].report))
        for first, second in combinations(reports, 2)
    ]
    return {report: frozenset(found) for report, found in group_origins(reports, links).items()}


def _list_facts(records: list[Record]) -> dict[Spot, Facts]:
    return {
        (number, facts.event): facts
        for number, record in enumerate(records)
        for facts in list_facts(record, str(number))
    }


def _list_spots(aligned: Aligned, incident: Incident) -> list[Spot]:
    """Return the events in the words of an incident's mentions."""
    placed = (aligned.met | aligned.shared).items()
    return [spot for spot, mention in placed if aligned.mentions[mention][0] == incident]


def _make_facts(series: Series, incident: Incident) -> list[Facts]:
    """Return an event for each labelled side, and one for each report that only mentions the incident."""
    counts = _make_counts(series, incident)
    telling = {mention.report for mention in incident.mentions} | {side.report for side in incident.sides}
    made = []
    for report in series.reports:
        if report.id not in telling | counts.keys():
            continue
        sides = [side for side in incident.sides if side.report == report.id]
        for order, side in enumerate(sides or [labels.Side(report.id, (), (), (), "actual")]):
            own = tuple(counts.get(report.id, ())) if order == 0 else ()
            made.append(_make_event(incident, report, side, order, own))
    return made


def _make_event(
    incident: Incident, report: labels.SeriesReport, side: labels.Side, order: int, counts: tuple[Count, ...]
) -> Facts:
    stance = "denies" if side.status == "denied" else "asserts"
    days = (_count_day(incident.days[0]), _count_day(incident.days[1])) if incident.days else None
    return Facts(
        report.id, f"{incident.id}.{order}", order, incident.types[0], None, side.status, "", frozenset(),
        _make_side(side.source), _make_side(side.target), days, True,
        _count_day(report.published), None, frozenset(),
        tuple(Voice(code, code, stance) for code in side.by), counts,
    )  # fmt: skip


def _make_counts(series: Series, incident: Incident) -> dict[str, list[Count]]:
    """Return the labelled numbers of an incident by report."""
    counts: dict[str, list[Count]] = {}
    for toll in series.tolls:
        if toll.incident != incident.id:
            continue
        speaker = "" if toll.speaker == "-" else toll.speaker
        for figure in toll.figures:
            cumulative = True if figure.is_total else False if figure.is_new else None
            made = Count(
                f"{toll.kind} {speaker} {figure.span[0]}", toll.kind, figure.low, figure.high, None,
                cumulative, False, False, None, None, speaker, toll.victims, figure.span[0],
            )  # fmt: skip
            counts.setdefault(figure.report, []).append(made)
    return counts


def _make_side(codes: tuple[str, ...]) -> Side:
    lands = frozenset(code[:3] for code in codes if ":" not in code and code != "UAF" and code[0] != "?")
    return Side(frozenset(codes), lands, frozenset())


def _count_day(day: str) -> int:
    return date.fromisoformat(day).toordinal()
