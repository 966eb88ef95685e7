"""Reports to their records or their failures, in order; one bad report stops nothing.

Place in the flow: between `ingest.files` and the views; `read` and `explain` call it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.cli.aside import Aside, working_aside
from dragoman.errors import DragomanError, FetchError, Malformed, ReadError, Stopped
from dragoman.flow import BATCH, Source, read_many
from dragoman.ingest.documents import read_document
from dragoman.ingest.found import Found, FoundDocument, FoundReport, UnreadReport
from dragoman.record.model import Note, Record

if TYPE_CHECKING:
    from dragoman.store.writer import Added


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every report that does not say it itself."""

    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no record: the stage at which it failed, the kind of error, the sentence that says it."""

    stage: Literal["fetch", "read", "store"]
    kind: str
    message: str

    @classmethod
    def from_error(cls, error: DragomanError) -> Failure:
        """Return what an error says."""
        is_fetching = isinstance(error, FetchError) and not isinstance(error, ReadError)
        return cls("fetch" if is_fetching else "read", type(error).__name__, str(error))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one report: its record, or why there is none.

    `known` is what a store says of a report that it need not be given again, `document` what its text was
    taken from.
    """

    name: str
    record: Record | None = None
    failure: Failure | None = None
    known: Added | None = None
    document: FoundDocument | None = None


def read_found(
    reports: Iterable[Found],
    defaults: Defaults,
    find_known: Callable[[FoundReport | FoundDocument], Added | None] = lambda report: None,
) -> Iterator[Outcome]:
    """Yield the outcome of each report in order.

    Reports are read in groups; where a group fails, each of it is read on its own, so that only the one at
    fault is lost. More than one group is read aside, while the outcomes of those before are worked on.

    Args:
        reports: As they were found.
        defaults: What holds where they do not say it.
        find_known: Asked before a report is read; what it knows is not read.
    """
    groups = _split(reports)
    first, second = next(groups, []), next(groups, [])
    if not second:
        asked = _ask(first, find_known)
        yield from _merge(asked, _read_group(asked.new, defaults))
        return
    with working_aside() as aside:
        waiting: deque[tuple[_Asked, Future[list[Outcome]]]] = deque()
        for group in chain((first, second), groups):
            asked = _ask(group, find_known)
            waiting.append((asked, aside.call(_read_group, asked.new, defaults)))
            if len(waiting) > aside.count:
                yield from _await(*waiting.popleft(), defaults, aside)
        for asked, reading in waiting:
            yield from _await(asked, reading, defaults, aside)


class _Asked(NamedTuple):
    """A group, what is known of its reports (None: nothing), and those that must be read."""

    group: list[Found]
    known: list[Added | None]
    new: list[FoundReport | FoundDocument]


def _split(reports: Iterable[Found]) -> Iterator[list[Found]]:
    pending = iter(reports)
    while group := list(islice(pending, BATCH)):
        yield group


def _ask(group: list[Found], find_known: Callable[[FoundReport | FoundDocument], Added | None]) -> _Asked:
    found = [report for report in group if not isinstance(report, UnreadReport)]
    known = [find_known(report) for report in found]
    return _Asked(group, known, [report for report, added in zip(found, known, strict=True) if added is None])


def _await(
    asked: _Asked, reading: Future[list[Outcome]], defaults: Defaults, aside: Aside
) -> Iterator[Outcome]:
    """Yield the outcomes of a group that is read aside; where the process died, each is read on its own."""
    try:
        outcomes = reading.result()
    except BrokenProcessPool:
        outcomes = [outcome for report in asked.new for outcome in _read_alone(report, defaults, aside)]
    return _merge(asked, outcomes)


def _read_alone(report: FoundReport | FoundDocument, defaults: Defaults, aside: Aside) -> list[Outcome]:
    try:
        return aside.call(_read_group, [report], defaults).result()
    except BrokenProcessPool:
        told = (
            f"Report not read: the process that read {report.name!r} was ended, most likely because the text"
            " takes more memory than there is. Split it and read its parts."
        )
        return [Outcome(report.name, failure=Failure("read", Stopped.__name__, told))]


def _merge(asked: _Asked, read: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcome of each report of a group in order."""
    answers, outcomes = iter(asked.known), iter(read)
    for report in asked.group:
        if isinstance(report, UnreadReport):
            yield Outcome(report.name, failure=Failure.from_error(report.error))
        elif (added := next(answers)) is not None:
            yield Outcome(report.name, known=added)
        elif isinstance(report, FoundDocument):
            yield replace(next(outcomes), document=report)
        else:
            yield next(outcomes)


def _read_group(group: list[FoundReport | FoundDocument], defaults: Defaults) -> list[Outcome]:
    """Return the outcome of each report of a group, the text of documents taken out first."""
    found = [_take_text(report) for report in group]
    outcomes = iter(_read_reports([report for report in found if isinstance(report, FoundReport)], defaults))
    return [
        next(outcomes)
        if isinstance(report, FoundReport)
        else Outcome(report.name, failure=Failure.from_error(report.error))
        for report in found
    ]


def _take_text(report: FoundReport | FoundDocument) -> FoundReport | UnreadReport:
    if isinstance(report, FoundReport):
        return report
    try:
        return read_document(report)
    except ReadError as error:
        return UnreadReport(report.name, error)
    except Exception as error:  # a fault of ours must not take the other reports with it
        return UnreadReport(report.name, Malformed(_describe_fault(report, error)))


def _read_reports(group: list[FoundReport], defaults: Defaults) -> list[Outcome]:
    sources = [to_source(report, defaults) for report in group]
    try:
        records = list(read_many(sources))
    except DragomanError as error:
        if len(group) == 1:
            return [Outcome(group[0].name, failure=Failure.from_error(error))]
    except Exception as error:  # a fault of ours must not take the other reports with it
        if len(group) == 1:
            told = _describe_fault(group[0], error)
            return [Outcome(group[0].name, failure=Failure("read", type(error).__name__, told))]
    else:
        return [
            Outcome(report.name, _add_remarks(record, report))
            for report, record in zip(group, records, strict=True)
        ]
    return [outcome for report in group for outcome in _read_reports([report], defaults)]


def to_source(report: FoundReport, defaults: Defaults) -> Source:
    """Return what is read of a report, with what holds where it says nothing."""
    return Source(
        text=report.text,
        id=report.id,
        published=report.published or defaults.published,
        publisher=report.publisher or defaults.publisher,
        title=report.title,
        url=report.url,
        basis=report.basis if report.published else "given",
        address_day=report.address_day,
        modified=report.modified,
        author=report.author,
    )


def _add_remarks(record: Record, report: FoundReport) -> Record:
    notes = tuple(Note("ingest", remark.kind, remark.message) for remark in report.remarks)
    return replace(record, notes=notes + record.notes) if notes else record


def _describe_fault(report: FoundReport | FoundDocument, error: Exception) -> str:
    return (
        f"Report not read: {report.name!r} met a fault in the program ({type(error).__name__}: {error}). "
        "Please send the report's text with this message to the project."
    )
