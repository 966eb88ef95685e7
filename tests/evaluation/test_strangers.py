"""Unrelated series are told in one month, and incidents across them are counted as wrong."""

from dataclasses import replace
from datetime import date

from evaluation.series import Aligned, list_events
from evaluation.strangers import START, begin_on, measure_pools
from tests.store.raids import make_raid
from training.series.series import Incident, Mention, Series


def make_aligned(name, raid):
    record = make_raid(raid)
    incident = Incident("i1", ("ASSAULT",), (), (), None, None, (), "single_origin")
    mention = Mention("r1", "shelled", (0, 1), (0, 1))
    series = Series(name, (), (incident,), (), (), ())
    return Aligned(series, [record], [(incident, mention)], {(0, "e1"): 0}, {})


def test_days_are_moved_together_and_words_stay():
    [moved] = begin_on([make_raid("wire")], START)
    assert moved.report.published == START.isoformat()
    when = moved.events[0].when
    assert when is not None and when.start == date(2001, 1, 14).isoformat()
    assert moved.report.text == make_raid("wire").report.text
    undated = replace(make_raid("wire"), report=replace(make_raid("wire").report, published=None))
    assert begin_on([undated], START) == [undated]


def test_an_incident_of_two_series_is_counted_and_costs_precision():
    pool = [make_aligned("ser-x", "wire"), make_aligned("ser-y", "later")]
    apart = measure_pools(pool, lambda records: [{spot} for spot, _ in list_events(records)])
    together = measure_pools(pool, lambda records: [{spot for spot, _ in list_events(records)}])
    assert (apart["B3 P"], apart["incidents"], apart["of two series"]) == (1.0, 2, 0)
    assert (together["B3 P"], together["incidents"], together["of two series"]) == (0.5, 1, 1)
