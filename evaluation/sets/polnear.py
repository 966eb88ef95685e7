"""PolNeAR: who says what in 840 articles of political news (Newell, Margolin and Ruths, LREC 2018).

Protocol. The raw text of each article goes through `dragoman.read`; of the record only the
claims count: `speaker_text` is held against the gold source, `cue` against the cue, `content`
against the content. Words and marks are tokens (`\\w+` or one other character that is no
blank). A token is a source if it lies in any gold source span, likewise for ours, whatever
attribution it belongs to; precision, recall and F1 are micro over all tokens of all articles.
Spans in pieces are taken piece by piece, `Content2` counts as content, and an attribution
without a source ("reportedly") counts with cue and content; Discuss and Discard do not count.
Our content is one stretch of text: the claim's own cue and speaker inside it ("“We stay,” she
said, “and wait”") are no content. The set marks outermost attributions only (none of its
19,835 cues stands in the content of another attribution: in "She said he denied it" there is
one), so our claims whose cue stands in the content of another claim are set aside; the rows
that end in "nested too" have the figures with them.

Two further rows pair gold attributions with our claims, one to one, by the most cue tokens
that both hold (claims with the same cue and speaker are one: a quotation that goes on):
`attribution` is a pair by cue alone; in `linked` the sources overlap too (or both name none)
and so do the contents (Dice of the tokens at least one half).

For comparison: the annotators' token agreement is alpha .754 (README.md beside the corpora).
Nothing of the set is trained on. `--only sample` takes every eighth article, any other word
the articles whose id holds it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.flow import read_many
from dragoman.record.model import Claim
from evaluation.score import Score
from evaluation.sets import Figures

FILE = "bench/polnear/polnear_train.jsonl"
LAYERS = ("source", "cue", "content")
PINNED = ("source f1", "cue f1", "content f1", "linked f1")
SAMPLE_STEP = 8
LEAST_DICE = 0.5
"""Share of content tokens that two linked attributions have in common."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_STRETCH = re.compile(r"(\d+) (\d+)")
_LAYER_NAMES = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}

Tokens = frozenset[int]


@dataclass(slots=True)
class Said:
    """One attribution, each layer the numbers of its tokens in the article."""

    source: Tokens = frozenset()
    cue: Tokens = frozenset()
    content: Tokens = frozenset()
    is_nested: bool = False
    """Whether the cue stands in the content of another claim."""


@dataclass(slots=True)
class Article:
    """One article with its gold attributions; `bounds` are the characters of its tokens."""

    name: str
    text: str
    bounds: list[tuple[int, int]]
    said: list[Said] = field(default_factory=list)


def list_files() -> list[str]:
    """Return the files that are measured on, under the folder of corpora."""
    return [FILE]


def measure(corpora: Path, only: str | None = None) -> Figures:
    """Return precision, recall and F1 by layer, of attributions, and of linked ones."""
    nested = tuple(f"{layer}, nested too" for layer in LAYERS)
    scores = {name: Score() for name in (*LAYERS, "attribution", "linked", *nested)}
    for article, every in _read_articles(corpora, only):
        ours = [said for said in every if not said.is_nested]
        for layer, with_nested in zip(LAYERS, nested, strict=True):
            scores[layer].add(_score_tokens(article.said, ours, layer))
            scores[with_nested].add(_score_tokens(article.said, every, layer))
        pairs = _pair(article.said, ours)
        linked = sum(_is_linked(article.said[row], ours[column]) for row, column in pairs)
        for name, right in (("attribution", len(pairs)), ("linked", linked)):
            scores[name].add(Score(right, len(article.said) - right, len(ours) - right))
    return {name: score.to_figures() for name, score in scores.items()}


def list_errors(corpora: Path, only: str | None = None) -> list[str]:
    """Return a line for each attribution that is missed, spurious or wrong in a layer."""
    lines: list[str] = []
    for article, every in _read_articles(corpora, only):
        ours = [said for said in every if not said.is_nested]
        pairs = _pair(article.said, ours)
        for row, column in pairs:
            lines += _compare(article, article.said[row], ours[column])
        rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
        lines += [_write(article, "missed", said) for row, said in enumerate(article.said) if row not in rows]
        lines += [_write(article, "spurious", said) for row, said in enumerate(ours) if row not in columns]
    return lines


