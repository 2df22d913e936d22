"""Who ruled what moves claims sees incidents and figures as they are then; others never wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.records import Decision, Evidence
from sayso.review import following
from sayso.review.following import own_rulings_linked
from sayso.store import Ledger, open_ledger
from tests.review.awaited import awaited
from tests.store.made import FIRST_RUN, a_report, claims_of

NOW = datetime(2023, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def ledger(empty_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "sayso.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as opened:
        report = a_report()
        opened.add(report, claims_of(report), FIRST_RUN)
        opened.links()
        yield opened


def _reject(ledger: Ledger, who: str) -> None:
    about = Evidence(a_report().digest, "killed", 16, 18)
    ledger.record(Decision("reject", who, NOW, about))


def test_who_ruled_waits_for_who_links_and_others_do_not(ledger: Ledger) -> None:
    _reject(ledger, "Ma Thida")
    awaited(own_rulings_linked(ledger, "Ko Aung"))
    assert ledger.reach() == (2, 3)
    linking = threading.Timer(0.2, ledger.links)
    linking.start()
    awaited(own_rulings_linked(ledger, "Ma Thida"))
    assert ledger.reach() == (3, 3)
    linking.join()


def test_what_moves_nothing_is_not_waited_for(ledger: Ledger) -> None:
    ledger.record(Decision("accept", "Ma Thida", NOW, Evidence(a_report().digest, "killed", 16, 18)))
    awaited(own_rulings_linked(ledger, "Ma Thida"))
    assert ledger.reach() == (2, 3)


def test_nobody_waits_for_ever(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "LONGEST", 0.05)
    _reject(ledger, "Ma Thida")
    awaited(own_rulings_linked(ledger, "Ma Thida"))
    assert ledger.reach() == (2, 3)
