"""`sayso users`: accounts as whoever keeps the ledger makes, changes and closes them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.errors import LogInError
from sayso.review.accounts import Accounts
from sayso.settings import Settings
from sayso.store import open_ledger

from .conftest import Run

PASSWORD = "correct horse battery"


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text(f"{PASSWORD}\r\nnot this line\n")
    return path


def _logs_in(name: str, password: str) -> bool:
    with open_ledger("sayso.db", create=False) as ledger:
        try:
            Accounts(ledger.accounts(), Settings()).log_in(name, password, "192.0.2.7", datetime.now(UTC))
        except LogInError:
            return False
        return True


def test_an_account_is_made_changed_and_closed(sayso: Run, password_file: Path) -> None:
    made = sayso("users", "add", "Ma Thida", "--role", "coder", "--password-file", password_file)
    assert (made.code, made.out) == (0, "Ma Thida: coder\n")
    assert _logs_in("Ma Thida", PASSWORD)
    assert sayso("users", "role", "Ma Thida", "lead").out == "Ma Thida: lead\n"
    (name, role, since) = sayso("users", "list").out.rstrip().split("\t")
    assert (name, role, since[:6]) == ("Ma Thida", "lead", "since ")
    changed = sayso("users", "password", "Ma Thida", "--password-stdin", stdin=b"another long password\n")
    assert changed.out == "Ma Thida: the password is changed\n"
    assert not _logs_in("Ma Thida", PASSWORD)
    assert _logs_in("Ma Thida", "another long password")
    assert sayso("users", "close", "Ma Thida").out == "Ma Thida: closed\n"
    assert "\tclosed " in sayso("users", "list").out
    assert not _logs_in("Ma Thida", "another long password")


@pytest.mark.parametrize(
    ("words", "stdin", "told"),
    [
        (["add", "Ma Thida", "--role", "coder", "--password-stdin"], b"short\n", "the password has 5 characters; expected 12 to 1,000"),
        (["add", "Ma Thida", "--role", "coder", "--password-stdin"], b"", "the password has 0 characters; expected 12 to 1,000"),
        (["add", "Ma Thida", "--role", "coder"], b"", "no terminal to ask for the password; give --password-file or --password-stdin"),
        (["add", " Ma", "--role", "coder", "--password-stdin"], b"correct horse battery\n", "' Ma': expected words of characters that are seen, one space between them"),
        (["add", "M" * 101, "--role", "coder", "--password-stdin"], b"correct horse battery\n", "the name has 101 characters; expected up to 100"),
        (["add", "Ma Thida", "--role", "coder", "--password-file", "none"], b"", "none: No such file or directory"),
        (["add", "Ma Thida", "--role", "coder", "--password-file", "a", "--password-stdin"], b"", "--password-file and --password-stdin: expected one of them"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_account_is_told_in_one_line(
    sayso: Run, words: list[str], stdin: bytes, told: str
) -> None:
    ran = sayso("users", *words, stdin=stdin)
    assert (ran.code, ran.out, ran.err) == (1, "", f"{told}\n")


def test_a_name_is_given_once(sayso: Run, password_file: Path) -> None:
    for _ in range(2):
        ran = sayso("users", "add", "Ma Thida", "--role", "reader", "--password-file", password_file)
    assert (ran.code, ran.err) == (1, "Ma Thida: the name is taken\n")


@pytest.mark.parametrize("words", [["role", "nobody", "lead"], ["close", "nobody"]])
def test_an_account_that_is_not_there_is_told(sayso: Run, password_file: Path, words: list[str]) -> None:
    sayso("users", "add", "Ma Thida", "--role", "reader", "--password-file", password_file)
    ran = sayso("users", *words)
    assert (ran.code, ran.err) == (1, "nobody: no such account\n")


def test_a_password_that_is_no_text_is_told(sayso: Run, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"\xff\xfe long enough")
    ran = sayso("users", "add", "Ma Thida", "--role", "reader", "--password-file", "bad")
    assert (ran.code, ran.err) == (1, "bad: not UTF-8\n")
