"""A process beside the server says when it is ready; nobody waits for one that never will be."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection, Pipe

from sayso.review.beside import Beside, tell_ready

MOST_SECONDS = 30


def _work(line: Connection) -> None:
    tell_ready(line)
    line.poll(None)


def _end(_line: Connection) -> None:
    """Work that is over at once."""


def _say_nothing(line: Connection) -> None:
    line.poll(None)


def test_it_says_when_it_is_ready() -> None:
    with Beside("working", _work) as beside:
        assert beside.is_ready(MOST_SECONDS)


def test_one_that_ends_is_not_waited_for() -> None:
    with Beside("ending", _end) as beside:
        began = time.monotonic()
        assert not beside.is_ready(10 * MOST_SECONDS)
        assert time.monotonic() - began < MOST_SECONDS


def test_one_that_says_nothing_is_waited_for_so_long() -> None:
    with Beside("silent", _say_nothing) as beside:
        assert not beside.is_ready(0.01)


def test_where_those_who_began_it_are_gone_it_goes_on() -> None:
    line, end = Pipe()
    end.close()
    tell_ready(line)
    line.close()
