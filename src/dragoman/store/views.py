"""What the store says: lists with filters, as of today or of any earlier day, and records whole.

Place in the flow: beside `writer`; the command and the pages ask here and write no SQL of their own. Every
list has its words beside it. A view never writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Table,
    and_,
    func,
    not_,
    or_,
    select,
    text,
    tuple_,
)

from dragoman.errors import UsageError
from dragoman.record.model import Record, Report
from dragoman.store import schema
from dragoman.store.engine import open_reading, saying_faults
from dragoman.store.index import word_search
from dragoman.store.lines import (
    ActorLine,
    ChangeLine,
    ClaimLine,
    CommitmentLine,
    EventLine,
    Hit,
    OriginLine,
    PositionLine,
    ReportLine,
    TollLine,
)
from dragoman.store.pages import Page, cut
from dragoman.store.rows import ACTS, LAYERS, fold_name, from_rows
from dragoman.store.store import Store

LIMIT = 50
LAST = "\U0010ffff"
"""The last of all characters: what begins with a word lies between that word and the word with it."""
_READINGS, _REPORTS, _ACTORS, _EVENTS = schema.READINGS, schema.REPORTS, schema.ACTORS, schema.EVENTS
_CLAIMS, _LINKS, _SPANS, _TEXTS = schema.CLAIMS, schema.LINKS, schema.SPANS, schema.TEXTS


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed down to; None leaves it open.

    `actor` and `speaker` are a name, the beginning of a name with *, a code (`RUSGOV`) or a country (`RUS`).
    `since` and `until` are ISO days of the happening where a list has them, else of publication.
    """

    actor: str | None = None
    speaker: str | None = None
    type: str | None = None
    status: str | None = None
    report: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = LIMIT
    offset: int = 0


