"""Who says so: speech, writing and belief reported in the text, and what each covers.

Place in the flow: after `actors`; `status`, `events`, `counts` and `positions` ask which
claims cover a word. The cue words are rows of `lexicon/tables/speech_cues.csv`; `claim_cues`
reads each cue, `claim_spans` finds the speaker and the stretch that it governs; here the
claims of a document are joined: quotations that go on, and answers to earlier claims.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.language.doc import Doc
from dragoman.lexicon.cues import load_speech_cues
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_cues import (
    ClaimDraft,
    ClaimFinder,
    Claims,
    read_according,
    read_adjective,
    read_adverb,
    read_noun,
    read_verb,
)
from dragoman.reading.claim_spans import trim_content

__all__ = ["ClaimDraft", "Claims", "find_claims", "find_covering"]

ANSWER_REACH = 4
"""Sentences back in which an answer ("denied this") looks for the claim that it answers."""
MIN_QUOTE = 3
"""Words of the shortest quotation that alone makes a claim of a verb ("urged": "…")."""
_LETTERS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}


def find_claims(doc: Doc, actors: ActorTable) -> Claims:
    """Return the attributions of a document, in order of their cues.

    Example:
        >>> find_claims(Doc("", [], []), ActorTable())
        []
    """
    finder = ClaimFinder(doc, actors)
    cues = load_speech_cues()
    readers = {
        "VERB": read_verb,
        "AUX": read_verb,
        "NOUN": read_noun,
        "ADJ": read_adjective,
        "ADV": read_adverb,
    }
    for token in doc.tokens:
        if token.lower == "according" and (cues.get((token.lower, "P"))):
            read_according(finder, token, cues[token.lower, "P"][0])
            continue
        read = readers.get(token.upos)
        if read is None or (token.name >= 0 and token.upos != "VERB"):
            continue
        rows = cues.get((token.lower, _LETTERS[token.upos]))
        if rows:
            read(finder, token, rows)
    _continue_quotes(finder)
    order = sorted(range(len(finder.claims)), key=lambda place: (finder.claims[place].cue, place))
    answered = [finder.answers.get(place) for place in order]
    claims = [finder.claims[place] for place in order]
    for number, claim in enumerate(claims, 1):
        claim.id = f"c{number}"
    for place, noun in enumerate(answered):
        if noun is not None:
            claims[place].refers_to = _find_answered(doc, claims, place)
    return Claims(claims)


def find_covering(claims: Claims, index: int) -> list[ClaimDraft]:
    """Return the claims whose content covers a token (their own cue and speaker apart), innermost first."""
    covering = [
        claim
        for claim in claims.get_over(index)
        if not claim.cue[0] <= index < claim.cue[1]
        and not (claim.speaker_span and claim.speaker_span[0] <= index < claim.speaker_span[1])
    ]
    return sorted(covering, key=lambda claim: claim.content[1] - claim.content[0])


def _continue_quotes(finder: ClaimFinder) -> None:
    """Add a claim for each long quotation that no cue holds: the last speaker goes on."""
    doc = finder.doc
    spoken = sorted(
        (claim for claim in finder.claims if claim.speaker is not None), key=lambda claim: claim.cue
    )
    covered = sorted(
        claim.content for claim in finder.claims if claim.quote or doc.tokens[claim.cue[0]].quote < 0
    )
    place = 0
    reach = 0
    number = 0
    for quote in doc.quotes:
        while number < len(covered) and covered[number][0] <= quote.first + 1:
            reach = max(reach, covered[number][1])
            number += 1
        is_inner = doc.tokens[quote.first].quote != quote.index
        if reach > quote.first + 1 or is_inner or quote.last - quote.first < 7:
            continue
        sentence = doc.sentences[doc.tokens[quote.first].sentence]
        if quote.first > sentence.first + 1 and doc.tokens[quote.first - 1].lower not in (",", ":", "."):
            continue
        while place < len(spoken) and spoken[place].cue[0] < quote.first:
            place += 1
        near = [
            claim for claim in spoken[max(0, place - 1) : place + 1] if _is_near(doc, claim, sentence.index)
        ]
        content = trim_content(doc, (quote.first, quote.last))
        if near and content:
            finder.claims.append(_carry_on(near[0], content))


def _is_near(doc: Doc, claim: ClaimDraft, sentence: int) -> bool:
    return sentence - 3 <= doc.tokens[min(claim.content[1], len(doc.tokens)) - 1].sentence <= sentence + 1


def _carry_on(claim: ClaimDraft, content: tuple[int, int]) -> ClaimDraft:
    return replace(
        claim,
        stance="asserts",
        content=content,
        content_head=None,
        quote=True,
        refers_to=None,
        confidence=0.6,
        why="the quotation goes on",
    )


def _find_answered(doc: Doc, claims: list[ClaimDraft], place: int) -> str | None:
    """Return the id of the claim that a claim answers: the nearest earlier one by somebody else.

    One that speaks of the answerer goes before one that does not: "Chad accused Sudan of a
    raid. Officials said rain had fallen. Sudan denied this."
    """
    answer = claims[place]
    sentence = doc.tokens[answer.cue[0]].sentence
    nearest: str | None = None
    for earlier in reversed(claims[:place]):
        if sentence - doc.tokens[earlier.cue[0]].sentence > ANSWER_REACH:
            break
        is_same = set(earlier.speakers) & set(answer.speakers) or earlier.speaker == answer.speaker
        if is_same or earlier.stance == "denies" or earlier.refers_to:
            continue
        nearest = nearest or earlier.id
        if earlier.why.startswith(("cue accuse", "cue blame", "cue allege", "cue claim")):
            return earlier.id
    return nearest
