"""Fits which event a word tells of again: `python -m training.reading.antecedents --data DIR`.

Reads the labelled reports and the linked series that are not held out, asks for each word that may tell of an
event again (`dragoman.reading.antecedents`) which of the events it is, as the labels have it, and fits the
weights of the question "antecedent" of `lexicon/tables/evidence.csv`. Prints the rows.

Verbs that no label stands on are left out in labelled reports: few label "ten died" beside an attack.
In series, where every mention of an incident is labelled, only words and events of incidents count.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import dragoman
from dragoman.language.doc import Token
from dragoman.reading import events
from dragoman.reading.antecedents import FACTS, KINDS, Telling, compare, list_candidates, list_tellings
from dragoman.reading.event_drafts import EventDraft, Reading
from training.labelled.labels import load_heldout, load_labels
from training.labelled.texts import load_text
from training.reading.calibrate import Asked, find_event, fit_choice
from training.series.series import HERE, Series, SeriesReport, is_heldout, load_series

Labels = Callable[[Token, frozenset[str]], str | None]
"""Gives the labelled event of which a word tells, of one of some types where the label says several."""
Skip = Callable[[Telling, str | None, list[set[str]]], bool]
"""Says whether nothing is asked of a word: itself, its labelled event, those of its candidates."""
LEAN = 0.7
"""By how much a word is believed sooner than the labels say, in log-odds, since they lack much of what is
told again: of 25 words without a label that became mentions, 17 tell of their event."""


def ask(reading: Reading, drafts: list[EventDraft], find: Labels, is_skipped: Skip) -> list[Asked]:
    """Return what is asked for the words of one text: the facts of each candidate, and which are right."""
    asked: list[Asked] = []
    for telling in list_tellings(reading, drafts):
        candidates = list_candidates(telling, drafts)
        label = find(reading.doc.tokens[telling.token], telling.types)
        theirs = [_find_all(reading, draft, find) for draft in candidates]
        if candidates and not is_skipped(telling, label, theirs):
            facts = [compare(reading, telling, draft, drafts) for draft in candidates]
            asked.append((facts, [label in names for names in theirs], telling.kind))
    return asked


def _find_all(reading: Reading, draft: EventDraft, find: Labels) -> set[str]:
    tokens = [reading.doc.tokens[mention] for mention in {draft.trigger, *draft.mentions}]
    return {name for token in tokens if (name := find(token, frozenset({draft.type})))}


def collect_labelled(corpora: Path) -> list[Asked]:
    """Return what is asked in the labelled reports that are not held out."""
    asked: list[Asked] = []
    for row in load_labels():
        if row["name"] in load_heldout():
            continue

        def find(token: Token, types: frozenset[str], row: dict[str, object] = row) -> str | None:
            event = find_event(row, token)
            return str(event["id"]) if event else None

        def is_skipped(telling: Telling, label: str | None, theirs: list[set[str]]) -> bool:
            return telling.kind == "verb" and label is None

        asked += read_asked(load_text(row["name"], corpora), row["published"], find, is_skipped)
    return asked


def collect_series(folder: Path) -> list[Asked]:
    """Return what is asked in the linked series that are not held out."""
    asked: list[Asked] = []
    for series in load_series(folder):
        for report in () if is_heldout(series.name) else series.reports:

            def find(
                token: Token, types: frozenset[str], series: Series = series, report: SeriesReport = report
            ) -> str | None:
                return find_incident(series, report, token, types)

            def is_skipped(telling: Telling, label: str | None, theirs: list[set[str]]) -> bool:
                return label is None and not any(theirs)

            asked += read_asked(report.text, report.published, find, is_skipped)
    return asked


def find_incident(series: Series, report: SeriesReport, token: Token, types: frozenset[str]) -> str | None:
    """Return the incident of one of some types of which a word tells: its trigger, else in its words."""
    mentions = [
        (incident.id, mention)
        for incident in series.incidents
        for mention in incident.mentions
        if mention.report == report.id and types & set(incident.types)
    ]
    for name, mention in mentions:
        if token.start < mention.trigger[1] and mention.trigger[0] < token.end:
            return name
    for name, mention in mentions:
        if mention.span[0] <= token.start and token.end <= mention.span[1]:
            return name
    return None


def read_asked(text: str, published: str | None, find: Labels, is_skipped: Skip) -> list[Asked]:
    """Return what is asked of the words of a text as the program reads it."""
    asked: list[Asked] = []

    def note(reading: Reading, drafts: list[EventDraft]) -> None:
        asked.extend(ask(reading, drafts, find, is_skipped))

    with patch.object(events, "add_mentions", note):
        dragoman.read(text, published=published)
    return asked


def main() -> None:
    """Read the command line, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder, with corpora/")
    parser.add_argument("--series", type=Path, default=HERE)
    options = parser.parse_args()
    asked = collect_labelled(options.data / "corpora") + collect_series(options.series)
    weights = fit_choice(asked, FACTS)
    for kind in KINDS:
        weights[f"nobody_{kind}"] -= LEAN
    for name, value in weights.items():
        print(f"antecedent,{name},{value:.2f}")


if __name__ == "__main__":
    main()
