"""What line each actor takes: the words of support, refusal, blame and demand, by holder and issue.

Place in the flow: after `events` and `attribution`. A position is nobody's verdict: it
lists the report's own words, grouped by who holds the line and whom or what it is about.
A deed is no line ("Mali attacked"), nor is a toll, nor a request for help.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from dragoman.language.doc import Doc
from dragoman.lexicon.commitments import load_commitment_acts
from dragoman.reading.aid_requests import asks_help, is_at_home
from dragoman.reading.attribution import ClaimDraft
from dragoman.reading.commitment_acts import find_stated_acts
from dragoman.reading.commitment_mentions import find_mentions
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.reading.issues import Issues, find_matter
from dragoman.reading.sides import Sides, get_side
from dragoman.record.model import Position
from dragoman.text.spans import Span

_STANCE = {
    "SUPPORT": "supports", "ACCUSE": "opposes", "REJECT": "opposes", "PROTEST": "opposes", "REQUEST":
    "demands", "THREATEN": "opposes",
}  # fmt: skip
_ACT_STANCE = {
    "announced": "supports", "pledged": "supports", "proposed": "supports", "signed": "supports",
    "extended": "supports", "demanded": "demands", "urged": "demands", "refused": "opposes", "ended":
    "opposes",
}  # fmt: skip
"""What an act on a commitment shows of its doer: "Lisbon announced the withdrawal of its troops"."""
_ASSESSING = frozenset({
    "describe", "portray", "characterise", "characterize", "see", "call", "view", "regard", "consider",
    "depict", "label", "brand", "term", "dub", "denounce", "defend", "claim", "justify", "insist",
    "question", "deny", "argue", "maintain", "stress", "complain", "allege",
})  # fmt: skip
"""Cues by which a speaker judges: "Jakarta described the vote as a farce"."""
_OPINION = frozenset({
    "should", "must", "ought", "cannot", "never", "not", "no", "only", "wrong", "unacceptable", "because",
    "always", "need", "we", "our", "us", "my", "i", "aim", "goal", "purpose", "right", "duty",
    "responsible",
})  # fmt: skip
"""Words that make a statement a view and not a bare fact: "our troops must stay", "only Kigali gains"."""
_AGAIN = frozenset({
    "again", "still", "continue", "remain", "reiterate", "repeat", "stick", "reaffirm", "renew",
    "persist", "maintain", "long", "longstanding", "long-standing", "repeatedly", "always", "insist",
    "consistently", "reassert", "restate",
})  # fmt: skip
_SHORTEST = 5
"""Words of the shortest statement that is a view on its own."""


@dataclass(slots=True)
class _Line:
    """One holder's words on one issue, as token stretches by the sentences that they touch."""

    holder: str
    about: set[str]
    matters: set[str] = field(default_factory=set)
    stances: list[str] = field(default_factory=list)
    places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def list_words(self) -> list[tuple[int, int]]:
        """Return the stretches in order, each once, those inside another left out."""
        kept: list[tuple[int, int]] = []
        stretches = {words for place in self.places.values() for words in place}
        for first, last in sorted(stretches, key=lambda words: (words[0], -words[1])):
            if not kept or last > kept[-1][1]:
                kept.append((first, last))
        return kept

    def touches(self, doc: Doc, words: tuple[int, int]) -> bool:
        """Return whether a stretch overlaps those that are there, or only a comma lies between.

        "blaming Accra for the raid, saying it had armed the rebels" is one line.
        """
        sentences = range(doc.tokens[words[0]].sentence, doc.tokens[words[1] - 1].sentence + 1)
        near = (stretch for sentence in sentences for stretch in self.places.get(sentence, ()))
        return any(first <= words[1] + 1 and words[0] <= last + 1 for first, last in near)

    def add(self, doc: Doc, words: tuple[int, int]) -> None:
        """Put a stretch to the line."""
        for sentence in range(doc.tokens[words[0]].sentence, doc.tokens[words[1] - 1].sentence + 1):
            place = self.places.setdefault(sentence, [])
            if words not in place:
                place.append(words)


