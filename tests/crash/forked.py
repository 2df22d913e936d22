"""The command line in a process of its own, which a test can kill: forked from one that has read its tables."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import Engine, event

from sayso.store import open_ledger

PATIENCE = 60  # seconds after which a process is given up
REPORTS = 60
_PLACES = ("Loikaw", "Demoso", "Mobye", "Hpruso", "Bawlakhe", "Shadaw")
_KINDS = ("killed {} villagers", "injured {} soldiers", "killed {} soldiers and injured {} others")


@dataclass
class Ended:
    """What a command came to: its exit code (negative: the signal that ended it), its lines, its statements."""

    code: int
    out: list[str]
    err: list[str]


def lay(folder: Path, number: int = REPORTS) -> Path:
    """A folder of small reports: some of one page in two versions, some without claims, one in two files."""
    folder.mkdir()
    for at in range(number):
        kind = _KINDS[at % len(_KINDS)].format(at + 2, at + 3)
        told: dict[str, Any] = {"outlet": f"Times {at % 7}", "published": f"2023-11-{1 + at % 28:02}"}
        told["text"] = (
            f"Shelling {kind} in {_PLACES[at % len(_PLACES)]} on Monday, a medic said. It was report {at}."
        )
        if at % 10 == 9:
            told |= {
                "text": f"The market of {_PLACES[at % 6]} opened again, report {at} says.",
                "story": "market",
            }
        if at % 4 == 0:
            told["url"] = f"https://example.org/{at % 12}"
            told["outlet"] = "Example Times"
        Path(folder, f"{at:03}.json").write_text(json.dumps(told), "utf-8")
    Path(folder, "again.json").write_bytes(Path(folder, "003.json").read_bytes())
    return folder


def warm() -> None:
    """Reads here what every forked process would have to read."""
    import alembic.command  # noqa: F401

    from sayso.cli import adding, claims, ledger, main  # noqa: F401
    from sayso.pipeline import extract
    from sayso.records import Report
    from sayso.run import run_of

    run_of(date(2023, 11, 21))
    extract(
        Report(
            "warm",
            "Shelling killed 3 villagers in Loikaw on Monday, a medic said.",
            "",
            published=date(2023, 1, 1),
        )
    )
    # Command lines are made of modules that are loaded by the first; whoever forks may not be let read them.
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.suppress(SystemExit),
        pytest.MonkeyPatch.context() as changed,
    ):
        changed.setattr(sys, "argv", ["sayso", "add", "--help"])
        main()


class Forked:
    """A running `sayso ...`; `before` is called in it first."""

    def __init__(self, folder: Path, *words: object, before: Callable[[], None] | None = None) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.out, self.err = folder / "out", folder / "err"
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._be([str(word) for word in words], before)

    def _be(self, words: list[str], before: Callable[[], None] | None) -> NoReturn:
        code = 70
        try:
            os.setsid()
            for stream, path in ((1, self.out), (2, self.err)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.argv = ["sayso", *words]
            if before:
                before()
            from sayso.cli import main

            try:
                code = main()
            except SystemExit as end:
                code = int(end.code or 0)
        except:
            traceback.print_exc()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def kill(self) -> None:
        """kill -9, if it is still there."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Waits for its end."""
        for _ in every(0.002):
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                break
        else:
            self.kill()
            os.waitpid(self.pid, 0)
            raise AssertionError(f"it hangs: {self.err.read_text('utf-8')}")
        code = os.waitstatus_to_exitcode(status)
        return Ended(code, *(each.read_text("utf-8").splitlines() for each in (self.out, self.err)))

    def alone(self) -> bool:
        """Are all processes that it started gone, at last?"""
        for _ in every(0.01):
            try:
                os.killpg(self.pid, 0)
            except ProcessLookupError:
                return True
        return False


def every(seconds: float) -> Iterator[None]:
    """Comes round again and again until patience is at its end."""
    for _ in range(int(PATIENCE / seconds)):
        yield
        time.sleep(seconds)


def at_statement(number: int, do: Callable[[], None]) -> Callable[[], None]:
    """Does something when the process has sent so many statements to a database, commits among them."""

    def listen() -> None:
        left = iter(range(number))

        def counted(*_: object) -> None:
            if next(left, None) == number - 1:
                do()

        event.listen(Engine, "before_cursor_execute", counted)
        event.listen(Engine, "commit", counted)

    return listen


def die() -> None:
    """kill -9 of oneself."""
    os.kill(os.getpid(), signal.SIGKILL)


def contents(where: str | Path) -> tuple[list[str], list[Any], list[Any]]:
    """The faults of a ledger, its reports and its claims; nothing where it was not even made."""
    with open_ledger(where) as ledger:
        return list(ledger.verify()), list(ledger.reports()), list(ledger.claims())
