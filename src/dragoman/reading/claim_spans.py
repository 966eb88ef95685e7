"""Where a claim's speaker stands and how far its content goes, by the parse and the marks.

Place in the flow: `attribution` asks this for each cue; nothing here knows a cue word.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Token, matches
from dragoman.lexicon.claim_words import get_claim_words
from dragoman.reading.actors import ActorTable

_OF = ("", "'s", "\u2019s", "of", "by", "for", "from")
"""Markers of whose a mouthpiece is."""


def find_speaker(doc: Doc, token: Token, depth: int = 0) -> int | None:
    """Return the head of the phrase that names who says it; None where the text names nobody.

    The subject; the by-phrase of a passive; that of the verb above for "…, adding that" and
    "was quoted as saying"; the noun itself for "a statement saying".
    """
    if (
        token.relation == "advcl"
        and token.feats.get("Tense") == "Past"
        and token.feats.get("VerbForm") == "Part"
    ):
        return None
    if is_passive(doc, token) and token.relation not in ("advcl",):
        agents = [c for c in doc.get_children(token.index, "obl") if doc.get_marker(c.index) == "by"]
        return agents[0].index if agents else None
    subjects = doc.get_children(token.index, "nsubj")
    if subjects:
        subject = subjects[0]
        if subject.feats.get("PronType") == "Rel" or subject.lower in ("who", "which"):
            return token.head if token.relation == "acl:relcl" else subject.index
        return None if subject.feats.get("PronType") == "Expl" else subject.index
    if depth > 3:
        return None
    if token.head < 0 or token.relation == "parataxis":
        stray = _find_stray_subject(doc, token)
        return stray if stray is not None or depth else _find_near_subject(doc, token)
    if token.relation == "ccomp" and token.feats.get("VerbForm") == "Fin" and not depth:
        return _find_near_subject(doc, token)
    head = doc.tokens[token.head]
    if token.relation == "acl":
        agents = [c for c in doc.get_children(token.index, "obl") if doc.get_marker(c.index) == "by"]
        if agents or token.feats.get("VerbForm") == "Inf":
            return agents[0].index if agents else None
        sender = find_sender(doc, token)
        found = None if sender is None else find_speaker(doc, doc.tokens[sender], depth + 1)
        return head.index if found is None else found
    if doc.get_marker(token.index) == "as":
        quoted = doc.get_children(head.index, "nsubj:pass") or doc.get_children(head.index, "obj")
        return quoted[0].index if quoted else None
    if (
        matches(token.relation, ("conj", "xcomp", "advcl", "parataxis", "ccomp"))
        and token.relation != "ccomp"
    ):
        if token.relation == "xcomp":
            objects = doc.get_children(head.index, "obj", "iobj")
            if objects:
                return objects[0].index
        return find_speaker(doc, head, depth + 1)
    return None


def is_passive(doc: Doc, token: Token) -> bool:
    """Return whether a verb is passive; "Activists called for it" is not, whatever its subject's label."""
    if doc.get_children(token.index, "aux:pass"):
        return True
    return bool(doc.get_children(token.index, "nsubj:pass")) and token.feats.get("VerbForm") != "Fin"


def find_sender(doc: Doc, token: Token) -> int | None:
    """Return the verb that sends out what the words stand in: "issued a statement saying"; None for none.

    The speaker is then who issued it, not the statement.
    """
    if token.relation != "acl" or token.head < 0 or not token.lower.endswith("ing"):
        return None
    carrier = doc.tokens[token.head]
    if carrier.lemma not in get_claim_words("carrier") or carrier.relation not in ("obj", "obl"):
        return None
    verb = doc.tokens[carrier.head] if carrier.head >= 0 else None
    return verb.index if verb and verb.upos == "VERB" and verb.index < carrier.index else None


def find_phrase(doc: Doc, head: int) -> tuple[int, int]:
    """Return the phrase of a speaker without clauses and appositions that follow it."""
    first, last = head, head + 1
    for child in doc.get_children(head):
        if matches(child.relation, ("acl", "case", "punct", "parataxis", "mark", "cop", "conj", "cc")):
            continue
        if matches(child.relation, ("nsubj", "obl", "advcl", "ccomp", "obj", "aux", "advmod", "xcomp")):
            continue
        low, high = doc.get_subtree(child.index)
        first, last = min(first, low), max(last, high)
    return first, last


