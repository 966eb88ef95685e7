"""What an outlet says of its own earlier report: that it corrects it or takes it back.

Place in the flow: `events` calls this last. A notice covers the events of its paragraph ("CORRECTION. We gave
six wounded rangers; it was four."), a verb those of its sentence ("withdraws its report that …"). The events
stay as they were said to be; the notice joins the claims about them, without a speaker: the report says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.doc import Doc, Sentence, Token
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.claim_drafts import ClaimDraft
from dragoman.reading.event_drafts import EventDraft, Reading
from dragoman.record.model import Stance

_OWN = frozenset({"its", "our", "my", "their"})
_REMARKS = frozenset({"ACCUSE", "REJECT"})
"""Types of what is only said in a notice: the report that is taken back, the taking back itself."""


@dataclass(frozen=True, slots=True)
class _Notice:
    """A correction or retraction; tokens, ends exclusive."""

    cue: Token
    stance: Stance
    extent: tuple[int, int]


def link_corrections(reading: Reading, drafts: list[EventDraft]) -> None:
    """Add a claim for each notice that has events in it, and to the claims of each of these, in place."""
    seen: set[int] = set()
    for notice in _find_notices(reading.doc):
        first, last = notice.extent
        held = [
            draft
            for draft in drafts
            if first <= draft.trigger < last and draft.type not in _REMARKS and draft.trigger not in seen
        ]
        if notice.stance == "retracts":
            held = _drop_background(reading.doc, held)
        if not held:
            continue
        seen |= {draft.trigger for draft in held}
        claim = reading.claims.get_at(notice.cue.index)
        if claim is None or claim.stance != notice.stance:
            claim = _make_claim(reading, notice)
            reading.claims.append(claim)
        for draft in held:
            if claim.id not in draft.status.claims:
                draft.status.claims += (claim.id,)


def _drop_background(doc: Doc, drafts: list[EventDraft]) -> list[EventDraft]:
    """Return the events that are taken back, not those that only describe: "freed the men seized there"."""
    triggers = {draft.trigger for draft in drafts}
    return [draft for draft in drafts if not _is_below(doc, draft.trigger, triggers)]


def _is_below(doc: Doc, trigger: int, others: set[int]) -> bool:
    """Return whether a word stands below one of others, and not beside it ("bombed it and killed two")."""
    here = doc.tokens[trigger]
    for above in doc.get_ancestors(trigger):
        if above.index in others:
            return here.relation != "conj"
        here = above
    return False


def _make_claim(reading: Reading, notice: _Notice) -> ClaimDraft:
    return ClaimDraft(
        id=reading.claims.make_id(),
        speaker=None,
        speaker_span=None,
        speakers=(),
        stance=notice.stance,
        cue=(notice.cue.index, notice.cue.index + 1),
        content=notice.extent,
        content_head=None,
        quote=False,
        refers_to=None,
        confidence=0.8,
        why="an outlet's notice on its own report",
    )


def _find_notices(doc: Doc) -> Iterator[_Notice]:
    """Yield the notices of a text: those that open a paragraph, then those told by a verb."""
    for sentence in doc.sentences:
        cue = _find_opening(doc, sentence)
        if cue:
            yield _Notice(cue, "corrects", (cue.index + 1, _find_end(doc, sentence)))
    for token in doc.tokens:
        stance = _read_verb(doc, token)
        if stance:
            sentence = doc.get_sentence(token.index)
            yield _Notice(token, stance, (sentence.first, sentence.last))
        elif token.lemma == "regret" and _has_object(doc, token, "error"):
            sentence = doc.get_sentence(token.index)
            yield _Notice(token, "corrects", (_find_start(doc, sentence), sentence.last))


def _find_opening(doc: Doc, sentence: Sentence) -> Token | None:
    """Return the word that opens a notice: "CORRECTION", "Correction: …"; not "Correction officers …"."""
    before = doc.sentences[sentence.index - 1] if sentence.index else None
    if before and before.paragraph == sentence.paragraph:
        return None
    word = doc.tokens[sentence.first]
    if word.lower not in get_claim_words("notice"):
        return None
    after = doc.tokens[word.index + 1] if word.index + 1 < sentence.last else None
    is_label = after is None or after.upos == "PUNCT" or after.lower == "to" or word.text.isupper()
    return word if is_label else None


def _find_end(doc: Doc, sentence: Sentence) -> int:
    """Return where the paragraph of a notice ends; the next one's where its label stands alone."""
    later = doc.sentences[sentence.index + 1 :]
    is_alone = sentence.last - sentence.first <= 2 and not any(
        s.paragraph == sentence.paragraph for s in later
    )
    wanted = {sentence.paragraph} | ({later[0].paragraph} if is_alone and later else set())
    return max([sentence.last, *(each.last for each in later if each.paragraph in wanted)])


def _find_start(doc: Doc, sentence: Sentence) -> int:
    """Return where the paragraph of a sentence begins."""
    same = [each for each in doc.sentences[: sentence.index] if each.paragraph == sentence.paragraph]
    return min([sentence.first, *(each.first for each in same)])


def _read_verb(doc: Doc, token: Token) -> Stance | None:
    """Return the stance of a verb on an own report: "withdraws its report", "wrongly reported"."""
    if token.upos != "VERB":
        return None
    if _has_object(doc, token, "own_report"):
        if token.lemma in get_claim_words("revoking"):
            return "retracts"
        if token.lemma in get_claim_words("mending"):
            return "corrects"
    said = doc.get_children(token.index, "ccomp") and token.lemma in ("report", "state", "say")
    adverbs = doc.get_children(token.index, "advmod")
    if said and any(word.lower in get_claim_words("wrongly") for word in adverbs):
        return "corrects"
    return None


def _has_object(doc: Doc, verb: Token, words: str) -> bool:
    """Return whether the object of a verb is of a class of words; of reports only the verb's own."""
    for noun in doc.get_children(verb.index, "obj"):
        owners = doc.get_children(noun.index, "nmod:poss")
        is_own = words != "own_report" or any(owner.lower in _OWN for owner in owners)
        if is_own and noun.lemma in get_claim_words(words):
            return True
    return False