class View:
    """Reads one store. `as_of` is a moment (ISO, UTC) or a day: it is answered as it stood at its end."""

    def __init__(self, store: Store, *, as_of: str | None = None) -> None:
        self.store = store
        self._as_of = f"{as_of}T23:59:59.999999Z" if as_of and len(as_of) == len("2019-03-14") else as_of
        self._engine = open_reading(store.path)

    def list_reports(self, wanted: Filter = Filter()) -> list[ReportLine]:
        """Return reports, the newest first, with how many events and claims each tells."""
        counted = [
            select(func.count()).where(table.c.reading == _READINGS.c.id).scalar_subquery()
            for table in (_EVENTS, _CLAIMS)
        ]
        columns = [
            _REPORTS.c[name] for name in ("id", "title", "publisher", "published", "language", "added_at")
        ]
        query = self._of_now(select(*columns, *counted).select_from(_REPORTS.join(_READINGS)))
        query = _narrow_reports(query, wanted)
        query = query.order_by(_REPORTS.c.published.desc(), _REPORTS.c.id)
        with self._asking() as connection:
            return [ReportLine(*row) for row in connection.execute(cut(query, wanted.limit, wanted.offset))]

    def list_events(self, wanted: Filter = Filter()) -> list[EventLine]:
        """Return events, the latest first, with their sides, speakers and words."""
        query = self._of_layer(_EVENTS, wanted)
        if wanted.type:
            query = query.where(_EVENTS.c.type == wanted.type.upper())
        if wanted.status:
            query = query.where(_EVENTS.c.status == wanted.status)
        if wanted.actor:
            query = query.where(_has_actor(_EVENTS, ("source", "target"), wanted.actor))
        if wanted.speaker:
            told = select(_LINKS.c.owner).join(
                _CLAIMS, (_CLAIMS.c.id == _LINKS.c.target) & (_CLAIMS.c.reading == _LINKS.c.reading)
            )
            told = told.where(
                _LINKS.c.name == "claims", _is_of(_CLAIMS.c.reading, _CLAIMS.c.speaker, wanted.speaker)
            )
            query = query.where(_EVENTS.c.id.in_(told))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset))
            speakers = page.find_speakers()
            return [
                EventLine(
                    row["id"], *page.get_report(row), row["type"], row["mode"],
                    page.get_names(row, "source"), page.get_names(row, "target"), row["status"],
                    row["when_start"], row["when_end"], row["when_basis"], page.get_place(row),
                    speakers.get(row["id"], ()), row["confidence"], page.get_words(row, "evidence"),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_claims(self, wanted: Filter = Filter()) -> list[ClaimLine]:
        """Return claims with their speakers and words, those of the newest reports first."""
        query = self._of_layer(_CLAIMS, wanted)
        if wanted.type:
            query = query.where(_CLAIMS.c.kind == wanted.type)
        if wanted.status:
            query = query.where(_CLAIMS.c.stance == wanted.status)
        if wanted.speaker or wanted.actor:
            name = wanted.speaker or wanted.actor or ""
            query = query.where(_is_of(_CLAIMS.c.reading, _CLAIMS.c.speaker, name))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset))
            return [
                ClaimLine(
                    row["id"], *page.get_report(row),
                    page.get_name(row["speaker"]), row["stance"], row["kind"], row["confidence"],
                    page.get_words(row, "cue"), page.get_words(row, "content"),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_tolls(self, wanted: Filter = Filter()) -> list[TollLine]:
        """Return numbers of victims by report and speaker; nothing is added up."""
        table = schema.CASUALTIES
        query = self._of_layer(table, wanted)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        if wanted.speaker:
            query = query.where(_is_of(table.c.reading, table.c.speaker, wanted.speaker))
        if wanted.actor:
            query = query.where(_has_actor(table, ("victims",), wanted.actor))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset))
            return [
                TollLine(
                    row["id"], *page.get_report(row), row["kind"], row["low"],
                    row["high"], row["best"], page.get_names(row, "victims"), page.get_name(row["speaker"]),
                    row["cumulative"], row["superseded"], row["event"], page.get_words(row, "text"),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_commitments(self, wanted: Filter = Filter()) -> list[CommitmentLine]:
        """Return ceasefires, treaties, requests … as each report tells them, with the acts it tells."""
        table = schema.COMMITMENTS
        query = self._of_layer(table, wanted)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        if wanted.status:
            query = query.where(table.c.status == wanted.status)
        if wanted.actor:
            query = query.where(_has_actor(table, ("parties",), wanted.actor))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset))
            acts = page.find_acts()
            return [
                CommitmentLine(
                    row["id"], *page.get_report(row), row["kind"], row["name"],
                    page.get_names(row, "parties"), row["status"], acts.get(row["id"], ()),
                    page.get_words(row, "evidence"),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_positions(self, wanted: Filter = Filter()) -> list[PositionLine]:
        """Return the lines that holders take, in their reports' words, the newest first."""
        table = schema.POSITIONS
        query = self._of_layer(table, wanted)
        if wanted.status:
            query = query.where(table.c.stance == wanted.status)
        if wanted.actor:
            query = query.where(_is_of(table.c.reading, table.c.holder, wanted.actor))
        with self._asking() as connection:
            page = Page(connection, cut(query, wanted.limit, wanted.offset))
            return [
                PositionLine(
                    row["id"], *page.get_report(row),
                    page.get_name(row["holder"]), row["issue"], row["stance"], row["line"],
                    row["continuing"], page.get_words(row, "evidence"),
                )
                for row in page.rows
            ]  # fmt: skip

    def list_actors(self, wanted: Filter = Filter()) -> list[ActorLine]:
        """Return the names that reports give actors, those of most reports first."""
        reports = func.count(func.distinct(_ACTORS.c.reading))
        columns = (_ACTORS.c.name_key, func.min(_ACTORS.c.name), _ACTORS.c.code, _ACTORS.c.kind, reports)
        if wanted.report or wanted.publisher or wanted.since or wanted.until:
            readings = _narrow_reports(self._of_now(select(_READINGS.c.id).join(_REPORTS)), wanted)
            query = select(*columns).where(_ACTORS.c.reading.in_(readings))
        else:  # few readings are not current: asking for these is four times as fast
            query = select(*columns).where(
                _ACTORS.c.reading.not_in(select(_READINGS.c.id).where(not_(self._is_current())))
            )
        if wanted.actor:
            query = query.where(_matches(wanted.actor))
        if wanted.type:
            query = query.where(_ACTORS.c.kind == wanted.type)
        query = query.group_by(_ACTORS.c.name_key, _ACTORS.c.code, _ACTORS.c.kind)
        query = query.order_by(reports.desc(), _ACTORS.c.name_key)
        with self._asking() as connection:
            return [
                ActorLine(*row[1:]) for row in connection.execute(cut(query, wanted.limit, wanted.offset))
            ]

    def list_origins(self, wanted: Filter = Filter()) -> list[OriginLine]:
        """Return the texts that more than one report prints, those of most reports first."""
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
        query = _narrow_reports(query, wanted)
        with self._asking() as connection:
            found = []
            for row in connection.execute(cut(query, wanted.limit, wanted.offset)).all():
                members = select(origins.c.report).where(origins.c.origin == row[0])
                named = select(_REPORTS.c.publisher).where(_REPORTS.c.id.in_(members)).distinct()
                names = connection.scalars(named.order_by(_REPORTS.c.publisher)).all()
                pairs = select(func.max(alike.c.altered), func.min(alike.c.why))
                altered, why = connection.execute(pairs.where(alike.c.report.in_(members))).one()
                found.append(
                    OriginLine(
                        row[0], row[1], row[2], row[3], tuple(filter(None, names)), bool(altered), why or ""
                    )
                )
            return found

    def list_changes(self, wanted: Filter = Filter()) -> list[ChangeLine]:
        """Return what was added, changed or removed, in order; `since` and `until` are days of the change."""
        table = schema.CHANGES
        names = ("changed_at", "report", "kind", "layer", "row", "field", "before", "after", "why")
        query = select(*(table.c[name] for name in names)).order_by(table.c.id)
        if self._as_of:
            query = query.where(table.c.changed_at <= self._as_of)
        if wanted.since:
            query = query.where(table.c.changed_at >= wanted.since)
        if wanted.until:
            query = query.where(table.c.changed_at <= f"{wanted.until}T23:59:59.999999Z")
        if wanted.report:
            query = query.where(table.c.report == wanted.report)
        if wanted.type:
            query = query.where(table.c.kind == wanted.type)
        with self._asking() as connection:
            return [ChangeLine(*row) for row in connection.execute(cut(query, wanted.limit, wanted.offset))]

    def search(self, words: str, wanted: Filter = Filter()) -> list[Hit]:
        """Return where words stand in reports, claims and names of actors, the best first.

        Searched are current readings; `as_of` does not reach back here.

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
            " ORDER BY rank LIMIT :limit OFFSET :offset"
        )
        asked = {
            "words": word_search(words), "kind": wanted.type, "since": wanted.since, "until": wanted.until,
            "limit": wanted.limit, "offset": wanted.offset,
        }  # fmt: skip
        with self._asking() as connection:
            return [Hit(*row) for row in connection.execute(query, asked)]

    def load_record(self, report_id: str) -> Record:
        """Return the record of a report as it was read.

        Raises:
            UsageError: There is no such report.
        """
        with self._asking() as connection:
            query = self._of_now(
                select(_REPORTS, _READINGS.c.id.label("reading"), _READINGS.c.local, _READINGS.c.url)
            )
            query = query.select_from(_REPORTS.join(_READINGS)).where(_REPORTS.c.id == report_id)
            found = connection.execute(query).mappings().first()
            if found is None:
                raise UsageError(f"Report not shown: the store has no {report_id!r}.")
            tables = (*(layer.table for layer in (*LAYERS, ACTS)), schema.NOTES, _SPANS, _LINKS)
            rows = {table.name: _load_rows(connection, table, found["reading"]) for table in tables}
        names = ("title", "publisher", "url", "published", "published_basis", "language", "sha256", "text")
        return from_rows(Report(found["local"], *(found[name] for name in names)), rows)

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
            counts["origins"] = (
                connection.scalar(select(func.count(func.distinct(schema.ORIGINS.c.origin)))) or 0
            )
            for table in (schema.FAILURES, schema.DECISIONS):
                counts[table.name] = connection.scalar(select(func.count()).select_from(table)) or 0
            return counts

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        """Give a connection whose faults are said in words."""
        with saying_faults(self.store.path), self._engine.connect() as connection:
            yield connection

    def _of_now(self, query: Select[Any]) -> Select[Any]:
        """Narrow a query over readings to those that were current."""
        return query.where(self._is_current())

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
        query = select(table).where(reading.exists())
        if wanted.since:
            query = query.where(table.c.day >= wanted.since)
        if wanted.until:
            query = query.where(table.c.day <= wanted.until)
        return query.order_by(table.c.day.desc(), table.c.reading.desc(), table.c.number)


def _load_rows(connection: Connection, table: Table, reading: int) -> list[RowMapping]:
    query = select(table).where(table.c.reading == reading).order_by(table.c.number)
    return list(connection.execute(query).mappings())


def _narrow_reports(query: Select[Any], wanted: Filter) -> Select[Any]:
    """Narrow a query over reports by the filters that every list has."""
    if wanted.report:
        query = query.where(_REPORTS.c.id == wanted.report)
    if wanted.publisher:
        query = query.where(func.lower(_REPORTS.c.publisher) == wanted.publisher.lower())
    if wanted.since:
        query = query.where(_REPORTS.c.published >= wanted.since)
    if wanted.until:
        query = query.where(_REPORTS.c.published <= wanted.until)
    return query


def _matches(name: str) -> ColumnElement[bool]:
    """Return whether an actor is who a filter names: by name, beginning of a name, code or country."""
    key = fold_name(name.rstrip("*"))
    if name.endswith("*"):
        return _ACTORS.c.name_key.between(key, key + LAST)
    return or_(_ACTORS.c.name_key == key, _ACTORS.c.code == name.upper(), _ACTORS.c.country == name.upper())


def _has_actor(table: Table, fields: tuple[str, ...], name: str) -> ColumnElement[bool]:
    """Return whether a row has somebody in one of its fields."""
    owners = select(_LINKS.c.owner).join(
        _ACTORS, (_ACTORS.c.id == _LINKS.c.target) & (_ACTORS.c.reading == _LINKS.c.reading)
    )
    return table.c.id.in_(owners.where(_LINKS.c.name.in_(fields), _matches(name)))


def _is_of(reading: Any, actor: Any, name: str) -> ColumnElement[bool]:
    """Return whether a column holds somebody."""
    return tuple_(reading, actor).in_(select(_ACTORS.c.reading, _ACTORS.c.id).where(_matches(name)))
