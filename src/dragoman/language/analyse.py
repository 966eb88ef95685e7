"""A text to a `Doc`: sentences, tokens, trees, names, quotations, references.

Place in the flow: the only door of the language layer; `flow` calls it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.language.coreference import find_references
from dragoman.language.doc import Doc, Name, NameKind, Quote, Sentence, Token
from dragoman.language.model import ParsedSentence, load_model
from dragoman.language.sentences import SentenceStretch, find_sentences
from dragoman.language.tokens import find_tokens
from dragoman.language.truecase import read_capitals
from dragoman.text.normalise import drop_invisible, fold
from dragoman.text.quotes import find_quotes

Offsets = list[tuple[int, int]]


def analyse(text: str) -> Doc:
    """Return the analysis of one text; a text without words gives a `Doc` without tokens.

    Example:
        >>> doc = analyse("Chad recalled its envoy.")
        >>> [token.lemma for token in doc.tokens][:2]
        ['Chad', 'recall']
    """
    return analyse_many([text])[0]


def analyse_many(texts: Sequence[str], *, is_scored: bool = False) -> list[Doc]:
    """Return the analyses of several texts; sentences of all share the encoder's batches.

    Without `is_scored` the reading heads are not run: trees, names and references only.
    """
    given = texts
    texts = [read_capitals(text) for text in texts]
    split = [_split(text) for text in texts]
    words = [
        [_clean_word(text[start:end]) for start, end in offsets]
        for text, pairs in zip(texts, split, strict=True)
        for _, offsets in pairs
    ]
    parsed = iter(load_model().analyse_words(words, is_scored=is_scored))
    docs = [
        _build(text, pairs, [next(parsed) for _ in pairs]) for text, pairs in zip(texts, split, strict=True)
    ]
    for doc, text in zip(docs, given, strict=True):
        doc.given = text
    return docs


def _clean_word(word: str) -> str:
    """Return what the model reads of a word: without zero-width and direction marks."""
    return word if word.isascii() else drop_invisible(word, 0, len(word))[0] or word


def _split(text: str) -> list[tuple[SentenceStretch, Offsets]]:
    pairs = []
    for stretch in find_sentences(text):
        offsets = find_tokens(text, stretch.start, stretch.end)
        if offsets:
            pairs.append((stretch, offsets))
    return pairs


def _build(text: str, pairs: list[tuple[SentenceStretch, Offsets]], parsed: list[ParsedSentence]) -> Doc:
    doc = Doc(text, [], [])
    for (stretch, offsets), analysis in zip(pairs, parsed, strict=True):
        _add_sentence(doc, stretch, offsets, analysis)
    if parsed and parsed[0].scores:
        counts = [len(offsets) for _, offsets in pairs]
        doc.scores = load_model().heads.join([sentence.scores for sentence in parsed], counts)
    _add_quotes(doc)
    doc.antecedents = find_references(doc)
    return doc


def _add_sentence(doc: Doc, stretch: SentenceStretch, offsets: Offsets, analysis: ParsedSentence) -> None:
    first = len(doc.tokens)
    number = len(doc.sentences)
    children: list[list[int]] = [[] for _ in offsets]
    for word, head in enumerate(analysis.heads):
        if head:
            children[head - 1].append(first + word)
    text, tokens, heads = doc.text, doc.tokens, analysis.heads
    for word, (start, end) in enumerate(offsets):
        token_text = text[start:end]
        head = heads[word]
        tokens.append(
            Token(
                first + word,
                start,
                end,
                token_text,
                token_text.lower() if token_text.isascii() else fold(token_text),
                number,
                analysis.lemmas[word],
                analysis.upos[word],
                analysis.feats[word],
                first + head - 1 if head else -1,
                analysis.relations[word],
                tuple(children[word]),
            )
        )
    last = len(doc.tokens)
    doc.sentences.append(
        Sentence(
            index=number,
            first=first,
            last=last,
            start=offsets[0][0],
            end=offsets[-1][1],
            paragraph=stretch.paragraph,
            kind=stretch.kind,
            root=first + analysis.heads.index(0),
        )
    )
    _add_names(doc, first, analysis.names)


def _add_names(doc: Doc, first: int, tags: list[str]) -> None:
    begun = -1
    for place, tag in enumerate([*tags, "O"]):
        if begun >= 0 and tag[0] != "I":
            _add_name(doc, tags[begun][2:], first + begun, first + place)
            begun = -1
        if tag[0] == "B":
            begun = place


def _add_name(doc: Doc, kind: str, first: int, last: int) -> None:
    kinds: dict[str, NameKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    number = len(doc.names)
    head = next((i for i in range(first, last) if not first <= doc.tokens[i].head < last), first)
    doc.names.append(Name(number, kinds[kind], first, last, head))
    for place in range(first, last):
        doc.tokens[place].name = number


def _add_quotes(doc: Doc) -> None:
    """Add the quotations and mark the tokens inside; inner quotations come later and win."""
    bounds = _find_paragraphs(doc)
    starts = [token.start for token in doc.tokens]
    for start, end in find_quotes(doc.text, bounds):
        first = bisect_left(starts, start)
        last = bisect_left(starts, end)
        number = len(doc.quotes)
        doc.quotes.append(Quote(number, start, end, first, last))
        for place in range(first, last):
            doc.tokens[place].quote = number


def _find_paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Return the character bounds of the paragraphs."""
    bounds: list[tuple[int, int]] = []
    number = -1
    for sentence in doc.sentences:
        if sentence.paragraph != number:
            bounds.append((sentence.start, sentence.end))
            number = sentence.paragraph
        else:
            bounds[-1] = (bounds[-1][0], sentence.end)
    return bounds
