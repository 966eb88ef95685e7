"""Where what somebody says ends because the next cue begins: "She said it fell, adding that …".

Place in the flow: `attribution` asks once a document, when the claims of cue words are found.
"""

from __future__ import annotations

from bisect import bisect_right

from dragoman.language.doc import Doc
from dragoman.reading.claim_drafts import ClaimDraft

MAX_INNER = 8
"""Cues within one content that are tried; more are a parser's error, not a sentence."""
JOINING = frozenset({"and", "but", "while", "though", "although"})


def end_at_next_cue(doc: Doc, claims: list[ClaimDraft]) -> None:
    """Cut each content where a cue of the level above begins within it.

    The parse often hangs what the reporter goes on to tell below what was said: "She said the
    port fell, adding that …", "He said the port fell, while others said …", "He said the port
    fell, but she denied it". What is in a quotation stays whole.
    """
    cues = sorted(claims, key=lambda claim: claim.cue[0])
    starts = [claim.cue[0] for claim in cues]
    for claim in claims:
        first, last = claim.content
        if claim.quote or claim.cue[0] > first:
            continue
        place = bisect_right(starts, first)
        for inner in cues[place : place + MAX_INNER]:
            if inner.cue[0] >= last:
                break
            end = _find_end(doc, claim, inner)
            if end is not None and end > first:
                claim.content = (first, end)
                break


def _find_end(doc: Doc, claim: ClaimDraft, inner: ClaimDraft) -> int | None:
    """Return the comma at which the content ends before an inner cue, or None where it goes on."""
    verb = doc.tokens[inner.cue[0]]
    if verb.upos != "VERB" or verb.quote != doc.tokens[claim.cue[0]].quote:
        return None
    before = doc.tokens[verb.index - 1]
    if verb.lower.endswith("ing") and before.lower == ",":
        return before.index
    if verb.lower.endswith("ing") and before.lower in ("before", "while") and verb.relation == "advcl":
        return before.index
    if inner.speaker_span is None or inner.speaker_span[1] > verb.index:
        return None
    joint = inner.speaker_span[0] - 1
    is_joined = joint > claim.content[0] and doc.tokens[joint].lower in JOINING
    return joint - 1 if is_joined and doc.tokens[joint - 1].lower == "," else None
