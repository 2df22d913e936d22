"""Runs the steps in the transaction that the opener of the ledger began."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="ledger_version")
with context.begin_transaction():
    context.run_migrations()
