"""What a claim says not to be so: "no shot was fired", "its guns had never been there", "it had not".

Place in the flow: `claim_denials` asks which claims deny by their negation alone, `denials` which deny a deed
that was laid on the speaker's side. Only what is over is denied: "will not fire" is a pledge.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.casualties import load_harm_words
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.claim_drafts import ClaimDraft

SHORT = 4
"""Words of the longest content that only answers: "they did not", "it had done no such thing"."""
_MODALS = frozenset("will would can could may might shall should must wo ca sha cannot".split())
_OVER = frozenset("was were had did has have".split())
_NONE = frozenset("nobody nothing none".split())
_NO = frozenset("no neither not".split())
_PARTICLES = frozenset("not n't never".split())
_CLAUSES = ("conj", "parataxis")


@dataclass(frozen=True, slots=True)
class Negation:
    """The predicate that a claim negates, the word that does it, and whether it denies in any company."""

    predicate: Token
    word: Token
    is_total: bool

    @property
    def is_of_subject(self) -> bool:
        """Return whether it is said that nobody did it: "no soldier fired", "not one jet took off"."""
        return self.word.head != self.predicate.index and self.word.index < self.predicate.index


def find_negation(doc: Doc, claim: ClaimDraft) -> Negation | None:
    """Return what a claim as a whole says not to have been; None where a clause of it says what was.

    Example:
        >>> draft = ClaimDraft("c1", None, None, (), "asserts", (0, 0), (0, 0), None, False, None, 0.0, "")
        >>> find_negation(Doc("", [], []), draft) is None
        True
    """
    predicate = find_predicate(doc, claim)
    if predicate is None or not _is_over(doc, predicate):
        return None
    word = _find_word(doc, predicate)
    if word is None:
        return None
    for clause in doc.get_children(predicate.index, *_CLAUSES):
        if clause.upos in ("VERB", "AUX") and claim.content[0] <= clause.index < claim.content[1]:
            if _find_word(doc, clause) is None:
                return None
    return Negation(predicate, word, _is_total(doc, claim, predicate, word))


def find_predicate(doc: Doc, claim: ClaimDraft) -> Token | None:
    """Return the top of the one clause that a claim says; None where it says several sentences."""
    first, last = claim.content
    words = [token for token in doc.tokens[first:last] if token.upos != "PUNCT"]
    if not words or words[0].sentence != words[-1].sentence:
        return None
    if claim.content_head is not None and first <= claim.content_head < last:
        return doc.tokens[claim.content_head]
    return next((token for token in words if not first <= token.head < last), None)


def _is_over(doc: Doc, predicate: Token) -> bool:
    """Return whether a predicate tells of what is over: "fired", "had not fired", "has done nothing"."""
    helpers = doc.get_children(predicate.index, "aux", "aux:pass", "cop")
    if any(word.lower in _MODALS for word in helpers):
        return False
    is_past = predicate.feats.get("Tense") == "Past" and predicate.feats.get("VerbForm") == "Fin"
    return is_past or any(word.lower in _OVER for word in (*helpers, predicate))


def _find_word(doc: Doc, predicate: Token) -> Token | None:
    """Return the word by which a predicate is negated, of several the one that leaves nothing open."""
    found: list[Token] = []
    for child in doc.get_children(predicate.index):
        relation = child.relation.partition(":")[0]
        if child.lower in _PARTICLES and relation in ("advmod", "aux"):
            found.append(child)
        elif relation in ("nsubj", "obj"):
            opening = doc.tokens[doc.get_subtree(child.index)[0]]
            found += [word for word in (child, opening) if word.lower in _NONE | _NO]
    return max(found, key=lambda word: word.lower == "never" or word.lower in _NONE, default=None)


def _is_total(doc: Doc, claim: ClaimDraft, predicate: Token, word: Token) -> bool:
    """Return whether it leaves nothing open: "never", "nobody", "no depot was closed", "it had not"."""
    if predicate.lemma in get_claim_words("found") or doc.get_children(predicate.index, "cop"):
        return False
    if word.lower == "never":
        return True
    if predicate.lemma in load_harm_words() or predicate.lower in load_harm_words():
        return False
    if word.lower in _NONE:
        return word.relation.startswith("nsubj") or predicate.lemma not in ("have", "be")
    if word.head != predicate.index:
        return word.index < predicate.index and bool(
            doc.get_children(predicate.index, "aux:pass", "nsubj:pass")
        )
    return _is_short(doc, claim)


def _is_short(doc: Doc, claim: ClaimDraft) -> bool:
    words = [token for token in doc.tokens[slice(*claim.content)] if token.upos != "PUNCT"]
    return len(words) <= SHORT and not any(token.upos in ("NOUN", "PROPN", "ADJ") for token in words)
