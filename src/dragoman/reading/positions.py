"""What line each actor takes: the words of support, refusal, blame and demand, by holder and issue.

Place in the flow: after `events` and `attribution`. A position is nobody's verdict: it
lists the report's own words, grouped by who holds the line and whom or what it is about.
A deed is no line ("Mali attacked"), nor is a toll, nor a request for help.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.reading.aid_requests import asks_help, is_at_home
from dragoman.reading.attribution import ClaimDraft
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.issues import Issues
from dragoman.reading.sides import Sides, get_side
from dragoman.record.model import Position

_STANCE = {
    "SUPPORT": "supports", "ACCUSE": "opposes", "REJECT": "opposes", "PROTEST": "opposes",
    "REQUEST": "demands", "THREATEN": "opposes",
}  # fmt: skip
_ASSESSING = frozenset({
    "describe", "portray", "characterise", "characterize", "see", "call", "view", "regard", "consider", "depict",
    "label", "brand", "term", "dub", "denounce", "defend", "claim", "justify", "insist", "question", "deny", "argue",
    "maintain", "stress", "complain", "allege",
})  # fmt: skip
"""Cues by which a speaker judges: "Jakarta described the vote as a farce"."""
_SETTING = frozenset({"announce", "declare", "vow", "pledge", "promise", "proclaim", "decide", "resolve"})
"""Cues by which a speaker sets a policy: "Lisbon announced the end of its campaign"."""
_OPINION = frozenset({
    "should", "must", "ought", "cannot", "never", "not", "no", "only", "right", "wrong", "unacceptable", "because",
    "always", "need", "we", "our", "us", "my", "i",
})  # fmt: skip
"""Words that make a statement a view and not a bare fact: "our troops must stay", "only Kigali gains"."""
_AGAIN = frozenset({
    "again", "still", "continue", "remain", "reiterate", "repeat", "stick", "reaffirm", "renew", "persist", "maintain",
    "long", "longstanding", "long-standing", "repeatedly", "always", "insist", "consistently", "reassert", "restate",
})  # fmt: skip
_SHORTEST = 5
"""Words of the shortest statement that is a view on its own."""


@dataclass(slots=True)
class _Line:
    """One holder's words on one issue, as token stretches."""

    holder: str
    about: set[str]
    stances: list[str] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)


def find_positions(reading: Reading, events: list[EventDraft]) -> list[Position]:
    """Return the lines that the actors of a document take, in order of the words they rest on."""
    sides = Sides(reading.doc, reading.actors)
    lines: list[_Line] = []
    claims = {claim.id: claim for claim in reading.claims}
    for event in events:
        stance = _find_stance(reading, claims, event)
        for holder in event.source if stance else ():
            if _can_hold(reading, holder):
                about = _find_sides(reading, holder, event.target)
                _add(reading, lines, holder, about, stance, event.evidence)
    for claim in reading.claims:
        stance = _find_claim_stance(reading.doc, claim)
        for holder in _find_speakers(reading, claim) if stance else ():
            if _can_hold(reading, holder):
                about = _find_about(reading, claim, holder)
                _add(reading, lines, holder, about, stance, _join(reading.doc, claim))
    lines.sort(key=lambda line: min(line.words))
    issues = Issues(reading, sides, events)
    return [_freeze(reading.doc, issues, number, line) for number, line in enumerate(lines, 1)]


def _find_stance(reading: Reading, claims: dict[str, ClaimDraft], event: EventDraft) -> str:
    """Return the stance that an event shows, empty for none; support that was withheld is neutral.

    "stopped short of backing Quito" is neutral; what others say of a speaker is no line of
    the speaker's.
    """
    status = event.status.status
    if event.type == "ASSAULT" and event.why.startswith("responsibility claimed"):
        return "claims"
    stance = _STANCE.get(event.type, "")
    if not stance or status in ("hypothetical", "requested", "denied"):
        return ""
    if status == "withheld":
        return "neutral" if stance == "supports" else ""
    if status == "alleged" and not _is_own(reading, claims, event):
        return ""
    if event.type == "REQUEST" and (is_at_home(reading, event) or asks_help(reading.doc, event)):
        return ""
    return stance


def _is_own(reading: Reading, claims: dict[str, ClaimDraft], event: EventDraft) -> bool:
    """Return whether the alleged act is told by its own doer."""
    actors = reading.actors.actors
    own = {get_side(actors[actor]) for actor in event.source}
    tellers = [claims[number] for number in event.status.claims if number in claims]
    return any(get_side(actors[speaker]) in own for claim in tellers for speaker in claim.speakers)


