"""The state of one pass over a document that looks for claims.

Place in the flow: `attribution` makes one a document; the readers of `claim_cues`,
`claim_nouns` and `claim_leanings` give it each claim that they see.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.cues import Cue, load_speech_cues
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_drafts import ClaimDraft
from dragoman.reading.claim_spans import extend_over_quote, find_phrase, find_speakers, trim_content
from dragoman.record.model import Stance


@dataclass(slots=True)
class ClaimFinder:
    """The state of one pass over a document."""

    doc: Doc
    actors: ActorTable
    claims: list[ClaimDraft] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    """Numbers of the quotations that are the content of a claim."""

    def add(
        self, cue: Token, row: Cue, speaker: int | None, content: tuple[int, int] | None, head: int | None
    ) -> bool:
        """Keep a claim; return False where nothing is left of its content.

        What a quoted speaker says that they themselves think or say adds nothing to the claim
        of the quotation ("“I think it fell,” she said") and is left out; a denial is kept. Nobody speaks
        in "it was not clear who had fired".
        """
        if cue.quote >= 0 and speaker is not None and row.value == "asserts":
            if self.doc.tokens[speaker].lower in ("i", "we"):
                return True
        if cue.upos == "ADJ" and speaker is not None and self.doc.tokens[speaker].relation == "expl":
            return True
        content = _end_at_quote(self.doc, content, speaker, cue.index) if content else None
        content = _end_at_cue(self.doc, content, speaker, cue) if content else None
        content = trim_content(self.doc, content) if content else None
        if content is None:
            return False
        content = extend_over_quote(self.doc, content, cue.index)
        first = self.doc.tokens[content[0]]
        is_quote = first.quote >= 0 and first.quote != cue.quote
        if is_quote:
            self.quoted.add(first.quote)
        self.claims.append(
            ClaimDraft(
                id="",
                speaker=speaker,
                speaker_span=find_phrase(self.doc, speaker) if speaker is not None else None,
                speakers=find_speakers(self.doc, self.actors, speaker) if speaker is not None else (),
                stance=_find_stance(self.doc, row, speaker),
                cue=_find_cue_span(self.doc, cue, row),
                content=content,
                content_head=head,
                quote=is_quote,
                refers_to=None,
                confidence=0.9 if speaker is not None else 0.7,
                why=f"cue {row.word}{' ' + row.companion if row.companion else ''} ({row.pattern})",
                kind=row.kind or "statement",  # type: ignore[arg-type]  # the table's values
            )
        )
        return True

    def add_label(
        self, cue: tuple[int, int], label: tuple[int, int], speaker: int, content: tuple[int, int]
    ) -> None:
        """Keep the claim of a speaker who stands before a colon."""
        trimmed = trim_content(self.doc, content)
        if trimmed is None:
            return
        self.claims.append(
            ClaimDraft(
                id="",
                speaker=speaker,
                speaker_span=label,
                speakers=find_speakers(self.doc, self.actors, speaker),
                stance="asserts",
                cue=cue,
                content=trimmed,
                content_head=None,
                quote=self.doc.tokens[trimmed[0]].quote >= 0,
                refers_to=None,
                confidence=0.7,
                why="a speaker before a colon",
            )
        )


def _end_at_quote(doc: Doc, content: tuple[int, int], speaker: int | None, cue: int) -> tuple[int, int]:
    """Return the content up to the end of its quotation where the speaker stands between that and the cue."""
    number = doc.tokens[content[0]].quote
    if number < 0 or speaker is None or number == doc.tokens[cue].quote:
        return content
    last = doc.quotes[number].last
    return (content[0], last) if last <= speaker < content[1] <= cue else content


def _end_at_cue(doc: Doc, content: tuple[int, int], speaker: int | None, cue: Token) -> tuple[int, int]:
    """Return the content without what follows an afterset cue and goes on about something else.

    "The port fell, she said, adding that …" and "“We stay,” said Vela, who lost two sons" end
    before the cue; "The port, she said, fell" and "“We stay,” she said, “and wait”" do not.
    """
    first, last = content
    if not first < cue.index < last - 1 or cue.upos != "VERB":
        return content
    if doc.get_children(cue.index, "nsubj:pass", "aux:pass") or cue.relation == "amod":
        return content
    edge = cue.index
    after = cue.index + 1
    if speaker is not None and first < speaker < last:
        low, high = find_phrase(doc, speaker)
        edge, after = min(edge, low), max(after, high)
    is_quoted = doc.tokens[first].quote >= 0 and doc.tokens[first].quote != cue.quote
    tail = [word for word in doc.tokens[after:last] if word.upos != "PUNCT"]
    if not tail:
        return first, edge
    if is_quoted:
        goes_on = any(word.quote >= 0 and word.quote != cue.quote for word in tail[:3])
    else:
        comma = _find_comma(doc, after, last)
        rest = [word for word in doc.tokens[comma:last] if word.upos != "PUNCT"] if comma else []
        goes_on = bool(rest) and not (rest[0].upos == "VERB" and rest[0].lower.endswith("ing"))
    return content if goes_on else (first, edge)


def _find_comma(doc: Doc, start: int, last: int) -> int | None:
    """Return the comma that ends what stands with the cue ("she said in May, …"), or None."""
    for word in doc.tokens[start : min(last, start + 9)]:
        if word.lower == ",":
            return word.index
        if word.upos in ("VERB", "AUX"):
            return None
    return None


def _find_stance(doc: Doc, row: Cue, speaker: int | None) -> Stance:
    """Return the stance of the cue; news media relay what they assert."""
    if speaker is not None and row.value == "asserts":
        if (doc.tokens[speaker].lower, "M") in load_speech_cues():
            return "relays"
    return row.value  # type: ignore[return-value]  # the table's check allows stances only


def _find_cue_span(doc: Doc, token: Token, row: Cue) -> tuple[int, int]:
    after = token.index + 1
    if row.pattern == "phrase" or (
        row.companion and after < len(doc.tokens) and doc.tokens[after].lower == row.companion
    ):
        return token.index, after + 1
    return token.index, after
