"""How far the words of a claim go as the record shows them: the cue, the speaker, the content.

Place in the flow: `attribution` asks once a claim, when all are found. The layers that ask
which claims cover a word take the bare stretches of `claim_spans`; a reader of the record is
shown the whole phrase ("has said in a statement", "Amaru Vela, the mayor of Ilo, who fled").
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.claim_drafts import ClaimDraft, ClaimWords
from dragoman.reading.claim_spans import find_sender

MAX_PHRASE = 40
"""Tokens of the longest phrase that names a speaker; a longer one is cut to the bare phrase."""


def find_words(doc: Doc, claim: ClaimDraft) -> ClaimWords:
    """Return the full words of a claim, each part on its own side of the others."""
    cue = find_cue_words(doc, claim)
    speaker = find_speaker_words(doc, claim, cue)
    content = find_content_words(doc, claim)
    if cue[1] == content[0] < content[1] - 1 and doc.tokens[cue[1]].upos == "ADP":
        cue, content = (cue[0], cue[1] + 1), (content[0] + 1, content[1])
    return ClaimWords(cue, speaker, content)


def find_cue_words(doc: Doc, claim: ClaimDraft) -> tuple[int, int]:
    """Return the cue with its auxiliaries, adverbs, particles and what carries the words.

    "has not said", "went on to say", "also told", "spelt out", "said in a statement:".
    """
    first, last = claim.cue
    head = doc.tokens[first]
    if head.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return first, last
    first = _find_start(doc, head, claim)
    last = _find_end(doc, head, claim)
    return first, last


def _find_start(doc: Doc, head: Token, claim: ClaimDraft) -> int:
    """Return the first word of a verb group: "has also said", "went on to say", "voiced concern"."""
    first = head.index
    if head.upos == "NOUN":
        return _find_light_start(doc, head, claim)
    sender = find_sender(doc, head)
    if sender is not None and sender < head.index <= sender + 12 and claim.speaker != head.head:
        return _find_start(doc, doc.tokens[sender], claim)
    sentence = doc.sentences[head.sentence]
    blocked = claim.speaker_span
    while first > sentence.first:
        word = doc.tokens[first - 1]
        if word.quote != head.quote or (blocked and blocked[0] <= word.index < blocked[1]):
            break
        if claim.content[0] <= word.index < claim.content[1] and claim.content[1] <= head.index:
            break
        if word.head == head.index and matches(word.relation, ("aux", "cop")):
            first -= 1
        elif (
            word.head == head.index
            and word.relation == "advmod"
            and word.lower not in get_claim_words("connecting")
        ):
            first -= 1
        elif word.head == head.index and word.lower == "to" and word.relation == "mark":
            above = _find_raising(doc, head, first - 1)
            return _find_start(doc, above, claim) if above else first - 1
        else:
            break
    return first


def _find_raising(doc: Doc, head: Token, mark: int) -> Token | None:
    """Return the verb or adjective right before an infinitive that shares its subject, or None.

    "went on to say", "was eager to tell"; not "asked Chad to say".
    """
    if head.relation != "xcomp" or head.head < 0 or mark - head.head > 3:
        return None
    above = doc.tokens[head.head]
    between = doc.tokens[above.index + 1 : mark]
    if above.upos not in ("VERB", "ADJ") or any(
        word.upos in ("NOUN", "PROPN", "PRON", "PUNCT") for word in between
    ):
        return None
    return above


def _find_light_start(doc: Doc, head: Token, claim: ClaimDraft) -> int:
    """Return the first word of a noun's cue: "has no plans", "voiced deep concern", "his" apart."""
    above = doc.tokens[head.head] if head.head >= 0 else head
    has_owner = any(child.relation == "nmod:poss" for child in doc.get_children(head.index))
    is_light = (
        above.upos == "VERB"
        and above.lemma in get_claim_words("light")
        and head.relation == "obj"
        and not has_owner
    )
    if is_light and above.index < head.index <= above.index + 6:
        return _find_start(doc, above, claim)
    first = head.index
    while first > 0 and doc.tokens[first - 1].head == head.index:
        if not matches(doc.tokens[first - 1].relation, ("amod", "det", "compound", "advmod")):
            break
        if claim.speaker_span and claim.speaker_span[0] <= first - 1 < claim.speaker_span[1]:
            break
        first -= 1
    return first


