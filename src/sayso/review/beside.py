"""A process that works beside the server, as long as there is one."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from threading import Event, Thread
from types import TracebackType
from typing import Any, Final, Self

_PAUSE: Final = 2.0  # seconds before it is begun anew
# What the works need is read once, by a process of which those that work are copies. It has no threads and
# nothing open, as the server has.
_READ_ONCE: Final = ["sayso.review.answering", "sayso.review.application", "sayso.review.upkeep"]
_LOG: Final = logging.getLogger(__name__)


class Beside:
    """A process of its own that does some work, from `with` to its end; begun anew where it ends by itself.

    `work` is called with one end of a line, and what is given beside. When the other end is let go of, on
    purpose or because the server was killed, there is something to read on it: the end of the line. Then
    `work` has to return. It says by `tell_ready` that it is ready. By how much it is `nice` others go first.
    """

    def __init__(self, name: str, work: Callable[..., None], *given: Any, nice: int = 0) -> None:
        self._name, self._work, self._given, self._nice = name, work, given, nice
        self._over = Event()
        self._process, self._line = self._begun()
        self._watch = Thread(target=self._watched, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._line.close()
        self._watch.join()

    def is_ready(self, within: float) -> bool:
        """Has it said that it is ready? Waits so many seconds for that, unless it ends before."""
        line = self._line
        try:
            return line.poll(within) and bool(line.recv())
        except (EOFError, OSError):
            return False

    def _begun(self) -> tuple[ForkServerProcess, Connection]:
        """A process at work, and our end of its line."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_READ_ONCE)
        theirs, ours = context.Pipe()
        given = (self._nice, self._work, theirs, *self._given)
        process = context.Process(target=_at_work, args=given, name=self._name, daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _watched(self) -> None:
        while True:
            self._process.join()
            if self._over.wait(_PAUSE):
                return
            _LOG.warning("%s ended with %s; begun anew", self._name, self._process.exitcode)
            self._process, self._line = self._begun()
            if self._over.is_set():
                self._line.close()


def tell_ready(line: Connection) -> None:
    """Tells whoever began a work that it is ready; nobody, where they are gone."""
    with suppress(OSError):
        line.send(True)


def _at_work(nice: int, work: Callable[..., None], line: Connection, *given: Any) -> None:
    os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a keyboard both hear it: this one ends with the other
    work(line, *given)
