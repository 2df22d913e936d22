"""An API over a small ledger, asked in this process, by whoever one chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.review import api
from sayso.review.accounts import Accounts
from sayso.settings import Settings
from sayso.store import Ledger, Role, open_ledger
from tests.store.made import FIRST_RUN, TEXT, a_report, claims_of

NOW = datetime(2023, 12, 1, 9, tzinfo=UTC)
PASSWORD = "correct horse battery"
BASE = "http://127.0.0.1/api/v1/"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
AskedBy = Callable[..., TestClient]


@pytest.fixture
def ledger(empty_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with three reports, of which one copies another, and one revises it; linked."""
    yield from _filled(empty_ledger, tmp_path)


@pytest.fixture(scope="module")
def shared_ledger(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The same for all tests of a module: for those that only ask."""
    yield from _filled(empty_ledger, tmp_path_factory.mktemp("api"))


def _filled(empty_ledger: Path, folder: Path) -> Iterator[Ledger]:
    path = folder / "sayso.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as opened:
        fill(opened)
        yield opened


def fill(ledger: Ledger) -> None:
    """Three reports of one day and a later one, with their claims, linked."""
    first = a_report(url="https://example.org/1", title="Shelling in Loikaw", story="loikaw")
    copied = a_report(f"{TEXT} It went on.", outlet="Copying Post", published=date(2023, 11, 23))
    revised = replace(a_report(f"{TEXT} The number may rise."), url="https://example.org/1", story="loikaw")
    for report in (first, copied, revised):
        ledger.add(report, claims_of(report), FIRST_RUN)
    ledger.links()


@pytest.fixture
def application(ledger: Ledger) -> FastAPI:
    """The API over it."""
    return made(ledger)


@pytest.fixture(scope="module")
def shared_application(shared_ledger: Ledger) -> FastAPI:
    """The API over the shared one."""
    return made(shared_ledger)


def made(ledger: Ledger, **changed: int) -> FastAPI:
    """The API over a ledger under some settings."""
    settings = replace(Settings(), **changed)
    application = FastAPI(max_body_size=settings.max_request_bytes)
    api.add_to(application)
    share(application, ledger, settings)
    return application


def share(application: FastAPI, ledger: Ledger, settings: Settings) -> None:
    """Gives an application a ledger; passwords are hashed cheaply."""
    api.share(application, ledger, settings)
    application.state.accounts = Accounts(ledger.accounts(), settings, CHEAP)


@pytest.fixture
def asked_by(application: FastAPI, ledger: Ledger) -> AskedBy:
    """Asks as an account of a role, by its token: `asked_by("coder").get("claims")`."""
    return _asking(application, ledger)


@pytest.fixture(scope="module")
def shared(shared_application: FastAPI, shared_ledger: Ledger) -> AskedBy:
    """The same over the shared ledger."""
    return _asking(shared_application, shared_ledger)


def _asking(application: FastAPI, ledger: Ledger) -> AskedBy:
    def asked(role: Role, name: str | None = None) -> TestClient:
        token = token_of(application, ledger, role, name or f"a {role}")
        return TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {token}"})

    return asked


def token_of(application: FastAPI, ledger: Ledger, role: Role, name: str) -> str:
    """A token of an account, which is made where it is not there."""
    accounts: Accounts = application.state.accounts
    if ledger.accounts().user(name) is None:
        accounts.add(name, role, PASSWORD, NOW, name)
    found = ledger.accounts().user(name)
    assert found is not None
    return accounts.add_token(found[0], "test", NOW)[1]
