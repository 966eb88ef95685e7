"""Which dossiers the rows of reports belong to: asked when a report comes in, kept through time.

Place in the flow: `writer` calls it in the transaction of a report; `linking` decides. A new row meets the
members of a few dossiers only, those that share most keys with it. Memberships and descriptions are closed
and written anew, never overwritten, so that any day can be shown as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Text,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from dragoman.linking.dossiers import Kind
from dragoman.linking.joining import Score, find_homes, fold
from dragoman.linking.kinds import KINDS
from dragoman.linking.written import to_json
from dragoman.record.model import Record
from dragoman.store import schema
from dragoman.store.decisions import apply_edits, find_edits, find_rejected, find_verdicts, holds
from dragoman.store.loading import load
from dragoman.store.rows import Row

CANDIDATES = 8
"""Dossiers that a row is compared with; they share most keys with it."""
CROWD = 200
"""Dossiers after which a key finds no more: it tells nothing apart."""
MET = 4
"""Members of a dossier that a row is compared with, the earliest."""
_DOSSIERS, _MEMBERS, _FACTS, _KEYS = schema.DOSSIERS, schema.MEMBERS, schema.FACTS, schema.DOSSIER_KEYS
_ORIGINS = schema.ORIGINS
_WATCHED = ("type", "day", "place", "standing", "contested")
"""Columns of a dossier whose change is told as a change of the record."""
_BY_LETTER = {kind.letter: kind for kind in KINDS}


class Member(NamedTuple):
    """A row of a dossier, as it is compared."""

    row: str
    report: str
    reading: int
    facts: Any


def get_kind(dossier: str) -> Kind:
    """Return the kind of a dossier, by the first letter of its id."""
    return _BY_LETTER[dossier[0]]


@dataclass(slots=True)
class Dossiers:
    """What is done to dossiers in one transaction, at one moment.

    `changes` are rows for the table of changes. `refresh` is called last, once.
    """

    connection: Connection
    at: str
    changes: list[Row] = field(default_factory=list)
    _touched: set[str] = field(default_factory=set)
    _near: dict[str, list[Member]] = field(default_factory=dict)
    """Members of the dossiers that were compared with, those that just joined among them."""
    _whole: set[str] = field(default_factory=set)
    """Dossiers all of whose members are `_near`."""
    _joined: list[Row] = field(default_factory=list)
    _keyed: list[tuple[str, str]] = field(default_factory=list)
    """Members and keys that are not written yet."""
    _by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)
    """Keys of rows that were placed or moved, by row."""
    _is_new: bool = False
    """Whether no row was ever in a dossier, so that those it begins have ids that are free."""

    def place(self, record: Record, report: str, reading: int, ids: Mapping[str, str]) -> None:
        """Put the rows of a new reading into dossiers; `ids` are the ids in the store by those in the record.

        Rows of the reading before leave theirs first; one that a person put somewhere goes back there, and
        one that a person rejected joins none.
        """
        known = select(_MEMBERS.c.number).where(_MEMBERS.c.report == report).limit(1)
        self._is_new = self.connection.scalar(known) is None
        before = {} if self._is_new else self._close(_MEMBERS.c.report == report)
        rejected = find_rejected(self.connection, ids.values())
        record = apply_edits(record, ids, find_edits(self.connection, ids.values()))
        for kind in KINDS:
            members = list_rows(kind, record, report, reading, ids)
            self._write_facts(members)
            members = [
                member for member in members if member.row not in rejected and self._get_keys(kind, member)
            ]
            self._find_keys(kind, members)
            near = {dossier for member in members for dossier in self._list_candidates(kind, member)}
            self._load(kind, sorted(near))
            for member in members:
                old = before.get(member.row)
                if old is not None and old["decision"] is not None:
                    self.join(member, old["dossier"], old["why"], old["decision"])
                else:
                    self._find_home(kind, member, old["dossier"] if old is not None else None)

    def add(self, kind: Kind, member: Member) -> None:
        """Put one row, which is in none, back where a person put it, else where it agrees best."""
        old = self._find_last(member.row)
        if old is not None and old["decision"] is not None:
            self.join(member, old["dossier"], old["why"], old["decision"])
        elif self._get_keys(kind, member):
            self._find_keys(kind, [member])
            self._find_home(kind, member, None)

    def move(self, members: Sequence[Member], dossier: str, why: str, decision: int) -> None:
        """Take rows out of their dossiers into this one, as a person decided."""
        self.take_out([member.row for member in members])
        for member in members:
            self.join(member, dossier, why, decision)

    def move_back(self, decision: int) -> None:
        """Take rows that a decision moved, which holds no longer, back to where they were before."""
        moved = self._close(_MEMBERS.c.decision == decision)
        for row, left in moved.items():
            old = self._find_last(row)
            if old is None:
                continue
            facts = select(_FACTS.c.facts).where(_FACTS.c.row == row, _FACTS.c.reading == left["reading"])
            loaded = get_kind(old["dossier"]).load(self.connection.scalar(facts) or "")
            member = Member(row, left["report"], left["reading"], loaded)
            self.join(member, old["dossier"], old["why"], old["decision"], old["score"])

    def join(
        self, member: Member, dossier: str, why: str, decision: int | None = None, score: float = 0.0
    ) -> None:
        """Put a row, which is in none, into this dossier."""
        kind = get_kind(dossier)
        self._joined.append(
            {
                "row": member.row, "since": self.at, "dossier": dossier, "reading": member.reading,
                "report": member.report, "score": score, "why": why, "decision": decision,
            }
        )  # fmt: skip
        for key in self._get_keys(kind, member):
            known = self._by_key[key]
            if dossier not in known and len(known) < CROWD:
                known.add(dossier)
                self._keyed.append((key, dossier))
        near = self._near.setdefault(dossier, [])
        if kind.is_counted or len(near) < kind.most:
            self._touched.add(dossier)
        near.append(member)

    def take_out(self, rows: Iterable[str]) -> dict[str, RowMapping]:
        """Take rows out of their dossiers; return what their memberships were, by row."""
        return self._close(_MEMBERS.c.row.in_(list(rows)))

    def renew(self, kind: Kind, members: Iterable[Member]) -> None:
        """Write anew what is compared of rows that stay in their dossiers, and how these are found."""
        for member in members:
            written = update(_FACTS).where(_FACTS.c.row == member.row, _FACTS.c.reading == member.reading)
            self.connection.execute(written.values(facts=to_json(member.facts)))
            held = select(_MEMBERS.c.dossier).where(_MEMBERS.c.row == member.row, _MEMBERS.c.until.is_(None))
            dossier = self.connection.scalar(held)
            if dossier is not None:
                write_keys(self.connection, [(key, dossier) for key in list_keys(kind, member.facts)])
                self._touched.add(dossier)

    def make_id(self, kind: Kind, row: str) -> str:
        """Return the id of a new dossier, which is named by the row that it begins with."""
        number = 0
        while True:
            digest = hashlib.sha256(f"{kind.name}|{row}|{number}".encode()).hexdigest()
            dossier = kind.letter + digest[:16]
            query = select(_MEMBERS.c.row).where(_MEMBERS.c.dossier == dossier).limit(1)
            if self._is_new or self.connection.scalar(query) is None:
                return dossier
            number += 1

    def _write(self) -> None:
        """Write the members and keys that wait for it."""
        if self._joined:
            self.connection.execute(insert(_MEMBERS), self._joined)
            self._joined.clear()
        write_keys(self.connection, self._keyed)
        self._keyed.clear()

    def _find_last(self, row: str) -> RowMapping | None:
        """Return the last membership of a row that no decision made which was undone since."""
        made = select(schema.DECISIONS.c.id).where(holds())
        query = select(_MEMBERS).where(
            _MEMBERS.c.row == row, or_(_MEMBERS.c.decision.is_(None), _MEMBERS.c.decision.in_(made))
        )
        return self.connection.execute(query.order_by(_MEMBERS.c.number.desc())).mappings().first()

    def _close(self, condition: Any) -> dict[str, RowMapping]:
        self._write()
        query = select(_MEMBERS).where(condition, _MEMBERS.c.until.is_(None))
        left = {row["row"]: row for row in self.connection.execute(query).mappings()}
        if left:
            numbers = [row["number"] for row in left.values()]
            closing = update(_MEMBERS).where(_MEMBERS.c.number.in_(numbers))
            self.connection.execute(closing.values(until=self.at))
        self._touched |= {row["dossier"] for row in left.values()}
        self._near.clear()
        self._whole.clear()
        return left

    def _write_facts(self, members: Sequence[Member]) -> None:
        rows = [
            {"reading": member.reading, "row": member.row, "facts": to_json(member.facts)}
            for member in members
        ]
        if rows:
            self.connection.execute(insert(_FACTS), rows)

    def _get_keys(self, kind: Kind, member: Member) -> frozenset[str]:
        if member.row not in self._keys:
            self._keys[member.row] = list_keys(kind, member.facts)
        return self._keys[member.row]

    def _find_keys(self, kind: Kind, members: Iterable[Member]) -> None:
        """Look up which dossiers have keys of some rows."""
        keys = {key for member in members for key in self._get_keys(kind, member)}
        query = select(_KEYS.c.key, _KEYS.c.dossier).where(_KEYS.c.key.in_(keys))
        for key, dossier in self.connection.execute(query):
            self._by_key[key].add(dossier)

    def _list_candidates(self, kind: Kind, member: Member) -> list[str]:
        """Return the dossiers that share most keys with a row."""
        shared = Counter(dossier for key in self._get_keys(kind, member) for dossier in self._by_key[key])
        return sorted(shared, key=lambda dossier: (-shared[dossier], dossier))[:CANDIDATES]

    def _find_home(self, kind: Kind, member: Member, old: str | None) -> None:
        """Put a row into the dossier that it agrees with best, or a new one.

        Those that it agrees with and that agree with each other become one. `old` is where it was before.
        """
        named = self._list_candidates(kind, member)
        asked = [*named, old] if old else named
        self._load(kind, [dossier for dossier in asked if dossier not in self._near])
        named = [dossier for dossier in named if self._near[dossier]]
        grouping = kind.grouping
        groups = [fold([other.facts for other in self._near[dossier]], grouping) for dossier in named]
        homes = find_homes(grouping.start(member.facts), groups, grouping)
        if not homes or kind.is_torn(member.facts, [home.score.total for home in homes]):
            is_free = old and not self._near[old]
            dossier = old if old and is_free else self.make_id(kind, member.row)
            self._near[dossier] = []
            self._whole.add(dossier)
            self.join(member, dossier, "")
            return
        best, *others = homes
        dossier = named[best.number]
        for home in others:
            agreed = grouping.agree(groups[best.number], groups[home.number])
            if agreed is not None and agreed.total > 0:
                self._merge(kind, named[home.number], dossier, agreed)
        self.join(member, dossier, str(best.score), score=best.score.total)
        if dossier != old and kind.is_counted:
            self._note(kind, "linked", dossier, after=member.row, why=str(best.score))

    def _load(self, kind: Kind, dossiers: Sequence[str]) -> None:
        for dossier in dossiers:
            self._near[dossier] = []
        for dossier, member in load_members(self.connection, kind, dossiers, MET):
            self._near[dossier].append(member)
        self._whole |= {dossier for dossier in dossiers if len(self._near[dossier]) < MET}

    def _merge(self, kind: Kind, gone: str, into: str, agreed: Score) -> None:
        """Move the members of a dossier into another, unless a person had a hand in either."""
        decided = select(_MEMBERS.c.row).where(
            _MEMBERS.c.dossier.in_((gone, into)), _MEMBERS.c.until.is_(None), _MEMBERS.c.decision.isnot(None)
        )
        if self.connection.scalar(decided.limit(1)) or find_verdicts(self.connection, (gone, into)):
            return
        self._write()
        members = [member for _, member in load_members(self.connection, kind, [gone], None)]
        self._close(_MEMBERS.c.dossier == gone)
        self._load(kind, [into])
        for member in members:
            self.join(member, into, f"all of {gone} agree: {agreed}", score=agreed.total)
        self._note(kind, "merged", gone, after=into, why=str(agreed))

    def _note(self, kind: Kind, what: str, dossier: str, **values: str | None) -> None:
        row = {"kind": what, "layer": f"{kind.name}s", "row": dossier}
        self.changes.append(row | {"field": None, "before": None, "after": None, "why": ""} | values)

    def refresh(self) -> None:
        """Write what waits, and describe anew the dossiers that were touched; what changes is noted."""
        self._write()
        for letter, kind in _BY_LETTER.items():
            touched = sorted(dossier for dossier in self._touched if dossier[0] == letter)
            if touched:
                self._refresh(kind, touched)

    def _refresh(self, kind: Kind, touched: list[str]) -> None:
        query = select(_DOSSIERS).where(_DOSSIERS.c.id.in_(touched), _DOSSIERS.c.until.is_(None))
        before = {row["id"]: row for row in self.connection.execute(query).mappings()}
        groups = {dossier: self._near[dossier][: kind.most] for dossier in touched if dossier in self._whole}
        others = [dossier for dossier in touched if dossier not in self._whole]
        groups |= load_groups(self.connection, kind, others)
        described = describe(self.connection, kind, groups)
        changed = [
            dossier
            for dossier in touched
            if (dossier in before) != (dossier in described)
            or (
                dossier in before
                and any(before[dossier][name] != value for name, value in described[dossier].items())
            )
        ]
        closed = [dossier for dossier in changed if dossier in before]
        if closed:
            closing = update(_DOSSIERS).where(_DOSSIERS.c.id.in_(closed), _DOSSIERS.c.until.is_(None))
            self.connection.execute(closing.values(until=self.at))
        rows = [
            {"id": dossier, "since": self.at} | described[dossier]
            for dossier in changed
            if dossier in described
        ]
        if rows:
            self.connection.execute(insert(_DOSSIERS), rows)
        gone = [dossier for dossier in closed if dossier not in described]
        self.connection.execute(delete(_KEYS).where(_KEYS.c.dossier.in_(gone)))
        for dossier in closed:
            for name in _WATCHED if dossier in described else ():
                old, new = before[dossier][name], described[dossier][name]
                if old != new:
                    self._note(
                        kind, "changed", dossier, field=name, before=json.dumps(old), after=json.dumps(new)
                    )


def load_members(
    connection: Connection, kind: Kind, dossiers: Sequence[str], most: int | None, as_of: str | None = None
) -> list[tuple[str, Member]]:
    """Return the members of dossiers with their dossier, the earliest first, so many of each; None is all.

    With `as_of` what is compared of them has the fields that persons had given by then, and no later ones.
    """
    if not dossiers:
        return []
    query = _select_members(is_now=as_of is None)
    given = {"listed": json.dumps(list(dossiers)), "most": -1 if most is None else most, "moment": as_of}
    found = [
        (dossier, Member(row, report, reading, kind.load(facts)))
        for dossier, row, report, reading, facts in connection.execute(query, given)
    ]
    return found if as_of is None else _recall(connection, kind, found, as_of)


@cache
def _select_members(*, is_now: bool) -> Select[Any]:
    """Return the query of the members of `listed` dossiers (JSON), `most` of each (-1: all), at a `moment`.

    It is made once: to make it takes longer than to answer it.
    """
    listed = func.json_each(bindparam("listed")).table_valued(column("value", Text), name="listed")
    earliest = _MEMBERS.alias("earliest")
    valid = is_of(earliest, None if is_now else bindparam("moment"))
    numbers = select(earliest.c.number).where(earliest.c.dossier == listed.c.value, valid)
    numbers = numbers.order_by(earliest.c.number).limit(bindparam("most")).correlate(listed)
    return (
        select(_MEMBERS.c.dossier, _MEMBERS.c.row, _MEMBERS.c.report, _MEMBERS.c.reading, _FACTS.c.facts)
        .select_from(listed.join(_MEMBERS, _MEMBERS.c.number.in_(numbers)))
        .join(_FACTS, (_FACTS.c.reading == _MEMBERS.c.reading) & (_FACTS.c.row == _MEMBERS.c.row))
        .order_by(_MEMBERS.c.number)
    )


def _recall(
    connection: Connection, kind: Kind, members: list[tuple[str, Member]], as_of: str
) -> list[tuple[str, Member]]:
    """Return members as they were at a moment, where a person ever edited their reports."""
    decisions = schema.DECISIONS
    query = select(decisions.c.report).where(
        decisions.c.kind == "edit", decisions.c.report.in_({member.report for _, member in members})
    )
    edited = set(connection.scalars(query))
    facts: dict[str, Any] = {}
    for report, reading in {(m.report, m.reading) for _, m in members if m.report in edited}:
        loaded = load(connection, report, schema.READINGS.c.id == reading)
        if loaded is not None:
            edits = find_edits(connection, loaded.ids.values(), as_of)
            record = apply_edits(loaded.record, loaded.ids, edits)
            facts |= {
                member.row: member.facts for member in list_rows(kind, record, report, reading, loaded.ids)
            }
    return [
        (dossier, member._replace(facts=facts.get(member.row, member.facts))) for dossier, member in members
    ]


def list_rows(kind: Kind, record: Record, report: str, reading: int, ids: Mapping[str, str]) -> list[Member]:
    """Return the rows of a record that dossiers of a kind are made of, in their order."""
    rows = zip(getattr(record, kind.layer), kind.list_facts(record, report), strict=True)
    return [Member(ids[one.id], report, reading, facts) for one, facts in rows]


def is_of(table: Any, as_of: str | BindParameter[str] | None) -> ColumnElement[bool]:
    """Return whether rows that are closed and written anew were valid at a moment; None is now."""
    if as_of is None:
        return table.c.until.is_(None)  # type: ignore[no-any-return]
    return and_(table.c.since <= as_of, or_(table.c.until.is_(None), table.c.until > as_of))


def load_groups(
    connection: Connection, kind: Kind, dossiers: Sequence[str], as_of: str | None = None
) -> dict[str, list[Member]]:
    """Return the members that dossiers are described from."""
    groups: dict[str, list[Member]] = defaultdict(list)
    for dossier, member in load_members(connection, kind, dossiers, kind.most, as_of):
        groups[dossier].append(member)
    return groups


def describe(connection: Connection, kind: Kind, groups: Mapping[str, Sequence[Member]]) -> dict[str, Row]:
    """Return the columns of dossiers by their members; those without any are left out."""
    origins = load_origins(connection, {member.report for group in groups.values() for member in group})
    found = {}
    for dossier, members in groups.items():
        if not members:
            continue
        summary = kind.describe([member.facts for member in members], origins)
        reports = {member.report for member in members} if kind.is_counted else set()
        priority = len(reports) * (1 + len(summary.contested)) * summary.doubt
        found[dossier] = {
            "kind": kind.name, "type": summary.type, "name": summary.name, "day": summary.day,
            "last_day": summary.last_day, "place": summary.place, "country": summary.country,
            "standing": summary.standing, "contested": " ".join(summary.contested),
            "reports": len(reports), "origins": len({one for report in reports for one in origins[report]}),
            "priority": round(priority, 3),
            "detail": json.dumps(summary.detail, ensure_ascii=False, separators=(",", ":")),
        }  # fmt: skip
    return found


def write_keys(connection: Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Keep keys, and the dossiers that are found by them."""
    pairs = sorted(keys)
    if pairs:
        connection.exec_driver_sql(
            "INSERT INTO dossier_keys (key, dossier) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs
        )


def load_origins(connection: Connection, reports: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the origins of reports."""
    found: dict[str, set[str]] = {report: set() for report in reports}
    query = select(_ORIGINS.c.report, _ORIGINS.c.origin).where(_ORIGINS.c.report.in_(found))
    for report, origin in connection.execute(query):
        found[report].add(origin)
    return {report: frozenset(some) for report, some in found.items()}


def list_keys(kind: Kind, facts: Any) -> frozenset[str]:
    """Return the keys by which a dossier is found that has a row."""
    return frozenset(f"{kind.letter}|{key}" for key in kind.list_keys(facts))
