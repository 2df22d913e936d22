"""What is read is answered by processes beside the server, each over the same ledger."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import secrets
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import gettempdir
from threading import Thread
from time import sleep
from typing import Final
from zlib import crc32

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SaysoError
from sayso.review.beside import tell_ready
from sayso.review.headers import API
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger

MOST: Final = 4  # processes that are begun unless more are asked for
# It alone knows how far imports are, and what it asks of the pages of whoever is at the machine.
_OF_THE_SERVER: Final = (f"{API}v1/imports", f"{API}v1/me")
# Most that is made for an answer is gone with it, or is kept in memory: to look through all of that for
# circles, again and again, has everybody wait for a tenth of a second.
_SELDOM: Final = (10_000, 20, 100)
_SLICE: Final = 0.001  # seconds that a thread computes while another waits, such as that which hears requests
_LOOKS_EVERY: Final = 0.01  # seconds: does it answer yet?
_KEPT_ALIVE: Final = 24 * 3600  # seconds
_HOP: Final = frozenset({b"connection", b"keep-alive"})  # what is said between two alone
_NO_ANSWER: Final = (OSError, EOFError, ValueError, asyncio.LimitOverrunError)
_BODY: Final = frozenset({b"content-length", b"transfer-encoding"})
_LOG: Final = logging.getLogger(__name__)


def processes_for(settings: Settings) -> int:
    """How many processes answer what is read, none where the server does it itself."""
    asked = settings.review_processes or min(MOST, len(os.sched_getaffinity(0)))
    return asked if asked > 1 else 0


def new_socket() -> Path:
    """Where a process may answer: in a folder of its own, which is there as long as the process."""
    return Path(gettempdir(), f"sayso-{secrets.token_hex(8)}", "socket")


def answer(line: Connection, settings: Settings, path: Path) -> None:
    """Answers at a socket until the line ends: the work of a process beside the server."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with open_ledger(settings.ledger, create=False, settings=settings) as ledger:
            _serve(ledger, settings, path, line)
    except SaysoError as failure:
        _LOG.warning("%s", failure)
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)


def _serve(ledger: Ledger, settings: Settings, path: Path, line: Connection) -> None:
    import uvicorn

    from sayso.review.application import served

    application = served(ledger, settings, kept_up=True)
    sys.setswitchinterval(_SLICE)
    config = uvicorn.Config(
        application, uds=str(path), log_level="warning", access_log=False, server_header=False,
        date_header=False, proxy_headers=False, timeout_keep_alive=_KEPT_ALIVE, timeout_graceful_shutdown=5,
    )  # fmt: skip
    server = uvicorn.Server(config)

    def end_with_line() -> None:
        line.poll(None)
        server.should_exit = True

    def get_ready() -> None:
        application.state.readers.warm()
        gc.collect()
        gc.freeze()  # what is there for good need not be looked through for what is not, while somebody waits
        gc.set_threshold(*_SELDOM)
        while not (server.started or server.should_exit):
            sleep(_LOOKS_EVERY)
        tell_ready(line)

    for work in (end_with_line, get_ready):
        Thread(target=work, daemon=True).start()
    server.run()


class Passing:
    """An application of which others answer what is read; it does so itself where none of them can."""

    def __init__(self, app: ASGIApp, sockets: Iterable[Path]) -> None:
        self._app = app
        self._others = [_Other(path) for path in sockets]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Has a request answered, and sends the answer on."""
        request = _request(scope) if _may_pass(scope) else None
        if request is not None:
            for other in self._in_turn(request):
                if (told := await other.told(request)) is not None:
                    for message in told:
                        await send(message)
                    return
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "lifespan":  # all of it is over
                self.close()

    def _in_turn(self, request: bytes) -> list[_Other]:
        """Those who answer, the least busy first; of equals the one that was asked the same before, since it
        has in memory what that takes.
        """
        asked = crc32(request[: request.index(b"\r\n")])
        first = asked % len(self._others) if self._others else 0
        turns = [*self._others[first:], *self._others[:first]]
        return sorted(turns, key=lambda each: each.busy)

    def close(self) -> None:
        """Lets go of those who answer."""
        for other in self._others:
            other.close()


class _Other:
    """A process that answers at a socket."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.busy = 0  # requests under way

    async def told(self, request: bytes) -> list[Message] | None:
        """The answer; None where there is none: it is not there yet, or died."""
        self.busy += 1
        try:
            while self._idle:
                with suppress(*_NO_ANSWER):  # the one that was kept may have been let go of
                    return await self._exchanged(request, *self._idle.pop())
            return await self._exchanged(request, *await asyncio.open_unix_connection(self._path))
        except _NO_ANSWER:
            return None
        finally:
            self.busy -= 1

    def close(self) -> None:
        """Lets go of the connections that are kept."""
        while self._idle:
            self._idle.pop()[1].close()

    async def _exchanged(
        self, request: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> list[Message]:
        whole = False
        try:
            writer.write(request)
            await writer.drain()
            status, headers, length = _head(await reader.readuntil(b"\r\n\r\n"))
            body = await reader.readexactly(length)
            whole = True
        finally:
            if whole:
                self._idle.append((reader, writer))
            else:
                writer.close()
        return [
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": body},
        ]


def _may_pass(scope: Scope) -> bool:
    """Is it read from the ledger alone?"""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith(API)
        and not scope["path"].startswith(_OF_THE_SERVER)
        and not any(name in _BODY for name, _ in scope["headers"])
    )


def _request(scope: Scope) -> bytes:
    """A request as it is written: the server has read, and so checked, every part of it."""
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    headers = b"".join(b"%b: %b\r\n" % each for each in scope["headers"] if each[0] not in _HOP)
    return b"GET %b%b HTTP/1.1\r\n%b\r\n" % (scope["raw_path"], query, headers)


def _head(head: bytes) -> tuple[int, list[tuple[bytes, bytes]], int]:
    """Status, headers and length of an answer. Raises `ValueError` where it does not tell its length."""
    first, *lines = head.split(b"\r\n")[:-2]
    headers = []
    for line in lines:
        name, _, value = line.partition(b":")
        headers.append((name.strip().lower(), value.strip()))
    return int(first[len(b"HTTP/1.1 ") :][:3]), headers, int(dict(headers).get(b"content-length", b""))
