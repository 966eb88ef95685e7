"""The store as it was first: reports, readings, rows of layers, dossiers, words, changes, decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the step."""
    op.create_table(
        "dossier_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "dossier", name=op.f("pk_dossier_keys")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_dossier_keys_dossier"), "dossier_keys", ["dossier"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("version", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("contested", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_dossiers")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dossiers_id_until"), "dossiers", ["id", "until"], unique=False)
    op.create_index(op.f("ix_dossiers_kind_day"), "dossiers", ["kind", "day"], unique=False)
    op.create_index(op.f("ix_dossiers_kind_reports"), "dossiers", ["kind", "reports"], unique=False)
    op.create_index(op.f("ix_dossiers_kind_type_day"), "dossiers", ["kind", "type", "day"], unique=False)
    op.create_index(op.f("ix_dossiers_until_priority"), "dossiers", ["until", "priority"], unique=False)
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        sqlite_strict=True,
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=False),
        sa.Column("gap_s", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
        sqlite_strict=True,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_table(
        "addresses",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_addresses_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "url", name=op.f("pk_addresses")),
        sqlite_strict=True,
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_changes_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_changes_changed_at"), "changes", ["changed_at"], unique=False)
    op.create_index(op.f("ix_changes_report"), "changes", ["report"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_decisions_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_decisions_row"), "decisions", ["row"], unique=False)
    op.create_index(op.f("ix_decisions_undoes"), "decisions", ["undoes"], unique=False)
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed"], ["feeds.url"], name=op.f("fk_feed_entries_feed_feeds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_feed_entries_report_reports"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("feed", "key", name=op.f("pk_feed_entries")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_feed_entries_report"), "feed_entries", ["report"], unique=False)
    op.create_table(
        "likenesses",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("share", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("other_in_report", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("report_in_other", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("altered", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other"], ["reports.id"], name=op.f("fk_likenesses_other_reports"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_likenesses_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "other", name=op.f("pk_likenesses")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_likenesses_other"), "likenesses", ["other"], unique=False)
    op.create_table(
        "originals",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_originals_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "key", name=op.f("pk_originals")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_originals_key"), "originals", ["key"], unique=False)
    op.create_table(
        "origins",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_origins_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "origin", name=op.f("pk_origins")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_origins_origin"), "origins", ["origin"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("superseded_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_readings_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_readings_report"), "readings", ["report"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_signatures_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_signatures")),
        sa.UniqueConstraint("report", name=op.f("uq_signatures_report")),
        sqlite_strict=True,
    )
    op.create_table(
        "actors",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_actors_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_actors")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_actors_code"), "actors", ["code"], unique=False)
    op.create_index(op.f("ix_actors_country"), "actors", ["country"], unique=False)
    op.create_index(
        op.f("ix_actors_day_reading_number"), "actors", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_actors_id"), "actors", ["id"], unique=False)
    op.create_index(
        op.f("ix_actors_name_key_code_kind_reading_name"),
        "actors",
        ["name_key", "code", "kind", "reading", "name"],
        unique=False,
    )
    op.create_table(
        "acts",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("when_start", sa.Text(), nullable=True),
        sa.Column("when_end", sa.Text(), nullable=True),
        sa.Column("when_precision", sa.Text(), nullable=True),
        sa.Column("when_basis", sa.Text(), nullable=True),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_acts_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_acts")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_acts_commitment"), "acts", ["commitment"], unique=False)
    op.create_index(op.f("ix_acts_day_reading_number"), "acts", ["day", "reading", "number"], unique=False)
    op.create_index(op.f("ix_acts_id"), "acts", ["id"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["signatures.number"], name=op.f("fk_bands_number_signatures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "number", name=op.f("pk_bands")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "casualties",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("combined", sa.Integer(), nullable=False),
        sa.Column("cumulative", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("superseded", sa.Integer(), nullable=False),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_casualties_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_casualties")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_casualties_day_reading_number"), "casualties", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_casualties_event"), "casualties", ["event"], unique=False)
    op.create_index(op.f("ix_casualties_id"), "casualties", ["id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("quote", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_claims_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_claims")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_claims_day_reading_number"), "claims", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_index(op.f("ix_claims_speaker"), "claims", ["speaker"], unique=False)
    op.create_table(
        "commitments",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_commitments_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_commitments")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_commitments_day_reading_number"), "commitments", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_commitments_id"), "commitments", ["id"], unique=False)
    op.create_table(
        "events",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("symmetric", sa.Integer(), nullable=False),
        sa.Column("when_start", sa.Text(), nullable=True),
        sa.Column("when_end", sa.Text(), nullable=True),
        sa.Column("when_precision", sa.Text(), nullable=True),
        sa.Column("when_basis", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_events_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_events")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_events_day_reading_number"), "events", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_events_id"), "events", ["id"], unique=False)
    op.create_index(op.f("ix_events_type_day"), "events", ["type", "day"], unique=False)
    op.create_table(
        "facts",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_facts_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "row", name=op.f("pk_facts")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_links_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "owner", "name", "number", name=op.f("pk_links")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_target_name"), "links", ["target", "name"], unique=False)
    op.create_table(
        "members",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("score", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_members_reading_readings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_members_report_reports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_members")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_members_dossier_until_report"), "members", ["dossier", "until", "report"], unique=False
    )
    op.create_index(op.f("ix_members_reading"), "members", ["reading"], unique=False)
    op.create_index(op.f("ix_members_report"), "members", ["report"], unique=False)
    op.create_index(op.f("ix_members_row_until"), "members", ["row", "until"], unique=False)
    op.create_table(
        "notes",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_notes_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_notes")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_notes_day_reading_number"), "notes", ["day", "reading", "number"], unique=False)
    op.create_index(op.f("ix_notes_id"), "notes", ["id"], unique=False)
    op.create_table(
        "places",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("lon", sa.Double().with_variant(sa.REAL(), "sqlite"), nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_places_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_places")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_places_day_reading_number"), "places", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_places_id"), "places", ["id"], unique=False)
    op.create_table(
        "positions",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("continuing", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_positions_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "id", name=op.f("pk_positions")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_positions_day_reading_number"), "positions", ["day", "reading", "number"], unique=False
    )
    op.create_index(op.f("ix_positions_holder"), "positions", ["holder"], unique=False)
    op.create_index(op.f("ix_positions_id"), "positions", ["id"], unique=False)
    op.create_table(
        "spans",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.CheckConstraint("start_char >= 0 AND end_char >= start_char", name=op.f("ck_spans_order")),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_spans_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reading", "owner", "name", "number", name=op.f("pk_spans")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_texts_reading_readings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_texts_reading"), "texts", ["reading"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, content='texts', content_rowid='id',"
        ' tokenize="unicode61 remove_diacritics 2")'
    )
