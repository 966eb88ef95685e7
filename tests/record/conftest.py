"""A record that fills every field of the model, from a sentence written for this test."""

import pytest

from dragoman.record.model import (
    Act,
    Actor,
    Casualty,
    Claim,
    Commitment,
    Event,
    Note,
    Place,
    Position,
    Record,
    Report,
    When,
    Where,
)
from dragoman.text.spans import Span, find_span

TEXT = "Sudan said on 3 May 1997 that Ugandan troops shelled Kaya, killing at least 12; Kampala denied it."


def find_words(words: str) -> Span:
    start = TEXT.index(words)
    return find_span(TEXT, start, start + len(words))


@pytest.fixture
def record() -> Record:
    """Return a record with one of everything."""
    whole = find_span(TEXT, 0, len(TEXT))
    day = When("1997-05-03", "1997-05-03", "day", "stated", find_words("3 May 1997"))
    return Record(
        report=Report("r1", "Shells on Kaya", None, None, "1997-05-04", "given", "en", "0" * 64, TEXT),
        actors=(
            Actor("a1", "Sudan", "country", "SDN", None, "SDN", None, (find_words("Sudan"),)),
            Actor(
                "a2", "Ugandan troops", "group", "UGA", "MIL", "UGAMIL", None, (find_words("Ugandan troops"),)
            ),
        ),
        places=(Place("p1", "Kaya", "SSD", None, 3.55, 30.9, 7, "exact", (find_words("Kaya"),)),),
        events=(
            Event(
                "e1",
                "ASSAULT",
                "artillery",
                "194",
                find_words("shelled"),
                whole,
                ("a2",),
                ("a1",),
                False,
                day,
                Where("p1", find_words("Kaya")),
                "alleged",
                find_words("said"),
                ("c1", "c2"),
                0.5,
                "frame shell",
                (find_words("killing"),),
            ),
        ),
        claims=(
            Claim(
                "c1",
                "a1",
                find_words("Sudan"),
                "asserts",
                find_words("said"),
                whole,
                False,
                ("e1",),
                1.0,
                "verb",
            ),
            Claim(
                "c2",
                None,
                None,
                "denies",
                find_words("denied"),
                find_words("it"),
                False,
                ("c1",),
                0.9,
                "verb",
            ),
        ),
        casualties=(
            Casualty(
                "k1",
                "killed",
                12,
                None,
                12,
                find_words("at least 12"),
                (),
                None,
                False,
                None,
                None,
                "a1",
                "e1",
                False,
                None,
                0.8,
                "count",
            ),
        ),
        commitments=(
            Commitment(
                "m1",
                "ceasefire",
                "the truce",
                ("a1", "a2"),
                "unknown",
                (Act("urged", ("a1",), ("a2",), day, whole, None),),
                whole,
            ),
        ),
        positions=(Position("s1", "a1", "the shelling", "blames Uganda", "opposes", (whole,), None),),
        notes=(Note("times", "unresolved", "No day of publication."),),
    )
