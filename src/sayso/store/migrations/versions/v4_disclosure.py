"""Who had what told in full, sealed in the chain; and the key of the pseudonyms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Makes the tables, empty: the key is made when it is first asked for."""
    op.create_table(
        "disclosures",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
    )
    op.create_table(
        "secrets",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("pseudonyms", sa.String(64), nullable=False),
    )
