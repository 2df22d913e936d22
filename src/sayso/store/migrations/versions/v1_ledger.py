"""The ledger as it first was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1"
down_revision = None

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # only INTEGER is SQLite's own row number


def upgrade() -> None:
    """Makes every table, an empty chain, and the tables of words."""
    _what_was_read()
    _what_persons_ruled()
    _the_chain()
    _what_stands()
    _the_words()


def _what_was_read() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("page", sa.String(64)),
        sa.Column("revises", sa.Integer, sa.ForeignKey("reports.number")),
        sa.Column("instead_of", sa.Integer, sa.ForeignKey("reports.number")),
        sa.Column("salt", sa.String(32)),
        sa.Column("published", sa.Date),
        sa.Column("story", sa.Text),
        sa.Column("document", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("retold", sa.Boolean, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("facts_from", sa.Text),
        sa.Column("doubts", sa.Text),
        sa.Column("text", sa.Text),
    )
    op.create_index("ix_reports_digest", "reports", ["digest"])
    op.create_index("ix_reports_page", "reports", ["page"])
    op.create_table(
        "extractions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number"), nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("started", sa.Date, nullable=False),
        sa.Column("same_as", sa.Integer, sa.ForeignKey("extractions.number")),
        sa.Column("salt", sa.String(32)),
    )
    op.create_index("ix_extractions_report", "extractions", ["report"])
    op.create_table(
        "claims",
        sa.Column("extraction", sa.Integer, sa.ForeignKey("extractions.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("row", sa.Text),
    )


def _what_persons_ruled() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("report", sa.String(64)),
        sa.Column("instead_of", sa.Integer, sa.ForeignKey("decisions.number")),
        sa.Column("salt", sa.String(32)),
        sa.Column("content", sa.Text),
    )
    op.create_index("ix_decisions_report", "decisions", ["report"])
    op.create_table(
        "erasures",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("erased", sa.Text, nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
    )


def _the_chain() -> None:
    op.create_table(
        "chain",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "head",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.execute(f"INSERT INTO head (one, sequence, hash) VALUES (1, 0, '{'0' * 64}')")


def _what_stands() -> None:
    op.create_table(
        "standing",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.number"), nullable=False),
        sa.Column("extraction", sa.Integer),
        sa.Column("position", sa.Integer),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("row", sa.Text),
    )
    op.create_index("ix_standing_id", "standing", ["id"])
    op.create_index("ix_standing_kind", "standing", ["kind"])
    op.create_index("ix_standing_first_day", "standing", ["first_day"])
    op.create_table(
        "standing_names",
        sa.Column("slot", sa.String(5), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("standing", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )


def _the_words() -> None:
    for name in ("report_words", "claim_words"):
        if op.get_bind().dialect.name == "sqlite":
            # Words come cut and folded: this tokenizer only splits at spaces and leaves other scripts whole.
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', detail=none, tokenize='ascii')"
            )
        else:
            op.create_table(
                name,
                sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
                sa.Column("words", postgresql.TSVECTOR, nullable=False),
            )
            op.create_index(f"ix_{name}_words", name, ["words"], postgresql_using="gin")
