"""Cues that are no verbs: "Chad's claim that …", "reportedly", "alleged", "according to".

Place in the flow: `attribution` calls the reader that fits a word's part of speech; verbs are
read in `claim_cues`.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.lexicon.cues import Cue, load_speech_cues
from dragoman.reading.claim_finder import ClaimFinder
from dragoman.reading.claim_spans import cut_content, find_speaker


def read_noun(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "Chad's claim that rebels had fled", "the allegation of torture", "in Chad's view"."""
    doc = finder.doc
    if token.relation in ("compound", "flat") or _carries(doc, token):
        return
    speaker = _find_owner(finder, token)
    for row in rows:
        if row.pattern == "clause":
            for child in doc.get_children(token.index, "acl", "ccomp"):
                if doc.get_marker(child.index) == "that" or child.relation == "ccomp":
                    finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
                    return
        elif row.pattern == "of":
            for child in doc.get_children(token.index, "nmod"):
                if doc.get_marker(child.index) in ("of", "about") and not finder.actors.resolve(child.index):
                    finder.add(token, row, speaker, cut_content(doc, child.index, token.index), child.index)
                    return
        elif row.pattern == "view" and speaker is not None and token.relation == "obl" and token.head >= 0:
            if doc.get_marker(token.index) in ("in", "by"):
                finder.add(token, row, speaker, cut_content(doc, token.head, token.index), token.head)
                return


def _carries(doc: Doc, token: Token) -> bool:
    """Return whether a noun only carries what a verb says: "said in a statement that"."""
    if token.relation != "obl" or token.head < 0 or token.lemma not in get_claim_words("carrier"):
        return False
    return (doc.tokens[token.head].lower, "V") in load_speech_cues()


def read_adverb(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "The rebels reportedly fled": nobody is named, all of the clause is covered."""
    head = token.head
    if head >= 0:
        finder.add(token, rows[0], None, cut_content(finder.doc, head, token.index), head)


def read_adjective(finder: ClaimFinder, token: Token, rows: tuple[Cue, ...]) -> None:
    """ "the alleged raid"; "Chad is convinced that rebels did it"."""
    doc = finder.doc
    for row in rows:
        if row.pattern == "adjective" and token.relation == "amod" and token.head >= 0:
            finder.add(token, row, None, cut_content(doc, token.head, token.index), token.head)
            return
        if row.pattern == "clause":
            for child in doc.get_children(token.index, "ccomp"):
                finder.add(
                    token,
                    row,
                    find_speaker(doc, token),
                    cut_content(doc, child.index, token.index),
                    child.index,
                )
                return


def read_according(finder: ClaimFinder, token: Token, row: Cue) -> None:
    """ "According to Turkey, Syria shelled the town": all of the clause it hangs on."""
    doc = finder.doc
    following = token.index + 1
    if following >= len(doc.tokens) or doc.tokens[following].lower != "to":
        return
    speaker = token.head if token.relation in ("case", "mark") and token.head > token.index else -1
    if speaker < 0:
        speaker = next((c.index for c in doc.get_children(token.index, "obl", "obj", "nmod")), -1)
        if speaker < 0:
            return
        clause = token.head
    else:
        clause = doc.tokens[speaker].head
    if clause < 0:
        return
    while (
        doc.tokens[clause].relation in ("nmod", "nummod", "obj", "obl", "compound")
        and doc.tokens[clause].head >= 0
    ):
        clause = doc.tokens[clause].head
    outer = token.index if doc.tokens[speaker].head != clause else speaker
    finder.add(token, row, speaker, cut_content(doc, clause, outer), clause)


def _find_owner(finder: ClaimFinder, token: Token) -> int | None:
    """Return the speaker of a noun: "Chad's claim", "the Chadian claim", "made the claim that"."""
    doc = finder.doc
    for child in doc.get_children(token.index, "nmod:poss"):
        return child.index
    for child in doc.get_children(token.index, "nmod"):
        if doc.get_marker(child.index) in ("by", "from", "of") and finder.actors.resolve(child.index):
            return child.index
    for child in doc.get_children(token.index, "amod", "compound"):
        if finder.actors.resolve(child.index):
            return child.index
    if token.relation == "obj" and token.head >= 0 and (token.lower, "T") not in load_speech_cues():
        return find_speaker(doc, doc.tokens[token.head])
    head = doc.tokens[token.head] if token.head >= 0 else None
    if token.relation == "obj" and head and head.lower in _UTTERING:
        return find_speaker(doc, head)
    return None


_UTTERING = frozenset(
    "make makes made making issue issues issued issuing release released repeat repeated publish published "
    "level levelled leveled voice voiced express expressed deliver delivered give gave".split()
)
