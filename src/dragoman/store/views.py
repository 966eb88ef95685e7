"""What the store says: lists with filters, as of today or of any earlier day, and records whole.

Place in the flow: beside `writer`; the command and the pages ask here and write no SQL of their own. Every
list has its words beside it. A view never writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    or_,
    select,
    text,
    true,
    tuple_,
)

from dragoman.errors import UsageError
from dragoman.record.model import Record
from dragoman.store import schema
from dragoman.store.across import Dossier, list_actors, list_dossiers, list_queue, load_dossier
from dragoman.store.decisions import equals, holds
from dragoman.store.engine import open_reading, saying_faults
from dragoman.store.filters import (
    EVERYTHING,
    Filter,
    has_actor,
    has_origins,
    is_actor,
    is_from,
    is_in,
    is_told_by,
    matches,
    narrow_reports,
    narrow_review,
)
from dragoman.store.index import word_search
from dragoman.store.lines import (
    ActorLine,
    ChangeLine,
    ClaimLine,
    CommitmentLine,
    DecisionLine,
    EventLine,
    FailureLine,
    Hit,
    IncidentLine,
    OriginLine,
    PositionLine,
    ReportLine,
    ReviewLine,
    TollLine,
)
from dragoman.store.loading import load
from dragoman.store.originals import load_original
from dragoman.store.pages import Page, cut
from dragoman.store.rows import LAYERS
from dragoman.store.store import Store

_READINGS, _REPORTS, _ACTORS, _EVENTS = schema.READINGS, schema.REPORTS, schema.ACTORS, schema.EVENTS
_CLAIMS, _LINKS, _SPANS, _TEXTS = schema.CLAIMS, schema.LINKS, schema.SPANS, schema.TEXTS


class View:
    """Reads one store. `as_of` is a moment (ISO, UTC) or a day: it is answered as it stood at its end."""

    def __init__(self, store: Store, *, as_of: str | None = None) -> None:
        self.store = store
        self._as_of = f"{as_of}T23:59:59.999999Z" if as_of and len(as_of) == len("2019-03-14") else as_of
        self._engine = open_reading(store.path)

    def list_reports(self, wanted: Filter = EVERYTHING) -> list[ReportLine]:
        """Return reports, the newest first, with how many events and claims each tells."""
        counted = [
            select(func.count()).where(table.c.reading == _READINGS.c.id).scalar_subquery()
            for table in (_EVENTS, _CLAIMS)
        ]
        columns = [
            _REPORTS.c[name] for name in ("id", "title", "publisher", "published", "language", "added_at")
        ]
        query = self._of_now(select(*columns, *counted).select_from(_REPORTS.join(_READINGS)))
        query = narrow_reports(query, wanted)
        query = query.order_by(_REPORTS.c.published.desc(), _REPORTS.c.id)
        with self._asking() as connection:
            return [ReportLine(*row) for row in connection.execute(cut(query, wanted.limit, wanted.offset))]

    def list_events(self, wanted: Filter = EVERYTHING) -> list[EventLine]:
        """Return events, the latest first, with their sides, speakers and words."""
        query = self._of_layer(_EVENTS, wanted)
        if wanted.type:
            query = query.where(self._equals(_EVENTS.c.type, wanted.type.upper()))
        if wanted.status:
            query = query.where(self._equals(_EVENTS.c.status, wanted.status))
        if wanted.actor:
            query = query.where(has_actor(_EVENTS, ("source", "target"), wanted.actor))
        if wanted.speaker:
            query = query.where(is_told_by(_EVENTS.c.id, wanted.speaker))
        if wanted.country:
            query = query.where(is_in(wanted.country))
        if wanted.min_origins:
            query = query.where(has_origins(_EVENTS.c.id, wanted.min_origins, self._as_of))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset), self._as_of)
            speakers = page.find_speakers()
            return [
                EventLine(
                    row["id"], *page.get_report(row), row["type"], row["mode"],
                    page.get_names(row, "source"), page.get_names(row, "target"), row["status"],
                    row["when_start"], row["when_end"], row["when_basis"], page.get_place(row),
                    speakers.get(row["id"], ()), row["confidence"], page.get_words(row, "evidence"),
                    page.get_review(row),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_claims(self, wanted: Filter = EVERYTHING) -> list[ClaimLine]:
        """Return claims with their speakers and words, those of the newest reports first."""
        query = self._of_layer(_CLAIMS, wanted)
        if wanted.type:
            query = query.where(self._equals(_CLAIMS.c.kind, wanted.type))
        if wanted.status:
            query = query.where(self._equals(_CLAIMS.c.stance, wanted.status))
        if wanted.speaker or wanted.actor:
            name = wanted.speaker or wanted.actor or ""
            query = query.where(is_actor(_CLAIMS.c.reading, _CLAIMS.c.speaker, matches(name)))
        if wanted.country:
            query = query.where(is_actor(_CLAIMS.c.reading, _CLAIMS.c.speaker, is_from(wanted.country)))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset), self._as_of)
            return [
                ClaimLine(
                    row["id"], *page.get_report(row),
                    page.get_name(row["speaker"]), row["stance"], row["kind"], row["confidence"],
                    page.get_words(row, "cue"), page.get_words(row, "content"),
                    page.get_review(row),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_tolls(self, wanted: Filter = EVERYTHING) -> list[TollLine]:
        """Return numbers of victims by report and speaker; nothing is added up."""
        table = schema.CASUALTIES
        query = self._of_layer(table, wanted)
        if wanted.type:
            query = query.where(self._equals(table.c.kind, wanted.type))
        if wanted.speaker:
            query = query.where(is_actor(table.c.reading, table.c.speaker, matches(wanted.speaker)))
        if wanted.actor:
            query = query.where(has_actor(table, ("victims",), wanted.actor))
        if wanted.country:
            events = select(_EVENTS.c.reading, _EVENTS.c.id).where(is_in(wanted.country))
            query = query.where(tuple_(table.c.reading, table.c.event).in_(events))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset), self._as_of)
            return [
                TollLine(
                    row["id"], *page.get_report(row), row["kind"], row["low"],
                    row["high"], row["best"], page.get_names(row, "victims"), page.get_name(row["speaker"]),
                    row["cumulative"], row["superseded"], row["event"], page.get_words(row, "text"),
                    page.get_review(row),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_incidents(self, wanted: Filter = EVERYTHING) -> list[IncidentLine]:
        """Return what several reports tell of each happening, the latest first."""
        with self._asking() as connection:
            return [
                IncidentLine(
                    row["id"], row["day"], row["last_day"], row["type"], tuple(detail["source"]),
                    tuple(detail["target"]), row["place"], row["country"], row["standing"],
                    tuple(row["contested"].split()), tuple(detail["tolls"]), row["reports"], row["origins"],
                    row["review"],
                )
                for row, detail in list_dossiers(connection, "incident", wanted, self._as_of)
            ]  # fmt: skip

    def list_commitments(self, wanted: Filter = EVERYTHING) -> list[CommitmentLine]:
        """Return ceasefires, treaties, requests … each with its acts from all reports, the latest first."""
        with self._asking() as connection:
            return [
                CommitmentLine(
                    row["id"], row["day"], row["last_day"], row["type"], row["name"],
                    tuple(detail["parties"]), row["standing"], tuple(detail["acts"]), detail["open"],
                    row["reports"], row["origins"], row["review"],
                )
                for row, detail in list_dossiers(connection, "commitment", wanted, self._as_of)
            ]  # fmt: skip

    def load_dossier(self, dossier: str) -> Dossier:
        """Return an incident, a commitment or an actor whole: all that is told of it, and by which rows.

        Raises:
            UsageError: There is no such dossier.
        """
        with self._asking() as connection:
            return load_dossier(connection, dossier, self._as_of)

    def list_lines(self, wanted: Filter = EVERYTHING) -> list[PositionLine]:
        """Return the line of each holder on each issue through time, the newest first."""
        with self._asking() as connection:
            return [
                PositionLine(
                    row["id"], row["day"], row["last_day"], detail["holder"], detail["issue"],
                    row["standing"], detail["line"], tuple(detail["steps"]), row["reports"], row["origins"],
                    row["review"],
                )
                for row, detail in list_dossiers(connection, "line", wanted, self._as_of)
            ]  # fmt: skip

    def list_actors(self, wanted: Filter = EVERYTHING) -> list[ActorLine]:
        """Return who is known again from report to report, those of most reports first."""
        with self._asking() as connection:
            return [
                ActorLine(
                    row["id"], row["name"], detail["code"], row["country"], row["type"],
                    tuple(detail["names"]), row["reports"], row["review"],
                )
                for row, detail in list_actors(connection, wanted, self._as_of)
            ]  # fmt: skip

    def list_origins(self, wanted: Filter = EVERYTHING) -> list[OriginLine]:
        """Return the texts that more than one report prints, those of most reports first.

        As of a day the reports are counted that were there; which of them print one text is known from all.
        """
        origins, first, alike = schema.ORIGINS, _REPORTS.alias("first"), schema.LIKENESSES
        count = func.count(func.distinct(origins.c.report))
        query = (
            select(first.c.id, first.c.title, first.c.published, count)
            .select_from(origins.join(first, first.c.id == origins.c.origin))
            .join(_REPORTS, _REPORTS.c.id == origins.c.report)
            .group_by(origins.c.origin)
            .having(count > 1)
            .order_by(count.desc(), origins.c.origin)
        )
        query = narrow_reports(query, wanted).where(self._is_past(_REPORTS.c.added_at))
        known = select(_REPORTS.c.id).where(self._is_past(_REPORTS.c.added_at))
        with self._asking() as connection:
            found = []
            for row in connection.execute(cut(query, wanted.limit, wanted.offset)).all():
                members = select(origins.c.report).where(
                    origins.c.origin == row[0], origins.c.report.in_(known)
                )
                named = select(_REPORTS.c.publisher).where(_REPORTS.c.id.in_(members)).distinct()
                names = connection.scalars(named.order_by(_REPORTS.c.publisher)).all()
                pairs = select(func.max(alike.c.altered), func.min(alike.c.why))
                pairs = pairs.where(alike.c.report.in_(members), alike.c.other.in_(known))
                altered, why = connection.execute(pairs).one()
                found.append(
                    OriginLine(
                        row[0], row[1], row[2], row[3], tuple(filter(None, names)), bool(altered), why or ""
                    )
                )
            return found

    def list_queue(self, wanted: Filter = EVERYTHING) -> list[ReviewLine]:
        """Return the incidents that nobody has judged, those first that most reports dispute or read ill."""
        with self._asking() as connection:
            return [
                ReviewLine(
                    row["id"], row["priority"], row["day"], row["standing"], tuple(row["contested"].split()),
                    row["reports"], row["origins"], row["name"],
                )
                for row, _ in list_queue(connection, wanted, self._as_of)
            ]  # fmt: skip

    def list_decisions(self, wanted: Filter = EVERYTHING) -> list[DecisionLine]:
        """Return what persons decided, in order; `since` and `until` are days of the decision."""
        table = schema.DECISIONS
        names = ("id", "decided_at", "user", "kind", "layer", "row", "field", "value", "note", "undoes")
        query: Select[Any] = select(*(table.c[name] for name in names), holds(self._as_of))
        query = query.order_by(table.c.id)
        query = self._narrow_moments(query, table.c.decided_at, wanted)
        if wanted.report:
            query = query.where(table.c.report == wanted.report)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        with self._asking() as connection:
            rows = connection.execute(cut(query, wanted.limit, wanted.offset))
            return [DecisionLine(*row) for row in rows]

    def _narrow_moments(self, query: Select[Any], moment: Any, wanted: Filter) -> Select[Any]:
        """Narrow a query to rows that were written in the days wanted, and by the moment of the view."""
        query = query.where(self._is_past(moment))
        if wanted.since:
            query = query.where(moment >= wanted.since)
        if wanted.until:
            query = query.where(moment <= f"{wanted.until}T23:59:59.999999Z")
        return query

    def list_changes(self, wanted: Filter = EVERYTHING) -> list[ChangeLine]:
        """Return what was added, changed or removed, in order; `since` and `until` are days of the change."""
        table = schema.CHANGES
        names = ("changed_at", "report", "kind", "layer", "row", "field", "before", "after", "why")
        query = select(*(table.c[name] for name in names)).order_by(table.c.id)
        query = self._narrow_moments(query, table.c.changed_at, wanted)
        if wanted.report:
            query = query.where(table.c.report == wanted.report)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        with self._asking() as connection:
            return [ChangeLine(*row) for row in connection.execute(cut(query, wanted.limit, wanted.offset))]

    def list_failures(self, wanted: Filter = EVERYTHING) -> list[FailureLine]:
        """Return what could not be fetched, read or kept, the latest first; `type` is the kind of error."""
        table = schema.FAILURES
        names = ("failed_at", "stage", "kind", "name", "message")
        query = select(*(table.c[name] for name in names)).order_by(table.c.id.desc())
        query = self._narrow_moments(query, table.c.failed_at, wanted)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        with self._asking() as connection:
            return [FailureLine(*row) for row in connection.execute(cut(query, wanted.limit, wanted.offset))]

    def search(self, words: str, wanted: Filter = EVERYTHING) -> list[Hit]:
        """Return where words stand in reports, claims and names of actors, the best first.

        Searched are current readings; as of a day, those of the reports that were there.

        Raises:
            UsageError: The search has no word.
        """
        query = text(
            "SELECT texts.kind, texts.owner, reports.id, reports.title, reports.publisher, reports.published,"
            " snippet(search, 0, '«', '»', '…', 16)"
            " FROM search JOIN texts ON texts.id = search.rowid JOIN readings ON readings.id = texts.reading"
            " JOIN reports ON reports.id = readings.report"
            " WHERE search MATCH :words AND (:kind IS NULL OR texts.kind = :kind)"
            " AND (:since IS NULL OR reports.published >= :since)"
            " AND (:until IS NULL OR reports.published <= :until)"
            " AND (:as_of IS NULL OR reports.added_at <= :as_of)"
            " ORDER BY rank LIMIT :limit OFFSET :offset"
        )
        asked = {
            "words": word_search(words), "kind": wanted.type, "since": wanted.since, "until": wanted.until,
            "limit": wanted.limit, "offset": wanted.offset, "as_of": self._as_of,
        }  # fmt: skip
        with self._asking() as connection:
            return [Hit(*row) for row in connection.execute(query, asked)]

    def load_record(self, report_id: str) -> Record:
        """Return the record of a report as it was read.

        Raises:
            UsageError: There is no such report.
        """
        with self._asking() as connection:
            loaded = load(connection, report_id, self._is_current())
        if loaded is None:
            raise UsageError(f"Report not shown: the store has no {report_id!r}.")
        return loaded.record

    def load_original(self, report_id: str) -> bytes:
        """Return the bytes of the document that a report was last taken from.

        Raises:
            UsageError: There is no such report, or its document was not kept.
        """
        with self._asking() as connection:
            content = load_original(connection, report_id)
        if content is None:
            raise UsageError(
                f"Original not shown: the store has none of {report_id!r}; `add --keep-originals` keeps them."
            )
        return content

    def count_rows(self) -> dict[str, int]:
        """Return how many rows of each kind the store has, and how many reports could not be read."""
        layers = (*(layer.table for layer in LAYERS), schema.NOTES)
        with self._asking() as connection:
            counts = {
                "reports": connection.scalar(self._of_now(select(func.count()).select_from(_READINGS))) or 0
            }
            for table in layers:
                query = self._of_now(select(func.count()).select_from(table.join(_READINGS)))
                counts[table.name] = connection.scalar(query) or 0
            origins = select(func.count(func.distinct(schema.ORIGINS.c.origin)))
            origins = origins.join(_REPORTS, _REPORTS.c.id == schema.ORIGINS.c.report)
            failures = select(func.count(schema.FAILURES.c.id))
            decisions = select(func.count(schema.DECISIONS.c.id))
            for name, query, moment in (
                ("origins", origins, _REPORTS.c.added_at),
                ("failures", failures, schema.FAILURES.c.failed_at),
                ("decisions", decisions, schema.DECISIONS.c.decided_at),
            ):
                counts[name] = connection.scalar(query.where(self._is_past(moment))) or 0
            return counts

    def _equals(self, column: Any, value: str) -> ColumnElement[bool]:
        """Return whether a column holds a value; where nobody edited it plainly, so that its index serves."""
        edited = select(schema.DECISIONS.c.id).where(
            schema.DECISIONS.c.kind == "edit", schema.DECISIONS.c.field == column.name
        )
        with self._asking() as connection:
            is_edited = connection.scalar(edited.limit(1)) is not None
        return equals(column, value, self._as_of) if is_edited else column == value

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        """Give a connection whose faults are said in words."""
        with saying_faults(self.store.path), self._engine.connect() as connection:
            yield connection

    def _of_now(self, query: Select[Any]) -> Select[Any]:
        """Narrow a query over readings to those that were current."""
        return query.where(self._is_current())

    def _is_past(self, moment: Any) -> ColumnElement[bool]:
        """Return whether something had been written by the moment of the view."""
        return true() if self._as_of is None else moment <= self._as_of

    def _is_current(self) -> ColumnElement[bool]:
        superseded = _READINGS.c.superseded_at
        if self._as_of is None:
            return superseded.is_(None)
        return and_(_READINGS.c.read_at <= self._as_of, or_(superseded.is_(None), superseded > self._as_of))

    def _of_layer(self, table: Table, wanted: Filter) -> Select[Any]:
        """Return the query of a layer's rows in current readings, the latest day first.

        Whether a row's reading is current is asked row by row (`EXISTS`), so that the index of days gives the
        order: joined, SQLite reads and sorts every row (139 ms against 2 with 330,000 events).
        """
        reading = self._of_now(select(1).where(_READINGS.c.id == table.c.reading))
        if wanted.report:
            reading = reading.where(_READINGS.c.report == wanted.report)
        if wanted.publisher:
            reading = reading.join(_REPORTS, _REPORTS.c.id == _READINGS.c.report)
            reading = reading.where(func.lower(_REPORTS.c.publisher) == wanted.publisher.lower())
        query = select(table).where(reading.exists(), narrow_review(table.c.id, wanted.review, self._as_of))
        if wanted.since:
            query = query.where(table.c.day >= wanted.since)
        if wanted.until:
            query = query.where(table.c.day <= wanted.until)
        return query.order_by(table.c.day.desc(), table.c.reading.desc(), table.c.number)
