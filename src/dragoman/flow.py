"""The one place where the layers meet: text in, record out.

Nothing else imports both the language layer and the reading layers; the command, the
store and the pages call `read` and `read_many`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.errors import UsageError
from dragoman.language import Doc, analyse_many
from dragoman.reading.record import Given, read_doc
from dragoman.record.model import PublishedBasis, Record

BATCH = 64
"""Reports analysed together at most: sentences of like length meet (3 % padding; 9 % with 16 reports)."""

BATCH_CHARS = 400_000
"""Characters of text after which a batch is full, whatever the number of reports; for memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read and what is known of it from outside."""

    text: str
    id: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    basis: PublishedBasis = "given"
    """What tells `published`."""
    address_day: str | None = None
    """The day that the address tells; it counts where nothing else does, the dateline included."""
    modified: str | None = None
    author: str | None = None


def read(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Record:
    """Return the record of one report.

    Args:
        text: The report as it stands; offsets in the record are into it.
        published: Day of publication (ISO date), which "Tuesday" and "last week" are
            counted from. Without it the dateline's date is taken if there is one;
            without either, relative dates stay unresolved.
        publisher: Who publishes; never taken from the text.
        title: The title, where it is not the first line of the text.
        url: Where it was found.

    Raises:
        UsageError: `published` is no ISO date.
    """
    day = published.isoformat() if isinstance(published, date) else published
    return next(read_many([Source(text, None, day, publisher, title, url)]))


def read_many(
    reports: Iterable[str | Source | Mapping[str, str | None]], *, batch: int = BATCH
) -> Iterator[Record]:
    """Yield the records of reports, in order, reading `batch` of them at a time.

    Args:
        reports: Texts, `Source`s, or mappings with `text` and optionally `id`, `published`,
            `publisher`, `title`, `url`.
        batch: How many are analysed together; changes speed and memory, never the records.

    Raises:
        UsageError: A mapping has no text, or a date is no ISO date.
    """
    if batch < 1:
        raise UsageError(f"Reports not read: batch is {batch}, it must be at least 1.")
    for group in _split_groups(map(_clean_source, reports), batch):
        docs = analyse_many([source.text for source in group], is_scored=True)
        for source, doc in zip(group, docs, strict=True):
            yield _read_one(source, doc)


def _split_groups(sources: Iterable[Source], batch: int) -> Iterator[list[Source]]:
    group: list[Source] = []
    size_chars = 0
    for source in sources:
        group.append(source)
        size_chars += len(source.text)
        if len(group) == batch or size_chars >= BATCH_CHARS:
            yield group
            group, size_chars = [], 0
    if group:
        yield group


def _clean_source(report: str | Source | Mapping[str, str | None]) -> Source:
    if isinstance(report, str):
        return Source(report)
    if isinstance(report, Source):
        return report
    text = report.get("text")
    if not isinstance(text, str):
        raise UsageError(f"Report not read: its fields are {sorted(report)}, but 'text' is needed.")
    get = report.get
    return Source(text, get("id"), get("published"), get("publisher"), get("title"), get("url"))


def _read_one(source: Source, doc: Doc) -> Record:
    given = Given(
        id=source.id or hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        published=clean_date(source.published),
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        basis=source.basis,
        address_day=clean_date(source.address_day),
        modified=clean_date(source.modified),
        author=source.author,
    )
    return read_doc(doc, given)


def clean_date(value: str | None) -> date | None:
    """Return the day of publication as it was given, None where it was not.

    Raises:
        UsageError: It is no ISO date.
    """
    if value is None or not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise UsageError(
            f"Report not read: {value!r} is no date of publication. Write it as 2022-09-20."
        ) from error
