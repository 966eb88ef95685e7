"""Who gives a number of victims: the claim that it stands in, or the subject of a verb of counting.

Place in the flow: beside `counts`, above `attribution`. A number is somebody's as soon as he counts, speaks
of or gives it ("The ministry spoke of 27 dead"), though such words make no event `alleged`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.actors import ActorTable
from dragoman.reading.attribution import find_covering
from dragoman.reading.claim_drafts import ClaimDraft, Claims
from dragoman.reading.claim_spans import find_speaker

_REACH = 4
"""Steps up the tree from a number to its verb of counting: "gave a count of 22 dead" is two."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who gives a number: the claim that says so, and the actor, as far as they are known."""

    claim: str | None = None
    speaker: str | None = None


def find_teller(doc: Doc, actors: ActorTable, claims: Claims, trigger: int, head: int) -> Teller:
    """Return who gives the number at `head` with its word of harm; nobody where the report itself does.

    Example:
        >>> find_teller(Doc("", [], []), ActorTable(), Claims(), 0, 0)
        Teller(claim=None, speaker=None)
    """
    covering = find_covering(claims, trigger) or find_covering(claims, head)
    counting = [claim for claim in claims.leanings if _counts(doc, claim) and _covers(claim, trigger, head)]
    claim = next(iter([*covering, *counting]), None)
    if claim:
        return Teller(claim.id, next(iter(claim.speakers), None))
    for index in dict.fromkeys((head, trigger)):
        verb = _find_verb(doc, index)
        subject = find_speaker(doc, verb) if verb else None
        if subject is not None:
            return Teller(None, next(iter(actors.resolve(subject)), None))
    return Teller()


def _counts(doc: Doc, claim: ClaimDraft) -> bool:
    return any(_is_counting(token) for token in doc.tokens[slice(*claim.cue)])


def _covers(claim: ClaimDraft, trigger: int, head: int) -> bool:
    first, last = claim.content
    return first <= trigger < last or first <= head < last


def _is_counting(token: Token) -> bool:
    return token.lemma in get_claim_words("counting")


def _find_verb(doc: Doc, index: int) -> Token | None:
    """Return the verb of counting that governs a number, through nouns: "raised the number of dead to 17"."""
    if index >= len(doc.tokens):
        return None
    token = doc.tokens[index]
    for _ in range(_REACH):
        if token.head < 0 or token.relation not in ("obj", "obl", "nmod", "appos", "conj", "nummod", "xcomp"):
            return None
        token = doc.tokens[token.head]
        if token.upos == "VERB" and _is_counting(token):
            return token
    return None
