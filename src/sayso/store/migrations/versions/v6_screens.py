"""What is withheld of each report, so that nobody who asks waits until it is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Makes the table, empty: it is filled beside those who ask."""
    op.create_table(
        "screens",
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number"), primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("looked", sa.Text, nullable=False),
    )
