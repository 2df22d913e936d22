"""The packaged story in a ledger, as exports are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.disclosure import Disclosure, Labels
from sayso.export.source import Source
from sayso.store import Ledger, open_ledger

from .telling import read_into, source_of

STORY = Path(__file__).parents[2] / "src/sayso/examples/loikaw-2023-11"


@pytest.fixture(scope="session")
def loikaw_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger of the packaged story: to be asked, never written to."""
    path = tmp_path_factory.mktemp("exports") / "loikaw.db"
    with open_ledger(path) as ledger:
        read_into(ledger, sorted(STORY.glob("*.json")))
    return path


@pytest.fixture(scope="session")
def loikaw(loikaw_at: Path) -> Iterator[Ledger]:
    """The same ledger, open."""
    with open_ledger(loikaw_at) as ledger:
        yield ledger


@pytest.fixture
def told(loikaw: Ledger) -> Source:
    """It as anybody may be told."""
    return source_of(loikaw, "sayso")


@pytest.fixture
def in_full(loikaw: Ledger) -> Source:
    """It with nothing withheld."""
    return Source(loikaw, Disclosure(b"k", Labels(), full=True))


@pytest.fixture(scope="session")
def dev1(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of all reports of dev1."""
    with open_ledger(tmp_path_factory.mktemp("dev1") / "dev1.db") as ledger:
        yield read_into(ledger, sorted((gold / "dev1").glob("*.json")))
