"""Logging in and out, sessions that lapse, what unsafe requests must bring, and tokens."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from sayso.review.access import COOKIE, now
from sayso.review.accounts import Accounts, digest_of
from sayso.settings import Settings
from sayso.store import Ledger

from .conftest import BASE, CHEAP, NOW, PASSWORD, AskedBy, made, token_of

NAME = "Ma Thida"
LOG_IN = {"name": NAME, "password": PASSWORD}
NEW = "another long password"
WRONG = {"name": NAME, "password": "wrong horse battery"}


class Clock:
    """The time of requests, moved by the tests."""

    def __init__(self) -> None:
        self.now = NOW

    async def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock(application: FastAPI) -> Clock:
    made_up = Clock()
    application.dependency_overrides[now] = made_up
    return made_up


@pytest.fixture
def browser(application: FastAPI, clock: Clock, ledger: Ledger) -> TestClient:  # noqa: ARG001
    """A browser before log-in; the ledger has one account, a coder's."""
    Accounts(ledger.accounts(), Settings(), CHEAP).add(NAME, "coder", PASSWORD, NOW, "a lead")
    return TestClient(application, base_url=BASE)


def _logged_in(browser: TestClient) -> dict[str, str]:
    """What unsafe requests bring after log-in."""
    answer = browser.post("login", json=LOG_IN)
    assert answer.status_code == 200
    return {"X-CSRF-Token": answer.json()["csrf"]}


def test_a_session_begins_goes_on_and_ends(browser: TestClient) -> None:
    assert browser.get("me").status_code == 401
    brought = _logged_in(browser)
    told = browser.get("me").json()
    assert told == {
        "name": NAME, "role": "coder", "csrf": brought["X-CSRF-Token"], "accounts": True, "since": None,
    }  # fmt: skip
    assert browser.post("logout", headers=brought).status_code == 204
    assert browser.cookies.get(COOKIE) is None
    assert browser.get("me").status_code == 401


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(browser: TestClient) -> None:
    told = browser.post("login", json=LOG_IN).headers["Set-Cookie"]
    parts = {part.strip().partition("=")[0]: part.strip().partition("=")[2] for part in told.split(";")}
    assert parts.keys() == {COOKIE, "HttpOnly", "Max-Age", "Path", "SameSite"}
    assert (parts["SameSite"], parts["Max-Age"], parts["Path"]) == ("strict", "43200", "/")


@pytest.mark.usefixtures("browser")
def test_behind_https_the_cookie_is_secure(application: FastAPI) -> None:
    secure = TestClient(application, base_url=BASE.replace("http:", "https:"))
    assert "Secure" in secure.post("login", json=LOG_IN).headers["Set-Cookie"].split("; ")


def test_a_secret_of_before_is_worth_nothing_after_logging_out(browser: TestClient) -> None:
    brought = _logged_in(browser)
    secret = browser.cookies[COOKIE]
    browser.post("logout", headers=brought)
    browser.cookies.set(COOKIE, secret)
    assert browser.get("me").status_code == 401


def test_every_log_in_is_a_session_of_its_own(browser: TestClient) -> None:
    _logged_in(browser)
    first = browser.cookies[COOKIE]
    _logged_in(browser)
    assert browser.cookies[COOKIE] != first


def test_a_session_lapses(browser: TestClient, clock: Clock) -> None:
    _logged_in(browser)
    clock.forward(hours=11, minutes=59)
    assert browser.get("me").status_code == 200
    clock.forward(minutes=2)
    assert browser.get("me").status_code == 401


def test_lapsed_sessions_are_taken_out_of_the_ledger(
    browser: TestClient, clock: Clock, ledger: Ledger
) -> None:
    _logged_in(browser)
    lapsed = digest_of(browser.cookies[COOKIE])
    clock.forward(hours=13)
    _logged_in(browser)
    assert ledger.accounts().session(lapsed) is None


@pytest.mark.parametrize("change", ["password", "closed"])
def test_another_password_or_a_closed_account_ends_its_sessions(
    browser: TestClient, ledger: Ledger, change: str
) -> None:
    _logged_in(browser)
    accounts = Accounts(ledger.accounts(), Settings(), CHEAP)
    if change == "password":
        accounts.set_password(NAME, "another long password", NOW, "a lead")
    else:
        ledger.accounts().close(NAME, NOW, "a lead")
    assert browser.get("me").status_code == 401
    assert browser.post("login", json=LOG_IN).status_code == 401