def load_articles(path: Path, only: str | None = None) -> list[Article]:
    """Return the articles of the file with their attributions."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if only == "sample" and number % SAMPLE_STEP:
                continue
            if only not in (None, "sample") and only not in row["id"]:
                continue
            articles.append(_read_article(row))
    return articles


def find_said(article: Article, claims: Sequence[Claim]) -> list[Said]:
    """Return claims as tokens of the article, those with the same cue and speaker as one."""
    starts = {start: number for number, (start, _) in enumerate(article.bounds)}
    found: dict[tuple[Tokens, Tokens], Said] = {}
    for claim in claims:
        spans = (claim.speaker_text, claim.cue, claim.content)
        source, cue, content = (
            _cover(article, starts, [(span.start, span.end)] if span else []) for span in spans
        )
        said = found.setdefault((source, cue), Said(source, cue))
        said.content |= content - cue - source
        said.is_nested = any(_is_within(claim, other) for other in claims)
    return list(found.values())


def _is_within(claim: Claim, other: Claim) -> bool:
    """Return whether a claim's cue stands in the content of another one, and not the other way too."""
    if other.cue == claim.cue or not other.content.start <= claim.cue.start < other.content.end:
        return False
    return not claim.content.start <= other.cue.start < claim.content.end


def _read_articles(corpora: Path, only: str | None) -> Iterator[tuple[Article, list[Said]]]:
    articles = load_articles(corpora / FILE, only)
    for article, record in zip(articles, read_many(each.text for each in articles), strict=True):
        yield article, find_said(article, record.claims)


def _read_article(row: dict[str, Any]) -> Article:
    text = row["text"]
    article = Article(row["id"], text, [match.span() for match in _TOKEN.finditer(text)])
    starts = {start: number for number, (start, _) in enumerate(article.bounds)}
    stretches = {
        span[0]: [(int(start), int(end)) for start, end in _STRETCH.findall(span[1])] for span in row["spans"]
    }
    for relation in row["rels"]:
        name, _, arguments = relation.partition("\t")
        if not name.startswith("E"):
            continue
        found: dict[str, list[tuple[int, int]]] = {layer: [] for layer in LAYERS}
        for argument in arguments.split():
            role, _, number = argument.partition(":")
            if role in _LAYER_NAMES:
                found[_LAYER_NAMES[role]] += stretches.get(number, [])
        if found["cue"] or found["content"]:
            article.said.append(Said(*(_cover(article, starts, found[layer]) for layer in LAYERS)))
    return article


def _cover(article: Article, starts: dict[int, int], stretches: list[tuple[int, int]]) -> Tokens:
    """Return the numbers of the tokens that begin in a stretch."""
    return frozenset(
        starts[place] for start, end in stretches for place in range(start, end) if place in starts
    )


def _score_tokens(gold: list[Said], ours: list[Said], layer: str) -> Score:
    asked = frozenset[int]().union(*(getattr(said, layer) for said in gold))
    given = frozenset[int]().union(*(getattr(said, layer) for said in ours))
    return Score(len(asked & given), len(asked - given), len(given - asked))


def _pair(gold: list[Said], ours: list[Said]) -> list[tuple[int, int]]:
    """Return pairs one to one, those with the most cue tokens in common first."""
    by_token: dict[int, list[int]] = {}
    for column, said in enumerate(ours):
        for token in said.cue:
            by_token.setdefault(token, []).append(column)
    shared: dict[tuple[int, int], int] = {}
    for row, said in enumerate(gold):
        for token in said.cue:
            for column in by_token.get(token, ()):
                shared[row, column] = shared.get((row, column), 0) + 1
    order = sorted(
        shared,
        key=lambda pair: (-shared[pair], -len(gold[pair[0]].content & ours[pair[1]].content), pair),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for row, column in order:
        if row not in rows and column not in columns:
            pairs.append((row, column))
            rows.add(row)
            columns.add(column)
    return pairs


def _is_linked(gold: Said, ours: Said) -> bool:
    return _is_source_right(gold, ours) and _is_content_right(gold, ours)


def _is_source_right(gold: Said, ours: Said) -> bool:
    return bool(gold.source & ours.source) or not (gold.source or ours.source)


def _is_content_right(gold: Said, ours: Said) -> bool:
    return 2 * len(gold.content & ours.content) >= LEAST_DICE * (len(gold.content) + len(ours.content))


def _compare(article: Article, gold: Said, ours: Said) -> list[str]:
    lines = []
    if not _is_source_right(gold, ours):
        kind = (
            "source wrong" if gold.source and ours.source else "source missed" if gold.source else "no source"
        )
        lines.append(_write(article, kind, gold) + "  OURS " + _show(article, ours))
    if not _is_content_right(gold, ours):
        kind = "content too long" if len(ours.content) > len(gold.content) else "content too short"
        lines.append(_write(article, kind, gold) + "  OURS " + _show(article, ours))
    return lines


def _write(article: Article, kind: str, said: Said) -> str:
    return f"{kind}\t{article.name[:24]}  {_show(article, said)}"


def _show(article: Article, said: Said) -> str:
    parts = []
    for layer in LAYERS:
        tokens = sorted(getattr(said, layer))
        words = [article.text[slice(*article.bounds[token])] for token in tokens]
        parts.append(" ".join(words if len(words) <= 24 else [*words[:10], "…", *words[-10:]]) or "·")
    return " | ".join(parts)