def _find_end(doc: Doc, head: Token, claim: ClaimDraft) -> int:
    """Return the end of the cue: its particle, "in a statement", a colon before the content."""
    last = max(claim.cue[1], head.index + 1)
    stop = len(doc.tokens)
    for stretch in (claim.content, claim.speaker_span):
        if stretch and stretch[0] >= last:
            stop = min(stop, stretch[0])
    stop = min(stop, doc.sentences[head.sentence].last)
    for child in doc.get_children(head.index):
        if child.index < last or child.index >= stop:
            continue
        low, high = doc.get_subtree(child.index)
        high = min(high, stop)
        if doc.tokens[high - 1].lower == "that":
            high -= 1
        if low > last:
            break
        is_particle = child.relation == "compound:prt"
        is_carrier = matches(child.relation, ("obl",)) and _is_carrier(doc, child, high)
        if not (is_particle or is_carrier):
            break
        last = max(last, high)
    gap = doc.tokens[last:stop]
    if (
        stop == claim.content[0]
        and len(gap) <= 2
        and all(word.upos == "ADP" or word.lower == "as" for word in gap)
    ):
        last = stop
    if last < stop and doc.tokens[last].lower == ":":
        last += 1
    return last


def _is_carrier(doc: Doc, child: Token, high: int) -> bool:
    """Return whether a phrase is what the words were carried by, or the day: "in a statement", "Friday"."""
    if child.lower not in get_claim_words("carrier") | get_claim_words("day") or high - child.index > 4:
        return False
    return doc.get_marker(child.index) in ("in", "on", "at", "via", "")


def find_speaker_words(doc: Doc, claim: ClaimDraft, cue: tuple[int, int]) -> tuple[int, int] | None:
    """Return the whole phrase of the speaker, with what follows it: names, titles, clauses.

    "Amaru Vela, the mayor of Ilo, who fled in May" and "Vela and two aides" are one phrase each.
    """
    if claim.speaker is None or claim.speaker_span is None:
        return claim.speaker_span
    verb = doc.tokens[claim.cue[0]]
    subjects = doc.get_children(verb.index, "nsubj") if verb.relation == "acl:relcl" else []
    if (
        subjects
        and subjects[0].lower in ("who", "which", "that")
        and verb.head == claim.speaker
        and claim.speakers
    ):
        return subjects[0].index, subjects[0].index + 1
    first, last = claim.speaker_span
    content = claim.content
    for child in doc.get_children(claim.speaker):
        if not matches(
            child.relation,
            ("conj", "appos", "acl", "nmod", "amod", "advmod", "det", "nummod", "flat", "compound"),
        ):
            continue
        low, high = doc.get_subtree(child.index)
        if low < cue[1] and cue[0] < high:
            continue
        if low < content[1] and content[0] < high:
            continue
        is_beyond = (low >= cue[1]) != (claim.speaker >= cue[1])
        if is_beyond or doc.tokens[child.index].quote != doc.tokens[claim.speaker].quote:
            continue
        first, last = min(first, low), max(last, high)
    if last - first > MAX_PHRASE:
        return claim.speaker_span
    return first, last


def find_content_words(doc: Doc, claim: ClaimDraft) -> tuple[int, int]:
    """Return the content with its quotation's marks, and with what it is said of.

    "called the raid a massacre": all from "the raid" on; events ask for "a massacre" alone.
    """
    first, last = claim.content
    if "(call)" in claim.why or "(as)" in claim.why:
        judged = next(iter(doc.get_children(claim.cue[0], "obj")), None)
        if judged and claim.cue[1] <= judged.index < first:
            first = max(claim.cue[1], doc.get_subtree(judged.index)[0])
    number = doc.tokens[first].quote
    if number >= 0 and number != doc.tokens[claim.cue[0]].quote:
        quote = doc.quotes[number]
        if quote.first == first - 1:
            first -= 1
    end = doc.tokens[last - 1].quote
    if end >= 0 and end != doc.tokens[claim.cue[0]].quote:
        quote = doc.quotes[end]
        if last <= quote.last <= last + 3:
            last = quote.last
    return first, last
