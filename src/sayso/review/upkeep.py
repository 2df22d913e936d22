"""Keeps what is made from a ledger up to date beside those who ask: incidents, origins, what claims weigh,
what is withheld of reports.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from sayso.disclosure import Screens
from sayso.errors import SaysoError
from sayso.review.readers import found_by
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger

LOOKS_EVERY: Final = 0.2  # seconds: somebody ruled, or another program added something
ENTRIES: Final = 20  # of the chain in one transaction: whoever decides meanwhile waits for it
INCIDENTS: Final = 4  # weighed before it is looked whether anything new is to be linked
_PAUSE: Final = 2.0  # seconds before it is begun anew
_LOG: Final = logging.getLogger(__name__)


class Upkeep:
    """Links, screens and weighs whatever is new in the ledger of the settings, from `with` to its end.

    In a process of its own, so that it takes no time from those who ask; it ends with the one that began it,
    however that ends, and is begun anew where it ended by itself. A failure (another program writes for long,
    the disk is full) is logged, and tried again.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._over = Event()
        self._process, self._line = self._begun()
        self._watch = Thread(target=self._watched, name="upkeep", daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._line.close()
        self._watch.join()

    def _begun(self) -> tuple[SpawnProcess, Connection]:
        """A process at work, and what ends it when it is closed."""
        context = multiprocessing.get_context("spawn")
        theirs, ours = context.Pipe(duplex=False)
        process = context.Process(target=_keep, args=(theirs, self._settings), name="upkeep", daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _watched(self) -> None:
        while True:
            self._process.join()
            if self._over.wait(_PAUSE if self._process.exitcode else 0):
                return
            _LOG.warning("upkeep of the ledger ended with %s; begun anew", self._process.exitcode)
            self._process, self._line = self._begun()


def _keep(line: Connection, settings: Settings) -> None:
    """Keeps the ledger up to date until whoever began this process lets go of the other end of a line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a keyboard both hear it: this one ends with the other
    while not line.poll(LOOKS_EVERY):
        try:
            with open_ledger(settings.ledger, create=False, settings=settings) as ledger:
                _keep_open(ledger, settings, line)
        except SaysoError as failure:
            _LOG.warning("%s", failure)


def _keep_open(ledger: Ledger, settings: Settings, line: Connection) -> None:
    """The same with a ledger that is open."""

    def unless_over(_left: int) -> None:
        """Between two portions of work: is there still somebody who asks?"""
        if line.poll():
            raise _Interrupted

    def unless_new(left: int) -> None:
        """And nothing new, which is linked first?"""
        unless_over(left)
        done, last = ledger.reach()
        if done < last:
            raise _Interrupted

    disclosures, seen = ledger.disclosures(), ""
    screening = disclosures.screening(Screens(disclosures.key()), found_by())
    while not line.poll(LOOKS_EVERY):
        state = ledger.state()
        if state != seen:
            with suppress(_Interrupted):
                ledger.links(unless_over, entries=ENTRIES)
                screening.go_on(unless_new)
                ledger.weigh(unless_new, settings.max_settlements, at_a_time=INCIDENTS)
                seen = state


class _Interrupted(Exception):  # noqa: N818  # no error: what is left will be done next
    """Something else goes first, or nobody needs the rest."""
