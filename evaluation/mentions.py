"""Links given mentions of events across reports, by the words around them.

For sets that give mentions and no record: what `dragoman.linking.incidents` compares of two events of a
record (trigger, words, names, days) is compared here of two words with their sentences.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from dragoman.language.model import ParsedSentence, load_model

Spot = tuple[int, int]
"""Number of the report, and of the mention in it."""
Span = tuple[int, int]
"""First word of a mention in its report, and the one after its last."""
CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
ONE_TOPIC = 0.15
"""Likeness of the words of two groups of reports, on the average, from which they are one topic."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report in parsed sentences, and of each mention the sentence and the head word, by number."""

    sentences: list[list[str]]
    parsed: list[ParsedSentence]
    heads: list[tuple[int, int]]

    def get_lemma(self, mention: int) -> str:
        """Return the lemma of the head word of a mention."""
        sentence, word = self.heads[mention]
        return self.parsed[sentence].lemmas[word].casefold()

    def show(self, mention: int) -> str:
        """Return the sentence of a mention, its head word in brackets."""
        sentence, word = self.heads[mention]
        words = list(self.sentences[sentence])
        words[word] = f"[{words[word]}]"
        return " ".join(words)


def read_reports(texts: Sequence[list[list[str]]], spans: Sequence[list[Span]]) -> list[Report]:
    """Return reports given as words by sentence, their mentions as words counted over the report."""
    parsed = iter(load_model().analyse_words([words for text in texts for words in text]))
    reports = []
    for text, marked in zip(texts, spans, strict=True):
        trees = [next(parsed) for _ in text]
        reports.append(Report(text, trees, [_find_head(text, trees, span) for span in marked]))
    return reports


def _find_head(text: list[list[str]], trees: list[ParsedSentence], span: Span) -> tuple[int, int]:
    """Return the sentence and the first word of a span whose head lies outside it."""
    first, last = span
    number = 0
    while first >= len(text[number]):
        first, last, number = first - len(text[number]), last - len(text[number]), number + 1
    last = min(last, len(text[number]))
    heads = trees[number].heads
    return number, next((word for word in range(first, last) if not first < heads[word] <= last), first)


def link_same_lemma(reports: list[Report], topics: list[Hashable]) -> dict[Spot, Hashable]:
    """Return the topic and the lemma of each mention's head word."""
    return {
        (number, mention): (topics[number], report.get_lemma(mention))
        for number, report in enumerate(reports)
        for mention in range(len(report.heads))
    }


def find_topics(reports: list[Report]) -> list[int]:
    """Return the number of each report's topic: groups that are most alike in their words are joined first.

    Words are weighed by how few reports have them; two groups are as alike as their reports on the average.
    """
    vectors = weigh_words([_list_lemmas(report) for report in reports])
    likeness = [[compare_words(one, other) for other in vectors] for one in vectors]
    groups = {number: [number] for number in range(len(reports))}
    while len(groups) > 1:
        total, first, second = max(
            (likeness[one][other] / (len(groups[one]) * len(groups[other])), one, other)
            for one in groups
            for other in groups
            if one < other
        )
        if total < ONE_TOPIC:
            break
        groups[first] += groups.pop(second)
        for other in groups:
            likeness[first][other] += likeness[second][other]
            likeness[other][first] = likeness[first][other]
    found = {report: number for number, group in groups.items() for report in group}
    return [found[number] for number in range(len(reports))]


def weigh_words(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return the words of each text, more weight where fewer texts have them, as vectors of length 1."""
    spread = Counter(word for text in texts for word in set(text))
    vectors = []
    for text in texts:
        weights = {
            word: (1 + math.log(count)) * math.log(len(texts) / spread[word])
            for word, count in Counter(text).items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def compare_words(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _list_lemmas(report: Report) -> list[str]:
    return [
        lemma.casefold()
        for tree in report.parsed
        for lemma, tag in zip(tree.lemmas, tree.upos, strict=True)
        if tag in CONTENT
    ]
