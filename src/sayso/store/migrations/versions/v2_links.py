"""Which claims speak of one happening, and by what they are found for a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Makes the tables of links, empty: linking begins with the chain's first entry."""
    _the_tellings()
    _the_texts()
    _the_claims()
    op.create_index("ix_standing_report", "standing", ["report"])
    op.create_table(
        "links_head",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
    )
    op.execute("INSERT INTO links_head (one, sequence, fingerprint) VALUES (1, 0, '')")


def _the_tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number"), nullable=False),
        sa.Column("component", sa.Integer),
        sa.Column("incident", sa.String(16)),
        sa.Column("leads", sa.Boolean, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
    )
    for column in ("report", "component", "incident"):
        op.create_index(f"ix_tellings_{column}", "tellings", [column])
    op.create_table(
        "telling_keys",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("telling", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_telling_keys_telling", "telling_keys", ["telling"])
    op.create_table(
        "components",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("scores", sa.Text, nullable=False),
    )


def _the_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number"), nullable=False),
    )
    op.create_index("ix_texts_report", "texts", ["report"])
    op.create_table(
        "text_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_text_keys_text", "text_keys", ["text"])
    op.create_table(
        "repeats",
        sa.Column("one", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_repeats_report", "repeats", ["report"])


def _the_claims() -> None:
    op.create_table(
        "linked",
        sa.Column("standing", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("telling", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("side", sa.Text),
        sa.Column("value", sa.Float, nullable=False),
    )
    op.create_index("ix_linked_telling", "linked", ["telling"])
    op.create_table(
        "regions",
        sa.Column("kind", sa.String(12), primary_key=True),
        sa.Column("region", sa.Text, primary_key=True),
        sa.Column("standing", sa.BigInteger, primary_key=True),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_regions_standing", "regions", ["standing"])
