"""Measures a linking of events across reports on the project's own linked series.

The reading of `training/series/README.md`:

* A word of an event, its trigger or one of its further mentions, meets a labelled mention of the same report
  where it stands within the words of the mention and the event's type is one of the incident's. One word to
  one mention; of all such pairings the one with most pairs counts, then the one with most triggers of
  events, then the one with most words that are the labelled triggers.
* `aligned` asks only about one mention for each event that met any, that of its trigger before that of its
  further words: it measures the linking across reports, not the reading.
* `end to end` asks about all mentions: one that no event met is missed.
* `tellings` asks about incidents in reports: an incident that a report tells, in however many words, is one
  mention, met where any word of an event meets any of its mentions; its cluster is that of the first such
  event. This, not `end to end`, says how far reports are linked.
* Events that meet no mention count in neither, since not every event of a report is labelled; those
  that were linked with an event that meets one are counted as `strays`, unless they stand in the words
  of a mention of the same cluster that another event met.
* Counts are summed over all series.

The rows of `labels` link the met mentions as the labels do: no linking can score higher.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman import Source, read_many
from dragoman.linking.incidents import link_events
from dragoman.record.model import Event, Record
from dragoman.text.spans import Span
from evaluation.assign import find_pairs
from evaluation.coreference import Agreement, score_clusters
from training.series.series import HERE, Incident, Mention, Series, is_heldout, load_series

Spot = tuple[int, str]
"""Number of the report in its series, and id of the event."""
Clusters = list[set[Spot]]
Linker = Callable[[list[Record]], Clusters]
Figures = dict[str, dict[str, Any]]
PAIR_WEIGHT = 1_000_000
TRIGGER_WEIGHT = 1_000


@dataclass(slots=True)
class Aligned:
    """One series read: its records, and which event meets which labelled mention, by number."""

    series: Series
    records: list[Record]
    mentions: list[tuple[Incident, Mention]]
    """All labelled mentions of the series."""
    met: dict[Spot, int]
    """Event → number of the mention that it meets: that of its trigger, else of the first of its words."""
    shared: dict[Spot, int]
    """Event in the words of a mention that another event meets → number of that mention."""
    repeated: dict[int, Spot] = field(default_factory=dict)
    """Number of a mention that a further word of an event meets → that event."""


@dataclass(slots=True)
class Outcome:
    """What one linking scored on all series."""

    aligned: Agreement = field(default_factory=Agreement)
    whole: Agreement = field(default_factory=Agreement)
    tellings: Agreement = field(default_factory=Agreement)
    strays: int = 0


def link_nothing(records: list[Record]) -> Clusters:
    """Return every event as an incident of its own."""
    return [{spot} for spot, _ in list_events(records)]


def link_same_facts(records: list[Record]) -> Clusters:
    """Return events of the same type, days and place together; without days or place, each its own."""
    clusters: dict[Any, set[Spot]] = {}
    for spot, event in list_events(records):
        place = _name_place(records[spot[0]], event)
        days = (event.when.start, event.when.end) if event.when and event.when.start else None
        clusters.setdefault((event.type, days, place) if days and place else spot, set()).add(spot)
    return list(clusters.values())


LINKERS: dict[str, Linker] = {
    "each its own": link_nothing,
    "same facts": link_same_facts,
    "dragoman": link_events,
}


def measure(only: str | None = None) -> Figures:
    """Return the figures of each linker on held-out series; with `only`, on series whose name holds it."""
    return measure_series(read_chosen(only), LINKERS)


def read_chosen(only: str | None = None, folder: Path = HERE) -> list[Aligned]:
    """Return the held-out series as they are read; with `only`, the series whose name holds it."""
    chosen = [
        series for series in load_series(folder) if (only in series.name if only else is_heldout(series.name))
    ]
    return list(read_series(chosen))


def measure_series(read: list[Aligned], linkers: dict[str, Linker]) -> Figures:
    """Return the figures of each linker on series that were read, then those of the labels' own linking."""
    figures: Figures = {}
    for name, linker in linkers.items():
        outcome = Outcome()
        for aligned in read:
            _add_outcome(outcome, aligned, linker(aligned.records))
        figures[f"{name}, aligned"] = _to_figures(outcome.aligned) | {"strays": outcome.strays}
        figures |= _to_rows(name, outcome)
    best = Outcome()
    for aligned in read:
        gold = _get_labels(aligned)
        met, repeated = (
            {mention: gold[mention] for mention in each} for each in (aligned.met.values(), aligned.repeated)
        )
        _add_scores(best, aligned, met, repeated)
    return figures | _to_rows("labels", best)


def read_series(many: list[Series]) -> Iterator[Aligned]:
    """Yield the series as the program reads them, its events aligned with the labelled mentions."""
    sources = [
        Source(report.text, f"{series.name}/{report.id}", report.published, report.publisher)
        for series in many
        for report in series.reports
    ]
    records = read_many(sources)
    for series in many:
        yield align(series, list(islice(records, len(series.reports))))


