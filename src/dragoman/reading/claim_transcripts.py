"""Speakers set before a colon, as in transcripts and headlines: "VELA: We will stay."

Place in the flow: `attribution` asks once a document, after the cue words.
"""

from __future__ import annotations

from dragoman.language.doc import Doc, Sentence
from dragoman.reading.claim_finder import ClaimFinder

MAX_LABEL = 7
"""Words of the longest label before the colon ("Former Peruvian navy chief Amaru Vela: …")."""


def read_transcripts(finder: ClaimFinder) -> None:
    """Add a claim for each paragraph that begins with a speaker and a colon.

    It covers the rest of the paragraph ("VELA: We will stay. The port is ours."). A place or a
    thing before the colon is no speaker ("Background: …").
    """
    doc = finder.doc
    sentences = doc.sentences
    for number, sentence in enumerate(sentences):
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue
        colon = _find_label(doc, sentence)
        if colon is None:
            continue
        last = sentence.last
        for later in sentences[number + 1 :]:
            if later.paragraph != sentence.paragraph:
                break
            last = later.last
        head = doc.tokens[colon - 1]
        if head.name >= 0:
            head = doc.tokens[doc.names[head.name].head]
        finder.add_label((colon, colon + 1), (sentence.first, colon), head.index, (colon + 1, last))


def _find_label(doc: Doc, sentence: Sentence) -> int | None:
    """Return the colon that ends a speaker's label at the start of a sentence, or None."""
    for token in doc.tokens[sentence.first : min(sentence.first + MAX_LABEL + 1, sentence.last - 2)]:
        if token.lower == ":":
            label = doc.tokens[sentence.first : token.index]
            return token.index if label and _is_speaker(doc, label[-1].index, sentence) else None
        if token.upos in ("VERB", "AUX", "ADP", "DET") or token.quote >= 0:
            return None
    return None


def _is_speaker(doc: Doc, index: int, sentence: Sentence) -> bool:
    token = doc.tokens[index]
    if token.name >= 0:
        name = doc.names[token.name]
        return name.kind != "LOC" and name.last == index + 1
    label = doc.tokens[sentence.first : index + 1]
    return all(word.text.isupper() and word.upos == "PROPN" and len(word.text) > 2 for word in label)
