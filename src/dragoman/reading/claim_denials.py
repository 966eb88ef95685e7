"""Statements that deny by what they say, not by their verb: "called it a lie", "said it had no hand in it".

Place in the flow: `attribution` asks once a document, when the claims of cue words are found; the
words are classes of `lexicon/tables/claim_words.csv`.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.lexicon.cues import load_speech_cues
from dragoman.reading.claim_drafts import ClaimDraft

REACH = 12
"""Words between what is called untrue and the word that calls it so."""
_POINTING = frozenset({"this", "that", "it", "these", "those", "them", "all"})
_NEGATIONS = frozenset({"no", "not", "n't", "never", "hardly"})
_NAMING = frozenset({"call", "term", "brand", "label", "dub", "describe", "dismiss", "reject"})


def turn_denials(doc: Doc, claims: list[ClaimDraft]) -> None:
    """Let the claims that call something untrue or disown a deed deny it, in place.

    The content stays; where it names no more than "this" or "the story" the claim answers an earlier one.
    """
    for claim in claims:
        if claim.stance != "asserts" or claim.kind != "statement" or claim.speaker is None:
            continue
        denied = _find_untrue(doc, claim) or _find_disowned(doc, claim)
        if denied is None:
            continue
        claim.stance = "denies"
        claim.why += "; what it says denies"
        if denied.lower in _POINTING:
            claim.answers = ""
        elif (denied.lower, "T") in load_speech_cues():
            claim.answers = denied.lower


def _find_untrue(doc: Doc, claim: ClaimDraft) -> Token | None:
    """Return what a claim calls untrue: "called this absurd", "said the reports were unfounded"."""
    is_naming = doc.tokens[claim.cue[0]].lemma in _NAMING
    for word in doc.tokens[claim.content[0] : claim.content[1]]:
        if word.lower not in get_claim_words("untrue") or word.relation in ("amod", "compound", "nmod"):
            continue
        if _has_child(doc, word, _NEGATIONS) or not (
            is_naming or doc.get_children(word.index, "cop", "aux:pass")
        ):
            continue
        above = doc.tokens[claim.cue[0]]
        if is_naming and above.relation == "acl:relcl" and _is_allegation(doc.tokens[above.head]):
            return doc.tokens[above.head]
        first = claim.cue[1] if is_naming else claim.content[0]
        for thing in doc.tokens[max(first, word.index - REACH) : word.index]:
            if _is_allegation(thing):
                return thing
    return None


def _is_allegation(word: Token) -> bool:
    """Return whether a word stands for what somebody else has told: "the story", "this"."""
    if word.upos in ("PRON", "DET"):
        return word.lower in _POINTING and word.relation not in ("det", "mark")
    return word.upos == "NOUN" and (word.lower, "T") in load_speech_cues()


def _find_disowned(doc: Doc, claim: ClaimDraft) -> Token | None:
    """Return the deed that a claim says somebody had no share in: "had no hand in the raid"."""
    for word in doc.tokens[claim.content[0] : claim.content[1]]:
        marker = _find_share(doc, word) or _find_blame(doc, word)
        if marker and marker.relation in ("case", "mark") and marker.head > marker.index:
            return doc.tokens[marker.head]
    return None


def _find_share(doc: Doc, word: Token) -> Token | None:
    """Return the preposition before the deed of "had no hand in it", "has nothing to do with it"."""
    after = doc.tokens[word.index + 1 : word.index + 4]
    if word.lower == "nothing":
        return after[-1] if [each.lower for each in after] == ["to", "do", "with"] else None
    if (
        word.lemma not in get_claim_words("share")
        or word.upos != "NOUN"
        or not _has_child(doc, word, _NEGATIONS)
    ):
        return None
    return next((each for each in after[:2] if each.lower in ("in", "with")), None)


def _find_blame(doc: Doc, word: Token) -> Token | None:
    """Return the preposition before the deed of "was not behind the raid", "is not responsible for it"."""
    if word.lower == "behind" and word.head >= 0:
        predicate, marker = doc.tokens[word.head], word
    elif word.lemma in get_claim_words("disowned"):
        after = doc.tokens[word.index + 1 : word.index + 3]
        predicate = word
        marker = next((each for each in after if each.lower in ("in", "for", "with")), word)
    else:
        return None
    has_copula = bool(doc.get_children(predicate.index, "cop", "aux:pass"))
    return marker if has_copula and _has_child(doc, predicate, _NEGATIONS) else None


def _has_child(doc: Doc, word: Token, words: frozenset[str]) -> bool:
    return any(doc.tokens[child].lower in words for child in word.children)
