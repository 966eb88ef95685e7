"""MUC-4 TST3: 100 wire reports of 1988 to 1991 in capitals, with templates of terrorist incidents.

Protocol. Each report is read as it stands, in capitals (the product reads them as running
text); the day in its dateline is given as its day of publication. `evaluation.muc.incidents`
maps the record to templates, `evaluation.muc.scoring` aligns them with the key (types must agree)
and scores each slot: recall, precision, F, all templates, half for what is partly right.

Compared with: 1992's best over all slots and templates on TST3, F 55.93 (GE; Sundheim 1992,
"Overview of the Fourth Message Understanding Evaluation and Conference"), whose slot of the
organisation's confidence had recall 24, precision 30, that is F .267. The tables of the other
slots (appendix G of the proceedings, M92-1048) were not to be had, so these slots are held against
the F of all slots: a mark that is easier than the best system's for the slots that were easy in
1992 (type, date, place) and harder for the others. A machine scores here; in 1992 a person gave
strings that differ their half points, which is kinder. What the slots of this module earn together
("all") is not of the same slots: our record has none for the instrument and the things attacked.

The other parts of the set (`dev`, `tst1`, `tst2`) were read for errors; TST3 was not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.flow import Source, read_many
from evaluation.muc.incidents import find_templates
from evaluation.muc.keys import MONTHS, SLOTS, Fill, Template, read_template
from evaluation.muc.scoring import Tally, match_fills, score_message
from evaluation.score import divide
from evaluation.sets import Figures

FILE = "bench/muc/muc34_dev_tst1-3.jsonl"
PINNED = tuple(f"{slot} f1" for slot in ("all", *SLOTS))
DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)\b")


@dataclass(slots=True)
class Message:
    """One report: its key, our templates, and how both were aligned (key, response)."""

    id: str
    keys: list[Template]
    responses: list[Template]
    pairs: list[tuple[int, int]]


def list_files() -> list[str]:
    """Return the files that are measured on."""
    return [FILE]


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return recall, precision and F of each slot; `only` names another part of the set (tst2)."""
    tallies = {slot: Tally() for slot in SLOTS}
    messages = list(_read_messages(corpora, only or "tst3", tallies))
    whole = Tally()
    for tally in tallies.values():
        whole.earned += tally.earned
        whole.possible += tally.possible
        whole.actual += tally.actual
    figures: Figures = {slot: _show(tally) for slot, tally in [("all", whole), *tallies.items()]}
    keys = [key for message in messages for key in message.keys]
    figures["templates"] = {
        "recall": round(divide(sum(len(m.pairs) for m in messages), len(keys)), 4),
        "precision": round(
            divide(sum(len(m.pairs) for m in messages), sum(len(m.responses) for m in messages)), 4
        ),
    }
    return figures


def _show(tally: Tally) -> dict[str, Any]:
    return {
        "recall": round(tally.recall, 4),
        "precision": round(tally.precision, 4),
        "f1": round(tally.f1, 4),
        "possible": tally.possible,
        "actual": tally.actual,
    }


def _read_messages(corpora: Path, part: str, tallies: dict[str, Tally]) -> Iterator[Message]:
    lines = (corpora / FILE).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["split"] == part]
    sources = [Source(row["text"], row["id"], _find_day(row["text"])) for row in rows]
    for row, record in zip(rows, read_many(sources), strict=True):
        keys = [read_template(template) for template in row["templates"]]
        responses = find_templates(record)
        pairs = score_message(keys, responses, tallies)
        yield Message(row["id"], keys, responses, pairs)


def _find_day(text: str) -> str | None:
    """Return the day in the dateline, as an ISO date; None where it has none."""
    match = DATELINE.search(text[:250])
    month = MONTHS.get(match[2]) if match else None
    if not match or not month:
        return None
    try:
        return date(1900 + int(match[3]), month, int(match[1])).isoformat()
    except ValueError:
        return None


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each error of a slot, missing or spurious template: kind, report, what."""
    found = []
    for message in _read_messages(corpora, only or "tst2", {slot: Tally() for slot in SLOTS}):
        by_key = dict(message.pairs)
        used = set(by_key.values())
        for number, key in enumerate(message.keys):
            if number not in by_key:
                if not key.is_optional:
                    found.append(f"template missing\t{message.id}\t{_say_template(key)}")
                continue
            response = message.responses[by_key[number]]
            for slot in SLOTS:
                found += _list_slot_errors(message.id, slot, key.slots[slot], response.slots[slot])
        found += [
            f"template spurious\t{message.id}\t{_say_template(response)}"
            for number, response in enumerate(message.responses)
            if number not in used
        ]
    return found


def _list_slot_errors(report: str, slot: str, key: list[Fill], given: list[Fill]) -> Iterator[str]:
    pairs = match_fills(slot, key, given)
    for one, other, gain in pairs:
        if gain < 1:
            yield f"{slot} partial\t{report}\t{_say(key[one])}\t{_say(given[other])}"
    right = {one for one, *_ in pairs}
    used = {other for _, other, _ in pairs}
    for number, fill in enumerate(key):
        if number not in right and not fill.is_optional:
            yield f"{slot} missing\t{report}\t{_say(fill)}"
    for number, fill in enumerate(given):
        if number not in used:
            yield f"{slot} spurious\t{report}\t{_say(fill)}"


def _say(fill: Fill) -> str:
    return " / ".join(
        f"{option.value} {'|'.join(option.strings[:3])}".strip() for option in fill.options[:2]
    ).replace("\n", " ")


def _say_template(template: Template) -> str:
    return "; ".join(
        f"{slot}={', '.join(map(_say, fills))}" for slot, fills in template.slots.items() if fills
    )
