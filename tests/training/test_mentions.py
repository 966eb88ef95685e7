"""Mentions of the linked series, as the linking of mentions is fitted on them."""

from __future__ import annotations

from training.linking.mentions import collect, read_mentions
from training.series.series import load_series


def test_head_words_are_the_triggers_or_their_first_part():
    series = load_series()[0]
    reports, topics, incidents = read_mentions([series])
    found = {
        report.sentences[sentence][word].casefold() for report in reports for sentence, word in report.heads
    }
    told = set()
    for incident in series.incidents:
        for mention in incident.mentions:
            text = next(report.text for report in series.reports if report.id == mention.report)
            told.add(text[slice(*mention.trigger)].casefold().partition("-")[0])
    assert found == told
    assert set(topics) == {series.name}
    assert sum(map(len, incidents)) == sum(len(incident.mentions) for incident in series.incidents)


def test_pairs_are_of_one_series():
    names, rows, truths = collect(load_series()[:2])
    assert rows.shape == (len(truths), len(names))
    assert set(truths) <= {0.0, 1.0}
