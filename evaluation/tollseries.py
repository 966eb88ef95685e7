"""Measures the tolls of incidents through time on the project's own linked series.

A labelled toll is one speaker's count of one kind of victims of one incident. It is asked of three inputs:

* `labels`: the labelled figures as counts, with their speakers and whether they are new or a total: this
  measures the rules alone.
* `aligned`: what the program read, its events linked as the labels do: those that stand in the words of a
  labelled mention of the incident (`evaluation.series`). Counts of other events are not seen.
* `end to end`: what the program read and linked by itself. An incident is the cluster that holds most of its
  mentions, one cluster to one incident.

Counted over all labelled tolls (`asked`):

* `speaker`: the incident has a toll of the kind by the same voice, its code in full ("-": the report's own);
* `final`: and what he stands by at the end is the same, low and high;
* `whole`: and he gives the same numbers in the same reports, in order, parts left out;
* `any sector`: as `final`, but of the speaker only country or organisation are asked;
* `extra`: the program's tolls of labelled incidents that are none of the labelled ones.

Where the words give no bounds ("some 40"), the program keeps the number alone and the labels a span around
it: it must lie within. "More than 100" is 100 or 101 at least, "fewer than 100" 100 or 99 at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.linking.facts import Count, Facts, Side, list_facts
from dragoman.linking.incidents import link_events
from dragoman.linking.tolls import Bounds, TollSeries, list_tolls
from evaluation.assign import find_pairs
from evaluation.series import Aligned, Spot, read_chosen
from evaluation.who import parse_code
from training.series.series import Figure, Toll

Tellings = dict[str, list[Facts]]
"""The events of each labelled incident, by its id."""
NOBODY = Side(frozenset(), frozenset(), frozenset())


@dataclass(slots=True)
class Outcome:
    """How many labelled tolls were asked, and on how many the program agrees."""

    asked: int = 0
    speaker: int = 0
    final: int = 0
    whole: int = 0
    any_sector: int = 0
    extra: int = 0


def measure(only: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the figures on held-out series; with `only`, on series whose name holds it."""
    return measure_series(read_chosen(only))


def measure_series(read: Iterable[Aligned]) -> dict[str, dict[str, Any]]:
    """Return the figures of series that were read, a row for each input."""
    rows = {"tolls, labels": Outcome(), "tolls, aligned": Outcome(), "tolls, end to end": Outcome()}
    for aligned in read:
        inputs = (list_labelled(aligned), list_aligned(aligned), list_linked(aligned))
        for outcome, tellings in zip(rows.values(), inputs, strict=True):
            _add_outcome(outcome, aligned, tellings)
    return {name: _to_figures(outcome) for name, outcome in rows.items()}


def list_labelled(aligned: Aligned) -> Tellings:
    """Return the labelled figures as counts, an event for each report and incident."""
    counts: dict[tuple[str, int], list[Count]] = defaultdict(list)
    numbers = _number_reports(aligned)
    for toll in aligned.series.tolls:
        for figure in toll.figures:
            counts[toll.incident, numbers[figure.report]].append(_to_count(toll, figure))
    tellings: Tellings = defaultdict(list)
    for (incident, report), several in sorted(counts.items()):
        tellings[incident].append(_make_facts(report, tuple(several)))
    return tellings


def list_aligned(aligned: Aligned) -> Tellings:
    """Return the program's events by the incident in whose labelled words they stand."""
    places = {**aligned.shared, **aligned.met}
    tellings: Tellings = defaultdict(list)
    for spot, facts in _list_all_facts(aligned):
        if spot in places:
            tellings[aligned.mentions[places[spot]][0].id].append(facts)
    return tellings


def list_linked(aligned: Aligned) -> Tellings:
    """Return the program's events by the incident that its own cluster tells."""
    clusters = link_events(aligned.records)
    incidents = [incident.id for incident in aligned.series.incidents]
    met = {spot: aligned.mentions[mention][0].id for spot, mention in aligned.met.items()}
    weights = [
        [sum(met.get(spot) == incident for spot in cluster) for incident in incidents] for cluster in clusters
    ]
    facts = dict(_list_all_facts(aligned))
    return {
        incidents[column]: sorted((facts[spot] for spot in clusters[row]), key=_order)
        for row, column in find_pairs(weights)
    }


