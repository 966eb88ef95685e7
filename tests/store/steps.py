"""A made-up second step of the schema, to try bringing a store up to date before there is a real one."""

from __future__ import annotations

import shutil
from pathlib import Path

from dragoman.store import migrating

SECOND = '''"""A made-up step: a table, columns; `readings`, which others refer to, is written anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the step."""
    op.create_table("moods", sa.Column("id", sa.Integer(), primary_key=True), sqlite_strict=True)
    op.add_column("reports", sa.Column("mood", sa.Text()))
    op.execute("UPDATE reports SET mood = substr(text, 1, 40)")
    with op.batch_alter_table("readings", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))
'''


def make_steps(folder: Path) -> Path:
    """Return a folder of steps: those of the product, and the made-up one."""
    steps = folder / "migrations"
    shutil.copytree(migrating.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "0002_second.py").write_text(SECOND, encoding="utf-8")
    return steps
