"""What the language layer says of a text: tokens, sentences, names, references.

Place in the flow: `language.analyse` makes a `Doc` of a text; the reading layers take
it and never look at the model. Offsets are code points of `doc.text`; token numbers
count through the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.language.heads import WordScores
from dragoman.text.spans import Span

NameKind = Literal["PER", "ORG", "LOC"]
SentenceKind = Literal["headline", "dateline", "caption", "body"]


@dataclass(slots=True, eq=False)
class Token:
    """One word. Tags, features and relations are Universal Dependencies v2."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    sentence: int
    lemma: str = ""
    upos: str = "X"
    feats: Mapping[str, str] = field(default_factory=dict)
    head: int = -1
    """Number of the head token in the document; -1 for the root of a sentence."""
    relation: str = "dep"
    children: tuple[int, ...] = ()
    """Numbers of the dependents, left to right."""
    name: int = -1
    """Number in `doc.names` of the name that covers this token; -1 for none."""
    quote: int = -1
    """Number in `doc.quotes` of the innermost quotation around this token; -1 for none."""


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence: tokens `first` to `last`, the latter exclusive."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: SentenceKind = "body"
    root: int = -1


@dataclass(slots=True, eq=False)
class Name:
    """A name: tokens `first` to `last`, the latter exclusive; `head` is its top token."""

    index: int
    kind: NameKind
    first: int
    last: int
    head: int


@dataclass(slots=True, eq=False)
class Quote:
    """A quotation with its marks: characters `start` to `end`; tokens `first` to `last`."""

    index: int
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True, eq=False)
class Doc:
    """One analysed text."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    names: list[Name] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    antecedents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Head token of a pronoun or definite nominal → head tokens of what it refers to.

    Several for a plural ("the two states", "they"). Each antecedent is the head token of
    an earlier (rarely later) mention, already followed to the end of its chain: it is
    never itself a key of this mapping.
    """
    given: str = ""
    """The text as it was given; `text` differs from it in the case of letters where a wire is in capitals."""

    scores: WordScores | None = None
    """What the reading heads say of each token; None where they were not run."""

    def get_span(self, first: int, last: int) -> Span:
        """Return the span of tokens `first` to `last`, the latter exclusive."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start, end, self.text[start:end])

    def get_children(self, index: int, *relations: str) -> list[Token]:
        """Return the dependents of a token; with `relations`, only those.

        A relation matches with its subtypes: "nsubj" also finds "nsubj:pass".
        """
        children = [self.tokens[child] for child in self.tokens[index].children]
        if not relations:
            return children
        return [child for child in children if matches(child.relation, relations)]

    def get_subtree(self, index: int) -> tuple[int, int]:
        """Return the first and last token (exclusive) under a token, itself included."""
        first = last = index
        stack = [index]
        while stack:
            here = stack.pop()
            if here < first:
                first = here
            elif here > last:
                last = here
            stack.extend(self.tokens[here].children)
        return first, last + 1

    def get_ancestors(self, index: int) -> Iterator[Token]:
        """Yield the head of a token, that one's head, and so on to the root."""
        here = self.tokens[index].head
        while here >= 0:
            token = self.tokens[here]
            yield token
            here = token.head

    def get_sentence(self, index: int) -> Sentence:
        """Return the sentence of a token."""
        return self.sentences[self.tokens[index].sentence]

    def get_sentence_span(self, sentence: Sentence) -> Span:
        """Return the span of a sentence."""
        return Span(sentence.start, sentence.end, self.text[sentence.start : sentence.end])

    def get_marker(self, index: int) -> str:
        """Return the preposition or conjunction of a phrase, lower case; "" for none.

        "on the border" (at "border") gives "on"; "because of" gives "because of".
        """
        for child in self.tokens[index].children:
            token = self.tokens[child]
            if token.relation in ("case", "mark"):
                fixed = [self.tokens[c].lower for c in token.children if self.tokens[c].relation == "fixed"]
                return " ".join([token.lower, *fixed])
        return ""

    def get_conjuncts(self, index: int) -> list[int]:
        """Return the token and all that are coordinated with it, left to right."""
        found = [index]
        for child in self.tokens[index].children:
            if self.tokens[child].relation == "conj":
                found.extend(self.get_conjuncts(child))
        return found


def matches(relation: str, relations: tuple[str, ...]) -> bool:
    """Return whether a relation is one of those named, subtypes included.

    Example:
        >>> matches("nsubj:pass", ("nsubj",)), matches("obl", ("obj",))
        (True, False)
    """
    return relation in relations or relation.partition(":")[0] in relations
