"""PLOVER sentences: what kind of event lies between two marked parties.

Protocol. Each sentence is read alone, as raw text. Of the events that `dragoman.read` gives, the one is
taken whose source and target overlap the marked ones best: for each side the share of shared words in both
(F1 of word sets) between the marked phrase and that mention of the side's actors that shares most; the two
are added, a symmetric event may stand either way round. Ties go to the event whose evidence covers more of
the two phrases, then to the first of the text. An event that overlaps neither side is none, and none is
wrong. Its type is compared with the root of the marked event, intentions and refusals turned into roots as
PLOVER's codebook has it (`get_root`). One event is marked a sentence, others may be as true: what else is
reported counts nowhere, but its number is shown.

`root_macro_f1` is the mean F1 of the 15 roots. Compared: UniversalPetrarch .44 (.463 in the paper), GPT-4
.615, zero-shot RoBERTa-MNLI .824, supervised ConfliBERT .867 (with the pair of parties given to the model;
summary of the ACL 2024 paper on PLOVER classification, see the project's notes on peers). The first works
from raw sentences as we do.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dragoman
from dragoman.record.model import Event, Record
from evaluation.score import divide
from evaluation.sets import Figures

FILE = "bench/plover/plv_train.jsonl"
PINNED = ("all root_macro_f1", "all found")
YIELD = ("CONCEDE", "RETREAT")
COOPERATION = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", *YIELD)
CONFLICT = ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST")
WORD = re.compile(r"\w+")


def list_files() -> list[str]:
    """Return the file that is measured on, under the folder of corpora."""
    return [FILE]


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return the figures of all sentences, then F1, precision and recall of each root."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    found = events = sentences = 0
    for gold, record in _read(corpora, only):
        sentences += 1
        events += len(record.events)
        event = find_event(record, gold["source_text"], gold["target_text"])
        wanted[gold["root"]] += 1
        if event:
            found += 1
            given[get_root(event)] += 1
            right[gold["root"]] += get_root(event) == gold["root"]
    rows = {root: _score(right[root], given[root], wanted[root]) for root in sorted(wanted)}
    macro = sum(row["f1"] for row in rows.values()) / len(rows) if rows else 0.0
    total = {
        "root_macro_f1": round(macro, 4),
        "right": round(divide(sum(right.values()), sentences), 4),
        "found": round(divide(found, sentences), 4),
        "events_a_sentence": round(divide(events, sentences), 2),
        "sentences": sentences,
    }
    return {"all": total, **rows}


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each sentence whose event is missing or of another root."""
    lines = []
    for gold, record in _read(corpora, only):
        event = find_event(record, gold["source_text"], gold["target_text"])
        root = get_root(event) if event else "none"
        if root == gold["root"]:
            continue
        others = " ".join(f"{other.type}“{other.trigger.text}”" for other in record.events)
        lines.append(
            f"{gold['root']} as {root}\t{record.report.text}\t{gold['source_text']} → {gold['target_text']}"
            f"\t{event.trigger.text if event else '—'}\tall: {others or 'none'}"
        )
    return sorted(lines)


def find_event(record: Record, source: str, target: str) -> Event | None:
    """Return the event whose parties overlap two phrases best; None where none overlaps either."""
    best: tuple[float, float] = (0.0, 0.0)
    chosen = None
    for event in record.events:
        share = _overlap(record, event.source, source) + _overlap(record, event.target, target)
        if event.symmetric:
            turned = _overlap(record, event.target, source) + _overlap(record, event.source, target)
            share = max(share, turned)
        if not share:
            continue
        rank = (share, compare_words(event.evidence.text, f"{source} {target}"))
        if rank > best:
            best, chosen = rank, event
    return chosen


def get_root(event: Event) -> str:
    """Return the root of an event by this set's names.

    Our record keeps what is intended or refused as its own type with a status; the codebook
    has roots for these: cooperation to come is AGREE, conflict to come is THREATEN,
    cooperation refused is REJECT. A treaty signed or ratified (CAMEO 057) is SUPPORT.
    """
    if event.status == "planned" and event.type in COOPERATION:
        return "AGREE"
    if event.status in ("planned", "threatened") and event.type in CONFLICT:
        return "THREATEN"
    if event.status == "withheld" and event.type in COOPERATION:
        return "REJECT"
    if event.cameo == "057":
        return "SUPPORT"
    return "YIELD" if event.type in YIELD else event.type


def compare_words(words: str, others: str) -> float:
    """Return F1 of the shared words of two phrases, 0 to 1.

    Example:
        >>> compare_words("the Omani army", "Omani troops")
        0.4
    """
    mine, theirs = set(WORD.findall(words.lower())), set(WORD.findall(others.lower()))
    return round(divide(2 * len(mine & theirs), len(mine) + len(theirs)), 4)


def _overlap(record: Record, ids: tuple[str, ...], phrase: str) -> float:
    mentions = [span.text for actor in record.actors if actor.id in ids for span in actor.mentions]
    return max((compare_words(text, phrase) for text in mentions), default=0.0)


def _score(right: int, given: int, wanted: int) -> dict[str, Any]:
    return {
        "f1": round(divide(2 * right, given + wanted), 4),
        "precision": round(divide(right, given), 4),
        "recall": round(divide(right, wanted), 4),
        "sentences": wanted,
    }


def _read(corpora: Path, only: str | None) -> Iterator[tuple[dict[str, str], Record]]:
    """Yield the marked event (the first) of each sentence with our record of it."""
    rows = [json.loads(line) for line in (corpora / FILE).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["events"] and (only is None or only in row["id"])]
    for row, record in zip(rows, dragoman.read_many([row["text"] for row in rows]), strict=True):
        yield row["events"][0], record
