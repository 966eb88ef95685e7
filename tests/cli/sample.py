"""A record made by hand, of a text of three lines; the views are tested on it."""

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

TEXT = (
    "Mali blames Niger for raid\n\n"
    "BAMAKO, June 3, 1994 - Mali said Nigerien soldiers burned the village of Tamesna on Tuesday, killing at "
    'least 14 herders. Niger denied it. "We burned nothing," its envoy said.\n'
    "Mali asked Algeria to enforce the Tamanrasset accord."
)


def find_words(words: str, text: str = TEXT) -> Span:
    """Return the span of the first place where words stand."""
    start = text.index(words)
    return find_span(text, start, start + len(words))


def make_record(text: str = TEXT, title: str | None = "Mali blames Niger for raid") -> Record:
    """Return a record with every kind of row; `text` must begin with TEXT."""
    day = When("1994-05-31", "1994-05-31", "day", "relative", find_words("Tuesday"))
    sentence = find_words(TEXT[TEXT.index("Mali said") : TEXT.index(" Niger denied")])
    report = Report("r1", title, "A Paper", None, "1994-06-03", "dateline", "en", "0" * 64, text)
    request = find_words("Mali asked Algeria to enforce the Tamanrasset accord")
    return Record(
        report=report,
        actors=(
            Actor("a1", "Mali", "country", "MLI", None, "MLI", None, (find_words("Mali"),)),
            Actor(
                "a2",
                "Nigerien soldiers",
                "group",
                "NER",
                "MIL",
                "NERMIL",
                None,
                (find_words("Nigerien soldiers"),),
            ),
            Actor("a3", "Niger", "country", "NER", None, "NER", None, (find_span(TEXT, 12, 17),)),
            Actor("a4", "Algeria", "country", "DZA", None, "DZA", None, (find_words("Algeria"),)),
        ),
        places=(Place("p1", "Tamesna", "NER", None, None, None, None, "near", (find_words("Tamesna"),)),),
        events=(
            Event(
                "e1",
                "ASSAULT",
                "arson",
                "203",
                find_words("burned"),
                sentence,
                ("a2",),
                ("a1",),
                False,
                day,
                Where("p1", find_words("Tamesna")),
                "alleged",
                find_words("said"),
                ("c1", "c2"),
                0.62,
                "frame burn; said by Mali",
                (find_words("killing"),),
            ),
            Event(
                "e2",
                "REQUEST",
                None,
                "102",
                find_words("asked"),
                request,
                ("a1",),
                ("a4",),
                False,
                None,
                None,
                "actual",
                None,
                (),
                0.8,
                "frame ask",
            ),
            Event(
                "e3",
                "ASSAULT",
                None,
                "190",
                find_words("raid"),
                find_words("Mali blames Niger for raid"),
                ("a3",),
                (),
                True,
                None,
                None,
                "denied",
                find_words("blames"),
                (),
                0.4,
                "frame raid",
            ),
        ),
        claims=(
            Claim(
                "c1",
                "a1",
                find_words("Mali"),
                "asserts",
                find_words("said"),
                sentence,
                False,
                ("e1",),
                0.9,
                "cue say",
            ),
            Claim(
                "c2",
                "a3",
                None,
                "denies",
                find_words("denied"),
                find_words("it"),
                False,
                ("c1",),
                0.9,
                "cue deny",
            ),
            Claim(
                "c3",
                None,
                find_words("its envoy"),
                "asserts",
                find_words("said"),
                find_words('"We burned nothing,"'),
                True,
                (),
                0.9,
                "cue say",
            ),
        ),
        casualties=(
            Casualty(
                "k1",
                "killed",
                14,
                None,
                14,
                find_words("at least 14 herders"),
                ("a1",),
                "herders",
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
                "treaty",
                "the Tamanrasset accord",
                ("a1", "a4"),
                "in_force",
                (Act("invoked", ("a1",), ("a4",), day, request, None),),
                request,
            ),
        ),
        positions=(Position("s1", "a1", "the raid", "blames Niger", "opposes", (sentence,), None),),
        notes=(Note("times", "unresolved", "One date could not be resolved."),),
    )
