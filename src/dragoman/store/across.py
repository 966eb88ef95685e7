"""Asks for what several reports tell of together: lists of dossiers, and one of them with all that tell it.

Place in the flow: beside `pages`; `views` calls it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from dragoman.errors import UsageError
from dragoman.linking.dossiers import Kind, KindName
from dragoman.store import schema
from dragoman.store.decisions import find_verdicts
from dragoman.store.dossiers import get_kind, is_of, load_members, load_origins
from dragoman.store.filters import (
    Filter,
    find_owners,
    is_actor,
    is_from,
    is_told_by,
    matches,
    narrow_reports,
    narrow_review,
)
from dragoman.store.pages import REVIEWS, Page, cut
from dragoman.store.rows import LAYERS, Row

_DOSSIERS, _MEMBERS, _REPORTS = schema.DOSSIERS, schema.MEMBERS, schema.REPORTS


def list_dossiers(
    connection: Connection, kind: KindName, wanted: Filter, as_of: str | None
) -> list[tuple[Row, dict[str, Any]]]:
    """Return the columns of dossiers of a kind with `review`, and their details; the latest day first."""
    query = select(_DOSSIERS).where(*_narrow(kind, wanted, as_of))
    query = query.order_by(_DOSSIERS.c.day.desc(), _DOSSIERS.c.id)
    return _read(connection, cut(query, wanted.limit, wanted.offset), as_of)


def list_queue(connection: Connection, wanted: Filter, as_of: str | None) -> list[tuple[Row, dict[str, Any]]]:
    """Return the columns of incidents that nobody has judged, and their details; the most urgent first."""
    unjudged = replace(wanted, review="machine")
    query = select(_DOSSIERS).where(*_narrow("incident", unjudged, as_of), _DOSSIERS.c.priority > 0)
    query = query.order_by(_DOSSIERS.c.priority.desc(), _DOSSIERS.c.id)
    return _read(connection, cut(query, wanted.limit, wanted.offset), as_of)


def list_actors(
    connection: Connection, wanted: Filter, as_of: str | None
) -> list[tuple[Row, dict[str, Any]]]:
    """Return the columns of actors with `review`, and their details; those of most reports first."""
    reports = func.count(func.distinct(_MEMBERS.c.report))
    counted = select(_MEMBERS.c.dossier, reports.label("reports")).where(is_of(_MEMBERS, as_of))
    counted = counted.where(_MEMBERS.c.dossier.between("w", "x"))
    if wanted.report:
        counted = counted.where(_MEMBERS.c.report == wanted.report)
    many = counted.group_by(_MEMBERS.c.dossier).subquery()
    columns = [column for column in _DOSSIERS.c if column.name != "reports"]
    query = select(*columns, many.c.reports).join(many, many.c.dossier == _DOSSIERS.c.id)
    query = query.where(*_narrow("actor", wanted, as_of)).order_by(many.c.reports.desc(), _DOSSIERS.c.id)
    return _read(connection, cut(query, wanted.limit, wanted.offset), as_of)


def _read(connection: Connection, query: Select[Any], as_of: str | None) -> list[tuple[Row, dict[str, Any]]]:
    rows = connection.execute(query).mappings().all()
    verdicts = find_verdicts(connection, [row["id"] for row in rows], as_of)
    return [({**row, "review": REVIEWS[verdicts.get(row["id"])]}, json.loads(row["detail"])) for row in rows]


def _narrow(kind: KindName, wanted: Filter, as_of: str | None) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of a list of dossiers."""
    table = _DOSSIERS.c
    yield table.kind == kind
    yield is_of(_DOSSIERS, as_of)
    yield narrow_review(table.id, wanted.review, as_of)
    if wanted.type:
        yield table.type == (wanted.type.upper() if kind == "incident" else wanted.type)
    if wanted.status:
        yield table.standing == wanted.status
    if wanted.country:
        yield _is_in(kind, wanted.country.upper(), as_of)
    if kind == "actor" and (wanted.since or wanted.until):
        named = narrow_reports(select(_REPORTS.c.id), Filter(since=wanted.since, until=wanted.until))
        yield _has(_MEMBERS.c.report.in_(named), as_of)
    if wanted.since and kind != "actor":
        yield func.coalesce(table.last_day, table.day) >= wanted.since
    if wanted.until and kind != "actor":
        yield and_(table.day != "", table.day <= wanted.until)
    if wanted.min_origins:
        yield table.origins >= wanted.min_origins
    if wanted.actor:
        yield _has(_is_about(kind, matches(wanted.actor)), as_of)
    if wanted.speaker:
        yield _has(is_told_by(_MEMBERS.c.row, wanted.speaker), as_of)
    if wanted.report:
        yield _has(_MEMBERS.c.report == wanted.report, as_of)
    if wanted.publisher:
        printed = select(_REPORTS.c.id).where(func.lower(_REPORTS.c.publisher) == wanted.publisher.lower())
        yield _has(_MEMBERS.c.report.in_(printed), as_of)


