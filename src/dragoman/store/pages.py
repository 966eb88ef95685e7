"""One page of a list, and what its rows refer to: names, words, speakers, acts, each looked up in one query.

Place in the flow: below `views`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from dragoman.store import schema
from dragoman.store.decisions import find_edits, find_verdicts
from dragoman.store.rows import Row

REVIEWS = {None: "machine", "accept": "reviewed", "reject": "rejected"}
_READINGS, _REPORTS, _ACTORS = schema.READINGS, schema.REPORTS, schema.ACTORS
_CLAIMS, _LINKS, _SPANS = schema.CLAIMS, schema.LINKS, schema.SPANS


def cut(query: Select[Any], limit: int, offset: int) -> Select[Any]:
    """Return a query for one page."""
    return query.limit(limit).offset(offset)


class Page:
    """The rows of one page of a list, and what they refer to, each looked up in one query."""

    def __init__(self, connection: Connection, query: Select[Any], as_of: str | None) -> None:
        self._connection = connection
        self._as_of = as_of
        read = connection.execute(query).mappings().all()
        edits = find_edits(connection, [row["id"] for row in read], as_of)
        self._verdicts = find_verdicts(connection, [row["id"] for row in read], as_of)
        self.rows: Sequence[Row] = [{**row, **edits.get(row["id"], {})} for row in read]
        self._keys = [(row["reading"], row["id"]) for row in self.rows]
        self._readings = {row["reading"] for row in self.rows}
        self._reports = self._find_reports()
        self._words = self._find_words(self._keys)
        self._links = self._find_links(self._keys)
        self._names = self._find_names(_ACTORS)
        self._places = self._find_names(schema.PLACES)

    def get_report(self, row: Row) -> tuple[str, str | None, str | None]:
        """Return the report of a row: id, day of publication, publisher."""
        return self._reports[row["reading"]]

    def get_review(self, row: Row) -> str:
        """Return whether a person has looked at a row: machine, reviewed or rejected."""
        return REVIEWS[self._verdicts.get(row["id"])]

    def get_words(self, row: Row, name: str) -> str | None:
        """Return the words of a row's field."""
        return self._words.get((row["id"], name))

    def get_names(self, row: Row, name: str) -> tuple[str, ...]:
        """Return the names of the actors of a row's field."""
        return tuple(self._names[target] for target in self._links.get((row["id"], name), ()))

    def get_name(self, actor: str | None) -> str | None:
        """Return the name of an actor."""
        return self._names.get(actor or "")

    def get_place(self, row: Row) -> str | None:
        """Return the name of an event's place."""
        return self._places.get(row["place"] or "")

    def find_speakers(self) -> dict[str, tuple[str, ...]]:
        """Return for each event who says it, with what stance: "Peru denies"."""
        claims = [
            target for (_, name), targets in self._links.items() if name == "claims" for target in targets
        ]
        query = select(_CLAIMS.c.id, _CLAIMS.c.speaker, _CLAIMS.c.stance).where(
            _CLAIMS.c.id.in_(claims), _CLAIMS.c.reading.in_(self._readings)
        )
        told = {
            row.id: (self.get_name(row.speaker) or "unnamed", row.stance)
            for row in self._connection.execute(query)
        }
        return {
            owner: tuple(f"{told[target][0]} {told[target][1]}" for target in targets if target in told)
            for (owner, name), targets in self._links.items()
            if name == "claims"
        }

    def _find_reports(self) -> dict[int, tuple[str, str | None, str | None]]:
        query = select(_READINGS.c.id, _REPORTS.c.id, _REPORTS.c.published, _REPORTS.c.publisher)
        query = query.join(_REPORTS, _REPORTS.c.id == _READINGS.c.report).where(
            _READINGS.c.id.in_(self._readings)
        )
        return {row[0]: (row[1], row[2], row[3]) for row in self._connection.execute(query)}

    def _find_words(self, keys: list[tuple[int, str]]) -> dict[tuple[str, str], str]:
        words = func.substr(_REPORTS.c.text, _SPANS.c.start_char + 1, _SPANS.c.end_char - _SPANS.c.start_char)
        query = (
            select(_SPANS.c.owner, _SPANS.c.name, words)
            .select_from(_SPANS.join(_READINGS, _READINGS.c.id == _SPANS.c.reading).join(_REPORTS))
            .where(*_are_of(_SPANS, keys), _SPANS.c.number == 0)
        )
        return {(row[0], row[1]): row[2] for row in self._connection.execute(query)}

    def _find_links(self, keys: list[tuple[int, str]]) -> dict[tuple[str, str], list[str]]:
        query = select(_LINKS.c.owner, _LINKS.c.name, _LINKS.c.target)
        query = query.where(*_are_of(_LINKS, keys)).order_by(_LINKS.c.number)
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for owner, name, target in self._connection.execute(query):
            found[owner, name].append(target)
        return found

    def _find_names(self, table: Table) -> dict[str, str]:
        query = select(table.c.id, table.c.name).where(table.c.reading.in_(self._readings))
        names = {row[0]: row[1] for row in self._connection.execute(query)}
        edits = find_edits(self._connection, names, self._as_of)
        return names | {row: fields["name"] for row, fields in edits.items() if "name" in fields}


def _are_of(table: Table, keys: list[tuple[int, str]]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return whether a row belongs to some owners; asked by column, since SQLite has no index for pairs."""
    return table.c.reading.in_({key[0] for key in keys}), table.c.owner.in_([key[1] for key in keys])
