"""Pairs of commitments that the comparison across reports is fitted on."""

from dragoman.linking.commitments import COMPARISONS
from dragoman.record.model import Record, Report
from evaluation.series import Aligned
from training.linking.commitments import collect, list_labelled
from training.series.series import load_series


def make_unread(series):
    """Return a series of which nothing was read."""
    records = [
        Record(Report(report.id, None, None, None, report.published, "given", "en", "", report.text))
        for report in series.reports
    ]
    return Aligned(series, records, [], {}, {})


def test_labelled_tellings_are_paired_without_the_parties_of_the_label():
    read = [make_unread(series) for series in load_series()[:12]]
    assert all(not facts.parties for aligned in read for facts, _ in list_labelled(aligned))
    rows, truths = collect(read)
    assert rows.shape == (len(truths), len(COMPARISONS))
    assert set(truths) == {0.0, 1.0}