def agree(label: tuple[int | None, int | None], found: Bounds) -> bool:
    """Return whether the program's number is the labelled one, low and high; None is open."""
    low, high = label
    if found.low is None and found.high is None and found.best is not None:
        return low is not None and high is not None and low <= found.best <= high
    is_low = low == found.low or (high is None and found.low is not None and low == found.low + 1)
    is_high = high == found.high or (low is None and found.high is not None and high == found.high - 1)
    return is_low and is_high


def _add_outcome(outcome: Outcome, aligned: Aligned, tellings: Tellings) -> None:
    """Count the agreement on one series: each labelled toll has at most one of the program's."""
    reports = {str(number): report.id for number, report in enumerate(aligned.series.reports)}
    origins = {
        str(number): frozenset((report.origin,)) for number, report in enumerate(aligned.series.reports)
    }
    for incident in aligned.series.incidents:
        labels = [toll for toll in aligned.series.tolls if toll.incident == incident.id]
        found = list(list_tolls(tellings.get(incident.id, ()), origins))
        answers = [[_ask(label, toll, reports) for label in labels] for toll in found]
        pairs = find_pairs([[one.speaker + one.final + one.whole for one in row] for row in answers])
        loose = find_pairs([[one.any_sector for one in row] for row in answers])
        outcome.asked += len(labels)
        outcome.speaker += sum(answers[row][column].speaker for row, column in pairs)
        outcome.final += sum(answers[row][column].final for row, column in pairs)
        outcome.whole += sum(answers[row][column].whole for row, column in pairs)
        outcome.any_sector += len(loose)
        outcome.extra += len(found) - len(pairs)


def _ask(label: Toll, toll: TollSeries, reports: dict[str, str]) -> Outcome:
    """Return what a pair of a labelled toll and the program's agrees on."""
    if label.kind != toll.kind:
        return Outcome()
    is_final = toll.final is not None and agree((label.low, label.high), toll.final)
    is_speaker = label.speaker.strip("-") == toll.speaker
    given = [step for step in toll.steps if step.use != "part"]
    is_whole = len(given) == len(label.figures) and all(
        reports[step.report] == figure.report and agree((figure.low, figure.high), step.given)
        for step, figure in zip(given, label.figures, strict=True)
    )
    return Outcome(
        speaker=int(is_speaker),
        final=int(is_speaker and is_final),
        whole=int(is_speaker and is_final and is_whole),
        any_sector=int(is_final and _read_key(label.speaker) == _read_key(toll.speaker)),
    )


def _read_key(speaker: str) -> str:
    """Return country or organisation of a voice; a name without a code stands for itself."""
    return parse_code(speaker).key if speaker.isupper() else speaker.strip("-")


def _list_all_facts(aligned: Aligned) -> Iterator[tuple[Spot, Facts]]:
    for number, record in enumerate(aligned.records):
        for facts in list_facts(record, str(number)):
            yield (number, facts.event), facts


def _order(facts: Facts) -> tuple[int, int]:
    return int(facts.report), facts.order


def _number_reports(aligned: Aligned) -> dict[str, int]:
    return {report.id: number for number, report in enumerate(aligned.series.reports)}


def _to_count(toll: Toll, figure: Figure) -> Count:
    best = figure.low if figure.low == figure.high else None
    cumulative = True if figure.is_total else False if figure.is_new else None
    return Count(
        id=figure.words, kind=toll.kind, low=figure.low, high=figure.high, best=best, cumulative=cumulative,
        superseded=False, combined=False, part_of=None, as_of=None, speaker=toll.speaker.strip("-"),
        victims=toll.victims, start=figure.span[0],
    )  # fmt: skip


def _make_facts(report: int, counts: tuple[Count, ...]) -> Facts:
    return Facts(
        report=str(report), event="e1", order=0, type="ASSAULT", mode=None, status="actual", trigger="",
        words=frozenset(), source=NOBODY, target=NOBODY, days=None, is_day_stated=False, published=report,
        spot=None, tolls=frozenset(), counts=counts,
    )  # fmt: skip


def _to_figures(outcome: Outcome) -> dict[str, Any]:
    asked = outcome.asked or 1
    return {
        "asked": outcome.asked,
        "speaker": round(outcome.speaker / asked, 4),
        "final": round(outcome.final / asked, 4),
        "whole": round(outcome.whole / asked, 4),
        "any sector": round(outcome.any_sector / asked, 4),
        "extra": outcome.extra,
    }
