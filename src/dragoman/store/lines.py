"""The lines of the store's lists, one kind a list: what a table shows, and JSON and CSV hold.

Place in the flow: `views` makes them; the command and the pages show them. Names are as the reports give
them, words are the report's own; days are ISO.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    added_at: str
    events: int
    claims: int


@dataclass(frozen=True, slots=True)
class FailureLine:
    """One report that could not be fetched, read or kept."""

    failed_at: str
    stage: str
    kind: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of one report; `speakers` as "Peru denies"."""

    id: str
    report: str
    published: str | None
    publisher: str | None
    type: str
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: str
    when_start: str | None
    when_end: str | None
    when_basis: str | None
    place: str | None
    speakers: tuple[str, ...]
    confidence: float
    words: str | None
    review: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of one report."""

    id: str
    report: str
    published: str | None
    publisher: str | None
    speaker: str | None
    stance: str
    kind: str
    confidence: float
    cue: str | None
    words: str | None
    review: str


@dataclass(frozen=True, slots=True)
class TollLine:
    """One number of victims; `high` is None where the words leave it open."""

    id: str
    report: str
    published: str | None
    publisher: str | None
    kind: str
    low: int | None
    high: int | None
    best: int | None
    victims: tuple[str, ...]
    speaker: str | None
    cumulative: bool | None
    superseded: bool
    event: str | None
    words: str | None
    review: str


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """What several reports tell of one happening; of values that differ the one that most origins give.

    `standing` says how they agree, `contested` in which fields voices differ.
    """

    id: str
    day: str
    last_day: str | None
    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    country: str | None
    standing: str
    contested: tuple[str, ...]
    tolls: tuple[str, ...]
    reports: int
    origins: int
    review: str


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One commitment with its acts from all reports in order, and how many questions it leaves open."""

    id: str
    day: str
    last_day: str | None
    kind: str
    name: str
    parties: tuple[str, ...]
    status: str
    acts: tuple[str, ...]
    open: int
    reports: int
    origins: int
    review: str


@dataclass(frozen=True, slots=True)
class PositionLine:
    """The line of one holder on one issue through time: the stance and words of last, and all its steps."""

    id: str
    day: str
    last_day: str | None
    holder: str
    issue: str
    stance: str
    line: str
    steps: tuple[str, ...]
    reports: int
    origins: int
    review: str


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One actor with all its names, the most frequent first, and in how many reports it stands."""

    id: str
    name: str
    code: str | None
    country: str | None
    kind: str
    names: tuple[str, ...]
    reports: int
    review: str


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One text that several reports print, named by the first of them; `altered` where words differ."""

    origin: str
    title: str | None
    published: str | None
    reports: int
    publishers: tuple[str, ...]
    altered: bool
    why: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One incident that nobody has judged yet; `priority` is reports × (1 + contested fields) × doubt."""

    id: str
    priority: float
    day: str
    standing: str
    contested: tuple[str, ...]
    reports: int
    origins: int
    name: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision; `holds` unless it was undone. `value` as JSON."""

    number: int
    decided_at: str
    user: str
    kind: str
    layer: str
    row: str
    field: str | None
    value: str | None
    note: str | None
    undoes: int | None
    holds: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; `before` and `after` as JSON."""

    changed_at: str
    report: str | None
    kind: str
    layer: str
    row: str | None
    field: str | None
    before: str | None
    after: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where searched words stand; in `words` they are marked «so»."""

    kind: str
    row: str
    report: str
    title: str | None
    publisher: str | None
    published: str | None
    words: str
