"""Links given mentions of events across reports, by the words around them.

For sets that give mentions and no record: what `dragoman.linking.incidents` compares of two events of a
record (trigger, words, names, days) is compared here of two words with their sentences.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language.model import ParsedSentence, load_model

Spot = tuple[int, int]
"""Number of the report, and of the mention in it."""
Span = tuple[int, int]
"""First word of a mention in its report, and the one after its last."""
CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
STEM = 5
"""Letters by which words of one stem are alike: "announce", "announcement"."""
ALIKE = 0.3
"""Cosine of the encoder's states of two words from which they may name one event: about half of such pairs of
different lemma do in the linked series (0.3 to 0.4: .53), below it they are of one event by chance (.29)."""
APART = -2.0
"""Log-odds of other pairs; set by hand."""
WEIGHTS = {
    "bias": 0.13,
    "one_report": 0.36,
    "one_lemma": -1.33,
    "rare_lemma": 2.42,
    "one_stem": 0.73,
    "likeness": 0.29,
    "one_tag": -0.37,
    "dependents": 1.84,
    "sentence": 1.24,
    "one_name": 0.17,
    "other_name": 0.34,
    "one_number": 0.21,
    "other_number": -0.17,
    "report": 1.08,
    "mentions": 1.01,
}
"""Fitted on the linked series that are not held out, by `python -m training.linking.mentions`: 369 pairs;
CoNLL on the held-out ones .403, by one lemma alone .393."""
ONE_TOPIC = 0.15
"""Likeness of the words of two groups of reports, on the average, from which they are one topic."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report in parsed sentences, and of each mention the sentence and the head word, by number."""

    sentences: list[list[str]]
    parsed: list[ParsedSentence]
    heads: list[tuple[int, int]]
    states: list[NDArray[np.float32]]
    """What the encoder makes of each head word."""

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
    sentences = [words for text in texts for words in text]
    parsed = iter(load_model().analyse_words(sentences))
    states = iter(load_model().get_states(sentences))
    reports = []
    for text, marked in zip(texts, spans, strict=True):
        trees = [next(parsed) for _ in text]
        made = [next(states) for _ in text]
        heads = [_find_head(text, trees, span) for span in marked]
        reports.append(Report(text, trees, heads, [made[sentence][word] for sentence, word in heads]))
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
    likeness = np.array([[compare_words(one, other) for other in vectors] for one in vectors])
    return join_nearest(likeness, ONE_TOPIC)


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


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of one mention; the vectors weigh words by how few reports have them."""

    spot: Spot
    lemma: str
    rarity: float
    tag: str
    dependents: dict[str, float]
    sentence: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    report: dict[str, float]
    mentions: dict[str, float]
    state: NDArray[np.float32]


def list_told(reports: list[Report]) -> list[list[Told]]:
    """Return what is compared of the mentions of each report, rarity of words counted over all reports."""
    bags = [_list_lemmas(report) for report in reports]
    spread = Counter(word for bag in bags for word in set(bag))
    rarity = {word: math.log(len(reports) / count) for word, count in spread.items()}
    middle = np.mean([state for report in reports for state in report.states], axis=0)
    found = []
    for number, report in enumerate(reports):
        whole = _weigh(bags[number], rarity)
        triggers = [report.get_lemma(mention) for mention in range(len(report.heads))]
        told = []
        for mention, (sentence, word) in enumerate(report.heads):
            tree = report.parsed[sentence]
            places = [place for place in range(len(tree.lemmas)) if place != word]
            words = [tree.lemmas[place].casefold() for place in places if tree.upos[place] in CONTENT]
            state = report.states[mention] - middle
            told.append(
                Told(
                    spot=(number, mention),
                    lemma=triggers[mention],
                    rarity=rarity.get(triggers[mention], 0.0) / math.log(len(reports)),
                    tag=tree.upos[word],
                    dependents=_weigh(_list_dependents(tree, word), rarity),
                    sentence=_weigh(words, rarity),
                    names=frozenset(tree.lemmas[at].casefold() for at in places if tree.upos[at] == "PROPN"),
                    numbers=frozenset(tree.lemmas[at].casefold() for at in places if tree.upos[at] == "NUM"),
                    report=whole,
                    mentions=_weigh(triggers[:mention] + triggers[mention + 1 :], rarity),
                    state=state / (np.linalg.norm(state) or 1.0),
                )
            )
        found.append(told)
    return found


def _weigh(words: list[str], rarity: dict[str, float]) -> dict[str, float]:
    weights = {word: rarity.get(word, 0.0) for word in words}
    length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _list_dependents(tree: ParsedSentence, word: int) -> list[str]:
    """Return the content words that hang on a word, two steps deep, and the word that it describes."""
    near = {place for place, head in enumerate(tree.heads) if head == word + 1}
    near |= {place for place, head in enumerate(tree.heads) if head - 1 in near}
    head = tree.heads[word] - 1
    if head >= 0 and tree.relations[word].partition(":")[0] in ("amod", "acl", "compound", "nmod"):
        near.add(head)
    return [tree.lemmas[place].casefold() for place in near - {word} if tree.upos[place] in CONTENT]


def describe_mentions(one: Told, other: Told) -> dict[str, float]:
    """Return all comparisons of two mentions, each 0 where nothing can be compared."""
    is_lemma = one.lemma == other.lemma
    names = bool(one.names and other.names)
    numbers = bool(one.numbers and other.numbers)
    return {
        "bias": 1.0,
        "one_report": float(one.spot[0] == other.spot[0]),
        "one_lemma": float(is_lemma),
        "rare_lemma": one.rarity * is_lemma,
        "one_stem": float(not is_lemma and one.lemma[:STEM] == other.lemma[:STEM]),
        "likeness": float(one.state @ other.state),
        "one_tag": float(one.tag == other.tag),
        "dependents": compare_words(one.dependents, other.dependents),
        "sentence": compare_words(one.sentence, other.sentence),
        "one_name": float(bool(one.names & other.names)),
        "other_name": float(names and not one.names & other.names),
        "one_number": float(bool(one.numbers & other.numbers)),
        "other_number": float(numbers and not one.numbers & other.numbers),
        "report": compare_words(one.report, other.report) * (one.spot[0] != other.spot[0]),
        "mentions": compare_words(one.mentions, other.mentions) * (one.spot[0] != other.spot[0]),
    }


def may_be_one(one: Told, other: Told) -> bool:
    """Return whether the words of two mentions may name one event: one lemma or stem, or used alike."""
    is_stem = one.lemma[:STEM] == other.lemma[:STEM]
    return one.lemma == other.lemma or is_stem or float(one.state @ other.state) >= ALIKE


def compare_mentions(one: Told, other: Told) -> float:
    """Return how far two mentions tell one event, as log-odds."""
    if not may_be_one(one, other):
        return APART
    return sum(WEIGHTS[name] * value for name, value in describe_mentions(one, other).items())


def link_mentions(
    reports: list[Report], topics: list[Hashable], compare: Callable[[Told, Told], float] = compare_mentions
) -> dict[Spot, Hashable]:
    """Return the cluster of each mention: those that agree best on the average are joined first.

    Joining ends where no two clusters of a topic have more for them than against them.
    """
    by_topic: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for topic, told in zip(topics, list_told(reports), strict=True):
        by_topic[topic] += told
    found: dict[Spot, Hashable] = {}
    for topic, told in by_topic.items():
        weights = np.array([[compare(one, other) for other in told] for one in told])
        for one, number in zip(told, join_nearest(weights, 0.0), strict=True):
            found[one.spot] = (topic, number)
    return found


def join_nearest(weights: NDArray[np.float64], least: float) -> list[int]:
    """Return the number of each one's group: two groups that agree best on the average are joined first.

    Example:
        >>> join_nearest(np.array([[0.0, 2.0, -1.0], [2.0, 0.0, -3.0], [-1.0, -3.0, 0.0]]), 0.0)
        [0, 0, 2]
    """
    sums = weights.astype(float)
    sizes = np.ones(len(sums))
    groups = list(range(len(sums)))
    upper = np.triu(np.ones_like(sums, dtype=bool), 1)
    while len(sums) > 1:
        means = np.where(
            upper & (sizes > 0) & (sizes > 0)[:, None], sums / np.maximum(1, np.outer(sizes, sizes)), -np.inf
        )
        one, other = np.unravel_index(int(means.argmax()), means.shape)
        if means[one, other] <= least:
            break
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sizes[one] += sizes[other]
        sizes[other] = 0
        groups = [int(one) if group == other else group for group in groups]
    return groups
