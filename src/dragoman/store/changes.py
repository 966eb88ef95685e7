"""What a new reading of a report changes: rows that came, went, or say something else.

Place in the flow: `writer` asks when a report is read again; `views` lists what was stored of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from dragoman.store import schema
from dragoman.store.rows import ACTS, LAYERS, Row, Rows

_UNTOLD = frozenset(("confidence", "why", "name_key"))
"""Fields that differ from reading to reading and say nothing of the report."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row; values as JSON, None where there was none."""

    kind: Literal["added", "removed", "changed"]
    layer: str
    row: str
    field: str | None = None
    before: str | None = None
    after: str | None = None

    def to_row(self) -> Row:
        """Return the change as columns."""
        return asdict(self)


def find_changes(connection: Connection, previous: int, rows: Rows) -> list[Change]:
    """Return how the rows of a new reading differ from those of the one before, by layer and row."""
    links = schema.LINKS
    query = select(links).where(links.c.reading == previous).order_by(links.c.number)
    before_links = _group_links(dict(row) for row in connection.execute(query).mappings())
    after_links = _group_links(rows.tables["links"])
    found: list[Change] = []
    for layer in (*LAYERS, ACTS):
        table = layer.table
        stored = connection.execute(select(table).where(table.c.reading == previous)).mappings()
        before = {row["id"]: dict(row) for row in stored}
        after = {row["id"]: row for row in rows.tables[layer.name]}
        names = [name for name in (*layer.plain, *layer.references) if name not in _UNTOLD]
        if layer.has_when:
            names += ["when_start", "when_end"]
        found += [Change("removed", layer.name, row_id) for row_id in before if row_id not in after]
        found += [Change("added", layer.name, row_id) for row_id in after if row_id not in before]
        for row_id in before.keys() & after.keys():
            pairs = [(name, before[row_id].get(name), after[row_id].get(name)) for name in names]
            pairs += [
                (name, before_links.get((row_id, name)), after_links.get((row_id, name)))
                for name in layer.links
            ]
            found += [
                Change("changed", layer.name, row_id, name, _write(old), _write(new))
                for name, old, new in pairs
                if old != new
            ]
    return sorted(found, key=lambda change: (change.layer, change.kind, change.row, change.field or ""))


def write_changes(connection: Connection, report: str | None, at: str, rows: Iterable[Row]) -> None:
    """Store changes; `report` is whose they are, and with which they are forgotten."""
    written = [{"report": report, "changed_at": at} | row for row in rows]
    if written:
        connection.execute(insert(schema.CHANGES), written)


def _group_links(rows: Any) -> dict[tuple[str, str], list[str]]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        grouped.setdefault((row["owner"], row["name"]), []).append(row["target"])
    return grouped


def _write(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
