"""Quotations that no cue word holds: the last speaker goes on, or the verb before tells who speaks.

Place in the flow: `attribution` asks once a document, when the claims of cue words are found.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dragoman.language.doc import Doc, Quote, Token
from dragoman.reading.claim_drafts import ClaimDraft
from dragoman.reading.claim_finder import ClaimFinder
from dragoman.reading.claim_spans import find_phrase, find_speaker, find_speakers, trim_content

MIN_WORDS = 7
"""Words of the shortest quotation that is a statement of its own, marks included."""
REACH = 3
"""Sentences over which a speaker goes on without a word that says so."""


def continue_quotes(finder: ClaimFinder) -> None:
    """Add a claim for each long quotation that no cue holds.

    "“They shelled us,” the mayor said. “We will answer.”": the mayor goes on. "The mayor
    defended the shelling, “We had no choice left”": the verb before the comma is the cue.
    """
    doc = finder.doc
    spoken = sorted(
        (
            claim
            for claim in finder.claims
            if claim.speaker is not None and doc.tokens[claim.cue[0]].quote < 0
        ),
        key=lambda claim: claim.cue,
    )
    starts = [claim.cue[0] for claim in spoken]
    for quote in _find_loose(finder):
        content = trim_content(doc, (quote.first, quote.last))
        if content is None:
            continue
        place = bisect_left(starts, quote.first)
        goes_on = _find_last(doc, spoken[max(0, place - 4) : place], quote)
        teller = None if goes_on else _tell(finder, quote, content)
        if teller:
            finder.claims.append(teller)
            continue
        following = next(iter(spoken[place : place + 1]), None)
        if goes_on is None and following and _is_next(doc, following, quote):
            goes_on = following
        if goes_on:
            finder.claims.append(_carry_on(goes_on, content))


def _find_loose(finder: ClaimFinder) -> list[Quote]:
    """Return the long outer quotations that begin outside of every claim's content and stand alone."""
    doc = finder.doc
    covered = sorted(
        claim.content for claim in finder.claims if claim.quote or doc.tokens[claim.cue[0]].quote < 0
    )
    found = []
    reach = number = 0
    for quote in doc.quotes:
        while number < len(covered) and covered[number][0] <= quote.first + 1:
            reach = max(reach, covered[number][1])
            number += 1
        is_inner = doc.tokens[quote.first].quote != quote.index
        if reach > quote.first + 1 or is_inner or quote.last - quote.first < MIN_WORDS:
            continue
        sentence = doc.sentences[doc.tokens[quote.first].sentence]
        if quote.first > sentence.first + 1 and doc.tokens[quote.first - 1].lower not in (",", ":", "."):
            continue
        found.append(quote)
    return found


def _find_last(doc: Doc, earlier: list[ClaimDraft], quote: Quote) -> ClaimDraft | None:
    """Return the claim whose speaker goes on: the last one, but one that quotes before one that does not.

    "“It fell,” said Vela, who suspected the army. “We saw them.”": Vela, not "who".
    """
    sentence = doc.tokens[quote.first].sentence
    near = [
        claim
        for claim in earlier
        if doc.tokens[min(claim.content[1], len(doc.tokens)) - 1].sentence >= sentence - REACH
        or doc.tokens[claim.cue[0]].sentence >= sentence - 1
    ]
    if not near:
        return None
    last = doc.tokens[near[-1].cue[0]].sentence
    quoting = [claim for claim in near if claim.quote and doc.tokens[claim.cue[0]].sentence >= last - 1]
    same = [claim for claim in near if doc.tokens[claim.cue[0]].sentence == sentence]
    return (same or quoting or near)[-1]


def _is_next(doc: Doc, claim: ClaimDraft, quote: Quote) -> bool:
    """Return whether the speaker is named in the sentence after the quotation."""
    return doc.tokens[claim.cue[0]].sentence <= doc.tokens[quote.last - 1].sentence + 1


def _tell(finder: ClaimFinder, quote: Quote, content: tuple[int, int]) -> ClaimDraft | None:
    """Return the claim of a verb that is set before a quotation without being a verb of speech."""
    doc = finder.doc
    verb = _find_verb(doc, quote)
    speaker = find_speaker(doc, verb) if verb else None
    if verb is None or speaker is None or speaker > quote.first or doc.tokens[speaker].quote >= 0:
        return None
    return ClaimDraft(
        id="",
        speaker=speaker,
        speaker_span=find_phrase(doc, speaker),
        speakers=find_speakers(finder.doc, finder.actors, speaker),
        stance="asserts",
        cue=(verb.index, verb.index + 1),
        content=content,
        content_head=None,
        quote=True,
        refers_to=None,
        confidence=0.6,
        why="a quotation set behind its clause",
    )


def _find_verb(doc: Doc, quote: Quote) -> Token | None:
    """Return the verb of the clause that ends in a comma or colon right before a quotation."""
    sentence = doc.sentences[doc.tokens[quote.first].sentence]
    if quote.first - sentence.first < 3 or doc.tokens[quote.first - 1].lower not in (",", ":"):
        return None
    before = doc.tokens[sentence.first : quote.first]
    verbs = [
        word
        for word in before
        if word.upos == "VERB" and word.quote < 0 and doc.get_children(word.index, "nsubj")
    ]
    return verbs[-1] if verbs else None


def _carry_on(claim: ClaimDraft, content: tuple[int, int]) -> ClaimDraft:
    return replace(
        claim,
        stance="asserts",
        content=content,
        content_head=None,
        quote=True,
        refers_to=None,
        answers=None,
        confidence=0.6,
        why="the quotation goes on",
    )
