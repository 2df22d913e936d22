"""Fetches addresses one after the other, as their hosts ask to be treated."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Final

from sayso.read.fetching.address import Address, address_of
from sayso.read.fetching.archive import keep
from sayso.read.fetching.exchange import Exchange, exchange
from sayso.read.fetching.fault import FetchError
from sayso.read.fetching.robots import MOST_BYTES, Rules, rules_of
from sayso.read.files import Named
from sayso.read.report import Skipped
from sayso.read.transfer import BrokenTransferError, plain_of
from sayso.read.warc import GONE, REDIRECTIONS
from sayso.settings import Settings

_BUSY: Final = (429, 503)
_ROBOTS_HOLD: Final = 24 * 3600.0  # seconds
_ROBOTS_MISSED_HOLD: Final = 300.0
_LONGEST_STEM: Final = 100
_NO_PART_OF_AN_ID: Final = re.compile(r"[^\w.-]+")


class Fetcher:
    """Fetches pages and keeps each as a web archive in a folder, from which it is then read.

    `now` tells the time, `wait` waits so many seconds. It remembers what hosts asked for; so one fetcher is
    to be used for as long as addresses come in, and by one thread.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        now: Callable[[], datetime],
        wait: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._folder = settings, folder
        self._now, self._wait, self._clock = now, wait, clock
        self._rules: dict[str, tuple[Rules | FetchError, float]] = {}
        self._not_before: dict[str, float] = {}

    def each(self, addresses: Iterable[str]) -> Iterator[Named | Skipped]:
        """The archive of each page, and in place of what could not be fetched the reason."""
        yield from map(self.fetch, addresses)

    def fetch(self, written: str) -> Named | Skipped:
        """The archive of a page, or why there is none."""
        try:
            exchanges = self._exchanges(address_of(written))
            kept = keep(self._folder, exchanges, self._settings)
        except FetchError as error:
            return Skipped(written.strip(), str(error))
        except OSError as error:
            return Skipped(written.strip(), f"cannot be kept in {self._folder}: {error.strerror}")
        page = exchanges[-1].address
        return Named(kept, page.url, _stem(page))

    def _exchanges(self, address: Address) -> list[Exchange]:
        """The redirections from an address on, and the page they lead to."""
        done: list[Exchange] = []
        most = self._settings.max_fetch_redirects
        while len(done) <= most:
            rules = self._rules_of(address)
            if not rules.allows(address.target):
                raise FetchError(f"robots.txt of {address.host} does not allow it")
            last = self._asked(address, rules.delay)
            done.append(last)
            location = last.header("location")
            if last.status in REDIRECTIONS and location:
                address = address.towards(location)
            elif last.status == GONE or 200 <= last.status < 300:
                return done
            else:
                raise FetchError(f"HTTP {last.status}")
        raise FetchError(f"more redirections than max_fetch_redirects ({most})")

    def _asked(self, address: Address, delay: float, *, cut_at: int | None = None) -> Exchange:
        """The answer of a host, asked anew after the time it asks for while it is busy."""
        tries = self._settings.max_fetch_tries
        pause = max(self._settings.fetch_pause_seconds, delay)
        for number in range(tries):
            self._await_turn(address)
            try:
                answer = exchange(address, self._settings, self._now(), cut_at=cut_at)
            finally:
                self._not_before[address.host] = self._clock() + pause
            if answer.status not in _BUSY:
                return answer
            asked_for = self._retry_after(answer)
            seconds = pause * 2 ** (number + 1) if asked_for is None else max(asked_for, pause)
            self._not_before[address.host] = self._clock() + seconds
        raise FetchError(f"HTTP {answer.status} at each of max_fetch_tries ({tries})")

    def _await_turn(self, address: Address) -> None:
        """Waits until a host may be asked again. Raises `FetchError` where that is too long."""
        seconds = self._not_before.get(address.host, 0.0) - self._clock()
        most = self._settings.max_fetch_wait_seconds
        if seconds > most:
            raise FetchError(
                f"{address.host} asks not to be asked for {seconds:,.0f} seconds,"
                f" longer than max_fetch_wait_seconds ({most})"
            )
        if seconds > 0:
            self._wait(seconds)

    def _retry_after(self, answer: Exchange) -> float | None:
        """The seconds after which a host wants to be asked again, where it tells."""
        told = (answer.header("retry-after") or "").strip()
        if re.fullmatch(r"\d{1,9}", told):
            return float(told)
        try:
            then = parsedate_to_datetime(told)
        except (ValueError, OverflowError):
            return None
        return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - self._now()).total_seconds())

    def _rules_of(self, address: Address) -> Rules:
        """The rules of an address's robots.txt, asked for once a day."""
        found, until = self._rules.get(address.site, (None, 0.0))
        if found is None or self._clock() > until:
            found, hold = self._robots(address)
            self._rules[address.site] = found, self._clock() + hold
        if isinstance(found, FetchError):
            raise found
        return found

    def _robots(self, address: Address) -> tuple[Rules | FetchError, float]:
        """The rules, or why there are none, and how long that holds.

        Where there is no such file all is allowed; where its host does not answer, nothing.
        """
        try:
            answer = self._robots_answer(address.towards("/robots.txt"))
            status = answer.status
            if 200 <= status < 300:
                encoding = answer.header("content-encoding") or ""
                text = plain_of(answer.body, "", encoding, MOST_BYTES)[:MOST_BYTES].decode("utf-8", "replace")
                return rules_of(text.removeprefix("\ufeff")), _ROBOTS_HOLD
            if status < 500:
                return Rules(), _ROBOTS_HOLD
            return FetchError(f"its robots.txt cannot be had: HTTP {status}"), _ROBOTS_MISSED_HOLD
        except BrokenTransferError as error:
            return FetchError(f"its robots.txt cannot be had: {error}"), _ROBOTS_MISSED_HOLD
        except FetchError as error:
            return error, _ROBOTS_MISSED_HOLD

    def _robots_answer(self, address: Address) -> Exchange:
        """The robots.txt, wherever it was moved to."""
        for _ in range(self._settings.max_fetch_redirects + 1):
            answer = self._asked(address, 0.0, cut_at=MOST_BYTES)
            location = answer.header("location")
            if answer.status not in REDIRECTIONS or not location:
                break
            address = address.towards(location)
        return answer


def _stem(page: Address) -> str:
    """What reports of a page are named after, where they tell no id: the end of its path, else its host."""
    name = PurePosixPath(page.target.partition("?")[0]).stem or page.host
    return _NO_PART_OF_AN_ID.sub("_", name)[:_LONGEST_STEM]