def _is_in(kind: KindName, country: str, as_of: str | None) -> ColumnElement[bool]:
    """Return whether something happened in a country, or those who are bound or speak are of it."""
    if kind in ("incident", "actor"):
        return _DOSSIERS.c.country == country
    return _has(_is_about(kind, is_from(country)), as_of)


def _is_about(kind: KindName, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a member has an actor of some condition: as a side, a party, a holder, or is one."""
    if kind == "actor":
        rows = select(schema.ACTORS.c.id).where(condition)
    elif kind == "line":
        table = schema.POSITIONS
        rows = select(table.c.id).where(is_actor(table.c.reading, table.c.holder, condition))
    else:
        rows = find_owners(("source", "target") if kind == "incident" else ("parties",), condition)
    return _MEMBERS.c.row.in_(rows)


def _has(condition: ColumnElement[bool], as_of: str | None) -> ColumnElement[bool]:
    """Return whether a dossier has a member of some condition."""
    return _DOSSIERS.c.id.in_(select(_MEMBERS.c.dossier).where(condition, is_of(_MEMBERS, as_of)))


@dataclass(frozen=True, slots=True)
class Teller:
    """One row of a dossier: where it stands, its words, and why it is there.

    `local` is its id in the record of its report, by which what the dossier tells refers to it.
    """

    row: str
    local: str
    report: str
    published: str | None
    publisher: str | None
    words: str | None
    score: float
    why: str
    decision: int | None
    review: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One thing that several reports tell of: its columns, all that is told of it, the rows that tell it."""

    line: Row
    told: dict[str, Any]
    tellers: tuple[Teller, ...]


def load_dossier(connection: Connection, dossier: str, as_of: str | None) -> Dossier:
    """Return one dossier whole.

    Raises:
        UsageError: There is no such dossier, or there was none then.
    """
    query = select(_DOSSIERS).where(_DOSSIERS.c.id == dossier, is_of(_DOSSIERS, as_of))
    line = connection.execute(query).mappings().first()
    if line is None:
        raise UsageError(
            f"Nothing shown: the store has no incident, commitment, actor or line {dossier!r}."
            " Lists show their ids, and those of reports."
        )
    kind = get_kind(dossier)
    members = [member for _, member in load_members(connection, kind, [dossier], None, as_of)]
    origins = load_origins(connection, {member.report for member in members})
    told = kind.tell([member.facts for member in members], origins, (as_of or "")[:10])
    told = json.loads(json.dumps(told, default=sorted))
    verdicts = find_verdicts(connection, [dossier], as_of)
    unshown = ("version", "until", "detail")  # until when it was so nobody knew then
    columns = {name: value for name, value in line.items() if name not in unshown}
    columns |= {"contested": tuple(line["contested"].split()), "review": REVIEWS[verdicts.get(dossier)]}
    return Dossier(columns, told, tuple(_list_tellers(connection, kind, dossier, as_of)))


def _list_tellers(connection: Connection, kind: Kind, dossier: str, as_of: str | None) -> Iterator[Teller]:
    """Yield the rows of a dossier in the order in which their reports came out."""
    table = next(layer.table for layer in LAYERS if layer.name == kind.layer)
    words = "mentions" if kind.layer == "actors" else "evidence"
    held = select(_MEMBERS).where(_MEMBERS.c.dossier == dossier, is_of(_MEMBERS, as_of))
    members = {row["row"]: row for row in connection.execute(held).mappings()}
    readings = {row["reading"] for row in members.values()}
    rows = select(table).where(table.c.id.in_(members), table.c.reading.in_(readings))
    page = Page(connection, rows, as_of)
    tellers = []
    for row in page.rows:
        member = members[row["id"]]
        tellers.append(
            Teller(
                row["id"], row["local"], *page.get_report(row), page.get_words(row, words),
                member["score"], member["why"], member["decision"], page.get_review(row),
            )
        )  # fmt: skip
    yield from sorted(tellers, key=lambda teller: (teller.published or "", teller.report, teller.row))
