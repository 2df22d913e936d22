"""Accounts, sessions and tokens as they are kept; visits, and what colleagues have open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from sayso.errors import AccountError
from sayso.store import Ledger, StoredAccounts, Token, User

from .made import FIRST_RUN, a_report, claims_of

NOW = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def accounts(ledger: Ledger) -> StoredAccounts:
    kept = ledger.accounts()
    kept.add("Ma Thida", "lead", "hash", NOW, "Daw Mya")
    return kept


def number(accounts: StoredAccounts, name: str = "Ma Thida") -> int:
    found = accounts.user(name)
    assert found is not None
    return found[0].number


def test_an_account_comes_back_with_its_hash(ledger: Ledger) -> None:
    accounts = ledger.accounts()
    assert not accounts.has_any()
    assert accounts.user("Ko Aung") is None
    accounts.add("Ko Aung", "coder", "a hash", NOW.astimezone(), "Daw Mya")
    assert accounts.has_any()
    assert accounts.users() == [User(1, "Ko Aung", "coder", NOW)]
    assert accounts.user("Ko Aung") == (User(1, "Ko Aung", "coder", NOW), "a hash")
    assert list(ledger.verify()) == []


def test_a_name_is_given_once_even_after_it_was_closed(accounts: StoredAccounts) -> None:
    accounts.close("Ma Thida", LATER, "Daw Mya")
    assert accounts.has_any()
    assert accounts.users()[0].closed == LATER
    with pytest.raises(AccountError, match="Ma Thida: the name is taken"):
        accounts.add("Ma Thida", "reader", "hash", NOW, "Daw Mya")


def test_of_two_who_ask_for_a_name_at_once_one_gets_it(ledger: Ledger) -> None:
    def add(role: str) -> bool:
        try:
            ledger.accounts().add("Ko Aung", role, "hash", NOW, "Daw Mya")  # type: ignore[arg-type]
        except AccountError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(add, ("coder", "reader"))) == [False, True]


def test_an_account_is_changed(accounts: StoredAccounts) -> None:
    accounts.set_role("Ma Thida", "reader", LATER, "Daw Mya")
    accounts.rehash("Ma Thida", "another hash")
    assert accounts.user("Ma Thida") == (User(number(accounts), "Ma Thida", "reader", NOW), "another hash")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda kept: kept.set_role("Nobody", "lead", NOW, "Daw Mya"), id="role"),
        pytest.param(lambda kept: kept.set_password("Nobody", "hash", NOW, "Daw Mya"), id="password"),
        pytest.param(lambda kept: kept.rehash("Nobody", "hash"), id="hash"),
        pytest.param(lambda kept: kept.close("Nobody", NOW, "Daw Mya"), id="closing"),
    ],
)
def test_what_is_changed_must_be_there(
    accounts: StoredAccounts, change: Callable[[StoredAccounts], None]
) -> None:
    with pytest.raises(AccountError, match="Nobody: no such account"):
        change(accounts)


@pytest.mark.parametrize(
    ("end", "sessions", "tokens"),
    [
        pytest.param(lambda kept: kept.end("one"), [False, True], True, id="logging out"),
        pytest.param(
            lambda kept: kept.set_password("Ma Thida", "new", LATER, "Daw Mya"),
            [False, False],
            True,
            id="password",
        ),
        pytest.param(lambda kept: kept.rehash("Ma Thida", "new"), [True, True], True, id="rehash"),
        pytest.param(
            lambda kept: kept.close("Ma Thida", LATER, "Daw Mya"), [False, False], False, id="closing"
        ),
        pytest.param(lambda kept: kept.end_before(LATER), [False, True], True, id="lapsing"),
    ],
)
def test_when_sessions_and_tokens_end(
    accounts: StoredAccounts, end: Callable[[StoredAccounts], None], sessions: list[bool], tokens: bool
) -> None:
    mine = number(accounts)
    accounts.begin("one", mine, NOW)
    accounts.begin("two", mine, LATER)
    accounts.add_token("three", mine, "for R", NOW)
    found = accounts.session("one")
    assert found is not None
    assert (found[0].name, found[1]) == ("Ma Thida", NOW)
    end(accounts)
    assert [accounts.session(each) is not None for each in ("one", "two")] == sessions
    assert (accounts.token("three") is not None) is tokens


def test_a_token_is_its_users_alone(accounts: StoredAccounts) -> None:
    accounts.add("Ko Aung", "coder", "hash", NOW, "Daw Mya")
    made = accounts.add_token("digest", number(accounts), "for R", NOW)
    assert accounts.tokens(number(accounts)) == [Token(made.number, "for R", NOW)]
    assert accounts.tokens(number(accounts, "Ko Aung")) == []
    assert not accounts.drop_token(number(accounts, "Ko Aung"), made.number)
    assert accounts.drop_token(number(accounts), made.number)
    assert accounts.token("digest") is None


def test_a_visit_is_the_last_one(ledger: Ledger) -> None:
    visits = ledger.visits()
    assert visits.last("Ma Thida") is None
    visits.mark("Ma Thida", NOW)
    visits.mark("Ma Thida", LATER)
    assert visits.last("Ma Thida") == LATER
    assert visits.last("Ko Aung") is None


def test_what_colleagues_have_open_is_told_until_it_lapses(ledger: Ledger) -> None:
    report = a_report()
    ledger.add(report, claims_of(report), FIRST_RUN)
    claim = claims_of(report)[0].id
    visits = ledger.visits()

    def seen_by(name: str, since: datetime = NOW) -> tuple[str, ...]:
        return ledger.desk(name, since).claim(claim).opened_by

    visits.open(claim, "Ko Aung", NOW, NOW)
    visits.open(claim, "Ma Thida", NOW, NOW)
    visits.open(claim, "Ma Thida", LATER, NOW)
    assert seen_by("Daw Mya") == ("Ko Aung", "Ma Thida")
    assert seen_by("Ko Aung") == ("Ma Thida",)
    assert ledger.desk("Ko Aung", NOW).opened() == {claim: ("Ma Thida",)}
    assert ledger.desk("Ko Aung", LATER + timedelta(1)).opened() == {}
    assert seen_by("Daw Mya", LATER) == ("Ma Thida",)
    visits.shut(claim, "Ma Thida", LATER)
    assert seen_by("Daw Mya") == ()
