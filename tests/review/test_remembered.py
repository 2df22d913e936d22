"""Answers are made once a state of the ledger, however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from fastapi import Response

from sayso.review import remembered
from sayso.review.remembered import Remembered


class _Making:
    """Makes answers, and counts them."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Response:
        self.made += 1
        return Response(f"answer {self.made}")


def test_an_answer_is_made_once_until_the_ledger_changes() -> None:
    memory, make = Remembered(), _Making()
    told = [memory.rows(state, "a", make).body for state in ("1", "1", "2", "2", "1")]
    assert told == [b"answer 1", b"answer 1", b"answer 2", b"answer 2", b"answer 3"]
    assert memory.rows("1", "b", make).body == b"answer 4"


def test_many_who_ask_at_once_wait_for_one_answer() -> None:
    memory, make, together = Remembered(), _Making(), Barrier(8)

    def ask(_: int) -> bytes:
        together.wait()
        return bytes(memory.rows("1", "a", make).body)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {b"answer 1"}


def test_what_fails_is_made_again() -> None:
    memory = Remembered()

    def failing() -> Response:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        memory.rows("1", "a", failing)
    assert memory.rows("1", "a", _Making()).body == b"answer 1"


def test_no_more_answers_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    memory, make = Remembered(), _Making()
    for asked in ("a", "b", "a", "c", "b", "a"):
        memory.rows("1", asked, make)
    assert make.made == 5