def align(series: Series, records: list[Record]) -> Aligned:
    """Return which event of the records meets which labelled mention."""
    numbers = {report.id: number for number, report in enumerate(series.reports)}
    mentions = [(incident, mention) for incident in series.incidents for mention in incident.mentions]
    words = [
        (spot, event, span)
        for spot, event in list_events(records)
        for span in (event.trigger, *event.mentions)
    ]
    weights = [
        [
            _weigh(event, span, incident, mention) * (numbers[mention.report] == spot[0])
            for incident, mention in mentions
        ]
        for spot, event, span in words
    ]
    aligned = Aligned(series, records, mentions, {}, {})
    for row, column in find_pairs(weights):
        spot = words[row][0]
        if aligned.met.setdefault(spot, column) != column:
            aligned.repeated[column] = spot
    for (spot, _, _), row in zip(words, weights, strict=True):
        if spot not in aligned.met and any(row):
            aligned.shared[spot] = next(column for column, weight in enumerate(row) if weight)
    return aligned


def list_events(records: list[Record]) -> Iterator[tuple[Spot, Event]]:
    """Yield all events of a series, each with its place."""
    for number, record in enumerate(records):
        for event in record.events:
            yield (number, event.id), event


def number_clusters(clusters: Clusters, events: Iterable[Spot]) -> dict[Spot, int]:
    """Return the number of each event's cluster; an event in none is a cluster of its own.

    Raises:
        ValueError: An event stands in two clusters, or is none of the records'.
    """
    found: dict[Spot, int] = {}
    for number, cluster in enumerate(clusters):
        for spot in cluster:
            if spot in found:
                raise ValueError(f"Linking not measured: event {spot} stands in two clusters.")
            found[spot] = number
    known = list(events)
    if not found.keys() <= set(known):
        raise ValueError(f"Linking not measured: no such events: {sorted(found.keys() - set(known))}.")
    for number, spot in enumerate(known, start=len(clusters)):
        found.setdefault(spot, number)
    return found


def _weigh(event: Event, word: Span, incident: Incident, mention: Mention) -> int:
    """Return the weight of a pair in one report; 0 where it is no match."""
    start, end = mention.span
    is_within = start <= word.start and word.end <= end
    if not is_within or event.type not in incident.types:
        return 0
    first, last = mention.trigger
    return PAIR_WEIGHT + TRIGGER_WEIGHT * (word == event.trigger) + (word.start < last and first < word.end)


def _name_place(record: Record, event: Event) -> str | int | None:
    """Return what tells the place of an event from others."""
    if event.where is None:
        return None
    named = next((place for place in record.places if place.id == event.where.place), None)
    return (named.geonames_id or named.name.lower()) if named else None


def _add_outcome(outcome: Outcome, aligned: Aligned, clusters: Clusters) -> None:
    """Count what a linking of one series scores."""
    numbers = number_clusters(clusters, [spot for spot, _ in list_events(aligned.records)])
    found = {mention: numbers[spot] for spot, mention in aligned.met.items()}
    repeated = {mention: numbers[spot] for mention, spot in aligned.repeated.items()}
    _add_scores(outcome, aligned, found, repeated)
    outcome.strays += sum(
        number in found.values() and not _is_repeat(spot, number, aligned, found)
        for spot, number in numbers.items()
        if spot not in aligned.met
    )


def _add_scores(
    outcome: Outcome, aligned: Aligned, found: Mapping[int, Hashable], repeated: Mapping[int, Hashable]
) -> None:
    """Count the agreement of one series; `found` and `repeated` map the met mentions to their clusters."""
    gold = _get_labels(aligned)
    told = {**found, **repeated}
    outcome.aligned.add(score_clusters({mention: gold[mention] for mention in found}, found))
    outcome.whole.add(score_clusters(gold, told))
    outcome.tellings.add(score_clusters(_get_tellings(aligned, gold), _get_tellings(aligned, told)))


def _get_tellings(aligned: Aligned, clusters: Mapping[int, Hashable]) -> dict[tuple[str, str], Hashable]:
    """Return the cluster of each incident in each report: that of its first mention in the text."""
    tellings: dict[tuple[str, str], Hashable] = {}
    for number in sorted(clusters, key=lambda number: aligned.mentions[number][1].span):
        incident, mention = aligned.mentions[number]
        tellings.setdefault((incident.id, mention.report), clusters[number])
    return tellings


def _is_repeat(spot: Spot, number: int, aligned: Aligned, found: dict[int, int]) -> bool:
    """Return whether an event stands in the words of a mention of its own cluster."""
    return spot in aligned.shared and found.get(aligned.shared[spot]) == number


def _get_labels(aligned: Aligned) -> dict[int, str]:
    """Return the incident of each labelled mention."""
    return {number: incident.id for number, (incident, _) in enumerate(aligned.mentions)}


def _to_rows(name: str, outcome: Outcome) -> Figures:
    return {
        f"{name}, end to end": _to_figures(outcome.whole),
        f"{name}, tellings": _to_figures(outcome.tellings),
    }


def _to_figures(agreement: Agreement) -> dict[str, Any]:
    """Return the columns of one row; `mentions` is how many are asked about."""
    ratio = agreement.b_cubed
    return {
        "mentions": int(ratio.recall_whole),
        "B3 P": round(ratio.precision, 4),
        "B3 R": round(ratio.recall, 4),
        "B3 F1": round(ratio.f1, 4),
        "MUC F1": round(agreement.muc.f1, 4),
        "CEAFe F1": round(agreement.ceaf.f1, 4),
        "CoNLL F1": round(agreement.conll, 4),
    }
