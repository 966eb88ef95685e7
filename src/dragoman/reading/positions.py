"""What line each actor takes: the words of support, refusal, blame and demand, by holder and issue.

Place in the flow: after `events` and `attribution`. A position is nobody's verdict: it
lists the report's own words, grouped by who holds the line and whom or what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.reading.attribution import ClaimDraft
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.record.model import Position

_STANCE = {
    "SUPPORT": "supports", "AGREE": "supports", "ACCUSE": "opposes", "REJECT": "opposes", "PROTEST": "opposes",
    "REQUEST": "demands", "THREATEN": "opposes", "SANCTION": "opposes",
}  # fmt: skip
_ASSESSING = frozenset({
    "describe", "portray", "characterise", "characterize", "see", "call", "view", "regard", "consider", "depict",
    "label", "brand", "term", "dub", "denounce", "defend", "claim", "justify", "insist", "question", "deny",
})  # fmt: skip
_AGAIN = frozenset({
    "again", "still", "continue", "remain", "reiterate", "repeat", "stick", "reaffirm", "renew", "once", "persist",
    "maintain", "long", "longstanding", "repeatedly", "always",
})  # fmt: skip


@dataclass(slots=True)
class _Line:
    """One holder's words on one issue, as token stretches."""

    holder: str
    about: frozenset[str]
    issue: str
    stances: list[str] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)


def find_positions(reading: Reading, events: list[EventDraft]) -> list[Position]:
    """Return the lines that the actors of a document take, in order of the words they rest on."""
    lines: list[_Line] = []
    for event in events:
        stance = _find_stance(event)
        if stance is None:
            continue
        for holder in event.source:
            if _can_hold(reading, holder):
                _add(reading, lines, holder, event.target, stance, event.evidence, events)
    for claim in reading.claims:
        stance = _find_claim_stance(reading.doc, claim)
        for holder in claim.speakers if stance else ():
            if _can_hold(reading, holder):
                about = _find_about(reading, claim, holder)
                stretch = _join(reading.doc, claim)
                _add(reading, lines, holder, about, stance or "unclear", stretch, events)
    lines.sort(key=lambda line: min(line.words))
    return [_freeze(reading.doc, number, line) for number, line in enumerate(lines, 1)]


def _find_stance(event: EventDraft) -> str | None:
    """Return the stance that an event shows; support that was withheld is neutral."""
    stance = _STANCE.get(event.type)
    status = event.status.status
    if stance is None or status in ("hypothetical", "requested", "denied"):
        return None
    if status == "withheld":
        return "neutral" if stance == "supports" else None
    return stance


def _find_claim_stance(doc: Doc, claim: ClaimDraft) -> str | None:
    if claim.stance == "denies":
        return "denies"
    lemma = doc.tokens[claim.cue[0]].lemma
    if claim.stance in ("asserts", "admits", "doubts") and lemma in _ASSESSING:
        return "claims"
    return None


def _can_hold(reading: Reading, holder: str) -> bool:
    """Return whether an actor can hold a line: not the press that reports it."""
    actor = reading.actors.actors[holder]
    return actor.sector != "MED"


def _find_about(reading: Reading, claim: ClaimDraft, holder: str) -> tuple[str, ...]:
    """Return the other actors named in what is claimed, in order."""
    found: list[str] = []
    for index in range(*claim.content):
        for actor in reading.actors.heads.get(index, ()):
            if actor != holder and actor not in found:
                found.append(actor)
    return tuple(found)


def _join(doc: Doc, claim: ClaimDraft) -> tuple[int, int]:
    """Return cue and content as one stretch where they share a sentence, else the content."""
    if doc.tokens[claim.cue[0]].sentence != doc.tokens[claim.content[0]].sentence:
        return claim.content
    return min(claim.cue[0], claim.content[0]), max(claim.cue[1], claim.content[1])


def _add(
    reading: Reading,
    lines: list[_Line],
    holder: str,
    about: tuple[str, ...],
    stance: str,
    words: tuple[int, int],
    events: list[EventDraft],
) -> None:
    countries = frozenset(_get_key(reading, actor) for actor in about)
    own = _get_key(reading, holder)
    for line in lines:
        if _get_key(reading, line.holder) != own or not _is_same_sector(reading, line.holder, holder):
            continue
        if not countries or not line.about or countries & line.about:
            line.about |= countries
            line.stances.append(stance)
            if not any(first <= words[0] and words[1] <= last for first, last in line.words):
                line.words.append(words)
            return
    issue = _name_issue(reading, about, events)
    lines.append(_Line(holder, countries, issue, [stance], [words]))


def _get_key(reading: Reading, actor: str) -> str:
    found = reading.actors.actors[actor]
    return found.country or found.code or found.name


def _is_same_sector(reading: Reading, one: str, other: str) -> bool:
    mine, theirs = reading.actors.actors[one].sector, reading.actors.actors[other].sector
    return mine == theirs or mine is None or theirs is None


def _name_issue(reading: Reading, about: tuple[str, ...], events: list[EventDraft]) -> str:
    """Return the issue: the fighting between the parties where there is any, else relations with them."""
    names = [reading.actors.actors[actor].name for actor in about]
    keys = {_get_key(reading, actor) for actor in about}
    for event in events:
        if event.type != "ASSAULT":
            continue
        sides = {_get_key(reading, actor) for actor in (*event.source, *event.target)}
        if sides and keys and sides & keys:
            trigger = reading.doc.tokens[event.trigger].text
            parties = [reading.actors.actors[actor].name for actor in (*event.source, *event.target)]
            return f"{trigger}: {', '.join(dict.fromkeys(parties))}"
    return ", ".join(dict.fromkeys(names)) or "the matter reported"


def _freeze(doc: Doc, number: int, line: _Line) -> Position:
    words = sorted(line.words)
    spans = tuple(doc.get_span(*stretch) for stretch in words)
    stance = max(dict.fromkeys(line.stances), key=line.stances.count)
    again = any(
        token.lemma in _AGAIN
        for first, last in words
        for token in doc.tokens[doc.get_sentence(first).first : doc.get_sentence(last - 1).last]
    )
    return Position(
        id=f"s{number}",
        holder=line.holder,
        issue=line.issue,
        line=" … ".join(span.text for span in spans),
        stance=stance,  # type: ignore[arg-type]  # the two tables above hold the values
        evidence=spans,
        continuing=True if again else None,
    )
