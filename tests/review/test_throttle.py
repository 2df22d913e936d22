"""Whoever fails to log in too often must wait, by name and by address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sayso.errors import LogInPausedError
from sayso.review import throttle
from sayso.review.throttle import Throttle

NOON = datetime(2023, 11, 21, 12, tzinfo=UTC)
SPAN = timedelta(minutes=15)
NAME, ADDRESS = ("name", "Ma Thida"), ("address", "192.0.2.7")


def _begin(tried: Throttle, minute: float, *, name: int = 3, address: int = 5) -> None:
    tried.begin({NAME: name, ADDRESS: address}, NOON + timedelta(minutes=minute))


def test_a_name_that_failed_often_waits_until_the_first_failure_is_over() -> None:
    tried = Throttle(SPAN)
    for minute in (0, 1, 2):
        _begin(tried, minute)
    with pytest.raises(LogInPausedError) as refused:
        _begin(tried, 3)
    assert refused.value.wait == timedelta(minutes=12)
    assert str(refused.value) == "too many failed to log in; try again in 12 minutes"
    _begin(tried, 15)
    with pytest.raises(LogInPausedError):
        _begin(tried, 15.5)


def test_an_address_waits_whatever_the_names() -> None:
    tried = Throttle(SPAN)
    for guess in range(5):
        tried.begin({("name", str(guess)): 3, ADDRESS: 5}, NOON)
    with pytest.raises(LogInPausedError):
        tried.begin({("name", "another"): 3, ADDRESS: 5}, NOON)
    tried.begin({("name", "another"): 3, ("address", "192.0.2.8"): 5}, NOON)


def test_logging_in_clears_the_name_and_only_the_last_try_of_the_address() -> None:
    tried = Throttle(SPAN)
    for _ in range(3):
        _begin(tried, 0)
    tried.succeed(NAME, ADDRESS)
    for _ in range(3):
        _begin(tried, 1)
    with pytest.raises(LogInPausedError):
        _begin(tried, 1)
    with pytest.raises(LogInPausedError):
        tried.begin({("name", "another"): 3, ADDRESS: 5}, NOON)


def test_what_was_refused_is_not_counted() -> None:
    tried = Throttle(SPAN)
    for _ in range(3):
        _begin(tried, 0)
    for minute in (1, 2, 3, 4, 14):
        with pytest.raises(LogInPausedError):
            _begin(tried, minute)
    _begin(tried, 15)


def test_guesses_of_ever_new_names_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_PRUNE_AT", 10)
    tried = Throttle(SPAN)
    for number in range(100):
        tried.begin({("name", str(number)): 3}, NOON + number * SPAN / 5)
    assert len(tried._tries) <= 11
