"""The tables of the store. What a report says is rows of a reading; what a person decides is rows of its own.

Place in the flow: the lowest file of `store`. `rows` fills the layers' tables, `views` reads them;
`migrations` holds the same tables as steps (a test compares both).

* `reports` is the text as given, frozen; `addresses` is where it was found.
* `readings` is one pass of one version of program, model and lexicon over a report. Its rows are never
  changed: a later reading supersedes it, so that the record of any day can be shown again.
* Rows of layers have an `id` that is the same in every store and reading: a hash of the report, the layer
  and the words. `local` is the id within the record ("e1").
* `dossiers` is what rows of several reports tell of together: an incident, a commitment, an actor. `members`
  says which rows since when; both are closed, never overwritten.
* `feeds` is what is watched, `feed_entries` what was seen there.
* `spans` holds every stretch of words, in code points of the report's text; `links` every reference of a
  row to others that may be several. `texts` is what is searched, of current readings alone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Constraint,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

NUMBER: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")
"""SQLite's strict tables know REAL, PostgreSQL's REAL is only half as exact."""


class Flag(TypeDecorator[bool]):
    """True or false, as SQLite's strict tables hold it: 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Return a stored number as true or false."""
        return None if value is None else bool(value)


def _make_table(name: str, *parts: Column[Any] | Index | Constraint, is_keyed: bool = False) -> Table:
    """Return a table; one that is `keyed` lies in the order of its key and has no row numbers beside it."""
    return Table(name, METADATA, *parts, sqlite_strict=True, sqlite_with_rowid=not is_keyed)


