"""Runs the steps on the connection that `store.migrating` gives; Alembic loads this file by its path."""

from alembic import context

from dragoman.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
