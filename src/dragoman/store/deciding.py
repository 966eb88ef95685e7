"""Writes what persons decide: accept, reject, edit, merge, split, undo; each a dated row by a named user.

Place in the flow: beside `writer`; the command and the pages call it. Nothing that was read is changed: a
decision is heeded when rows are shown, and by linking, now and after every later reading.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from math import isfinite
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sqlalchemy import Connection, RowMapping, func, insert, select

from dragoman.errors import UsageError
from dragoman.linking.dossiers import Kind
from dragoman.linking.kinds import KINDS
from dragoman.store import schema
from dragoman.store.changes import write_changes
from dragoman.store.decisions import apply_edits, find_edits, find_rejected, holds
from dragoman.store.dossiers import Dossiers, Member, get_kind, list_rows, load_members
from dragoman.store.engine import open_writing, saying_faults
from dragoman.store.loading import load
from dragoman.store.rows import LAYERS, Layer
from dragoman.store.store import Store
from dragoman.store.writer import now

DecisionKind = Literal["accept", "reject", "edit", "merge", "split", "undo"]
_DECISIONS, _MEMBERS, _FACTS, _READINGS = schema.DECISIONS, schema.MEMBERS, schema.FACTS, schema.READINGS
_LAYERS = {layer.letter: layer for layer in LAYERS}
_UNGIVEN = frozenset(("confidence", "why"))
"""Fields that tell of the reading, not of the report."""
_DAYS = frozenset(("when_start", "when_end", "as_of"))


class Decider:
    """Writes one user's decisions into a store; each is one transaction and returns its number."""

    def __init__(self, store: Store, user: str, *, clock: Callable[[], str] = now) -> None:
        if not user.strip():
            raise UsageError("Nothing decided: a decision needs the name of who decides.")
        self.store = store
        self._user = user.strip()
        self._clock = clock
        self._engine = open_writing(store.path)

    def accept(self, row: str, note: str | None = None) -> int:
        """Mark a row or a dossier as reviewed and right.

        Raises:
            UsageError: There is no such row.
        """
        return self._judge("accept", row, note)

    def reject(self, row: str, note: str | None = None) -> int:
        """Leave a row out of lists and of its dossier, or a dossier out of lists; it stays in the store.

        Raises:
            UsageError: There is no such row.
        """
        return self._judge("reject", row, note)

    def edit(self, row: str, field: str, value: Any, note: str | None = None) -> int:
        """Give a field of a row another value, which lists and dossiers show from now on.

        Raises:
            UsageError: There is no such row or field, or the field cannot hold the value.
        """
        with self._deciding() as (connection, dossiers):
            found = _load_row(connection, row)
            layer = _LAYERS[row[0]]
            written = json.dumps(check_value(layer, field, value), ensure_ascii=False)
            number = self._write(
                connection,
                dossiers,
                "edit",
                layer.name,
                row,
                note,
                found["report"],
                field=field,
                value=written,
            )
            _renew_facts(connection, dossiers, found["report"])
        return number

    def merge(self, into: str, gone: str, note: str | None = None) -> int:
        """Make two dossiers one: all rows of the second move into the first, and stay whatever is read later.

        Raises:
            UsageError: There is no such dossier, or they are of two kinds.
        """
        if into == gone or into[:1] != gone[:1]:
            raise UsageError(f"Nothing merged: {into!r} and {gone!r} are not two of one kind.")
        with self._deciding() as (connection, dossiers):
            kind = _find_kind(connection, into)
            _find_kind(connection, gone)
            number = self._write(connection, dossiers, "merge", f"{kind.name}s", into, note, value=gone)
            held = load_members(connection, kind, [into, gone], None)
            dossiers.move([member for _, member in held], into, f"merged by {self._user}", number)
        return number

    def split(self, rows: Sequence[str], note: str | None = None) -> int:
        """Take rows out of their dossier into one of their own, where they stay whatever is read later.

        Raises:
            UsageError: The rows are not of one dossier, or are all of it.
        """
        with self._deciding() as (connection, dossiers):
            held = select(_MEMBERS).where(_MEMBERS.c.row.in_(rows), _MEMBERS.c.until.is_(None))
            found = {row["row"]: row["dossier"] for row in connection.execute(held).mappings()}
            if set(rows) != found.keys() or len(set(found.values())) != 1:
                raise UsageError(
                    f"Nothing split: {', '.join(rows)} are not rows of one incident or the like."
                )
            [dossier] = set(found.values())
            kind = get_kind(dossier)
            members = [member for _, member in load_members(connection, kind, [dossier], None)]
            leaving = [member for member in members if member.row in found]
            if len(leaving) == len(members):
                raise UsageError(f"Nothing split: {', '.join(rows)} are all of {dossier}.")
            number = self._write(
                connection, dossiers, "split", f"{kind.name}s", dossier, note, value=json.dumps(sorted(found))
            )
            staying = [member for member in members if member.row not in found]
            dossiers.move(leaving, dossiers.make_id(kind, leaving[0].row), f"split by {self._user}", number)
            dossiers.move(staying, dossier, f"kept apart by {self._user}", number)
        return number

    def undo(self, decision: int, note: str | None = None) -> int:
        """Take a decision back: rows are shown and linked as before it.

        Raises:
            UsageError: There is no such decision, it no longer holds, or a later one moved the same rows.
        """
        with self._deciding() as (connection, dossiers):
            query = select(_DECISIONS).where(
                _DECISIONS.c.id == decision, _DECISIONS.c.kind != "undo", holds()
            )
            found = connection.execute(query).mappings().first()
            if found is None:
                raise UsageError(f"Nothing undone: there is no decision {decision} that holds.")
            _check_last(connection, decision)
            number = self._write(
                connection, dossiers, "undo", found["layer"], found["row"], note, found["report"],
                undoes=decision,
            )  # fmt: skip
            if found["kind"] in ("merge", "split"):
                dossiers.move_back(decision)
            elif found["kind"] == "edit":
                _renew_facts(connection, dossiers, found["report"])
            else:
                _settle(connection, dossiers, found["row"])
        return number

    def _judge(self, kind: DecisionKind, row: str, note: str | None) -> int:
        with self._deciding() as (connection, dossiers):
            if row[:1] in _LAYERS:
                layer, report = _LAYERS[row[0]].name, _load_row(connection, row)["report"]
            else:
                layer, report = f"{_find_kind(connection, row).name}s", None
            number = self._write(connection, dossiers, kind, layer, row, note, report)
            _settle(connection, dossiers, row)
        return number

    @contextmanager
    def _deciding(self) -> Iterator[tuple[Connection, Dossiers]]:
        """Yield one transaction and what is done to dossiers in it; at its end they are described anew."""
        with saying_faults(self.store.path), self._engine.begin() as connection:
            dossiers = Dossiers(connection, self._clock())
            yield connection, dossiers
            dossiers.refresh()
            write_changes(connection, None, dossiers.at, dossiers.changes)

    def _write(
        self, connection: Connection, dossiers: Dossiers, kind: DecisionKind, layer: str, row: str,
        note: str | None, report: str | None = None, **columns: Any,
    ) -> int:  # fmt: skip
        made = connection.execute(
            insert(_DECISIONS).values(
                decided_at=dossiers.at, user=self._user, kind=kind, layer=layer, row=row, report=report,
                note=note, **columns,
            )
        )  # fmt: skip
        told = {"kind": kind, "layer": layer, "row": row, "field": columns.get("field"), "before": None}
        why = ": ".join(filter(None, (f"decided by {self._user}", note)))
        write_changes(connection, report, dossiers.at, [told | {"after": columns.get("value"), "why": why}])
        key = made.inserted_primary_key
        return int(key[0]) if key else 0


