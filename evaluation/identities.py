"""How well actors are linked across reports, on the project's own labels (`training/linking/actors.yaml`).

* A labelled actor of a report is the program's actor with the mention that is most nearly the labelled words;
  where none touches them it is missed.
* `aligned` asks only about those that were met: it measures the linking, not the reading. `end to end` asks
  about all: what was missed counts against recall.
* Actors that are no one's label count in neither, since states and unnamed groups are not labelled.
* Counts are summed over all series. `same name and code` links actors of one folded name and one code.

The rows of `labels` link the met actors as the labels do: no linking can score higher.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.lexicon.countries import fold
from dragoman.linking.actors import link_actors
from dragoman.record.model import Actor, Record
from evaluation.coreference import Agreement, score_clusters
from evaluation.series import Aligned, read_series
from training.linking.actors import load_actors
from training.series.series import Series, Span, is_heldout, load_series

Spot = tuple[int, str]
"""Number of the report in its series, and id of the actor."""
Label = tuple[int, int]
"""Number of the labelled actor in its series, and number of the report."""
Linker = Callable[[list[Record]], list[set[Spot]]]
Figures = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Named:
    """One labelled series: its records, all its labels, and the program's actor that meets each."""

    records: list[Record]
    labels: list[Label]
    met: dict[Label, Spot]


@dataclass(slots=True)
class Outcome:
    """What one linking scored on all series."""

    aligned: Agreement = field(default_factory=Agreement)
    whole: Agreement = field(default_factory=Agreement)


def link_nothing(records: list[Record]) -> list[set[Spot]]:
    """Return every actor as one of its own."""
    return [{spot} for spot, _ in list_actors(records)]


def link_same_name(records: list[Record]) -> list[set[Spot]]:
    """Return actors of one folded name and one code together."""
    clusters: dict[Hashable, set[Spot]] = {}
    for spot, actor in list_actors(records):
        clusters.setdefault((fold(actor.name).casefold(), actor.code), set()).add(spot)
    return list(clusters.values())


LINKERS: dict[str, Linker] = {
    "each its own": link_nothing,
    "same name and code": link_same_name,
    "dragoman": link_actors,
}


def measure(only: str | None = None) -> Figures:
    """Return the figures of each linker on held-out series; with `only`, on series whose name holds it."""
    many = load_series()
    labelled = load_actors(many)
    chosen = [
        series
        for series in many
        if series.name in labelled and (only in series.name if only else is_heldout(series.name))
    ]
    return measure_series(list(read_series(chosen)), LINKERS)


def measure_series(read: list[Aligned], linkers: Mapping[str, Linker]) -> Figures:
    """Return the figures of each linker on those of some read series that are labelled."""
    named = [one for aligned in read if (one := align(aligned.series, aligned.records))]
    return measure_named(named, linkers)


def measure_named(named: list[Named], linkers: Mapping[str, Linker]) -> Figures:
    """Return the figures of each linker on labelled series, then those of the labels' own linking."""
    figures: Figures = {}
    for name, linker in linkers.items():
        outcome = Outcome()
        for one in named:
            numbers = {spot: number for number, those in enumerate(linker(one.records)) for spot in those}
            _add_scores(outcome, one, {label: numbers[spot] for label, spot in one.met.items()})
        figures |= _to_rows(name, outcome)
    best = Outcome()
    for one in named:
        _add_scores(best, one, {label: label[0] for label in one.met})
    return figures | _to_rows("labels", best)


def align(series: Series, records: list[Record]) -> Named | None:
    """Return which actor of the records meets which label; None where the series is not labelled."""
    actors = load_actors([series]).get(series.name)
    if actors is None:
        return None
    labels, met = [], {}
    for number, actor in enumerate(actors):
        for called in actor.called:
            label = (number, called.report)
            labels.append(label)
            found = find_actor(records[called.report], called.span)
            if found is not None:
                met[label] = (called.report, found)
    return Named(records, labels, met)


def find_actor(record: Record, span: Span) -> str | None:
    """Return the id of the actor with the mention that is most nearly a span; None where none touches it."""
    start, end = span
    touching = [
        (abs(mention.start - start) + abs(mention.end - end), order, actor.id)
        for order, actor in enumerate(record.actors)
        for mention in actor.mentions
        if mention.start < end and start < mention.end
    ]
    return min(touching)[2] if touching else None


def list_actors(records: list[Record]) -> list[tuple[Spot, Actor]]:
    """Return all actors of a series, each with its place."""
    return [((number, actor.id), actor) for number, record in enumerate(records) for actor in record.actors]


def _add_scores(outcome: Outcome, named: Named, found: Mapping[Label, Hashable]) -> None:
    gold = {label: label[0] for label in named.labels}
    outcome.aligned.add(score_clusters({label: gold[label] for label in found}, found))
    outcome.whole.add(score_clusters(gold, found))


def _to_rows(name: str, outcome: Outcome) -> Figures:
    return {
        f"{name}, aligned": _to_figures(outcome.aligned),
        f"{name}, end to end": _to_figures(outcome.whole),
    }


def _to_figures(agreement: Agreement) -> dict[str, Any]:
    """Return the columns of one row; `actors` is how many are asked about."""
    ratio = agreement.b_cubed
    return {
        "actors": int(ratio.recall_whole),
        "B3 P": round(ratio.precision, 4),
        "B3 R": round(ratio.recall, 4),
        "B3 F1": round(ratio.f1, 4),
        "CoNLL F1": round(agreement.conll, 4),
    }