def cut_content(doc: Doc, head: int, cue: int) -> tuple[int, int]:
    """Return the stretch under `head`, without the cue's own branch where that stands at an edge."""
    first = last = head
    stack = [head]
    while stack:
        here = stack.pop()
        first, last = min(first, here), max(last, here)
        stack.extend(child for child in doc.tokens[here].children if child != cue)
    if doc.tokens[first].relation == "case" and doc.tokens[first].head == head and first < head:
        first += 1
    return first, last + 1


def trim_content(doc: Doc, content: tuple[int, int]) -> tuple[int, int] | None:
    """Return a stretch without marks, "that" and prepositions at its edges; None when nothing is left."""
    first, last = content
    while first < last and (doc.tokens[first].upos == "PUNCT" or doc.tokens[first].lower in ("that", "as")):
        first += 1
    while last > first and doc.tokens[last - 1].upos == "PUNCT":
        last -= 1
    return (first, last) if first < last else None


def extend_over_quote(doc: Doc, content: tuple[int, int], cue: int) -> tuple[int, int]:
    """Return the content with the rest of the quotations that it begins or ends in, and of one that goes on.

    "'They shelled us,' he added, 'and we will answer.'" covers both parts.
    """
    first, last = content
    for index in (first, last - 1):
        number = doc.tokens[index].quote
        if number >= 0 and number != doc.tokens[cue].quote:
            quote = doc.quotes[number]
            if not quote.first <= cue < quote.last:
                low, high = quote.first, quote.last
                if index == first:
                    last = max(last, high)
                else:
                    first = min(first, low) if cue < low else first
    sentence = doc.sentences[doc.tokens[cue].sentence]
    if doc.tokens[first].quote >= 0 and last <= cue:
        for word in doc.tokens[cue : min(sentence.last, cue + 10)]:
            if word.quote >= 0 and word.quote != doc.tokens[cue].quote:
                if doc.tokens[word.index - 1].lower in (",", ".", ";", ":"):
                    last = max(last, doc.quotes[word.quote].last)
                break
    return trim_content(doc, (first, last)) or content


def _find_stray_subject(doc: Doc, token: Token) -> int | None:
    """Return the subject that the parse hung into the quotation: "'It fell,' the mayor of Bol told us"."""
    sentence = doc.sentences[token.sentence]
    for index in range(token.index - 1, max(sentence.first, token.index - 12) - 1, -1):
        word = doc.tokens[index]
        if word.quote >= 0 or word.upos in ("VERB", "AUX"):
            return None
        if word.relation == "nsubj" and doc.tokens[word.head].quote >= 0:
            return index
    return None


def _find_near_subject(doc: Doc, token: Token) -> int | None:
    """Return the noun or name right before a finite verb that the parse gave no subject.

    "About three in ten said they would go": the phrase that ends before the verb and its
    auxiliaries, taken at its top ("the mayor of Bol, a farmer, said" gives the mayor).
    """
    sentence = doc.sentences[token.sentence]
    place = token.index - 1
    while place >= sentence.first and (
        doc.tokens[place].upos in ("AUX", "ADV", "PART") or doc.tokens[place].lower == ","
    ):
        place -= 1
    if place < sentence.first or token.index - place > 5:
        return None
    word = doc.tokens[place]
    if word.upos not in ("NOUN", "PROPN", "PRON", "NUM") or word.quote != token.quote:
        return None
    for _ in range(8):
        if (
            word.head < 0
            or word.head >= token.index
            or not matches(
                word.relation, ("appos", "nmod", "flat", "compound", "conj", "nummod", "amod", "det")
            )
        ):
            break
        word = doc.tokens[word.head]
    return word.index if word.upos in ("NOUN", "PROPN", "PRON", "NUM") else None


def find_speakers(doc: Doc, actors: ActorTable, speaker: int) -> tuple[str, ...]:
    """Return the actors that a speaker's noun stands for; of a mouthpiece that is none, those it speaks for.

    "Army sources", "a statement of the ministry": the army, the ministry.
    """
    found = actors.resolve(speaker)
    words = get_claim_words("mouth") | get_claim_words("carrier")
    if found or doc.tokens[speaker].lower not in words:
        return found
    owners = doc.get_children(speaker, "compound", "nmod")
    behind = [
        word
        for word in owners
        if doc.get_marker(word.index) in ("", "'s", "\u2019s", "of", "by", "for", "from")
    ]
    return next((ids for word in behind if (ids := actors.resolve(word.index))), ())
