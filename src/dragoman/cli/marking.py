"""The text of a report cut into segments that carry the marks on them.

Place in the flow: the page asks for the lines of the text; each line is a list of
segments. Marks may overlap and nest; a segment knows all that lie on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.cli.wording import say_stance
from dragoman.record.model import Event, Record
from dragoman.text.spans import Span

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
MAIN = {("trigger", "e"), ("cue", "c"), ("toll", "k"), ("act", "m"), ("actor", "a"), ("place", "p")}
"""Kind of mark and first letter of the row's id, where the words are what the row leads to."""
WEIGHTS = {
    "trigger": 0, "toll": 1, "cue": 2, "mention": 3, "time": 4, "place": 5, "actor": 6, "act": 7,
    "quotation": 8,
}  # fmt: skip
"""Which mark a segment links to where several lie on it: the lowest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a row was read from: `row` is the row's id, `title` says what it is.

    `is_main` marks the words that the row itself leads to: the trigger of an event, the cue of a claim.
    """

    start: int
    end: int
    kind: str
    row: str
    title: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line with the same marks throughout; `opens` are those that begin here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


def find_marks(record: Record) -> list[Mark]:
    """Return the marks of all rows of a record, in the order of the text."""
    marks: list[Mark] = []

    def add(span: Span | None, kind: str, row: str, title: str) -> None:
        if span is not None and span.start < span.end:
            marks.append(Mark(span.start, span.end, kind, row, title, (kind, row[:1]) in MAIN))

    for event in record.events:
        for span, kind, said in _list_words(event):
            add(span, kind, event.id, f"{event.id}: {said}")
    for claim in record.claims:
        add(claim.cue, "cue", claim.id, f"{claim.id}: {say_stance(claim)}")
        if claim.quote:
            add(claim.content, "quotation", claim.id, f"{claim.id}: quoted")
    for toll in record.casualties:
        add(toll.text, "toll", toll.id, f"{toll.id}: {toll.kind}")
    for commitment in record.commitments:
        add(commitment.evidence, "act", commitment.id, f"{commitment.id}: {commitment.kind}")
    for actor in record.actors:
        for span in actor.mentions:
            add(span, "actor", actor.id, " ".join(filter(None, [actor.name, actor.code])))
    for place in record.places:
        for span in place.mentions:
            add(span, "place", place.id, place.name)
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _list_words(event: Event) -> Iterator[tuple[Span | None, str, str]]:
    """Yield the words of an event, the kind of mark on each, and what it says."""
    yield event.trigger, "trigger", f"{event.type}, {event.status}"
    for span in event.mentions:
        yield span, "mention", f"{event.type}, told again"
    yield event.status_cue, "cue", event.status
    if event.when:
        yield event.when.text, "time", event.when.start or "unresolved"
    if event.where:
        yield event.where.text, "place", "place"


def cut_lines(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """Return the lines of a text, each cut where a mark begins or ends; empty lines give [].

    Joined, the segments are the text without its line ends.
    """
    lines: list[list[Segment]] = []
    start = 0
    ordered = sorted(marks, key=lambda mark: mark.start)
    active: list[Mark] = []
    taken = 0
    bounds = [(match.start(), match.end()) for match in LINE_END.finditer(text)]
    for end, after in [*bounds, (len(text), len(text))]:
        active = [mark for mark in active if mark.end > start]
        while taken < len(ordered) and ordered[taken].start < end:
            active.append(ordered[taken])
            taken += 1
        lines.append(_cut_line(text, start, end, [mark for mark in active if mark.end > start]))
        start = after
    return lines


def _cut_line(text: str, start: int, end: int, marks: list[Mark]) -> list[Segment]:
    """Return the segments of one line; marks on it are few, so each is looked at for each cut."""
    cuts = {start, end}
    for mark in marks:
        cuts.update(cut for cut in (mark.start, mark.end) if start < cut < end)
    ordered = sorted(cuts)
    segments = []
    for first, last in pairwise(ordered):
        covering = sorted(
            (mark for mark in marks if mark.start <= first and last <= mark.end),
            key=lambda mark: (WEIGHTS[mark.kind], mark.end - mark.start),
        )
        opens = tuple(mark for mark in covering if mark.start == first)
        segments.append(Segment(text[first:last], tuple(covering), opens))
    return segments
