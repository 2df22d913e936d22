"""A home of its own for the tests of places, so that no table of the user's speaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.knowledge.gazetteer import open_gazetteer


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def home(_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """SAYSO_HOME in a folder that is there for the session; added tables go with each test."""
    monkeypatch.setenv("SAYSO_HOME", str(_home))
    open_gazetteer.cache_clear()
    yield _home
    for table in (_home / "gazetteer").glob("*.places"):
        table.unlink()
    open_gazetteer.cache_clear()
