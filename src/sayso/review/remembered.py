"""Answers that cost much and stay the same until the ledger changes, kept in memory until then."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from fastapi import Response

MOST: Final = 200  # answers


class Remembered:
    """Answers by what was asked, of one state of the ledger; those of a state before are forgotten.

    Many who ask the same at once wait for one answer, instead of making it once each.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = ""
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def rows(self, state: str, asked: Hashable, make: Callable[[], Response]) -> Response:
        """What was answered in this state, else what `make` makes of it now."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._answers.clear()
            found = self._answers.setdefault(asked, _Answer())
            self._answers.move_to_end(asked)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        with found.lock:
            if found.told is None:
                found.told = bytes(make().body)
        return Response(found.told, media_type="application/json")

    def forget(self) -> None:
        """Drops all of them: they may tell what was erased."""
        with self._lock:
            self._answers.clear()


class _Answer:
    """An answer that may still be in the making."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.told: bytes | None = None