def find_positions(reading: Reading, events: list[EventDraft]) -> list[Position]:
    """Return the lines that the actors of a document take, in order of the words they rest on."""
    sides = Sides(reading.doc, reading.actors)
    mentions = find_mentions(reading, sides)
    lines: list[_Line] = []
    claims = {claim.id: claim for claim in reading.claims}
    cues = {claim.cue[0]: claim for claim in reading.claims}
    for event in events:
        stance = _find_stance(reading, claims, event)
        for holder in event.source if stance and "source" not in event.guessed else ():
            if _can_hold(reading, holder):
                about = _find_sides(reading, holder, event.target)
                claim = cues.get(event.trigger)
                is_denial = claim is not None and claim.stance == "denies" and event.type == "REJECT"
                words = _unite(event.evidence, _join(reading.doc, claim)) if claim else event.evidence
                _add(reading, lines, holder, about, "denies" if is_denial else stance, words)
    for claim in reading.claims:
        stance = _find_claim_stance(reading.doc, claim)
        for holder in _find_speakers(reading, claim) if stance else ():
            if _can_hold(reading, holder):
                about = _find_about(reading, claim, holder)
                _add(reading, lines, holder, about, stance, _join(reading.doc, claim))
    for act in find_stated_acts(reading, sides, mentions):
        stance = _ACT_STANCE.get(act.act, "")
        for holder in act.by if stance else ():
            if _can_hold(reading, holder):
                words = _find_tokens(reading.doc, act.evidence)
                _add(reading, lines, holder, _find_sides(reading, holder, act.to), stance, words)
    lines = _raise_countries(reading, lines)
    lines.sort(key=lambda line: min(line.list_words()))
    issues = Issues(reading, sides, events, mentions)
    joined = _join_issues(reading, issues, lines)
    return [_freeze(reading.doc, issue, number, line) for number, (issue, line) in enumerate(joined, 1)]


def _join_issues(reading: Reading, issues: Issues, lines: list[_Line]) -> list[tuple[str, _Line]]:
    """Return the lines with their issues, those of one holder on one issue joined."""
    found: list[tuple[str, _Line]] = []
    for line in lines:
        issue = issues.name(line.list_words(), line.about)
        same = [
            known
            for name, known in found
            if name == issue and _is_same_holder(reading, known.holder, line.holder)
        ]
        if same:
            for words in line.list_words():
                same[0].add(reading.doc, words)
            same[0].stances.extend(line.stances)
        else:
            found.append((issue, line))
    return found


def _find_tokens(doc: Doc, span: Span) -> tuple[int, int]:
    """Return the tokens of a span, the last exclusive."""
    first = bisect_left(doc.tokens, span.start, key=lambda token: token.start)
    return first, bisect_left(doc.tokens, span.end, key=lambda token: token.start)


def _raise_countries(reading: Reading, lines: list[_Line]) -> list[_Line]:
    """Return the lines with those of a country given to its government, where the text has both.

    "Ghana has alleged a plot" beside "the Ghanaian government": the government speaks.
    """
    governments = {
        a.country: a.id for a in reversed(reading.actors.actors.values()) if a.sector == "GOV" and a.country
    }
    kept: list[_Line] = []
    for line in sorted(lines, key=lambda line: reading.actors.actors[line.holder].sector is None):
        actor = reading.actors.actors[line.holder]
        if actor.sector is None and actor.country in governments:
            stance = max(dict.fromkeys(line.stances), key=line.stances.count)
            for words in line.list_words():
                _add(reading, kept, governments[actor.country], line.about, stance, words)
        else:
            kept.append(line)
    return kept


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
    if event.type == "PROTEST" and not event.target:
        return ""
    if status == "withheld":
        return "neutral" if stance == "supports" else ""
    if status == "alleged" and not _is_own(reading, claims, event):
        return ""
    if event.type == "REQUEST" and (is_at_home(reading, event) or _seeks_aid(reading.doc, event)):
        return ""
    return stance


