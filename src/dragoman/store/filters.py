"""What a list is narrowed down to, and the conditions that this means in SQL.

Place in the flow: below `views` and `across`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select, tuple_

from dragoman.store import schema
from dragoman.store.decisions import list_accepted, list_rejected
from dragoman.store.dossiers import is_of
from dragoman.store.rows import fold_name

LIMIT = 50
LAST = "\U0010ffff"
"""The last of all characters: what begins with a word lies between that word and the word with it."""
_ACTORS, _LINKS, _PLACES = schema.ACTORS, schema.LINKS, schema.PLACES
_DOSSIERS, _MEMBERS, _REPORTS = schema.DOSSIERS, schema.MEMBERS, schema.REPORTS


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed down to; None leaves it open.

    `actor` and `speaker` are a name, the beginning of a name with *, a code (`RUSGOV`) or a country (`RUS`);
    `country` is where it happened, else of those who take part. `since` and `until` are ISO days of the
    happening where a list has them, else of publication. `review` is machine, reviewed or rejected; without
    it rejected rows are left out.
    """

    actor: str | None = None
    speaker: str | None = None
    type: str | None = None
    status: str | None = None
    country: str | None = None
    report: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int | None = None
    review: str | None = None
    limit: int = LIMIT
    offset: int = 0


EVERYTHING = Filter()


def narrow_reports(query: Select[Any], wanted: Filter) -> Select[Any]:
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


def narrow_review(row: Any, review: str | None, as_of: str | None) -> ColumnElement[bool]:
    """Return whether a row has been reviewed as wanted."""
    if review == "rejected":
        return row.in_(list_rejected(as_of))  # type: ignore[no-any-return]
    if review == "reviewed":
        return row.in_(list_accepted(as_of))  # type: ignore[no-any-return]
    kept: ColumnElement[bool] = row.not_in(list_rejected(as_of))
    return and_(kept, row.not_in(list_accepted(as_of))) if review == "machine" else kept


def matches(name: str) -> ColumnElement[bool]:
    """Return whether an actor is who a filter names: by name, beginning of a name, code or country."""
    key = fold_name(name.rstrip("*"))
    if name.endswith("*"):
        return _ACTORS.c.name_key.between(key, key + LAST)
    return or_(_ACTORS.c.name_key == key, _ACTORS.c.code == name.upper(), _ACTORS.c.country == name.upper())


def find_owners(fields: tuple[str, ...], condition: ColumnElement[bool]) -> Select[Any]:
    """Return the query of rows that have an actor of some condition in one of their fields."""
    owners = select(_LINKS.c.owner).join(
        _ACTORS, (_ACTORS.c.id == _LINKS.c.target) & (_ACTORS.c.reading == _LINKS.c.reading)
    )
    return owners.where(_LINKS.c.name.in_(fields), condition)


def has_actor(table: Table, fields: tuple[str, ...], name: str) -> ColumnElement[bool]:
    """Return whether a row has somebody in one of its fields."""
    return table.c.id.in_(find_owners(fields, matches(name)))


def is_actor(reading: Any, actor: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a column holds an actor of some condition."""
    return tuple_(reading, actor).in_(select(_ACTORS.c.reading, _ACTORS.c.id).where(condition))


def is_told_by(row: Any, name: str) -> ColumnElement[bool]:
    """Return whether an event is told by a claim of somebody."""
    claims = schema.CLAIMS
    told = select(_LINKS.c.owner).join(
        claims, (claims.c.id == _LINKS.c.target) & (claims.c.reading == _LINKS.c.reading)
    )
    told = told.where(_LINKS.c.name == "claims", is_actor(claims.c.reading, claims.c.speaker, matches(name)))
    return row.in_(told)  # type: ignore[no-any-return]


def is_from(country: str) -> ColumnElement[bool]:
    """Return whether an actor is of a country."""
    return _ACTORS.c.country == country.upper()


def is_in(country: str) -> ColumnElement[bool]:
    """Return whether an event happened in a country, as far as its place tells."""
    events = schema.EVENTS
    return tuple_(events.c.reading, events.c.place).in_(
        select(_PLACES.c.reading, _PLACES.c.id).where(_PLACES.c.country == country.upper())
    )


def has_origins(row: Any, least: int, as_of: str | None) -> ColumnElement[bool]:
    """Return whether so many independent texts tell of what a row tells of.

    Asked row by row, so that a list keeps the order of its index: as a set of rows it takes a hundred times
    as long on ten thousand reports.
    """
    told = select(1).join_from(_MEMBERS, _DOSSIERS, _DOSSIERS.c.id == _MEMBERS.c.dossier)
    told = told.where(_MEMBERS.c.row == row, is_of(_DOSSIERS, as_of), is_of(_MEMBERS, as_of))
    return told.where(_DOSSIERS.c.origins >= least).exists()
