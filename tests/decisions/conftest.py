"""A ledger on each store, and one with a report in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.store import Ledger, open_ledger
from tests.store.made import FIRST_RUN, a_report, claims_of


@pytest.fixture
def ledger(ledger_at: str) -> Iterator[Ledger]:
    """A ledger, once on SQLite and once on PostgreSQL, that holds the report of the two claims."""
    with open_ledger(ledger_at) as opened:
        report = a_report()
        opened.add(report, claims_of(report), FIRST_RUN)
        yield opened
