"""Fits the weights of linked mentions (`evaluation/mentions.py`) on the project's own linked series.

    python -m training.linking.mentions

Only series that are not held out count.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import combinations

import numpy as np

from dragoman.language.sentences import find_sentences
from dragoman.language.tokens import find_tokens
from dragoman.language.truecase import read_capitals
from evaluation.coreference import score_clusters
from evaluation.mentions import (
    WEIGHTS,
    Report,
    describe_mentions,
    link_mentions,
    link_same_lemma,
    list_told,
    may_be_one,
    read_reports,
)
from training.linking.calibrate import fit
from training.series.series import Series, is_heldout, load_series


def read_mentions(many: list[Series]) -> tuple[list[Report], list[str], list[list[str]]]:
    """Return the reports of the series, the series of each, and the incident of each mention."""
    texts, spans, topics, incidents = [], [], [], []
    for series in many:
        for report in series.reports:
            text = read_capitals(report.text)
            offsets = [find_tokens(text, one.start, one.end) for one in find_sentences(text)]
            offsets = [pairs for pairs in offsets if pairs]
            starts = [start for pairs in offsets for start, _ in pairs]
            marked = []
            for incident in series.incidents:
                for mention in incident.mentions:
                    if mention.report == report.id:
                        first = bisect_right(starts, mention.trigger[0]) - 1
                        marked.append(((first, first + 1), incident.id))
            texts.append([[text[start:end] for start, end in pairs] for pairs in offsets])
            spans.append([span for span, _ in marked])
            topics.append(series.name)
            incidents.append([name for _, name in marked])
    return read_reports(texts, spans), topics, incidents


def collect(many: list[Series]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the names and values of the comparisons of pairs of mentions, and whether they are one event.

    Pairs of a series whose words may name one event at all (`may_be_one`).
    """
    reports, topics, incidents = read_mentions(many)
    by_topic: dict[str, list] = {}
    for topic, told, names in zip(topics, list_told(reports), incidents, strict=True):
        by_topic.setdefault(topic, []).extend(zip(told, names, strict=True))
    found = [
        (describe_mentions(one, other), float(first == second))
        for mentions in by_topic.values()
        for (one, first), (other, second) in combinations(mentions, 2)
        if may_be_one(one, other)
    ]
    rows = np.array([list(row.values()) for row, _ in found])
    return list(found[0][0]), rows, np.array([truth for _, truth in found])


def main() -> None:
    """Read the series, fit, and print the weights, then what they score."""
    series = load_series()
    names, rows, truths = collect([one for one in series if not is_heldout(one.name)])
    weights = fit(rows, truths)
    print(f"# {len(rows)} pairs, {int(truths.sum())} of one incident")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    WEIGHTS.update(zip(names, map(float, weights), strict=True))
    for part, is_kept in (("fitted on", False), ("held out", True)):
        reports, topics, incidents = read_mentions([one for one in series if is_heldout(one.name) == is_kept])
        gold = {
            (number, place): (topics[number], name)
            for number, own in enumerate(incidents)
            for place, name in enumerate(own)
        }
        for linker in (link_same_lemma, link_mentions):
            agreement = score_clusters(gold, linker(reports, list(topics)))
            figures = f"CoNLL {agreement.conll:.3f}, B3 P {agreement.b_cubed.precision:.3f}"
            print(f"# {part}, {linker.__name__}: {figures}")


if __name__ == "__main__":
    main()
