"""What persons decided, as it holds at a moment: which rows are rejected, which fields they gave.

Place in the flow: below `deciding`, which writes decisions, and `views` and `dossiers`, which heed them. A
decision is a row that is never changed; one that another undoes no longer holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select

from dragoman.record.model import DatePrecision, Record, When
from dragoman.store import schema
from dragoman.store.rows import LAYERS

_DECISIONS = schema.DECISIONS
VERDICTS = ("accept", "reject")
Edits = dict[str, dict[str, Any]]
"""The fields that persons gave, by row."""


def holds(as_of: str | None = None) -> ColumnElement[bool]:
    """Return whether a decision holds at a moment: it was made, and none had undone it; None is now."""
    undoing = _DECISIONS.alias("undoing")
    undone = select(1).where(undoing.c.undoes == _DECISIONS.c.id)
    if as_of is None:
        return not_(undone.exists())
    undone = undone.where(undoing.c.decided_at <= as_of)
    return and_(_DECISIONS.c.decided_at <= as_of, not_(undone.exists()))


def list_rejected(as_of: str | None = None) -> Select[Any]:
    """Return the query of rows whose last verdict that holds is a rejection."""
    return _list_judged("reject", as_of)


def list_accepted(as_of: str | None = None) -> Select[Any]:
    """Return the query of rows whose last verdict that holds is that they are right."""
    return _list_judged("accept", as_of)


def _list_judged(kind: str, as_of: str | None) -> Select[Any]:
    last = (
        select(func.max(_DECISIONS.c.id))
        .where(_DECISIONS.c.kind.in_(VERDICTS), holds(as_of))
        .group_by(_DECISIONS.c.row)
    )
    return select(_DECISIONS.c.row).where(_DECISIONS.c.id.in_(last), _DECISIONS.c.kind == kind)


def find_rejected(connection: Connection, rows: Iterable[str]) -> set[str]:
    """Return which of some rows are rejected now."""
    return {row for row, verdict in find_verdicts(connection, rows).items() if verdict == "reject"}


def find_verdicts(connection: Connection, rows: Iterable[str], as_of: str | None = None) -> dict[str, str]:
    """Return the last verdict that holds for each of some rows that have one."""
    query = select(_DECISIONS.c.row, _DECISIONS.c.kind)
    query = query.where(_DECISIONS.c.row.in_(set(rows)), _DECISIONS.c.kind.in_(VERDICTS), holds(as_of))
    return {row: kind for row, kind in connection.execute(query.order_by(_DECISIONS.c.id))}


def find_edits(connection: Connection, rows: Iterable[str], as_of: str | None = None) -> Edits:
    """Return the fields that persons gave some rows, the last of each."""
    query = select(_DECISIONS.c.row, _DECISIONS.c.field, _DECISIONS.c.value)
    query = query.where(_DECISIONS.c.row.in_(set(rows)), _DECISIONS.c.kind == "edit", holds(as_of))
    found: Edits = {}
    for row, field, value in connection.execute(query.order_by(_DECISIONS.c.id)):
        found.setdefault(row, {})[field] = json.loads(value)
    return found


def equals(column: Any, value: Any, as_of: str | None = None) -> ColumnElement[bool]:
    """Return whether a column of a layer holds a value, by what a person gave it, else as it was read."""
    edited = (
        select(_DECISIONS.c.row)
        .where(_DECISIONS.c.kind == "edit", _DECISIONS.c.field == column.name, holds(as_of))
        .order_by(None)
    )
    last = select(func.max(_DECISIONS.c.id)).where(
        _DECISIONS.c.kind == "edit", _DECISIONS.c.field == column.name, holds(as_of)
    )
    given = select(_DECISIONS.c.row).where(
        _DECISIONS.c.id.in_(last.group_by(_DECISIONS.c.row)), _DECISIONS.c.value == json.dumps(value)
    )
    row = column.table.c.id
    return or_(and_(column == value, row.not_in(edited)), row.in_(given))


def apply_edits(record: Record, ids: Mapping[str, str], edits: Edits) -> Record:
    """Return a record with the fields that persons gave; `ids` are the ids in the store by those in it."""
    if not edits:
        return record
    layers: dict[str, Any] = {}
    for layer in LAYERS:
        layers[layer.name] = tuple(
            _edit(one, edits[ids[one.id]]) if ids[one.id] in edits else one
            for one in getattr(record, layer.name)
        )
    return replace(record, **layers)


def _edit(one: Any, given: Mapping[str, Any]) -> Any:
    plain = {name: value for name, value in given.items() if not name.startswith("when_")}
    times = {name.removeprefix("when_"): value for name, value in given.items() if name.startswith("when_")}
    if times:
        old = one.when or When(None, None, "unknown", "inferred", None)
        start, end = times.get("start", old.start), times.get("end", old.end)
        if start and end and start > end:  # one of both was given, or both in the wrong order
            start, end = min(times.values()), max(times.values())
        precision: DatePrecision = "day" if start == end else "range"
        plain["when"] = replace(old, start=start, end=end, precision=precision) if start or end else None
    return replace(one, **plain)
