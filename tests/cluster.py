"""A throw-away PostgreSQL of the tests' own: PostgreSQL's programs, a socket in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

# Nothing here must outlast a power cut.
_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=40 -c shared_buffers=32MB"
)


@dataclass
class Cluster:
    """A running PostgreSQL, and databases in it that cost next to nothing."""

    programs: Path
    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of another."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def run(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def control(self, *words: str) -> None:
        """Runs pg_ctl: `start`, `stop` or `restart`."""
        _run([self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", *words])

    def start(self) -> None:
        self.control("-o", f"-k {self.folder} {_OPTIONS}", "start")


def why_none() -> str | None:
    """Why there can be no cluster here; None where there can be one."""
    if _programs() is None:
        return "PostgreSQL's own programs (initdb, pg_ctl) are not installed"
    return None if find_spec("psycopg") else "psycopg is not installed: the extra postgres"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running cluster; it is gone afterwards."""
    programs = _programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Cluster(programs, folder)
    try:
        _run(
            [
                programs / "initdb",
                "-D",
                folder / "data",
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C",
            ]
        )
        made.start()
        yield made
    finally:
        made.control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: the newest of Debian's, or where the search path has them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = found[-1] if found else shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def _run(command: list[object]) -> None:
    """Runs one of PostgreSQL's programs; they refuse root, who becomes the user postgres."""
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    # The log of the server stays open: a pipe would never end.
    subprocess.run([str(each) for each in command], stdout=subprocess.DEVNULL, check=True, cwd="/", **user)
