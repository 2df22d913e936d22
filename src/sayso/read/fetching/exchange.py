"""One request and its answer, as they went over the wire."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import h11

from sayso import __version__
from sayso.read.fetching.address import Address
from sayso.read.fetching.fault import FetchError
from sayso.read.fetching.machine import Deadline, connect, told
from sayso.settings import Settings

_ACCEPTED: Final = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"
_AT_A_TIME: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked when of which machine, and what it answered: `sent` and `received` to the byte.

    `body` is the answer's without chunks, still packed as its Content-Encoding says.
    """

    address: Address
    machine: str
    at: datetime
    sent: bytes
    received: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, by its name in lower case."""
        return next((value for key, value in self.headers if key == name), None)


def agent_of(settings: Settings) -> str:
    """Who says to be asking: this program, and how those who run it can be reached."""
    contact = f"; {settings.fetch_contact}" if settings.fetch_contact else ""
    return f"Sayso/{__version__} (reads reports about armed conflict for its user{contact})"


def exchange(address: Address, settings: Settings, now: datetime, *, cut_at: int | None = None) -> Exchange:
    """Asks for an address and hears the answer out; redirections are answers.

    With `cut_at` no more of a body is heard than that. Raises `FetchError` for an answer that is none, is
    over a limit of the settings, or takes too long.
    """
    deadline = Deadline(settings.max_fetch_seconds)
    opened, machine = connect(address, deadline, loopback=settings.fetch_loopback)
    with opened:
        hearing = _Hearing(address, settings, opened, deadline)
        try:
            return hearing.exchange(machine, now, cut_at)
        except h11.RemoteProtocolError as error:
            if hearing.broken_off:
                raise FetchError("its answer breaks off") from error
            if error.error_status_hint == 431:
                limit = settings.max_fetch_header_bytes
                raise FetchError(f"headers larger than max_fetch_header_bytes ({limit:,})") from error
            raise FetchError(f"no answer as HTTP has them: {error}") from error
        except TimeoutError:
            deadline.left()  # says which limit it was
            raise FetchError(f"{address.host}: does not answer") from None
        except OSError as error:
            raise FetchError(f"{address.host}: {told(error)}") from error


class _Hearing:
    """An answer while it comes in."""

    def __init__(
        self, address: Address, settings: Settings, opened: socket.socket, deadline: Deadline
    ) -> None:
        self._address, self._settings = address, settings
        self._opened, self._deadline = opened, deadline
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=settings.max_fetch_header_bytes)
        self._received, self._body = bytearray(), bytearray()
        self._begin = 0

    @property
    def broken_off(self) -> bool:
        """Did the other side hang up?"""
        return self._protocol.trailing_data[1]

    def exchange(self, machine: str, now: datetime, cut_at: int | None) -> Exchange:
        """Sends the request and hears the answer."""
        sent = self._request()
        self._opened.settimeout(self._deadline.left())
        self._opened.sendall(sent)
        head = self._head()
        while True:
            event = self._event()
            if isinstance(event, h11.Data):
                self._body += event.data
                if cut_at is not None and len(self._body) >= cut_at:
                    break
            elif isinstance(event, h11.EndOfMessage):
                break
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
        heard = bytes(self._received[self._begin : self._end()])
        return Exchange(
            self._address, machine, now, sent, heard, head.status_code, headers, bytes(self._body[:cut_at])
        )

    def _request(self) -> bytes:
        headers = [
            ("Host", self._address.authority),
            ("User-Agent", agent_of(self._settings)),
            ("Accept", _ACCEPTED),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ]
        asked = h11.Request(method="GET", target=self._address.target, headers=headers)
        head = self._protocol.send(asked)
        assert head is not None
        return head + (self._protocol.send(h11.EndOfMessage()) or b"")

    def _head(self) -> h11.Response:
        """The head of the answer; what comes before it (100 Continue) is no part of it."""
        while True:
            event = self._event()
            if isinstance(event, h11.Response):
                return event
            self._begin = self._end()

    def _event(self) -> h11.Event:
        """What comes next."""
        limit = self._settings.max_fetch_bytes
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            self._opened.settimeout(self._deadline.left())
            part = self._opened.recv(_AT_A_TIME)
            self._received += part
            if len(self._received) > limit:
                raise FetchError(f"larger than max_fetch_bytes ({limit:,})")
            self._protocol.receive_data(part)
        assert isinstance(event, h11.Event), event
        return event

    def _end(self) -> int:
        """How far what came in is told already."""
        return len(self._received) - len(self._protocol.trailing_data[0])
