"""Accounts, as leads keep them."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .conftest import BASE, PASSWORD, AskedBy

ACCOUNT = {"name": "Ko Aung", "role": "coder", "password": PASSWORD}


def test_a_lead_makes_changes_and_closes_an_account(asked_by: AskedBy, application: FastAPI) -> None:
    lead, browser = asked_by("lead"), TestClient(application, base_url=BASE)
    made = lead.post("users", json=ACCOUNT)
    assert made.status_code == 201
    assert {**made.json(), "created": "…"} == {
        "name": "Ko Aung",
        "role": "coder",
        "created": "…",
        "closed": None,
    }
    assert [each["name"] for each in lead.get("users").json()["items"]] == ["Ko Aung", "a lead"]
    log_in = {"name": "Ko Aung", "password": PASSWORD}
    assert browser.post("login", json=log_in).status_code == 200
    changed = lead.patch("users/Ko Aung", json={"role": "reader", "password": "another long password"})
    assert changed.json()["role"] == "reader"
    assert browser.get("me").status_code == 401
    assert browser.post("login", json=log_in | {"password": "another long password"}).status_code == 200
    assert lead.patch("users/Ko Aung", json={"closed": True}).json()["closed"] is not None
    assert browser.get("me").status_code == 401


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"password": "short"}, "body.password: string should have at least 12 characters"),
        ({"role": "owner"}, "body.role: input should be 'reader', 'coder' or 'lead'"),
        ({"name": " Ko Aung"}, "body.name: string should match pattern"),
        ({"name": "Ko\u202eAung"}, "body.name: string should match pattern"),
        ({"name": "K" * 101}, "body.name: string should have at most 100 characters"),
        ({"admin": True}, "body.admin: extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(asked_by: AskedBy, given: dict[str, Any], told: str) -> None:
    answer = asked_by("lead").post("users", json=ACCOUNT | given)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)


def test_names_of_any_script_are_taken_and_none_twice(asked_by: AskedBy) -> None:
    lead = asked_by("lead")
    for name in ("မသီတာ", "Ольга Ivanivna", "محمد"):
        assert lead.post("users", json=ACCOUNT | {"name": name}).status_code == 201
        again = lead.post("users", json=ACCOUNT | {"name": name})
        assert (again.status_code, again.json()) == (409, {"detail": f"{name}: the name is taken"})


def test_a_closed_account_is_not_changed_nor_its_name_given_again(asked_by: AskedBy) -> None:
    lead = asked_by("lead")
    lead.post("users", json=ACCOUNT)
    lead.patch("users/Ko Aung", json={"closed": True})
    assert lead.patch("users/Ko Aung", json={"role": "lead"}).status_code == 409
    assert lead.post("users", json=ACCOUNT).status_code == 409
    assert lead.patch("users/nobody", json={}).status_code == 404
