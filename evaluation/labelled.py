"""Scores whole records against the project's own labelled reports, by the rules of the gold reports.

Only the held-out tenth (`training/labelled/heldout.txt`) says how reports that nobody tuned on are read. A
label becomes a gold row: what was asked for, and what is only supposed, counts as optional, as the gold
coders left it out; an actor without a country asks for nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.values.counts import read_counts
from evaluation.cases import GoldCommitment, GoldEvent, GoldReport, GoldToll
from evaluation.gold import Measured, Reader, measure_report, read_report
from evaluation.sentences import find_sentences
from evaluation.who import Who, parse_code
from training.labelled.labels import load_heldout, load_labels
from training.labelled.texts import load_text

OPTIONAL = ("requested", "hypothetical")


def measure(corpora: Path, only: str | None = None, reader: Reader = read_report) -> list[Measured]:
    """Return what was measured on each held-out text, by name; with `only`, on texts whose name holds it."""
    reports = [
        to_report(labels, load_text(labels["name"], corpora))
        for labels in load_labels()
        if (only in labels["name"] if only else labels["name"] in load_heldout())
    ]
    return [measure_report(report, reader(report)) for report in reports]


def to_report(labels: dict[str, Any], text: str) -> GoldReport:
    """Return labels as a gold report."""
    sentences = find_sentences(text)
    codes = {actor["id"]: read_code(actor["code"]) for actor in labels["actors"]}
    report = GoldReport(labels["name"], text, labels["published"] or "", labels["publisher"] or "", sentences)

    def get_whos(ids: list[str]) -> tuple[Who, ...]:
        return tuple(codes[name] for name in ids if name in codes)

    for row in labels["events"]:
        spans = [mention["trigger"] for mention in row["mentions"]]
        place = next((m["place"][0] for m in row["mentions"] if m.get("place")), None)
        days = row["date"].split("/") if row["date"] else None
        report.events.append(
            GoldEvent(
                id=row["id"],
                anchors=tuple(text[start:end] for start, end in spans),
                sentences=_place(sentences, spans),
                types=(row["type"],),
                source=get_whos(row["source"]),
                target=get_whos(row["target"]),
                is_symmetric=row["symmetric"],
                days=(days[0], days[-1]) if days else None,
                place=text[place[0] : place[1]] if place else None,
                statuses=(row["status"],),
                by=get_whos(row["by"]),
                denied_by=get_whos(row["denied_by"]),
                is_optional=row["optional"] or row["status"] in OPTIONAL,
            )
        )
    for row in labels["casualties"]:
        start, end = row["span"]
        is_near = _is_approximate(text[start:end])
        report.tolls.append(
            GoldToll(
                anchor=text[start:end],
                spots=((start, end),),
                sentences=_place(sentences, [row["span"]]),
                kind=row["kind"],
                low=None if is_near else row["low"],
                high=None if is_near else row["high"],
                victims=get_whos(row["victims"]),
                by=get_whos(row["by"]),
                is_superseded=row["superseded"],
            )
        )
    for row in labels["commitments"]:
        status = "; ".join([row["status"], *(act["act"] for act in row["acts"])])
        kind = row["kind"].replace("_", " ")
        report.commitments.append(GoldCommitment(row["id"], kind, get_whos(row["parties"]), status))
    return report


def read_code(code: str) -> Who:
    """Return an actor code of the labels; one without a country stands for unidentified actors."""
    return parse_code("UAF:UNKNOWN" if code == "UAF" or code.startswith("?") else code)


def _is_approximate(words: str) -> bool:
    """Return whether a count has no bounds, as the record has it: "some 40", 35 to 45 in the labels."""
    counts = [mention.count for mention in read_counts(words.lower().split())]
    return any(count.best is not None and count.low is count.high is None for count in counts)


def _place(sentences: list[tuple[int, int]], spans: list[list[int]]) -> frozenset[int]:
    return frozenset(
        number
        for start, end in spans
        for number, (first, last) in enumerate(sentences)
        if first < end and start < last
    )
