"""A fetcher that asks a server on this machine, and a clock by which no second passes while it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sayso.read.fetching import Fetcher
from sayso.settings import Settings

NOW = datetime(2023, 11, 21, 16, 45, 2, tzinfo=UTC)


class Waiting:
    """A clock that goes on by what one waits, and remembers it."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def clock(self) -> float:
        return 1000.0 + sum(self.waited)


@dataclass
class Fetched:
    """What fetching an address gave, and how long was waited before each request."""

    fetcher: Fetcher
    waiting: Waiting
    folder: Path


@pytest.fixture
def fetcher(tmp_path: Path) -> Callable[..., Fetched]:
    """Makes a fetcher that may ask this machine, with these settings; no second passes while it waits."""

    def made(**set_to: Any) -> Fetched:
        waiting, folder = Waiting(), tmp_path / "sayso.db.warc"
        settings = Settings(**{"fetch_loopback": True, **set_to})
        return Fetched(Fetcher(settings, folder, lambda: NOW, waiting.wait, waiting.clock), waiting, folder)

    return made
