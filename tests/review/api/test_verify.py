"""Whether the ledger is as it was written: told to readers, one at a time."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from sqlalchemy import text

from sayso.store import Ledger

from .conftest import TEXT, AskedBy


def test_a_reader_is_told_which_entry_was_changed_and_nothing_of_it(
    asked_by: AskedBy, ledger: Ledger
) -> None:
    reader = asked_by("reader")
    assert reader.get("verify").json()["faults"] == []
    with ledger._store.writing() as connection:
        connection.execute(text("UPDATE reports SET title = 'Quiet in Loikaw' WHERE number = 1"))
    answer = reader.get("verify")
    assert answer.json()["faults"] == ["report 1: changed since it was added"]
    assert TEXT not in answer.text


def test_who_asks_while_it_is_verified_is_told_to_ask_again(
    asked_by: AskedBy, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, over = Event(), Event()

    def slow() -> list[str]:
        begun.set()
        over.wait(20)
        return []

    monkeypatch.setattr(ledger, "verify", slow)
    reader = asked_by("reader")
    first = Thread(target=reader.get, args=("verify",))
    first.start()
    assert begun.wait(20)
    answer = asked_by("lead").get("verify")
    over.set()
    first.join()
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
    assert reader.get("verify").status_code == 200
