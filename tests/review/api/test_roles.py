"""Who may ask what: every route of the API has a least role, and nobody below it gets further."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.review.api import PREFIX, add_to
from sayso.store import ROLES, Role

from .conftest import BASE, AskedBy

# A route that is not here fails the test: whoever adds one says who may ask it. None: whoever comes.
LEAST: Final[dict[str, Role | None]] = {
    "POST /login": None,
    "POST /logout": "reader",
    "GET /me": "reader",
    "PUT /me/password": "reader",
    "GET /tokens": "reader",
    "POST /tokens": "reader",
    "DELETE /tokens/{number}": "reader",
    "GET /users": "lead",
    "POST /users": "lead",
    "PATCH /users/{name}": "lead",
    "GET /vocabulary": "reader",
    "GET /reports": "reader",
    "GET /reports/{digest}": "reader",
    "GET /claims": "reader",
    "GET /claims/{claim}": "reader",
    "GET /queue": "reader",
    "GET /changes": "reader",
    "POST /visits": "reader",
    "GET /opened": "coder",
    "PUT /opened/{claim}": "reader",
    "DELETE /opened/{claim}": "reader",
    "GET /search": "reader",
    "GET /decisions": "reader",
    "POST /decisions": "coder",
    "POST /decisions/accept-all": "lead",
    "GET /labels": "lead",
    "GET /incidents": "reader",
    "GET /incidents/{incident}": "reader",
    "GET /figures": "reader",
    "GET /figures/over-time": "reader",
    "GET /places": "reader",
    "GET /sources": "reader",
    "GET /stories": "reader",
    "GET /outlets": "reader",
    "GET /outlines": "reader",
    "GET /outlines/{country}": "reader",
    "GET /imports": "coder",
    "POST /imports": "coder",
    "POST /uploads": "coder",
    "GET /imports/{identity}": "coder",
    "GET /audit": "reader",
    "GET /verify": "reader",
}
NAMES: Final = {
    "number": "99", "name": "nobody", "digest": "0" * 64, "claim": "0" * 16, "incident": "0" * 16, "identity": "0" * 16, "country": "MM",
}  # fmt: skip
ASKS: Final = [pytest.param(route, role, id=f"{route}, {role}") for route in LEAST for role in (None, *ROLES)]


def test_every_route_says_who_may_ask_it() -> None:
    application = FastAPI()
    add_to(application)
    routes = {
        f"{method.upper()} {path.removeprefix(PREFIX)}"
        for path, methods in application.openapi()["paths"].items()
        for method in methods
    }
    assert routes == set(LEAST)


def test_every_route_is_told(root: Path) -> None:
    page = (root / "docs/api.md").read_text("utf-8")
    assert [route for route in LEAST if f"`{route}`" not in page] == []


@pytest.fixture(scope="module")
def clients(shared: AskedBy, shared_application: FastAPI) -> dict[Role | None, TestClient]:
    """One client a role, and one of nobody."""
    nobody = TestClient(shared_application, base_url=BASE)
    return {None: nobody, **{role: shared(role) for role in ROLES}}


@pytest.mark.parametrize(("route", "role"), ASKS)
def test_a_route_answers_those_who_may_and_no_others(
    clients: dict[Role | None, TestClient], route: str, role: Role | None
) -> None:
    method, _, path = route.partition(" ")
    body = {} if method in ("POST", "PATCH", "PUT") else None
    answer = clients[role].request(method, path.format(**NAMES).removeprefix("/"), json=body)
    least = LEAST[route]
    if least is None:
        assert answer.status_code == 422
    elif role is None:
        assert (answer.status_code, answer.json()) == (401, {"detail": "log in, or bring a token"})
    elif ROLES.index(role) < ROLES.index(least):
        told = f"a {role} is {role}; this takes a {least}"
        assert (answer.status_code, answer.json()) == (403, {"detail": told})
    else:
        assert answer.status_code not in (401, 403)
        assert answer.status_code < 500
