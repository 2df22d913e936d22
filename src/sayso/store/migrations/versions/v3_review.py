"""What persons who review together need: accounts, the order in which claims wait, and what claims weigh."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_NO_DAY = date.min


def upgrade() -> None:
    """Makes the tables; what stands is made anew by the opener, and what is linked by whoever links next."""
    _the_accounts()
    _what_stands()
    _what_is_weighed()


def _the_accounts() -> None:
    op.create_table(
        "users",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("role", sa.String(6), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("closed", sa.DateTime),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("user", sa.Integer, sa.ForeignKey("users.number"), nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "tokens",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("user", sa.Integer, sa.ForeignKey("users.number"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
    )
    op.create_index("ix_tokens_user", "tokens", ["user"])
    op.create_table(
        "visits",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "opened",
        sa.Column("claim", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("since", sa.DateTime, nullable=False),
    )


def _what_stands() -> None:
    for column in (
        sa.Column("day", sa.Date, nullable=False, server_default=_NO_DAY.isoformat()),
        sa.Column("open", sa.Boolean, nullable=False, server_default=sa.sql.expression.true()),
        sa.Column("sureness", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lightness", sa.Float, nullable=False, server_default="0"),
        sa.Column("state", sa.String(9), nullable=False, server_default=""),
        sa.Column("interest", sa.String(30), nullable=False, server_default=""),
    ):
        op.add_column("standing", column)
    for name in ("kind", "report"):
        op.drop_index(f"ix_standing_{name}", "standing")
        op.create_index(f"ix_standing_{name}_open", "standing", [name, "open"])
    op.create_index("ix_standing_queue", "standing", ["open", "sureness", "lightness", "day", "number"])
    op.create_index("ix_standing_day", "standing", ["day", "number"])
    op.create_index("ix_reports_outlet", "reports", ["outlet"])
    op.create_table(
        "standing_places",
        sa.Column("standing", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("country", sa.Text),
        sa.Column("admin1", sa.Text),
        sa.Column("admin2", sa.Text),
        sa.Column("precision", sa.String(8)),
        sa.Column("geonames_id", sa.Integer),
        sa.Column("value", sa.Float, nullable=False),
    )
    op.create_index("ix_standing_places_place", "standing_places", ["place"])
    op.create_table(
        "outlets",
        sa.Column("folded", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
    )


def _what_is_weighed() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("due", sa.Integer, nullable=False),
    )
    op.create_index("ix_incidents_day", "incidents", ["day", "id"])
    op.create_index("ix_incidents_due", "incidents", ["due"])
    op.create_table(
        "weights",
        sa.Column("claim", sa.String(16), primary_key=True),
        sa.Column("incident", sa.String(16), primary_key=True),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("overtaken", sa.Boolean, nullable=False),
        sa.Column("contradicted", sa.Boolean, nullable=False),
    )
    op.create_index("ix_weights_incident", "weights", ["incident"])
    # Claims have other numbers now: all of them are linked again, from the first entry on.
    for table in (
        "telling_keys",
        "tellings",
        "components",
        "text_keys",
        "texts",
        "repeats",
        "linked",
        "regions",
    ):
        op.execute(sa.delete(sa.table(table)))
    op.execute("UPDATE links_head SET sequence = 0, fingerprint = ''")
