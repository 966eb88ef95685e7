"""How far two readers agree who labelled the same texts: `python -m training.labelled.agreement`.

For each kind of row the readers' rows are paired where their words overlap (triggers of any mention, cues,
numbers, words of the commitment); F1 takes the first reader as truth, which one does not matter. On pairs:
type, status, parties by country, speaker, bounds, kind. "events, by the gold rule" asks for what the gold
reports ask of the program: a common sentence, the type and both countries; it bounds what a reader by rule
or model can be asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from training.labelled.labels import SECOND, load_labels

Row = dict[str, Any]
Spans = list[list[int]]


def compare(pairs: list[tuple[Row, Row]]) -> dict[str, Any]:
    """Return the figures over pairs of labels of one text by two readers."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for first, second in pairs:
        codes = [{a["id"]: a["code"] for a in labels["actors"]} for labels in (first, second)]
        for table, get_spans in SPANS.items():
            rows, others = first[table], second[table]
            matched = match(rows, others, get_spans)
            asked[table] += len(rows) + len(others)
            right[table] += 2 * len(matched)
            for one, other in matched:
                for name, ask in QUESTIONS[table].items():
                    asked[f"{table}: {name}"] += 1
                    right[f"{table}: {name}"] += ask(one, other, codes)
        strict = match(
            required(first),
            required(second),
            SPANS["events"],
            lambda one, other, codes=codes: (
                one["type"] == other["type"]
                and agree("source", one, other, codes)
                and agree("target", one, other, codes)
            ),
        )
        asked["events, by the gold rule"] += len(required(first)) + len(required(second))
        right["events, by the gold rule"] += 2 * len(strict)
    return {
        name: {"agree": round(right[name] / rows, 3), "rows": rows} for name, rows in asked.items() if rows
    }


def match(
    rows: list[Row],
    others: list[Row],
    get_spans: Callable[[Row], Spans],
    fits: Callable[[Row, Row], bool] = lambda one, other: True,
) -> list[tuple[Row, Row]]:
    """Return pairs of rows whose words overlap, each row once, those that overlap most first."""
    found = []
    for one in rows:
        for other in others:
            shared = max(
                (min(a[1], b[1]) - max(a[0], b[0]) for a in get_spans(one) for b in get_spans(other)),
                default=0,
            )
            if shared > 0 and fits(one, other):
                found.append((shared, one, other))
    pairs: list[tuple[Row, Row]] = []
    taken: set[int] = set()
    for _, one, other in sorted(found, key=lambda row: -row[0]):
        if id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def required(labels: Row) -> list[Row]:
    """Return the events that both the gold reports and we ask for."""
    return [
        row
        for row in labels["events"]
        if not row["optional"] and row["status"] not in ("requested", "hypothetical")
    ]


def agree(field: str, one: Row, other: Row, codes: list[dict[str, str]]) -> bool:
    """Return whether two rows' actors of a field share a country or organisation, or one names nobody."""
    mine, theirs = (
        {codes[reader][number][:3] if ":" not in codes[reader][number] else codes[reader][number]
         for number in row[field]}
        for reader, row in enumerate((one, other))
    )  # fmt: skip
    unknown = any(code.startswith(("?", "UAF")) for code in mine | theirs)
    return not mine or not theirs or unknown or bool(mine & theirs)


SPANS: dict[str, Callable[[Row], Spans]] = {
    "events": lambda row: [mention["trigger"] for mention in row["mentions"]],
    "claims": lambda row: [row["cue"]],
    "casualties": lambda row: [row["span"]],
    "commitments": lambda row: row["spans"],
}
QUESTIONS: dict[str, dict[str, Callable[[Row, Row, list[dict[str, str]]], bool]]] = {
    "events": {
        "type": lambda one, other, codes: one["type"] == other["type"],
        "status": lambda one, other, codes: one["status"] == other["status"],
        "source's country": lambda one, other, codes: agree("source", one, other, codes),
        "target's country": lambda one, other, codes: agree("target", one, other, codes),
    },
    "claims": {
        "stance": lambda one, other, codes: one["stance"] == other["stance"],
        "speaker's country": lambda one, other, codes: agree("who", one, other, codes),
    },
    "casualties": {
        "kind": lambda one, other, codes: one["kind"] == other["kind"],
        "bounds": lambda one, other, codes: (one["low"], one["high"]) == (other["low"], other["high"]),
    },
    "commitments": {
        "kind": lambda one, other, codes: one["kind"] == other["kind"],
        "status": lambda one, other, codes: one["status"] == other["status"],
    },
}


def main() -> None:
    """Print the figures as JSON."""
    first = {labels["name"]: labels for labels in load_labels()}
    pairs = [(first[row["name"]], row) for row in load_labels(SECOND) if row["name"] in first]
    print(json.dumps({"texts": len(pairs), **compare(pairs)}, indent=1))


if __name__ == "__main__":
    main()
