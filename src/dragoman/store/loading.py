"""Loads the record of a stored report whole.

Place in the flow: below `views`, `deciding` and whatever needs more than rows of one list.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from dragoman.record.model import Record, Report
from dragoman.store import schema
from dragoman.store.rows import ACTS, LAYERS, REPORT_COLUMNS, from_rows

_READINGS, _REPORTS = schema.READINGS, schema.REPORTS


class Loaded(NamedTuple):
    """A record, the number of its reading, and the ids in the store by those in the record."""

    record: Record
    reading: int
    ids: dict[str, str]


def load(connection: Connection, report: str, is_current: ColumnElement[bool]) -> Loaded | None:
    """Return the record of a report in the reading that was current; None where there is none."""
    query = select(_REPORTS, _READINGS.c.id.label("reading"), _READINGS.c.local, _READINGS.c.url)
    query = query.select_from(_REPORTS.join(_READINGS)).where(_REPORTS.c.id == report, is_current)
    found = connection.execute(query).mappings().first()
    if found is None:
        return None
    tables = (*(layer.table for layer in (*LAYERS, ACTS)), schema.NOTES, schema.SPANS, schema.LINKS)
    rows = {table.name: _load_rows(connection, table, found["reading"]) for table in tables}
    ids = {row["local"]: row["id"] for layer in LAYERS for row in rows[layer.name]}
    columns = {name: found[name] for name in REPORT_COLUMNS}
    report_told = Report(id=found["local"], url=found["url"], **columns)
    return Loaded(from_rows(report_told, rows), found["reading"], ids)


def _load_rows(connection: Connection, table: Table, reading: int) -> list[RowMapping]:
    query = select(table).where(table.c.reading == reading).order_by(table.c.number)
    return list(connection.execute(query).mappings())