@pytest.mark.parametrize(
    "given",
    [
        WRONG,
        {"name": "nobody", "password": PASSWORD},
        {"name": NAME.upper(), "password": PASSWORD},
        {"name": "", "password": ""},
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(browser: TestClient, given: dict[str, str]) -> None:
    answer = browser.post("login", json=given)
    assert (answer.status_code, answer.json()) == (401, {"detail": "name or password is wrong"})
    assert "Set-Cookie" not in answer.headers


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: (hashed.append(given[2]), verify(*given))[1])
    for name in (NAME, "nobody"):
        browser.post("login", json={"name": name, "password": "wrong horse battery"})
    assert hashed == ["wrong horse battery"] * 2


def test_who_fails_too_often_waits_even_with_the_right_password(browser: TestClient, clock: Clock) -> None:
    for _ in range(5):
        assert browser.post("login", json=WRONG).status_code == 401
    answer = browser.post("login", json=LOG_IN)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert answer.json() == {"detail": "too many failed to log in; try again in 15 minutes"}
    clock.forward(minutes=15)
    assert browser.post("login", json=LOG_IN).status_code == 200


def test_an_address_that_guesses_at_many_names_waits(ledger: Ledger) -> None:
    browser = TestClient(made(ledger, max_log_in_failures_address=3), base_url=BASE)
    for name in ("a", "b", "c"):
        assert browser.post("login", json={"name": name, "password": PASSWORD}).status_code == 401
    assert browser.post("login", json={"name": "d", "password": PASSWORD}).status_code == 429


def test_a_password_is_hashed_anew_where_its_hash_is_of_old_parameters(
    browser: TestClient, application: FastAPI, ledger: Ledger
) -> None:
    _logged_in(browser)
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    application.state.accounts = Accounts(ledger.accounts(), Settings(), stronger)
    _logged_in(browser)
    found = ledger.accounts().user(NAME)
    assert found is not None
    assert "m=16,t=2,p=1" in found[1]
    _logged_in(browser)


@pytest.mark.parametrize(
    "brought", [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": "ü"}]
)
def test_a_request_that_another_page_sends_is_refused(browser: TestClient, brought: dict[str, str]) -> None:
    _logged_in(browser)
    headers = {name: value.encode() for name, value in brought.items()}
    answer = browser.post("visits", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("X-CSRF-Token is missing or of another log-in")


def test_the_token_of_another_session_does_not_do(browser: TestClient) -> None:
    before = _logged_in(browser)
    now_brought = _logged_in(browser)
    assert browser.post("visits", headers=before).status_code == 403
    assert browser.post("visits", headers=now_brought).status_code == 204


def test_logging_in_takes_json_which_no_form_of_another_page_can_send(browser: TestClient) -> None:
    text = '{"name": "Ma Thida", "password": "correct horse battery"}'
    answer = browser.post("login", content=text, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


def test_a_token_asks_in_its_users_name_and_role(
    browser: TestClient, application: FastAPI, ledger: Ledger
) -> None:
    brought = _logged_in(browser)
    made_token = browser.post("tokens", json={"label": "nightly"}, headers=brought).json()
    secret = made_token.pop("secret")
    assert secret.startswith("sayso_")
    assert browser.get("tokens").json()["items"] == [made_token]
    program = TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {secret}"})
    assert program.get("me").json()["csrf"] is None
    assert program.post("visits").status_code == 204
    ledger.accounts().set_role(NAME, "reader", NOW, "a lead")
    assert program.get("me").json()["role"] == "reader"
    assert browser.delete(f"tokens/{made_token['id']}", headers=brought).status_code == 204
    assert program.get("me").status_code == 401


def test_the_ledger_keeps_no_secret(browser: TestClient, ledger: Ledger, tmp_path: Path) -> None:
    brought = _logged_in(browser)
    secret = browser.post("tokens", json={"label": "x"}, headers=brought).json()["secret"]
    ledger.close()  # which takes over what stands beside the file
    written = (tmp_path / "sayso.db").read_bytes()
    for word in (secret, browser.cookies[COOKIE], PASSWORD):
        assert word.encode() not in written
    assert digest_of(secret).encode() in written


def test_nobody_takes_away_the_token_of_another(
    asked_by: AskedBy, application: FastAPI, ledger: Ledger
) -> None:
    token_of(application, ledger, "coder", "another")
    (other,) = asked_by("coder", "another").get("tokens").json()["items"][:1]
    answer = asked_by("lead").delete(f"tokens/{other['id']}")
    assert (answer.status_code, answer.json()) == (404, {"detail": f"{other['id']}: you have no such token"})


# ── one's own password ──


def _change(browser: TestClient, brought: dict[str, str], old: str = PASSWORD, new: str = NEW) -> Response:
    return browser.put("me/password", json={"old": old, "new": new}, headers=brought)


def test_ones_own_password_is_changed_and_other_sessions_end(
    browser: TestClient, application: FastAPI, ledger: Ledger
) -> None:
    elsewhere = TestClient(application, base_url=BASE)
    _logged_in(elsewhere)
    brought = _logged_in(browser)
    assert _change(browser, brought).status_code == 204
    assert (browser.get("me").status_code, elsewhere.get("me").status_code) == (200, 401)
    assert elsewhere.post("login", json=LOG_IN).status_code == 401
    assert elsewhere.post("login", json={"name": NAME, "password": NEW}).status_code == 200
    entry = ledger.audit().entries(who=NAME).items[0]
    assert (entry.kind, entry.at, entry.who, entry.words) == (
        "account", NOW, NAME, "Ma Thida: another password",
    )  # fmt: skip
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        ("wrong horse battery", NEW, 403, "the old password is wrong"),
        (PASSWORD, "short", 422, "body.new: string should have at least 12 characters"),
        ("", NEW, 403, "the old password is wrong"),
    ],
)
def test_a_password_that_does_not_fit_changes_nothing(
    browser: TestClient, ledger: Ledger, old: str, new: str, status: int, told: str
) -> None:
    brought = _logged_in(browser)
    before = ledger.accounts().user(NAME)
    answer = _change(browser, brought, old, new)
    assert (answer.status_code, answer.json()) == (status, {"detail": told})
    assert ledger.accounts().user(NAME) == before


def test_whoever_finds_a_session_open_may_not_guess_the_password_for_long(
    browser: TestClient, clock: Clock
) -> None:
    brought = _logged_in(browser)
    for _ in range(5):
        assert _change(browser, brought, old="wrong horse battery").status_code == 403
    answer = _change(browser, brought)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert browser.post("login", json=LOG_IN).status_code == 429
    clock.forward(minutes=15)
    assert _change(browser, brought).status_code == 204


def test_another_page_cannot_change_it(browser: TestClient) -> None:
    _logged_in(browser)
    assert _change(browser, {}).status_code == 403


def test_a_program_changes_it_by_its_token_and_every_session_ends(
    browser: TestClient, application: FastAPI, ledger: Ledger
) -> None:
    _logged_in(browser)
    token = token_of(application, ledger, "coder", NAME)
    program = TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {token}"})
    assert _change(program, {}).status_code == 204
    assert (browser.get("me").status_code, program.get("me").status_code) == (401, 200)


def test_what_is_done_to_accounts_stands_in_the_audit_trail(
    browser: TestClient, application: FastAPI, ledger: Ledger
) -> None:
    token = token_of(application, ledger, "lead", "Daw Mya")
    lead = TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {token}"})
    lead.post("users", json={"name": "Ko Aung", "role": "reader", "password": PASSWORD})
    for change in ({"role": "lead"}, {"password": NEW}, {"closed": True}):
        assert lead.patch("users/Ko Aung", json=change).status_code == 200
    told = [(each["who"], each["about"]) for each in lead.get("audit").json()["items"]]
    assert told[:4] == [
        ("Daw Mya", "Ko Aung: closed"), ("Daw Mya", "Ko Aung: another password"),
        ("Daw Mya", "Ko Aung: lead from now on"), ("Daw Mya", "Ko Aung: made, reader"),
    ]  # fmt: skip
    assert browser.get("audit").status_code == 401
    assert list(ledger.verify()) == []


# ── without accounts ──


def test_without_accounts_whoever_is_at_the_machine_is_lead(application: FastAPI) -> None:
    browser = TestClient(application, base_url=BASE)
    told = browser.get("me").json()
    assert (told["role"], told["accounts"]) == ("lead", False)
    assert browser.post("visits").status_code == 403
    assert browser.post("visits", headers={"X-CSRF-Token": told["csrf"]}).status_code == 204
    refused = browser.post("tokens", json={"label": "x"}, headers={"X-CSRF-Token": told["csrf"]})
    assert refused.status_code == 409
    assert _change(browser, {"X-CSRF-Token": told["csrf"]}).status_code == 409


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8080", 200), ("127.0.0.1", 200), ("[::1]:8080", 200), ("LOCALHOST", 200), ("evil.example", 401),
        ("127.0.0.1.evil.example", 401), ("localhost.evil.example:8080", 401), ("[::1", 401), ("", 401),
    ],
)  # fmt: skip
def test_without_accounts_no_other_name_leads_here(application: FastAPI, host: str, status: int) -> None:
    """A page elsewhere may have its own name point at 127.0.0.1, to read what is here."""
    browser = TestClient(application, base_url=BASE)
    assert browser.get("me", headers={"Host": host}).status_code == status


def test_the_first_account_ends_that_and_closing_the_last_does_not_begin_it(
    application: FastAPI, ledger: Ledger
) -> None:
    browser = TestClient(application, base_url=BASE)
    brought = {"X-CSRF-Token": browser.get("me").json()["csrf"]}
    account = {"name": NAME, "role": "lead", "password": PASSWORD}
    assert browser.post("users", json=account, headers=brought).status_code == 201
    assert browser.get("me").status_code == 401
    ledger.accounts().close(NAME, NOW, "a lead")
    assert browser.get("me").status_code == 401
