"""The tables that the steps make are those the code means; older ledgers are brought up, newer ones refused."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import sayso.store.migrations as steps
from sayso.errors import LedgerError
from sayso.store import Filters, Ledger, engine, open_ledger
from sayso.store.tables import LEDGER
from tests.decisions.rulings import decide, evidence

from .made import FIRST_RUN, a_report, claims_of

NEXT_STEP = '''"""A step that is still to come."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("reports", sa.Column("mood", sa.Text))
'''

TO_SCHEMA_2 = (
    *(f"DROP TABLE {table}" for table in (
        "sessions", "tokens", "users", "visits", "opened", "standing_places", "outlets", "incidents", "weights",
        "disclosures", "secrets", "account_changes", "screens",
    )),
    *(f"DROP INDEX {index}" for index in (
        "ix_standing_queue", "ix_standing_day", "ix_standing_kind_open", "ix_standing_report_open", "ix_reports_outlet",
    )),
    *(f"CREATE INDEX ix_standing_{column} ON standing ({column})" for column in ("kind", "report")),
    *(f"ALTER TABLE standing DROP COLUMN {column}" for column in (
        "day", "open", "sureness", "lightness", "state", "interest",
    )),
    "UPDATE ledger_version SET version_num = '2'",
)  # fmt: skip


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leaves out the tables of words, which each store has its own kind of."""
    return not (kind == "table" and re.match(r"(report|claim)_words|ledger_version", name or ""))


def test_the_steps_make_the_tables_that_the_code_means(ledger: Ledger) -> None:
    with ledger._store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, LEDGER) == []


def test_an_older_ledger_is_brought_up_and_then_too_new_for_the_older_sayso(
    ledger_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(steps.__path__[0], tmp_path / "steps"))
    (folder / "versions" / "next.py").write_text(NEXT_STEP.format(before=engine.SCHEMA), "utf-8")
    report = a_report()
    with open_ledger(ledger_at) as ledger:
        ledger.add(report, claims_of(report), FIRST_RUN)
    with monkeypatch.context() as ahead:
        ahead.setattr(engine, "STEPS", str(folder))
        ahead.setattr(engine, "SCHEMA", "next")
        for _ in range(2):
            with open_ledger(ledger_at, create=False) as ledger:
                assert list(ledger.claims()) == claims_of(report)
                assert list(ledger.verify()) == []
    with pytest.raises(LedgerError, match=r"made by a newer Sayso \(schema next; this one knows \d+\)"):
        open_ledger(ledger_at)


def test_what_a_ledger_of_schema_2_has_is_found_as_in_a_new_one(ledger_at: str) -> None:
    report = a_report(outlet="Example Times")
    claims = claims_of(report)
    with open_ledger(ledger_at) as ledger:
        ledger.add(report, claims, FIRST_RUN)
        ledger.record(decide("accept", evidence(report, claims[1])))
        ledger.links()
        before = _seen(ledger)
        with ledger._store.writing() as connection:
            for statement in TO_SCHEMA_2:
                connection.exec_driver_sql(statement)
    with open_ledger(ledger_at) as ledger:
        assert list(ledger.claims()) == claims
        assert (
            list(ledger.claims(Filters(text="Loikaw", place="Loikaw", outlet="example times"))) == claims[:1]
        )
        assert list(ledger.linked().incidents()) == []
        ledger.links()
        assert _seen(ledger) == before
        assert list(ledger.verify()) == []


def _seen(ledger: Ledger) -> object:
    desk = ledger.desk("Ma Thida", datetime(2024, 3, 1, tzinfo=UTC))
    return (
        desk.queue(),
        desk.claims_of(a_report().digest),
        ledger.overview().places(),
        list(ledger.links().incidents()),
    )


def test_a_new_ledger_is_made_by_all_the_steps(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db") as ledger, ledger._store.reading() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM ledger_version").scalar_one()
    assert version == engine.SCHEMA
