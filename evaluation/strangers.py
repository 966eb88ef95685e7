"""Measures linking where reports of unrelated things come in one month, as they do in a store.

Held-out series are pooled eight by eight in the order of their names, and the days of each are moved so
that all of a pool begin on one day. All reports of a pool are linked together. As in `series`, only mentions
that an event met are asked about, and counts are summed over the pools: B³ of the mentions against the
labels, and how many incidents hold events of two series, of all that were made. No two series tell of one
thing, so that each such incident is wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.linking.incidents import link_events
from dragoman.record.model import Record, When
from evaluation.coreference import Agreement, score_clusters
from evaluation.series import (
    Aligned,
    Figures,
    Linker,
    Spot,
    link_same_facts,
    list_events,
    number_clusters,
    read_chosen,
)

POOL = 8
"""Series told in one month."""
START = date(2001, 1, 15)
LINKERS: dict[str, Linker] = {"same facts": link_same_facts, "dragoman": link_events}


def measure(only: str | None = None) -> Figures:
    """Return the figures of each linker on held-out series; with `only`, on series whose name holds it."""
    read = read_chosen(only)
    return {name: measure_pools(read, linker) for name, linker in LINKERS.items()}


def measure_pools(read: list[Aligned], linker: Linker) -> dict[str, float]:
    """Return B³ and the number of incidents across series, of series pooled `POOL` by `POOL`."""
    agreement, incidents, mixed = Agreement(), 0, 0
    for first in range(0, len(read), POOL):
        pool = read[first : first + POOL]
        records = [record for aligned in pool for record in begin_on(aligned.records, START)]
        clusters = number_clusters(linker(records), [spot for spot, _ in list_events(records)])
        gold: dict[Spot, str] = {}
        homes: dict[int, set[str]] = {}
        number = 0
        for aligned in pool:
            name = aligned.series.name
            for (report, event), mention in aligned.met.items():
                gold[report + number, event] = f"{name}/{aligned.mentions[mention][0].id}"
            for report in range(len(aligned.records)):
                for event in aligned.records[report].events:
                    homes.setdefault(clusters[number + report, event.id], set()).add(name)
            number += len(aligned.records)
        incidents += len(homes)
        mixed += sum(len(names) > 1 for names in homes.values())
        agreement.add(score_clusters(gold, {spot: clusters[spot] for spot in gold}))
    ratio = agreement.b_cubed
    return {
        "mentions": int(ratio.recall_whole), "B3 P": round(ratio.precision, 4),
        "B3 R": round(ratio.recall, 4), "B3 F1": round(ratio.f1, 4), "CoNLL F1": round(agreement.conll, 4),
        "incidents": incidents, "of two series": mixed,
    }  # fmt: skip


def begin_on(records: list[Record], start: date) -> list[Record]:
    """Return the records of a series with all days moved so that the first report came out on a day."""
    published = [record.report.published for record in records if record.report.published]
    if not published:
        return records
    apart = start - date.fromisoformat(min(published))
    return [_move(record, apart) for record in records]


def _move(record: Record, apart: timedelta) -> Record:
    report = replace(record.report, published=_add(record.report.published, apart))
    return replace(
        record,
        report=report,
        events=tuple(replace(event, when=_move_time(event.when, apart)) for event in record.events),
        commitments=tuple(
            replace(
                commitment,
                acts=tuple(replace(act, when=_move_time(act.when, apart)) for act in commitment.acts),
            )
            for commitment in record.commitments
        ),
    )


def _move_time(when: When | None, apart: timedelta) -> When | None:
    return replace(when, start=_add(when.start, apart), end=_add(when.end, apart)) if when else None


def _add(day: str | None, apart: timedelta) -> str | None:
    return (date.fromisoformat(day) + apart).isoformat() if day else None