def _find_claim_stance(doc: Doc, claim: ClaimDraft) -> str:
    """Return the stance of a statement, empty where it only tells a fact."""
    lemma = doc.tokens[claim.cue[0]].lemma
    if claim.stance == "denies":
        return "denies"
    if claim.stance not in ("asserts", "admits", "doubts"):
        return ""
    if lemma in _SETTING:
        return "supports"
    words = doc.tokens[claim.content[0] : claim.content[1]]
    if any(word.upos == "NUM" for word in words) or any(word.lemma in _HARM for word in words):
        return "claims" if lemma in _ASSESSING and claim.quote else ""
    if lemma in _ASSESSING or (claim.quote and len(words) >= _SHORTEST):
        return "claims"
    if len(words) >= _SHORTEST and any(word.lower in _OPINION for word in words):
        return "claims"
    return ""


_HARM = frozenset({"kill", "wound", "injure", "casualty", "toll", "dead"})
"""Words of tolls, which are counts and not lines: "the army said ten were killed"."""


def _find_speakers(reading: Reading, claim: ClaimDraft) -> tuple[str, ...]:
    """Return who speaks: the speakers, else whom the words for the speaker name."""
    if claim.speakers or not claim.speaker_span:
        return claim.speakers
    heads = reading.actors.heads
    for index in range(*claim.speaker_span):
        if index in heads:
            return heads[index]
    return ()


def _can_hold(reading: Reading, holder: str) -> bool:
    """Return whether an actor can hold a line: one that can be known again, and not the press."""
    actor = reading.actors.actors[holder]
    return actor.sector != "MED" and actor.code is not None


def _find_sides(reading: Reading, holder: str, others: tuple[str, ...]) -> set[str]:
    actors = reading.actors.actors
    own = get_side(actors[holder])
    return {side for actor in others if (side := get_side(actors[actor])) != own}


def _find_about(reading: Reading, claim: ClaimDraft, holder: str) -> set[str]:
    """Return the other sides named in what is claimed."""
    heads = reading.actors.heads
    named = tuple(actor for index in range(*claim.content) for actor in heads.get(index, ()))
    return _find_sides(reading, holder, named)


def _join(doc: Doc, claim: ClaimDraft) -> tuple[int, int]:
    """Return cue and content as one stretch where they share a sentence, else the content."""
    if doc.tokens[claim.cue[0]].sentence != doc.tokens[claim.content[0]].sentence:
        return claim.content
    return min(claim.cue[0], claim.content[0]), max(claim.cue[1], claim.content[1])


def _add(
    reading: Reading, lines: list[_Line], holder: str, about: set[str], stance: str, words: tuple[int, int]
) -> None:
    """Add words to the holder's line on the same others, or begin a line."""
    for line in lines:
        if not _is_same_holder(reading, line.holder, holder):
            continue
        if about and line.about and not about & line.about:
            continue
        line.about |= about
        line.stances.append(stance)
        if reading.actors.actors[line.holder].sector is None:
            line.holder = holder
        if not any(first <= words[0] and words[1] <= last for first, last in line.words):
            line.words = [known for known in line.words if not (words[0] <= known[0] and known[1] <= words[1])]
            line.words.append(words)
        return
    lines.append(_Line(holder, set(about), [stance], [words]))


def _is_same_holder(reading: Reading, one: str, other: str) -> bool:
    """Return whether two actors hold one line: a country and its government do, its army and rebels do not."""
    mine, theirs = reading.actors.actors[one], reading.actors.actors[other]
    if get_side(mine) != get_side(theirs):
        return False
    return mine.sector == theirs.sector or None in (mine.sector, theirs.sector)


def _freeze(doc: Doc, issues: Issues, number: int, line: _Line) -> Position:
    words = sorted(line.words)
    spans = tuple(doc.get_span(*stretch) for stretch in words)
    return Position(
        id=f"s{number}",
        holder=line.holder,
        issue=issues.name(words, line.about),
        line=" … ".join(span.text for span in spans),
        stance=max(dict.fromkeys(line.stances), key=line.stances.count),  # type: ignore[arg-type]  # tables above
        evidence=spans,
        continuing=True if _is_continuing(doc, words) else None,
    )


def _is_continuing(doc: Doc, words: list[tuple[int, int]]) -> bool:
    """Return whether the words or the verb above them say that the line is not new: "again refused"."""
    for first, last in words:
        if any(token.lemma in _AGAIN for token in doc.tokens[first:last]):
            return True
        for token in doc.tokens[first:last]:
            outside = not first <= token.head < last and token.head >= 0
            if outside and any(child.lemma in _AGAIN for child in doc.get_children(token.head, "advmod")):
                return True
            if outside and doc.tokens[token.head].lemma in _AGAIN:
                return True
    return False
