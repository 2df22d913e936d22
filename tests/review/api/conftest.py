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
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
AskedBy = Callable[..., TestClient]


@pytest.fixture
def ledger(empty_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with three reports, of which one copies another, and one revises it; linked."""
    path = tmp_path / "sayso.db"
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
    """The API over it; passwords are hashed cheaply."""
    return made(ledger)


def made(ledger: Ledger, **changed: int) -> FastAPI:
    """The API over a ledger under some settings."""
    settings = replace(Settings(), **changed)
    application = FastAPI()
    api.add_to(application)
    share(application, ledger, settings)
    return application


def share(application: FastAPI, ledger: Ledger, settings: Settings) -> None:
    """Gives an application a ledger; passwords are hashed cheaply."""
    api.share(application, ledger, settings)
    application.state.accounts = Accounts(ledger.accounts(), settings, CHEAP)


@pytest.fixture
def asked_by(application: FastAPI, ledger: Ledger) -> AskedBy:
    """Asks as an account of a role, by its token: `asked_by("coder").get("/claims")`."""

    def asked(role: Role, name: str | None = None) -> TestClient:
        return TestClient(
            application,
            base_url="http://127.0.0.1/api/v1",
            headers={"Authorization": f"Bearer {token_of(application, ledger, role, name or f'a {role}')}"},
        )

    return asked


def token_of(application: FastAPI, ledger: Ledger, role: Role, name: str) -> str:
    """A token of an account, which is made where it is not there."""
    accounts: Accounts = application.state.accounts
    if ledger.accounts().user(name) is None:
        accounts.add(name, role, PASSWORD, NOW)
    found = ledger.accounts().user(name)
    assert found is not None
    return accounts.add_token(found[0], "test", NOW)[1]
