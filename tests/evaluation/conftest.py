"""A small gold report and a record to score against it, both written for these tests."""

from dataclasses import replace

import pytest

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
from evaluation.cases import load_report

TEXT = """Shells fall on Kaya

Sudan said Ugandan troops shelled Kaya on Saturday, killing at least 12 civilians. Kampala denied the attack.

Both armies fought at Moyo in April. Kenya urged them to keep the truce of 1995."""

GOLD = """
published: 1997-05-05
publisher: The Courier
events:
  - {id: e1, anchor: [Ugandan troops shelled], type: [ASSAULT], source: [UGAMIL], target: [SDN*],
     date: 1997-05-03, place: "Kaya, Sudan", status: alleged, by: [SDN*], denied_by: [UGAGOV]}
  - {id: e2, anchor: [Kampala denied], type: [REJECT], source: [UGAGOV], target: [SDN*], status: actual}
  - {id: e3, anchor: [Both armies fought], type: [ASSAULT], source: [SDNMIL], target: [UGAMIL],
     symmetric: true, date: 1997-04-01/1997-04-30, status: actual}
  - {id: e4, anchor: [Sudan said], type: [ACCUSE], source: [SDN*], target: [UGA*], status: actual,
     optional: true}
  - {id: e5, anchor: [Kenya urged them], type: [REQUEST], source: [KENGOV], target: [SDN*, UGA*],
     status: actual}
casualties:
  - {anchor: at least 12 civilians, kind: killed, low: 12, high: null, victims: [SDNCVL], by: [SDN*]}
commitments:
  - {id: c1, kind: ceasefire, parties: [SDN, UGA], status: urged by KENGOV by 1997-05-05}
positions:
  - {holder: KENGOV, issue: the fighting, line: keep the truce, anchors: [keep the truce]}
"""


def find_words(words):
    start = TEXT.index(words)
    return find_span(TEXT, start, start + len(words))


@pytest.fixture
def report(tmp_path):
    """Return the gold report."""
    (tmp_path / "kaya.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kaya.yaml").write_text(GOLD, encoding="utf-8")
    return load_report(tmp_path, "kaya")


@pytest.fixture
def make_event():
    """Return a maker of events: id, type, trigger, source, target, then anything else."""

    def make(event_id, kind, trigger, source, target, **others):
        span = find_words(trigger)
        event = Event(
            event_id,
            kind,
            None,
            None,
            span,
            span,
            source,
            target,
            False,
            None,
            None,
            "actual",
            None,
            (),
            1.0,
            "test",
        )
        return replace(event, **others)

    return make


@pytest.fixture
def record(make_event):
    """Return a record that is right in all that the gold report asks."""
    day = When("1997-05-03", "1997-05-03", "day", "relative", find_words("Saturday"))
    month = When("1997-04-01", "1997-04-30", "month", "relative", None)

    def actor(actor_id, name, country, sector):
        return Actor(actor_id, name, "group", country, sector, country + (sector or ""), None, ())

    truce = find_words("keep the truce of 1995")
    return Record(
        Report("r1", None, None, None, None, None, "en", "0" * 64, TEXT),
        actors=(
            actor("a1", "Sudan", "SDN", None),
            actor("a2", "Ugandan troops", "UGA", "MIL"),
            actor("a3", "Kampala", "UGA", "GOV"),
            actor("a4", "Kenya", "KEN", "GOV"),
            actor("a5", "the Sudanese army", "SDN", "MIL"),
            actor("a6", "civilians", "SDN", "CVL"),
        ),
        places=(Place("p1", "Kaya", "SSD", None, None, None, None, "near", ()),),
        events=(
            make_event(
                "e1",
                "ASSAULT",
                "shelled",
                ("a2",),
                ("a1",),
                status="alleged",
                claims=("c1", "c2"),
                when=day,
                where=Where("p1", None),
            ),
            make_event("e2", "REJECT", "denied", ("a3",), ("a1",)),
            make_event("e3", "ASSAULT", "fought", ("a2",), ("a5",), symmetric=True, when=month),
            make_event("e5", "REQUEST", "urged", ("a4",), ("a1", "a3")),
        ),
        claims=(
            Claim(
                "c1",
                "a1",
                None,
                "asserts",
                find_words("said"),
                find_words("shelled"),
                False,
                ("e1",),
                1.0,
                "",
            ),
            Claim(
                "c2",
                "a3",
                None,
                "denies",
                find_words("denied"),
                find_words("attack"),
                False,
                ("e1",),
                1.0,
                "",
            ),
        ),
        casualties=(
            Casualty(
                "k1",
                "killed",
                12,
                None,
                None,
                find_words("at least 12"),
                ("a6",),
                None,
                False,
                None,
                None,
                "a1",
                "e1",
                False,
                None,
                1.0,
                "",
            ),
        ),
        commitments=(
            Commitment(
                "m1",
                "ceasefire",
                "the truce",
                ("a1", "a3"),
                "in_force",
                (Act("urged", ("a4",), ("a1", "a3"), None, truce, None),),
                truce,
            ),
        ),
        positions=(Position("s1", "a4", "the fighting", "keep the truce", "demands", (truce,), None),),
    )
