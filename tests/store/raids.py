"""Reports of one raid by several outlets, made by hand, without the model: what dossiers are tried on.

The raid is told on 14 March by Rift Wire, which a second paper prints, and by the other side, which denies it
and gives fewer dead; a report of another raid a month later stands apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dragoman.record.model import (
    Act,
    Actor,
    Casualty,
    Claim,
    Commitment,
    Event,
    Place,
    Position,
    Record,
    Report,
    When,
    Where,
)
from dragoman.text.spans import find_span

TEXTS = {
    "wire": "TULA - Kenya said Somali troops had shelled the market of Tula on Thursday, killing 12 traders.",
    "denial": "MOGADISHU - Somalia denied that its troops shelled the market of Tula. It spoke of 3 killed.",
    "later": "Kenya said Somali troops had shelled the harbour of Lamu on Tuesday, killing 2 fishermen.",
}
DAYS = {"wire": "2019-03-15", "denial": "2019-03-16", "later": "2019-04-17"}
SHELLED = {"wire": "2019-03-14", "denial": "2019-03-14", "later": "2019-04-16"}


def make_raid(name: str, publisher: str | None = None, *, killed: int | None = None) -> Record:
    """Return the record of a report by name; `killed` is what it gives as the number of dead."""
    text = TEXTS[name]
    speaker = "Somalia" if name == "denial" else "Kenya"
    place = "Lamu" if name == "later" else "Tula"

    def find(words: str):
        start = text.index(words)
        return find_span(text, start, start + len(words))

    given = killed or {"wire": 12, "denial": 3, "later": 2}[name]
    number = find({"wire": "12", "denial": "3", "later": "2"}[name])
    trigger, day = find("shelled"), SHELLED[name]
    return Record(
        report=Report(
            name, name.title(), publisher or f"{name.title()} Post", None, DAYS[name], "given", "en",
            hashlib.sha256(text.encode()).hexdigest(), text,
        ),
        actors=(
            Actor("a1", speaker, "country", speaker[:3].upper(), "GOV", f"{speaker[:3].upper()}GOV", None,
                  (find(speaker),)),
            Actor("a2", "Somali troops", "group", "SOM", "MIL", "SOMMIL", None, (find("troops"),)),
            Actor("a3", "traders", "group", "KEN", "CVL", "KENCVL", None, (trigger,)),
        ),
        places=(Place("p1", place, "KEN", None, 1.0, 41.0, 1, "exact", (find(place),)),),
        events=(
            Event(
                "e1", "ASSAULT", "heavy-weapons", "194", trigger, find("shelled the"),
                ("a2",), ("a3",), False, When(day, day, "day", "stated", None), Where("p1", find(place)),
                "denied" if name == "denial" else "alleged", None, ("c1",), 0.6, "made",
            ),
        ),
        claims=(
            Claim("c1", "a1", find(speaker), "denies" if name == "denial" else "asserts",
                  find("denied" if name == "denial" else "said"), trigger, False, ("e1",), 0.7, "made"),
        ),
        casualties=(
            Casualty("k1", "killed", given, given, given, number, ("a3",), None, False, None, None, "a1",
                     "e1", False, None, 0.7, "made"),
        ),
        commitments=(
            Commitment(
                "m1", "ceasefire", "Tula ceasefire", ("a1", "a2"), "demanded",
                (Act("demanded", ("a1",), ("a2",), When(DAYS[name], DAYS[name], "day", "stated", None),
                     find(place), None),),
                find(place),
            ),
        ),
        positions=(
            Position("s1", "a1", "the shelling of the market", text,
                     "denies" if name == "denial" else "opposes", (trigger,), None),
        ),
    )  # fmt: skip


def reprint(record: Record, publisher: str) -> Record:
    """Return the same text as another outlet prints it."""
    return replace(record, report=replace(record.report, publisher=publisher))
