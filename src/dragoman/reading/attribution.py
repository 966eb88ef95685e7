"""Who says so: speech, writing and belief reported in the text, and what each covers.

Place in the flow: after `actors`; `status`, `events`, `counts` and `positions` ask which
claims cover a word. The cue words are rows of `lexicon/tables/speech_cues.csv`; `claim_cues`
reads each cue, `claim_spans` finds the speaker and the stretch that it governs; here the
claims of a document are joined: quotations that go on, and answers to earlier claims.
"""

from __future__ import annotations

from dragoman.language.doc import Doc
from dragoman.lexicon.cues import load_speech_cues
from dragoman.reading.actors import ActorTable
from dragoman.reading.claim_cues import read_verb
from dragoman.reading.claim_denials import turn_denials
from dragoman.reading.claim_drafts import ClaimDraft, Claims
from dragoman.reading.claim_ends import end_at_next_cue
from dragoman.reading.claim_evidence import WordTags, propose_claims, weigh_claims
from dragoman.reading.claim_extent import find_words
from dragoman.reading.claim_finder import ClaimFinder
from dragoman.reading.claim_leanings import LeaningFinder, find_leanings
from dragoman.reading.claim_nouns import read_according, read_adjective, read_adverb, read_noun
from dragoman.reading.claim_quotes import continue_quotes
from dragoman.reading.claim_transcripts import read_transcripts

__all__ = ["ClaimDraft", "Claims", "find_claims", "find_covering"]

ANSWER_REACH = 4
"""Sentences back in which an answer ("denied this") looks for the claim that it answers."""
_LETTERS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}


def find_claims(doc: Doc, actors: ActorTable, tags: WordTags | None = None) -> Claims:
    """Return the attributions of a document, in order of their cues.

    Args:
        doc: The analysed text.
        actors: Its actors.
        tags: What a model says of each word, where there is one; `claim_evidence` weighs it.

    Example:
        >>> find_claims(Doc("", [], []), ActorTable())
        []
    """
    finder = ClaimFinder(doc, actors)
    _read_cues(finder)
    end_at_next_cue(doc, finder.claims)
    read_transcripts(finder)
    continue_quotes(finder)
    turn_denials(doc, finder.claims)
    candidates = sorted(finder.claims, key=lambda claim: claim.cue)
    taken = {index for claim in candidates for index in range(*claim.cue)}
    leanings = find_leanings(LeaningFinder(doc, actors, taken))
    for claim in (*candidates, *leanings):
        claim.words = claim.words or find_words(doc, claim)
    proposed = propose_claims(doc, actors, [*candidates, *leanings], tags)
    claims = weigh_claims(candidates, tags)
    leanings = [*weigh_claims(leanings, tags), *proposed]
    for number, claim in enumerate(sorted([*claims, *leanings], key=lambda claim: claim.cue), 1):
        claim.id = f"c{number}"
    for place, claim in enumerate(claims):
        if claim.answers is not None:
            claim.refers_to = _find_answered(doc, claims, place)
    return Claims(claims, leanings)


def _read_cues(finder: ClaimFinder) -> None:
    """Read every word that is in the table of cues."""
    cues = load_speech_cues()
    readers = {
        "VERB": read_verb,
        "AUX": read_verb,
        "NOUN": read_noun,
        "ADJ": read_adjective,
        "ADV": read_adverb,
    }
    for token in finder.doc.tokens:
        if token.lower == "according" and (cues.get((token.lower, "P"))):
            read_according(finder, token, cues[token.lower, "P"][0])
            continue
        read = readers.get(token.upos)
        if read is None or (token.name >= 0 and token.upos != "VERB"):
            continue
        rows = cues.get((token.lower, _LETTERS[token.upos]))
        if rows:
            read(finder, token, rows)


def find_covering(claims: Claims, index: int) -> list[ClaimDraft]:
    """Return the claims whose content covers a token (their own cue and speaker apart), innermost first."""
    covering = [
        claim
        for claim in claims.get_over(index)
        if not claim.cue[0] <= index < claim.cue[1]
        and not (claim.speaker_span and claim.speaker_span[0] <= index < claim.speaker_span[1])
    ]
    return sorted(covering, key=lambda claim: claim.content[1] - claim.content[0])


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