def check_value(layer: Layer, field: str, value: Any) -> Any:
    """Return a value as a field of a layer holds it; words are taken for numbers where it holds numbers.

    Raises:
        UsageError: There is no such field, or it cannot hold the value.
    """
    names = [name for name in layer.plain if name not in _UNGIVEN]
    if layer.has_when:
        names += ["when_start", "when_end"]
    if field not in names:
        raise UsageError(
            f"Nothing edited: {layer.name} have no field {field!r}. They have {', '.join(names)}."
        )
    if value in ("", None):
        value = None
    if field in _DAYS:
        return _check_day(field, value)
    wanted = get_type_hints(layer.kind)[field]
    parts = get_args(wanted) if NoneType in get_args(wanted) else (wanted,)
    if value is None and NoneType in parts:
        return None
    for part in parts:
        if get_origin(part) is Literal and value in get_args(part):
            return value
        if part is str and isinstance(value, str):
            return value
        if part is bool and str(value).lower() in ("true", "false"):
            return str(value).lower() == "true"
        if part in (int, float):
            try:
                number = part(value)
            except (TypeError, ValueError):
                continue
            if isfinite(number):
                return number
    choices = [str(one) for part in parts if get_origin(part) is Literal for one in get_args(part)]
    said = f" It is one of {', '.join(choices)}." if choices else ""
    raise UsageError(f"Nothing edited: {field} cannot be {value!r}.{said}")


