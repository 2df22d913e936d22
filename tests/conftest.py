"""What every test may ask for: annotated reports, ledgers on both stores, property tests that fall alike twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from .cluster import Cluster, cluster, why_none
from .website import Site, website

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "sayso", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sayso")


def _folder(variable: str, what: str) -> Path:
    """The folder an environment variable names; the test is skipped, with the reason, where there is none."""
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} is not set: it names the folder of {what}")
    return Path(named)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of annotated report sets (dev1, dev2, train ...)."""
    return _folder("SAYSO_GOLD", "annotated report sets")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of newswire and other corpora."""
    return _folder("SAYSO_CORPORA", "corpora")


@pytest.fixture(scope="session")
def root() -> Path:
    """The head of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    from .chromium import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on 127.0.0.1 with no page yet."""
    with website() as made:
        yield made


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL of this worker's own, with a database `ledger` that is an empty ledger."""
    if reason := why_none():
        pytest.skip(reason)
    from sayso.store import open_ledger

    with cluster() as made:
        made.run("CREATE DATABASE ledger TEMPLATE template0")
        open_ledger(made.url("ledger")).close()
        yield made


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty ledger, to be copied."""
    from sayso.store import open_ledger

    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    open_ledger(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty ledger lies: a file, then a database of PostgreSQL."""
    yield from _empty_ledger_at(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def shared_ledger_at(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The same for all tests of a module: for those that only ask."""
    yield from _empty_ledger_at(request, tmp_path_factory.mktemp("shared"))


def _empty_ledger_at(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("empty_ledger"), folder / "sayso.db"))
        return
    postgres: Cluster = request.getfixturevalue("postgres")
    name = postgres.new_database("ledger")
    yield postgres.url(name)
    postgres.run(f"DROP DATABASE {name} WITH (FORCE)")
