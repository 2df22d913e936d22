"""How often somebody may fail to log in before they must wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from sayso.errors import LogInPausedError

Key = tuple[str, str]  # what it is, and which: a name, an address
_PRUNE_AT: Final = 10_000  # keys; guesses of ever new names must not fill the memory


class Throttle:
    """Counts failed log-ins within a span of time, by name and by address; kept in memory."""

    def __init__(self, span: timedelta) -> None:
        self._span = span
        self._lock = Lock()
        self._tries: dict[Key, deque[datetime]] = {}

    def begin(self, keys: Mapping[Key, int], now: datetime) -> None:
        """Counts a try for each key, as failed until `succeed`; so that many at once gain nothing.

        Raises `LogInPausedError`, and counts nothing, where one of the keys has failed as often as it may.
        """
        with self._lock:
            self._forget(keys, now)
            full = [key for key, most in keys.items() if len(self._tries.get(key, ())) >= most]
            if full:
                until = max(self._tries[key][0] for key in full) + self._span
                raise LogInPausedError(until - now)
            for key in keys:
                self._tries.setdefault(key, deque()).append(now)

    def succeed(self, name: Key, address: Key) -> None:
        """Forgets the failures of a name, and of an address the last try: it may guess at other names."""
        with self._lock:
            self._tries.pop(name, None)
            tries = self._tries.get(address)
            if tries:
                tries.pop()

    def _forget(self, keys: Mapping[Key, int], now: datetime) -> None:
        """Drops the tries that are over, those of all keys where there are many."""
        for key in list(self._tries) if len(self._tries) >= _PRUNE_AT else keys:
            tries = self._tries.get(key)
            while tries and tries[0] <= now - self._span:
                tries.popleft()
            if not tries:
                self._tries.pop(key, None)
