"""Keeps what is made from a ledger up to date beside those who ask: incidents, origins, what claims weigh."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from sayso.errors import SaysoError
from sayso.settings import Settings
from sayso.store import Ledger

LOOKS_EVERY: Final = 2.0  # seconds: another program may have added something
_LOG: Final = logging.getLogger(__name__)


class Upkeep:
    """Links and weighs whatever is new in a ledger, in a thread of its own, from `with` to its end.

    `heed` is called before anything new is looked at: what was erased may still be in memory. A failure
    (another program writes for long, the disk is full) is logged, and tried again.
    """

    def __init__(self, ledger: Ledger, settings: Settings, heed: Callable[[], None]) -> None:
        self._ledger, self._settings, self._heed = ledger, settings, heed
        self._over = Event()
        self._thread = Thread(target=self._keep, name="upkeep", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        seen = None
        while not self._over.is_set():
            try:
                state = self._ledger.state()
                if state != seen:
                    self._heed()
                    self._ledger.links(self._unless_over)
                    self._ledger.weigh(self._unless_over, self._settings.max_settlements)
                    seen = state
            except SaysoError as failure:
                _LOG.warning("%s", failure)
            except _Over:
                return
            self._over.wait(LOOKS_EVERY)

    def _unless_over(self, _left: int) -> None:
        """Between two portions of work: is there still somebody who asks?"""
        if self._over.is_set():
            raise _Over


class _Over(Exception):  # noqa: N818  # no error: nobody needs the rest
    """The application ends; what is left will be done by the next."""
