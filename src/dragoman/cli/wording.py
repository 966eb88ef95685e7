"""The record's values in words: names for ids, dates, counts, who says and who denies.

Place in the flow: the terminal view, the page and `explain` say things the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record.model import Act, Actor, Casualty, Claim, Event, Record, Report, Stance, When
from dragoman.text.spans import Span

STANCES: dict[Stance, str] = {
    "asserts": "says",
    "denies": "denied by",
    "doubts": "doubted by",
    "admits": "admitted by",
    "corrects": "corrected by",
    "retracts": "retracted by",
    "relays": "relayed by",
}
NOBODY = "—"
OPENING = '“"«„'
CLOSING = '”"»“'
UNNAMED = "an unnamed speaker"


def tell_publication(report: Report) -> str:
    """Return the day of publication, and what tells it where nobody gave it.

    Example:
        >>> report = Report("r1", None, None, None, "2004-05-03", "dateline", "en", "0" * 64, "Rain.")
        >>> tell_publication(report)
        '2004-05-03 (from the dateline)'
    """
    if not report.published:
        return "date of publication unknown"
    is_given = report.published_basis in (None, "given")
    return report.published if is_given else f"{report.published} (from the {report.published_basis})"


@dataclass(frozen=True, slots=True)
class Wording:
    """A record with its rows by id. An id that is not there is shown as it stands."""

    record: Record
    actors: dict[str, Actor]
    claims: dict[str, Claim]
    replies: dict[str, tuple[Claim, ...]]
    """Id of an event or claim → the claims about it."""
    places: dict[str, str]

    def name_actors(self, ids: Iterable[str], nobody: str = NOBODY) -> str:
        """Return the names, as "Peru, Ecuador and Brazil"; `nobody` for none."""
        names = [self.actors[id].name if id in self.actors else id for id in ids]
        if len(names) < 2:
            return names[0] if names else nobody
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def name_speaker(self, claim: Claim) -> str:
        """Return who speaks: the actor's name, else the words, else that it is unnamed."""
        if claim.speaker is not None:
            return self.name_actors([claim.speaker])
        return claim.speaker_text.text if claim.speaker_text else UNNAMED

    def find_claims(self, event: Event) -> list[Claim]:
        """Return the claims about an event and the replies to these, each once, in order."""
        found = {id: self.claims[id] for id in event.claims if id in self.claims}
        for claim in self.replies.get(event.id, ()):
            found.setdefault(claim.id, claim)
        for id in list(found):
            for claim in self.replies.get(id, ()):
                found.setdefault(claim.id, claim)
        return list(found.values())

    def say_claims(self, event: Event) -> str:
        """Return who says and who denies, as "says Peru, denied by Ecuador"; "" for nobody."""
        said: dict[str, None] = {}
        for claim in self.find_claims(event):
            said.setdefault(f"{STANCES[claim.stance]} {self.name_speaker(claim)}")
        return ", ".join(said)

    def name_place(self, event: Event) -> str:
        """Return the name of the place of an event; "" for none."""
        return self.places.get(event.where.place, event.where.place) if event.where else ""

    def say_acts(self, act: Act) -> str:
        """Return one act of a commitment, as "requested by Ecuador of the OAS, 2019-03-12"."""
        words = act.act.replace("_", " ")
        if act.by:
            words += f" by {self.name_actors(act.by)}"
        if act.to:
            words += f" → {self.name_actors(act.to)}"
        if act.when:
            words += f", {say_when(act.when)}"
        return words


def make_wording(record: Record) -> Wording:
    """Return the wording of a record."""
    replies: dict[str, tuple[Claim, ...]] = {}
    for claim in record.claims:
        for about in claim.about:
            replies[about] = (*replies.get(about, ()), claim)
    return Wording(
        record,
        {actor.id: actor for actor in record.actors},
        {claim.id: claim for claim in record.claims},
        replies,
        {place.id: place.name for place in record.places},
    )


def say_stance(claim: Claim) -> str:
    """Return the stance of what is stated or believed, else the kind: "denies", "request"."""
    return claim.stance if claim.kind in ("statement", "belief") else claim.kind


def say_when(when: When) -> str:
    """Return a date as it is known, or the words that could not be resolved.

    Example:
        >>> say_when(When("2019-03-12", "2019-03-14", "range", "stated", None))
        '2019-03-12 to 2019-03-14'
        >>> say_when(When(None, None, "unknown", "relative", Span(0, 7, "Tuesday")))
        '“Tuesday” (unresolved)'
    """
    if when.start is None and when.end is None:
        return f"“{shorten(when.text.text)}” (unresolved)" if when.text else ""
    start, end = when.start or "…", when.end or "…"
    if when.precision == "year" and start[:4] == end[:4]:
        said = start[:4]
    elif when.precision == "month" and start[:7] == end[:7]:
        said = start[:7]
    else:
        said = start if start == end else f"{start} to {end}"
    return f"{said} (inferred)" if when.basis == "inferred" else said