def _need(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


REPORTS = _make_table(
    "reports",
    Column("id", Text, primary_key=True),
    _need("sha256"),
    _need("text"),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("published_basis", Text),
    Column("language", Text),
    Column("modified", Text),
    Column("author", Text),
    _need("added_at"),
    Index(None, "published"),
    Index(None, "sha256"),
)

ADDRESSES = _make_table(
    "addresses",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("url", Text, primary_key=True),
    _need("added_at"),
)

ORIGINALS = _make_table(
    "originals",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    _need("sha256"),
    Column("media_type", Text),
    _need("size_bytes", Integer),
    Column("content", LargeBinary),
    _need("added_at"),
    Index(None, "key"),
)
"""The documents that the text of a report was taken from. `key` is a hash of the bytes and of all that led to
them, `sha256` of the bytes alone; `content` is the bytes as zstd, None where they were not to be kept."""

READINGS = _make_table(
    "readings",
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    _need("program"),
    _need("model"),
    _need("lexicon"),
    _need("local"),
    Column("url", Text),
    _need("read_at"),
    Column("superseded_at", Text),
    Index(None, "report"),
)
"""`local` and `url` are those of the record that was read; `superseded_at` is None for the current one."""


def _make_layer(name: str, *columns: Column[Any] | Index) -> Table:
    """Return a table of rows that a reading gives.

    `number` is their order in the record; `day` is when it happened, else when the report was published,
    empty where neither is known: lists go by it.
    """
    return _make_table(
        name,
        Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
        _need("id"),
        _need("local"),
        _need("number", Integer),
        _need("day"),
        *columns,
        PrimaryKeyConstraint("reading", "id"),
        Index(None, "id"),
        Index(None, "day", "reading", "number"),
    )


ACTORS = _make_layer(
    "actors",
    _need("name"),
    _need("name_key"),
    _need("kind"),
    Column("country", Text),
    Column("sector", Text),
    Column("code", Text),
    Column("role", Text),
    Index(None, "name_key", "code", "kind", "reading", "name"),
    Index(None, "code"),
    Index(None, "country"),
)
"""`name_key` is the name folded for comparing; it is never shown."""

PLACES = _make_layer(
    "places",
    _need("name"),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", NUMBER),
    Column("lon", NUMBER),
    Column("geonames_id", Integer),
    _need("precision"),
)

EVENTS = _make_layer(
    "events",
    _need("type"),
    Column("mode", Text),
    Column("cameo", Text),
    Column("symmetric", Flag, nullable=False),
    Column("when_start", Text),
    Column("when_end", Text),
    Column("when_precision", Text),
    Column("when_basis", Text),
    Column("place", Text),
    _need("status"),
    _need("confidence", NUMBER),
    _need("why"),
    Index(None, "type", "day"),
)

CLAIMS = _make_layer(
    "claims",
    Column("speaker", Text),
    _need("stance"),
    Column("quote", Flag, nullable=False),
    _need("kind"),
    _need("confidence", NUMBER),
    _need("why"),
    Index(None, "speaker"),
)

CASUALTIES = _make_layer(
    "casualties",
    _need("kind"),
    Column("low", Integer),
    Column("high", Integer),
    Column("best", Integer),
    Column("role", Text),
    Column("combined", Flag, nullable=False),
    Column("cumulative", Flag),
    Column("as_of", Text),
    Column("speaker", Text),
    Column("event", Text),
    Column("superseded", Flag, nullable=False),
    Column("part_of", Text),
    _need("confidence", NUMBER),
    _need("why"),
    Index(None, "event"),
)

COMMITMENTS = _make_layer("commitments", _need("kind"), _need("name"), _need("status"))

ACTS = _make_layer(
    "acts",
    _need("commitment"),
    _need("act"),
    Column("when_start", Text),
    Column("when_end", Text),
    Column("when_precision", Text),
    Column("when_basis", Text),
    Column("claim", Text),
    Index(None, "commitment"),
)

POSITIONS = _make_layer(
    "positions",
    _need("holder"),
    _need("issue"),
    _need("line"),
    _need("stance"),
    Column("continuing", Flag),
    Index(None, "holder"),
)

NOTES = _make_layer("notes", _need("stage"), _need("kind"), _need("message"))

SPANS = _make_table(
    "spans",
    Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    _need("owner"),
    _need("name"),
    _need("number", Integer),
    _need("start_char", Integer),
    _need("end_char", Integer),
    PrimaryKeyConstraint("reading", "owner", "name", "number"),
    CheckConstraint("start_char >= 0 AND end_char >= start_char", name="order"),
    is_keyed=True,
)

LINKS = _make_table(
    "links",
    Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    _need("owner"),
    _need("name"),
    _need("number", Integer),
    _need("target"),
    PrimaryKeyConstraint("reading", "owner", "name", "number"),
    Index(None, "target", "name"),
    is_keyed=True,
)

TEXTS = _make_table(
    "texts",
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    _need("kind"),
    _need("owner"),
    _need("words"),
    Index(None, "reading"),
)

FAILURES = _make_table(
    "failures",
    Column("id", Integer, primary_key=True, autoincrement=True),
    _need("name"),
    _need("stage"),
    _need("kind"),
    _need("message"),
    _need("failed_at"),
)
"""Reports that could not be fetched, read or kept: where it failed, the kind of error, what was said."""

CHANGES = _make_table(
    "changes",
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE")),
    _need("changed_at"),
    _need("kind"),
    _need("layer"),
    Column("row", Text),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    _need("why"),
    Index(None, "changed_at"),
    Index(None, "report"),
)

DECISIONS = _make_table(
    "decisions",
    Column("id", Integer, primary_key=True, autoincrement=True),
    _need("decided_at"),
    _need("user"),
    _need("kind"),
    _need("layer"),
    _need("row"),
    Column("report", Text),
    Column("field", Text),
    Column("value", Text),
    Column("note", Text),
    Column("undoes", Integer),
    Index(None, "row"),
    Index(None, "undoes"),
    ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
)
"""What persons decided, each once and dated; a later one of the same row and field counts.

`kind` is accept, reject, edit, merge, split or undo; `row` a row of a layer or a dossier, `value` what a
field is to hold (JSON), or the dossier that is merged into it; `undoes` the decision that is taken back.
"""

SIGNATURES = _make_table(
    "signatures",
    Column("number", Integer, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("signature", LargeBinary, nullable=False),
)

BANDS = _make_table(
    "bands",
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("signatures.number", ondelete="CASCADE"), primary_key=True),
    is_keyed=True,
)
"""By which the few reports are found that share words with a new one (`linking.origins`).

Each report has a hundred rows, all over the table: `number`, that of its signature, keeps them short.
There is no index on it: only forgetting a report asks for it, and that writes the whole file anew.
"""

LIKENESSES = _make_table(
    "likenesses",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _need("relation"),
    _need("share", NUMBER),
    _need("other_in_report", NUMBER),
    _need("report_in_other", NUMBER),
    Column("altered", Flag, nullable=False),
    _need("why"),
    Index(None, "other"),
    is_keyed=True,
)
"""Pairs of reports of one origin, as `compare_reports` judged the later (`report`) against the earlier."""

ORIGINS = _make_table(
    "origins",
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("origin", Text, primary_key=True),
    _need("edition"),
    Index(None, "origin"),
    is_keyed=True,
)
"""The origins of each report, named by the first report that has it; most have one.

`edition` is the first report that prints the same text as a whole; one more of it changes nothing for others.
"""

FACTS = _make_table(
    "facts",
    Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    _need("row"),
    _need("facts"),
    PrimaryKeyConstraint("reading", "row"),
    is_keyed=True,
)
"""What is compared of a row when reports are linked, as JSON (`linking.facts`)."""

DOSSIERS = _make_table(
    "dossiers",
    Column("version", Integer, primary_key=True, autoincrement=True),
    _need("id"),
    _need("since"),
    Column("until", Text),
    _need("kind"),
    _need("type"),
    _need("name"),
    _need("day"),
    Column("last_day", Text),
    Column("place", Text),
    Column("country", Text),
    _need("standing"),
    _need("contested"),
    _need("reports", Integer),
    _need("origins", Integer),
    _need("priority", NUMBER),
    _need("detail"),
    Index(None, "id", "until"),
    Index(None, "until", "priority"),
    Index(None, "kind", "day"),
    Index(None, "kind", "type", "day"),
    Index(None, "kind", "reports"),
)
"""What all reports together tell of one thing, as it stood from `since` on; `until` is None for now.

`kind` is incident, commitment or actor; `type` the event type, or the kind of commitment or actor;
`contested` the fields in which voices differ, joined by blanks; `priority` what a second look is worth;
`detail` the rest as JSON (`linking.dossiers.Summary`).
"""

MEMBERS = _make_table(
    "members",
    Column("number", Integer, primary_key=True, autoincrement=True),
    _need("row"),
    _need("since"),
    Column("until", Text),
    _need("dossier"),
    Column("reading", Integer, ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    _need("score", NUMBER),
    _need("why"),
    Column("decision", Integer),
    Index(None, "row", "until"),
    Index(None, "dossier", "until", "report"),
    Index(None, "reading"),
    Index(None, "report"),
)
"""The rows of a dossier; `score` and `why` say how far they agree with it, `decision` who put them there."""

DOSSIER_KEYS = _make_table(
    "dossier_keys",
    Column("key", Text, primary_key=True),
    Column("dossier", Text, primary_key=True),
    Index(None, "dossier"),
    is_keyed=True,
)
"""By which the few dossiers are found that a new row may belong to."""

FEEDS = _make_table(
    "feeds",
    Column("url", Text, primary_key=True),
    Column("publisher", Text),
    Column("title", Text),
    _need("added_at"),
    _need("next_at"),
    _need("gap_s", Integer),
    Column("last_at", Text),
    _need("failures", Integer),
    Column("last_error", Text),
    Column("etag", Text),
    Column("last_modified", Text),
)
"""Feeds that are watched: when each is due and was asked last, and what is sent so that it answers only news.

`publisher` is what was given for reports that name none; `gap_s` how often it is asked, in seconds;
`failures` counts those since it last answered, `last_error` says the last.
"""

FEED_ENTRIES = _make_table(
    "feed_entries",
    Column("feed", Text, ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    _need("seen_at"),
    Column("report", Text, ForeignKey("reports.id", ondelete="SET NULL")),
    _need("tries", Integer),
    Column("next_try_at", Text),
    Column("failure", Text),
    Column("told", Text),
    Index(None, "report"),
    is_keyed=True,
)
"""Entries of feeds that were seen. `key` is a hash (`ingest.watching.make_key`).

`told` is what the feed tells of it as JSON, for as long as its report is not stored; `next_try_at` is None
where nothing is to be done any more: it is stored, or `failure` says why it never was. Of an entry whose
report is forgotten the hash stays, so that it does not come again.
"""

LAYERS = (ACTORS, PLACES, EVENTS, CLAIMS, CASUALTIES, COMMITMENTS, ACTS, POSITIONS, NOTES)
