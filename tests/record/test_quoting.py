"""Spans of a record take their letters from the report again, however deep they lie."""

from __future__ import annotations

from dragoman.record.model import Act, Commitment, Record, Report
from dragoman.record.quoting import quote_again
from dragoman.text.spans import Span


def test_spans_within_rows_within_rows_are_quoted_anew() -> None:
    report = Report("r1", None, None, None, None, None, "en", "0" * 64, "TRUCE SIGNED.")
    act = Act("signed", ("a1",), (), None, Span(6, 12, "signed"), None)
    row = Commitment("m1", "ceasefire", "truce", ("a1",), "agreed", (act,), Span(0, 5, "Truce"))
    found = quote_again(Record(report, commitments=(row,))).commitments[0]
    assert found.evidence.text == "TRUCE"
    assert found.acts[0].evidence.text == "SIGNED"
    assert found.name == "truce"
