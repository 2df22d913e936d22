"""A ledger on each store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.store import Ledger, open_ledger


@pytest.fixture
def ledger(ledger_at: str) -> Iterator[Ledger]:
    """An empty ledger, once on SQLite and once on PostgreSQL."""
    with open_ledger(ledger_at) as opened:
        yield opened