def say_count(toll: Casualty) -> str:
    """Return the bounds of a toll, as "12", "12 or more", "12 to 20"; never a guess.

    Example:
        >>> from dragoman.record.model import Casualty
        >>> words = Span(0, 8, "dozens")
        >>> say_count(Casualty("k1", "killed", 24, None, None, words, (), None, False, None, None, None, None,
        ...                    False, None, 1.0, ""))
        '24 or more'
    """
    low, high = toll.low, toll.high
    if low is None and high is None:
        return "unknown number"
    if low is None or low == high:
        return f"{high:,}" if low == high else f"up to {high:,}"
    return f"{low:,} or more" if high is None else f"{low:,} to {high:,}"


def say_bounds(low: int | None, high: int | None, best: int | None = None) -> str:
    """Return the bounds of a number of the store in words: "12", "12 or more", "12–20", "up to 20", "some".

    Example:
        >>> say_bounds(12, None)
        '12 or more'
    """
    if low is None and high is None:
        return "some" if best is None else f"about {best}"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}–{high}"


def say_toll(toll: Casualty, wording: Wording) -> str:
    """Return a toll without its words and kind, as "12 or more · soldiers · Peru · says Peru"."""
    victims = wording.name_actors(toll.victims, "")
    parts = [say_count(toll), *([victims] if victims else [])]
    if toll.role and toll.role.casefold() not in victims.casefold():
        parts.insert(1, toll.role)
    if toll.speaker:
        parts.append(f"says {wording.name_actors([toll.speaker])}")
    if toll.part_of:
        parts.append("among those before")
    if toll.combined:
        parts.append("all sides together")
    if toll.cumulative:
        parts.append("so far")
    if toll.as_of:
        parts.append(f"as of {toll.as_of}")
    if toll.superseded:
        parts.append("corrected in the report")
    return " · ".join(parts)


def say_kind(toll: Casualty) -> str:
    """Return what befell the people of a toll; "casualties" is killed or injured."""
    return "killed or hurt" if toll.kind == "casualties" else toll.kind


def say_mode(event: Event) -> str:
    """Return the type and mode of an event, as "ASSAULT artillery"."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def say_mentions(event: Event) -> str:
    """Return the other words that tell of an event, each once: "also “raid”, “attack”"; "" for none."""
    words = dict.fromkeys(span.text for span in event.mentions)
    return f"also {', '.join(f'“{word}”' for word in words)}" if words else ""


def shorten(words: str, limit: int = 160) -> str:
    """Return words on one line, cut at a word with "…" where they are longer than the limit.

    Example:
        >>> shorten("a long line of words", 10)
        'a long…'
    """
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0] + "…"


def quote(words: str, limit: int) -> str:
    """Return words of the report in quotation marks, without doubling their own.

    Example:
        >>> quote('"We burned nothing,"', 80)
        '“We burned nothing,”'
    """
    line = shorten(words, limit)
    inner = line[1:-1]
    if (
        len(line) > 1
        and line[0] in OPENING
        and line[-1] in CLOSING
        and not set(inner) & set(OPENING + CLOSING)
    ):
        line = inner
    return f"“{line}”"


def group_events(record: Record) -> list[tuple[Span, list[Event]]]:
    """Return the events in the order of the text, those of one stretch of words together.

    The span is the widest evidence of its group.
    """
    groups: list[tuple[Span, list[Event]]] = []
    for event in sorted(record.events, key=lambda event: (event.evidence.start, event.trigger.start)):
        if groups and groups[-1][0].overlaps(event.evidence):
            span, events = groups[-1]
            start, end = min(span.start, event.evidence.start), max(span.end, event.evidence.end)
            groups[-1] = (Span(start, end, record.report.text[start:end]), [*events, event])
        else:
            groups.append((event.evidence, [event]))
    for _, events in groups:
        events.sort(key=lambda event: event.trigger.start)
    return groups


def say_days(start: str | None, end: str | None) -> str:
    """Return days in words: "2019-03-14 to 2019-03-16", "until 2019-03-16"; empty for none."""
    if start and end and start != end:
        return f"{start} to {end}"
    return f"from {start}" if start and end is None else start or (f"until {end}" if end else "")
