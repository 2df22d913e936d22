"""Who made, changed or closed which account, sealed in the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Makes the table, empty: of changes before nobody kept anything."""
    op.create_table(
        "account_changes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
    )
