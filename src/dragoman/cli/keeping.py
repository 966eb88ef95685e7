"""Between what is read and the store: what is known already, and keeping what is new.

Place in the flow: `add` and `watch` call it beside `outcomes`.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.cli.outcomes import Defaults, Failure, Outcome, to_source
from dragoman.errors import UsageError
from dragoman.flow import clean_date
from dragoman.ingest.found import FoundDocument, FoundReport
from dragoman.store.originals import Original
from dragoman.store.writer import Added, Writer


def keep(writer: Writer, outcome: Outcome, defaults: Defaults) -> tuple[Added | None, Failure | None]:
    """Store the record of a report that was read; return what came of it."""
    if outcome.record is None:
        return outcome.known, outcome.failure
    original = _make_original(outcome.document, defaults) if outcome.document else None
    added, told = writer.try_adding(outcome.record, original)
    return added, Failure("store", "Malformed", told) if told else None


def _make_original(document: FoundDocument, defaults: Defaults) -> Original:
    """Return a document as the store knows it again: its bytes, and all that its report depends on."""
    told = replace(document, name="", content=b"", url=None, remarks=())
    return Original(document.content, document.media_type, repr((told, defaults)))


def find_known(writer: Writer, defaults: Defaults, report: FoundReport | FoundDocument) -> Added | None:
    """Return what the store says of a report that need not be read; reading says what a date lacks."""
    if not isinstance(report, FoundReport):
        return writer.find_known_original(_make_original(report, defaults), report.url)
    source = to_source(report, defaults)
    try:
        day = clean_date(source.published)
    except UsageError:
        return None
    return writer.find_known(
        source.text,
        publisher=source.publisher,
        published=day.isoformat() if day else None,
        url=source.url,
    )
