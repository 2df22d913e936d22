"""The process that links and weighs beside the review application: it works, and it ends with who began it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.review.beside import Beside
from sayso.review.upkeep import keep_up
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger
from tests.store.made import FIRST_RUN, a_report, claims_of

MOST_SECONDS = 30


@pytest.fixture
def settings(empty_ledger: Path, tmp_path: Path) -> Settings:
    """The settings of an empty ledger."""
    return Settings(ledger=str(shutil.copy(empty_ledger, tmp_path / "sayso.db")))


def _until(is_so: Callable[[], bool]) -> None:
    """Waits for what another process does."""
    for _ in range(MOST_SECONDS * 20):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail(f"not so after {MOST_SECONDS} s")


def _add(ledger: Ledger) -> None:
    report = a_report(title="Shelling in Loikaw")
    ledger.add(report, claims_of(report), FIRST_RUN)


def _is_kept_up(ledger: Ledger) -> bool:
    done, last = ledger.reach()
    return done == last and ledger.state().endswith(".weighed")


def test_what_comes_to_the_ledger_is_linked_and_weighed_in_another_process(settings: Settings) -> None:
    with open_ledger(settings.ledger) as ledger:
        with Beside("upkeep", keep_up, settings) as upkeep:
            process = upkeep._process
            _add(ledger)
            _until(lambda: _is_kept_up(ledger))
            assert ledger.reach() == (2, 2)
            assert [name for name, _ in ledger.linked().incidents()] != []
        assert process.exitcode == 0


def test_a_ledger_that_fails_is_tried_again(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    path = Path(settings.ledger)
    away = path.rename(path.with_name("away.db"))
    line, end = multiprocessing.Pipe(duplex=False)
    keeping = threading.Thread(target=keep_up, args=(line, settings))
    keeping.start()
    _until(lambda: "no such ledger" in caplog.text)
    away.rename(path)
    with open_ledger(path) as ledger:
        _add(ledger)
        _until(lambda: _is_kept_up(ledger))
    end.close()
    keeping.join()
    line.close()


def _hold(settings: Settings, told: str) -> None:
    """What a server does that is killed: its upkeep is under way."""
    with Beside("upkeep", keep_up, settings) as upkeep:
        Path(told).write_text(str(upkeep._process.pid))
        time.sleep(MOST_SECONDS)


def test_it_ends_with_a_server_that_is_killed(settings: Settings, tmp_path: Path) -> None:
    told = tmp_path / "process"
    server = multiprocessing.get_context("spawn").Process(target=_hold, args=(settings, str(told)))
    server.start()
    _until(lambda: told.exists() and told.read_text() != "")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server.join()
    _until(lambda: not _is_running(int(told.read_text())))


def _is_running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
