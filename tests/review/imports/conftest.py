"""The API over an empty ledger, and imports that are waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.review import api
from sayso.review.importing import OVER, Importer
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger
from tests.review.api.conftest import BASE, share, token_of

Asked = Callable[..., TestClient]


@pytest.fixture
def kept(empty_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    path = tmp_path / "sayso.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def serving(kept: Ledger, tmp_path: Path) -> Iterator[Callable[..., FastAPI]]:
    """Makes the API over it under some settings; its importer ends with the test."""
    made: list[FastAPI] = []

    def serve(*, apart: bool = False, **set_to: Any) -> FastAPI:
        own = {"ledger": str(tmp_path / "sayso.db"), "fetch_loopback": True, "fetch_pause_seconds": 0}
        settings = Settings(**own | set_to)
        application = FastAPI(max_body_size=settings.max_request_bytes)
        api.add_to(application, settings.max_upload_bytes)
        share(application, kept, settings)
        application.state.importer = Importer(kept, settings, apart=apart)
        made.append(application)
        return application

    yield serve
    for application in made:
        application.state.importer.close()


@pytest.fixture
def asked_by(serving: Callable[..., FastAPI], kept: Ledger) -> Asked:
    """Asks as an account of a role: `asked_by("coder")`, `asked_by("coder", "Ma Lin", of=application)`."""
    usual: list[FastAPI] = []

    def asked(role: Any, name: str | None = None, of: FastAPI | None = None) -> TestClient:
        if of is None:
            usual.extend([] if usual else [serving()])
            of = usual[0]
        token = token_of(of, kept, role, name or f"a {role}")
        return TestClient(of, base_url=BASE, headers={"Authorization": f"Bearer {token}"})

    return asked


def over(client: TestClient, identity: str) -> dict[str, Any]:
    """An import once it is over."""
    application = client.app
    assert isinstance(application, FastAPI)
    importer: Importer = application.state.importer
    found = importer.of(identity)
    assert found is not None
    assert found.ended is not None
    wait([found.ended])
    told: dict[str, Any] = client.get(f"imports/{identity}").json()
    assert told["state"] in OVER
    return told
