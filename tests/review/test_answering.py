"""What is read is answered by a process beside the server, and by the server where that is not there."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sayso.review.answering import MOST, Passing, answer, new_socket, processes_for
from sayso.review.beside import Beside
from sayso.settings import Settings
from sayso.store import open_ledger
from tests.review.awaited import awaited
from tests.store.made import FIRST_RUN, a_report, claims_of

MOST_SECONDS = 30
HERE = {"by": "the server"}


@pytest.fixture(scope="module")
def settings(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a ledger with a report of two claims."""
    path = shutil.copy(empty_ledger, tmp_path_factory.mktemp("answering") / "sayso.db")
    with open_ledger(path) as ledger:
        ledger.add(a_report(), claims_of(a_report()), FIRST_RUN)
        ledger.links()
    return Settings(ledger=str(path))


@pytest.fixture(scope="module")
def other(settings: Settings) -> Iterator[tuple[Beside, Path]]:
    """A process that answers, and its socket."""
    path = new_socket()
    with Beside("answering", answer, settings, path) as beside:
        assert beside.is_ready(MOST_SECONDS)
        assert asked(Passing(_here(), [path]), "claims") != (200, HERE), "what is ready answers"
        assert path.parent.stat().st_mode & 0o777 == 0o700
        yield beside, path
    assert not path.parent.exists()


def _until_it_answers(path: Path) -> None:
    for _ in range(MOST_SECONDS * 10):
        if asked(Passing(_here(), [path]), "claims") != (200, HERE):
            return
        time.sleep(0.1)
    pytest.fail(f"no answer after {MOST_SECONDS} s")


def _here() -> Starlette:
    """A server that tells that it was asked itself."""

    async def told(_request: Request) -> JSONResponse:
        return JSONResponse(HERE)

    return Starlette(routes=[Route("/{path:path}", told, methods=["GET", "POST"])])


def asked(application: Passing, *paths: str, **given: Any) -> tuple[int, Any]:
    """What was answered last, asked one after the other."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1/api/v1/") as client:
            for path in paths:
                told = await client.request(given.get("method", "GET"), path, **given.get("more", {}))
        application.close()
        await asyncio.sleep(0)  # for the connections to be let go of
        return told

    told = awaited(ask())
    return told.status_code, told.json()


def test_what_is_read_is_answered_beside(other: tuple[Beside, Path]) -> None:
    status, told = asked(Passing(_here(), [other[1]]), "queue", "claims?kind=killed&limit=1")
    assert status == 200
    assert [each["claim"]["kind"] for each in told["items"]] == ["killed"]


def test_faults_are_told_as_they_are(other: tuple[Beside, Path]) -> None:
    application = Passing(_here(), [other[1]])
    assert asked(application, f"claims/{'0' * 16}")[0] == 404
    assert asked(application, "claims?limit=0")[0] == 422
    more = {"headers": {"Host": "elsewhere.example.org"}}
    assert asked(application, "claims", more=more)[0] == 401


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("imports", {}), (f"imports/{'0' * 16}", {}), ("me", {}), ("http://127.0.0.1/queue", {}), ("claims", {"method": "POST"}),
        ("claims", {"more": {"content": "a body"}}),
    ],
)  # fmt: skip
def test_all_else_is_the_servers(other: tuple[Beside, Path], path: str, given: dict[str, Any]) -> None:
    assert asked(Passing(_here(), [other[1]]), path, **given) == (200, HERE)


def test_where_nobody_answers_the_server_does(tmp_path: Path) -> None:
    assert asked(Passing(_here(), [tmp_path / "nobody"]), "claims") == (200, HERE)


@pytest.mark.parametrize(
    "said",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"],
)
def test_an_answer_that_is_not_whole_is_none(tmp_path: Path, said: bytes) -> None:
    async def ask() -> httpx.Response:
        async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(said)
            writer.close()

        server = await asyncio.start_unix_server(broken, tmp_path / "0")
        application = Passing(_here(), [tmp_path / "0"])
        async with server, httpx.AsyncClient(transport=httpx.ASGITransport(application)) as client:
            return await client.get("http://127.0.0.1/api/v1/claims")

    assert awaited(ask()).json() == HERE


def test_one_that_dies_is_begun_anew(other: tuple[Beside, Path], caplog: pytest.LogCaptureFixture) -> None:
    beside, path = other
    application = Passing(_here(), [path])
    before = beside._process.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait([beside._process.sentinel])
    assert asked(application, "claims") == (200, HERE)
    _until_it_answers(path)
    assert beside._process.pid != before
    assert "answering ended with -9; begun anew" in caplog.text


def test_as_many_answer_as_there_are_cores_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, asked_for, begun in ((1, 0, 0), (2, 0, 2), (64, 0, MOST), (2, 1, 0), (1, 8, 8)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)))
        assert processes_for(Settings(review_processes=asked_for)) == begun
