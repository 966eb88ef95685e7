"""Pairs of commitments that the comparison across reports is fitted on."""

from dataclasses import replace

from dragoman.linking.commitments import COMPARISONS
from dragoman.record.model import Act, Commitment, Record, Report
from dragoman.text.spans import Span
from evaluation.series import Aligned
from training.linking.calibrate import STRANGERS
from training.linking.commitments import collect, collect_strangers, list_labelled
from training.series.series import load_series


def make_unread(series):
    """Return a series of which nothing was read."""
    records = [
        Record(Report(report.id, None, None, None, report.published, "given", "en", "", report.text))
        for report in series.reports
    ]
    return Aligned(series, records, [], {}, {})


def make_truce(series):
    """Return a series of whose first report a truce was read."""
    unread = make_unread(series)
    words = Span(0, 5, unread.records[0].report.text[:5])
    act = Act("signed", (), (), None, words, None)
    truce = Commitment("m1", "ceasefire", words.text, (), "agreed", (act,), words)
    records = [replace(unread.records[0], commitments=(truce,)), *unread.records[1:]]
    return replace(unread, records=records)


def test_labelled_tellings_are_paired_without_the_parties_of_the_label():
    read = [make_unread(series) for series in load_series()[:12]]
    assert all(not facts.parties for aligned in read for facts, _ in list_labelled(aligned))
    rows, truths = collect(read)
    assert rows.shape == (len(truths), len(COMPARISONS))
    assert set(truths) == {0.0, 1.0}


def test_each_series_is_paired_with_others_whose_reports_are_never_the_same():
    read = [make_truce(series) for series in load_series()[: STRANGERS + 2]]
    rows = collect_strangers(read)
    assert rows.shape == (len(read) * STRANGERS, len(COMPARISONS))
    assert not rows[:, COMPARISONS.index("one_report")].any()
    assert not rows[:, COMPARISONS.index("published_apart")].any()
