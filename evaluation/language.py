"""Scores the language layer: trees and names from gold words, words and sentences from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.language import analyse_many
from dragoman.language.model import Model, load_model
from evaluation.score import Score
from evaluation.table import format_table
from evaluation.treebank import Tree, find_names, read_tags, read_trees, split_documents

TREEBANKS = {
    "EWT": "bench/parse/en_ewt-test.conllu",
    "GUM": "bench/parse/en_gum_shipsafe-test.conllu",
    "PUD": "bench/parse/en_pud-test.conllu",
}
NAME_SETS = {
    "UNER-EWT": "bench/ner/en_ewt-ud-test.iob2",
    "CrossNER politics": "bench/ner/crossner_politics_test.txt",
}
KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "person": "PER", "politician": "PER",
    "organisation": "ORG", "politicalparty": "ORG", "location": "LOC", "country": "LOC",
}  # fmt: skip
"""Kinds of the name sets as ours; elections, events and the like are outside."""

TREE_COLUMNS = ("LAS", "LAS_universal", "UAS", "UPOS", "FEATS", "lemma", "words_F1", "sentences_F1")
NAME_COLUMNS = ("precision", "recall", "F1", "PER", "ORG", "LOC")

Stretch = tuple[int, int]


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [*TREEBANKS.values(), *NAME_SETS.values()]


def measure(corpora: Path, only: str | None = None) -> dict[str, Any]:
    """Return the figures by set: shares of 1.

    LAS counts relations with their subtypes, LAS_universal without. All words count,
    punctuation too, as in the CoNLL shared tasks.
    """
    model = load_model()
    figures: dict[str, Any] = {}
    for name, path in TREEBANKS.items():
        if only is None or only.lower() in name.lower():
            trees = read_trees(corpora / path)
            figures[name] = {**score_trees(model, trees), **score_raw(trees)}
    for name, path in NAME_SETS.items():
        if only is None or only.lower() in name.lower():
            figures[name] = score_names(model, corpora / path)
    return figures


def score_trees(model: Model, trees: list[Tree]) -> dict[str, float]:
    """Return the shares of words with the right head, relation, tag, features, lemma."""
    right: Counter[str] = Counter()
    words = 0
    for tree, parsed in zip(trees, model.analyse_words([tree.words for tree in trees]), strict=True):
        words += len(tree.words)
        for place, head in enumerate(tree.heads):
            is_attached = parsed.heads[place] == head
            gold, found = tree.relations[place], parsed.relations[place]
            right["LAS"] += is_attached and gold == found
            right["LAS_universal"] += is_attached and gold.partition(":")[0] == found.partition(":")[0]
            right["UAS"] += is_attached
            right["UPOS"] += parsed.upos[place] == tree.upos[place]
            right["FEATS"] += join_feats(parsed.feats[place].items()) == tree.feats[place]
            right["lemma"] += parsed.lemmas[place] == tree.lemmas[place]
    return {name: round(right[name] / words, 4) for name in TREE_COLUMNS[:6]}


def join_feats(pairs: Iterable[tuple[str, str]]) -> str:
    """Return features as a treebank writes them: by name, "_" for none."""
    ordered = sorted(pairs, key=lambda pair: pair[0].lower())
    return "|".join(f"{name}={value}" for name, value in ordered) or "_"


def score_raw(trees: list[Tree]) -> dict[str, float]:
    """Return the F1 of words and of sentences that are found in the texts of the documents.

    Places are counted in characters that are not blanks, as the CoNLL 2018 scorer does.
    """
    words, sentences = Score(), Score()
    documents = list(split_documents(trees))
    for document, doc in zip(documents, analyse_many([join_text(d) for d in documents]), strict=True):
        place = _count_letters(doc.text)
        found_words = {(place[token.start], place[token.end]) for token in doc.tokens}
        found_sentences = {(place[sentence.start], place[sentence.end]) for sentence in doc.sentences}
        gold_words, gold_sentences = _find_stretches(document)
        words.add(compare_sets(gold_words, found_words))
        sentences.add(compare_sets(gold_sentences, found_sentences))
    return {"words_F1": round(words.f1, 4), "sentences_F1": round(sentences.f1, 4)}


def compare_sets(gold: set[Any], found: set[Any]) -> Score:
    """Return the counts of one set against another."""
    return Score(len(gold & found), len(gold - found), len(found - gold))


def join_text(document: list[Tree]) -> str:
    """Return the text of a document, a blank between sentences and an empty line between paragraphs."""
    pieces = []
    for number, tree in enumerate(document):
        gap = "\n\n" if tree.opens_paragraph else " "
        pieces.append((gap if number else "") + tree.text)
    return "".join(pieces)


def _count_letters(text: str) -> list[int]:
    """Return, for every offset up to the end, how many characters that are no blanks come before."""
    counts = [0]
    for ch in text:
        counts.append(counts[-1] + (not ch.isspace()))
    return counts


def _find_stretches(document: list[Tree]) -> tuple[set[Stretch], set[Stretch]]:
    """Return the stretches of the gold words and sentences."""
    words: set[Stretch] = set()
    sentences: set[Stretch] = set()
    place = 0
    for tree in document:
        end = place + _count_letters(tree.text)[-1]
        sentences.add((place, end))
        for word in tree.words:
            letters = _count_letters(word)[-1]
            words.add((place, place + letters))
            place += letters
        place = end
    return words, sentences


def score_names(model: Model, path: Path) -> dict[str, float]:
    """Return precision, recall and F1 of names (same words, same kind), and F1 of each kind."""
    sentences = read_tags(path, KINDS)
    whole = Score()
    kinds = {kind: Score() for kind in NAME_COLUMNS[3:]}
    parsed = model.analyse_words([sentence.words for sentence in sentences])
    for sentence, analysis in zip(sentences, parsed, strict=True):
        gold, found = find_names(sentence.tags), find_names(analysis.names)
        whole.add(compare_sets(gold, found))
        for kind, score in kinds.items():
            score.add(compare_sets({n for n in gold if n[2] == kind}, {n for n in found if n[2] == kind}))
    figures = {"precision": whole.precision, "recall": whole.recall, "F1": whole.f1}
    figures |= {kind: score.f1 for kind, score in kinds.items()}
    return {name: round(value, 4) for name, value in figures.items()}


def format_figures(figures: dict[str, Any]) -> str:
    """Return the tables for a terminal."""
    parts = []
    for title, names, columns in (("trees", TREEBANKS, TREE_COLUMNS), ("names", NAME_SETS, NAME_COLUMNS)):
        rows = [[name, *(figures[name][column] for column in columns)] for name in names if name in figures]
        if rows:
            parts.append(format_table([title, *columns], rows))
    return "\n\n".join(parts)
