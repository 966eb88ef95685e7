"""Takes a forgotten report out of the dossiers that it was in, of what was decided of them, and of feeds.

Place in the flow: above `dossiers`; `writer.forget` calls it around removing the rows of the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from dragoman.store import schema
from dragoman.store.dossiers import describe, get_kind, list_keys, load_groups, load_members, write_keys
from dragoman.store.rows import Row

_DOSSIERS, _MEMBERS, _KEYS = schema.DOSSIERS, schema.MEMBERS, schema.DOSSIER_KEYS


def drop_leads(connection: Connection, report: str) -> None:
    """Take out what led to a report: entries of feeds, failures at its addresses; called before its rows go.

    That an entry was seen stays, as a hash: else the next look at its feed would bring the report back.
    """
    entries, addresses = schema.FEED_ENTRIES, schema.ADDRESSES
    urls = set(connection.scalars(select(addresses.c.url).where(addresses.c.report == report)))
    told = connection.execute(select(entries.c.key, entries.c.told).where(entries.c.told.isnot(None)))
    waiting = [key for key, words in told if json.loads(words).get("url") in urls]
    connection.execute(
        update(entries)
        .where(or_(entries.c.report == report, entries.c.key.in_(waiting)))
        .values(report=None, told=None, failure=None, next_try_at=None)
    )
    connection.execute(delete(schema.FAILURES).where(schema.FAILURES.c.name.in_(urls)))


def rewrite(connection: Connection, dossiers: Mapping[str, str]) -> None:
    """Write dossiers anew from the members that are left of them, at every time that they changed.

    Called when a report is forgotten: what they said with it must not stay. `dossiers` gives for each the
    moment from which on the report was in it; what was said before stands.
    """
    changes = schema.CHANGES
    for dossier, first in dossiers.items():
        kind = get_kind(dossier)
        lasted = and_(_DOSSIERS.c.id == dossier, or_(_DOSSIERS.c.until.is_(None), _DOSSIERS.c.until >= first))
        kept = connection.execute(select(_DOSSIERS).where(lasted, _DOSSIERS.c.since < first)).mappings()
        versions: list[Row] = [
            {name: value for name, value in row.items() if name != "version"} | {"until": None}
            for row in kept.all()
        ]
        connection.execute(delete(_DOSSIERS).where(lasted))
        connection.execute(delete(_KEYS).where(_KEYS.c.dossier == dossier))
        connection.execute(delete(changes).where(changes.c.row == dossier, changes.c.changed_at >= first))
        for time in _list_times(connection, dossier, first):
            groups = load_groups(connection, kind, [dossier], time)
            columns = describe(connection, kind, groups).get(dossier)
            if versions and versions[-1]["until"] is None:
                if columns is not None and columns.items() <= versions[-1].items():
                    continue
                versions[-1]["until"] = time
            if columns is not None:
                versions.append({"id": dossier, "since": time, "until": None} | columns)
        if versions:
            connection.execute(insert(_DOSSIERS), versions)
        members = load_members(connection, kind, [dossier], None)
        keys = {(key, dossier) for _, member in members for key in list_keys(kind, member.facts)}
        write_keys(connection, keys)


def _list_times(connection: Connection, dossier: str, first: str) -> list[str]:
    """Return the moments from a first one on at which a dossier or fields of its reports may have changed."""
    held = select(_MEMBERS.c.since, _MEMBERS.c.until).where(_MEMBERS.c.dossier == dossier)
    times = {time for row in connection.execute(held) for time in row}
    decisions = schema.DECISIONS
    reports = select(_MEMBERS.c.report).where(_MEMBERS.c.dossier == dossier)
    edits = select(decisions.c.decided_at).where(
        decisions.c.kind.in_(("edit", "undo")), decisions.c.report.in_(reports)
    )
    times |= set(connection.scalars(edits))
    return sorted(time for time in times if time and time >= first)


def drop_decisions(connection: Connection, dossiers: Iterable[str], rows: Iterable[str]) -> None:
    """Take a forgotten report out of what was decided of dossiers that it was in; called after `rewrite`.

    Splits no longer name its `rows`. Decisions of a dossier of which nothing is left go with their notes;
    one that put rows of other reports where they are stays, without its note.
    """
    decisions, gone = schema.DECISIONS, set(rows)
    named = [*dossiers]
    splits = select(decisions.c.id, decisions.c.value).where(
        decisions.c.row.in_(named), decisions.c.kind == "split"
    )
    for number, value in connection.execute(splits).all():
        left = json.dumps([row for row in json.loads(value) if row not in gone])
        connection.execute(update(decisions).where(decisions.c.id == number).values(value=left))
    told = select(_DOSSIERS.c.id).where(_DOSSIERS.c.id.in_(named))
    empty = decisions.c.row.in_(set(named) - set(connection.scalars(told)))
    used = select(_MEMBERS.c.decision).where(_MEMBERS.c.decision.isnot(None))
    connection.execute(
        delete(decisions).where(
            empty, decisions.c.id.not_in(used), func.coalesce(decisions.c.undoes, 0).not_in(used)
        )
    )
    connection.execute(update(decisions).where(empty).values(note=None))