def _seeks_aid(doc: Doc, event: EventDraft) -> bool:
    """Return whether a request asks for help or invokes a treaty, which is a commitment's matter."""
    acts = load_commitment_acts()
    children = [token for token in doc.get_children(event.trigger, "xcomp", "ccomp") if token.lemma in acts]
    return asks_help(doc, event) or any(acts[token.lemma][1] == "invoked" for token in children)


def _is_own(reading: Reading, claims: dict[str, ClaimDraft], event: EventDraft) -> bool:
    """Return whether the alleged act is told by its own doer."""
    actors = reading.actors.actors
    own = {get_side(actors[actor]) for actor in event.source}
    tellers = [claims[number] for number in event.status.claims if number in claims]
    return any(get_side(actors[speaker]) in own for claim in tellers for speaker in claim.speakers)


def _find_claim_stance(doc: Doc, claim: ClaimDraft) -> str:
    """Return the stance of a statement, empty where it only tells a fact or is yet to be made.

    "urged Riga to deny the charge" is no denial.
    """
    cue = doc.tokens[claim.cue[0]]
    lemma = cue.lemma
    if cue.feats.get("VerbForm") == "Inf" and cue.relation in ("xcomp", "conj", "acl", "advcl"):
        return ""
    if claim.stance == "denies":
        return "denies"
    if claim.stance not in ("asserts", "admits", "doubts"):
        return ""
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


def _unite(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Return two stretches as one where they overlap, else the first."""
    if one[0] < other[1] and other[0] < one[1]:
        return min(one[0], other[0]), max(one[1], other[1])
    return one


def _add(
    reading: Reading, lines: list[_Line], holder: str, about: set[str], stance: str, words: tuple[int, int]
) -> None:
    """Add words to the holder's line on the same others and matter, or begin a line."""
    matter = find_matter(reading.doc, words)
    for line in lines:
        if not _is_same_holder(reading, line.holder, holder):
            continue
        is_apart = bool(line.matters and matter and matter not in line.matters and not about & line.about)
        is_apart |= bool(about and line.about and not about & line.about)
        if is_apart and not line.touches(reading.doc, words):
            continue
        line.about |= about
        line.matters |= {matter} - {""}
        line.stances.append(stance)
        if reading.actors.actors[line.holder].sector is None:
            line.holder = holder
        line.add(reading.doc, words)
        return
    line = _Line(holder, set(about), {matter} - {""}, [stance])
    line.add(reading.doc, words)
    lines.append(line)


def _is_same_holder(reading: Reading, one: str, other: str) -> bool:
    """Return whether two actors hold one line: a country and its government do, its army does not."""
    mine, theirs = reading.actors.actors[one], reading.actors.actors[other]
    if get_side(mine) != get_side(theirs):
        return False
    return mine.sector == theirs.sector or None in (mine.sector, theirs.sector)


def _freeze(doc: Doc, issue: str, number: int, line: _Line) -> Position:
    words = line.list_words()
    spans = tuple(doc.get_span(*part) for stretch in words for part in _cut(doc, stretch))
    return Position(
        id=f"s{number}",
        holder=line.holder,
        issue=issue,
        line=" … ".join(span.text for span in spans),
        stance=max(dict.fromkeys(line.stances), key=line.stances.count),  # type: ignore[arg-type]  # tables above
        evidence=spans,
        continuing=True if _is_continuing(doc, words) else None,
    )


def _cut(doc: Doc, stretch: tuple[int, int]) -> list[tuple[int, int]]:
    """Return a stretch cut at the ends of sentences, since a long quotation runs over several."""
    first, last = stretch
    parts: list[tuple[int, int]] = []
    while first < last:
        end = min(last, doc.get_sentence(first).last)
        parts.append((first, end))
        first = end
    return parts


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