def _check_day(field: str, value: Any) -> str | None:
    try:
        return None if value is None else date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise UsageError(
            f"Nothing edited: {field} cannot be {value!r}. Write a day as 2022-09-20."
        ) from error


def _check_last(connection: Connection, decision: int) -> None:
    """Check that no later decision that holds moved rows that this one moved."""
    moved = select(_MEMBERS.c.row).where(_MEMBERS.c.decision == decision)
    later = select(func.max(_DECISIONS.c.id)).join(_MEMBERS, _MEMBERS.c.decision == _DECISIONS.c.id)
    last = connection.scalar(later.where(_MEMBERS.c.row.in_(moved), _DECISIONS.c.id > decision, holds()))
    if last is not None:
        raise UsageError(f"Nothing undone: decision {last} has moved the same rows since. Undo it first.")


def _get_row(connection: Connection, row: str) -> RowMapping | None:
    """Return the report and the number of the current reading of a row; None where it has none."""
    layer = _LAYERS.get(row[:1])
    if layer is None:
        return None
    table = layer.table
    query = select(_READINGS.c.report, table.c.reading).join(_READINGS, _READINGS.c.id == table.c.reading)
    query = query.where(table.c.id == row, _READINGS.c.superseded_at.is_(None))
    return connection.execute(query).mappings().first()


def _load_row(connection: Connection, row: str) -> RowMapping:
    """Return the report and the number of the current reading of a row."""
    found = _get_row(connection, row)
    if found is None:
        raise UsageError(f"Nothing decided: the store has no row {row!r}. Lists show the ids of rows.")
    return found


def _find_kind(connection: Connection, dossier: str) -> Kind:
    dossiers = schema.DOSSIERS
    query = select(dossiers.c.id).where(dossiers.c.id == dossier, dossiers.c.until.is_(None))
    if not connection.scalar(query):
        raise UsageError(f"Nothing decided: the store has no row {dossier!r}. Lists show the ids of rows.")
    return get_kind(dossier)


def _settle(connection: Connection, dossiers: Dossiers, row: str) -> None:
    """Take a row out of its dossier if it is rejected, put it into one if it is not."""
    layer = _LAYERS.get(row[:1])
    kind = next((kind for kind in KINDS if layer is not None and kind.layer == layer.name), None)
    if kind is None:
        return
    if find_rejected(connection, [row]):
        dossiers.take_out([row])
        return
    held = select(_MEMBERS.c.number).where(_MEMBERS.c.row == row, _MEMBERS.c.until.is_(None))
    if connection.scalar(held):
        return
    found = _get_row(connection, row)
    if found is None:  # a later reading does not have it
        return
    query = select(_FACTS.c.facts).where(_FACTS.c.row == row, _FACTS.c.reading == found["reading"])
    facts = kind.load(connection.scalar(query) or "")
    dossiers.add(kind, Member(row, found["report"], found["reading"], facts))


def _renew_facts(connection: Connection, dossiers: Dossiers, report: str) -> None:
    """Write anew what is compared of a report's rows, with the fields that persons gave."""
    loaded = load(connection, report, _READINGS.c.superseded_at.is_(None))
    if loaded is None:
        return
    record = apply_edits(loaded.record, loaded.ids, find_edits(connection, loaded.ids.values()))
    for kind in KINDS:
        dossiers.renew(kind, list_rows(kind, record, report, loaded.reading, loaded.ids))
