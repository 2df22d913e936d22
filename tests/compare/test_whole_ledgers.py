"""Whole ledgers against what they make themselves: no difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sayso.intake.adding import Adding
from sayso.intake.batch import Batch
from sayso.read import Given
from sayso.read.coded import Dataset
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger
from tests.compare.conftest import held_against, own_rows
from tests.compare.rows import write_rows


@pytest.fixture(scope="module", params=["loikaw-2023-11", "dev1"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the packaged story, then of a set of annotated reports."""
    if request.param == "dev1":
        folder = request.getfixturevalue("gold") / "dev1"
    else:
        folder = request.getfixturevalue("root") / "src/sayso/examples" / request.param
    with open_ledger(tmp_path_factory.mktemp("whole") / "whole.db") as opened:
        adding = Adding(opened, Settings(), date(2026, 1, 1))
        assert all(True for _ in adding.take(Batch([folder], Given(), Settings(jobs=1))))
        opened.links()
        yield opened


@pytest.mark.parametrize("dataset", ["acled", "ged"])
def test_own_events_are_the_same(whole: Ledger, dataset: Dataset, tmp_path: Path) -> None:
    rows = own_rows(whole, dataset)
    found = held_against(whole, dataset, write_rows(tmp_path / "own.csv", *rows))
    assert {each.verdict for each in found.findings} == {"same"}
    assert sum(len(each.theirs) for each in found.findings) == len(rows)
    assert (found.outside, found.unread) == (0, ())
