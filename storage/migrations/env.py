"""Alembic's entry: migrates over the connection that `storage.migrate` hands in."""

from alembic import context
from sqlmodel import SQLModel

from storage import models

assert models.__all__

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
