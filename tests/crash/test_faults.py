"""Whatever goes wrong around a ledger ends with one clear line and a whole ledger; the same call then finishes."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.intake import parallel

from .conftest import Whole
from .forked import Ended, Forked, at_statement, contents, die

Adding = Callable[..., Ended]
SMALL = 200_000  # bytes, too few for the ledger of the reports
NOBODY = 65534


@pytest.fixture
def adding(whole: Whole, tmp_path: Path) -> Adding:
    """`adding(ledger)` adds the reports in a process of its own."""

    def add(where: object, *words: object, before: Callable[[], None] | None = None) -> Ended:
        return Forked(tmp_path / "run", "add", whole.folder, "--ledger", where, *words, before=before).end()

    return add


def finishes(adding: Adding, where: object, whole: Whole) -> None:
    """Asserts that what is there is whole and that adding again adds the rest."""
    faults, _, _ = contents(str(where))
    assert faults == []
    ended = adding(where)
    assert (ended.code, ended.err) == (0, [])
    assert contents(str(where)) == ([], whole.reports, whole.claims)


def ends_with(ended: Ended, *words: str) -> None:
    """Asserts that a command ended with one line that has these words."""
    assert ended.code == 1, ended
    assert len(ended.err) == 1, ended.err
    assert all(word in ended.err[0] for word in words), ended.err


def test_a_worker_that_the_kernel_kills(adding: Adding, whole: Whole, tmp_path: Path) -> None:
    where, extract = tmp_path / "sayso.db", parallel.extract

    def deadly(report: Any, lexicon: Any) -> Any:
        if "report 7." in report.text:
            die()
        return extract(report, lexicon)

    def wait_for_it() -> None:
        parallel.extract = deadly

    ended = adding(where, "--jobs", 2, before=wait_for_it)
    ends_with(ended, "007-", "the process that read it died")
    assert ended.out[-1] == "left out: 1"
    finishes(adding, where, whole)


def test_a_file_that_may_not_grow(adding: Adding, whole: Whole, tmp_path: Path) -> None:
    where = tmp_path / "sayso.db"

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, resource.RLIM_INFINITY))

    ends_with(adding(where, before=little), f"{where}: ", "is it full?")
    finishes(adding, where, whole)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of a few hundred kilobytes, in memory."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder], capture_output=True, check=False
        )
        if made.returncode:
            pytest.skip("no disk can be mounted here: that takes root")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk(adding: Adding, whole: Whole, small_disk: Path) -> None:
    where = small_disk / "sayso.db"
    ends_with(adding(where), f"{where}: ", "full")
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    finishes(adding, where, whole)


@pytest.mark.parametrize("there", [False, True], ids=["no ledger yet", "a ledger"])
def test_a_folder_that_may_not_be_written_to(adding: Adding, whole: Whole, there: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        reports, where = folder / "reports", folder / "sayso.db"
        shutil.copytree(whole.folder, reports)
        if there:
            with sqlite3.connect(where) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            assert adding(where, before=lambda: None).code == 0
        folder.chmod(0o555)
        (folder / "sayso.db").chmod(0o444) if there else None

        def as_nobody() -> None:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)

        ends_with(adding(where, before=as_nobody), f"{where}: ", "written to")
        folder.chmod(0o755)
        (folder / "sayso.db").chmod(0o644) if there else None
        finishes(adding, where, whole)
    finally:
        shutil.rmtree(folder)


def test_another_program_that_writes_for_too_long(
    adding: Adding,
    new_ledger: Callable[[], str],
    whole: Whole,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sayso.toml").write_text("ledger_wait_seconds = 1\n")
    where = new_ledger()
    contents(where)
    with holding(where):
        ended = adding(where)
    ends_with(ended, "another program is writing to it; waited 1 s (ledger_wait_seconds)")
    finishes(adding, where, whole)


class holding:  # noqa: N801
    """Writes to a ledger for as long as it is entered."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        self.connection: Any
        if "://" in self.where:
            import psycopg

            self.connection = psycopg.connect(self.where)
            self.connection.execute("SELECT * FROM head FOR UPDATE")
        else:
            self.connection = sqlite3.connect(self.where, isolation_level=None)
            self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self.connection.close()


@pytest.mark.parametrize("verb", ["add", "claims", "reports"])
@pytest.mark.parametrize("left", [0.5, 0.98])
def test_a_file_that_was_cut_short(
    adding: Adding, whole: Whole, tmp_path: Path, verb: str, left: float
) -> None:
    where = tmp_path / "sayso.db"
    assert adding(where).code == 0
    kept = where.read_bytes()
    with where.open("r+b") as stream:
        stream.truncate(int(len(kept) * left))
    paths = [whole.folder / "000.json"] if verb == "add" else []
    ended = Forked(tmp_path / "run", verb, *paths, "--ledger", where).end()
    ends_with(ended, f"{where}: the file is damaged or cut short; restore a copy")
    where.write_bytes(kept)
    finishes(adding, where, whole)


def sheet(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (title TEXT)")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda path: path.write_text("Not a ledger, but a page of text.\n" * 40),
            "not a ledger: no SQLite file",
        ),
        (sheet, "not a ledger: a database with tables of something else"),
        (lambda path: path.mkdir(), "a folder; expected a ledger file"),
    ],
    ids=["text", "another database", "folder"],
)
def test_what_is_no_ledger(adding: Adding, tmp_path: Path, make: Callable[[Path], None], told: str) -> None:
    where = tmp_path / "sayso.db"
    make(where)
    before = where.read_bytes() if where.is_file() else None
    ends_with(adding(where), f"{where}: {told}")
    assert (where.read_bytes() if where.is_file() else None) == before


def test_a_folder_that_is_not_there(adding: Adding, tmp_path: Path) -> None:
    ends_with(adding(tmp_path / "none" / "sayso.db"), f"there is no folder {tmp_path / 'none'}")


def test_postgresql_restarted_in_the_middle(adding: Adding, whole: Whole, postgres: Any) -> None:
    where = postgres.url(postgres.new_database())
    for statement in (30, 300, 900):
        ended = adding(
            where, before=at_statement(statement, lambda: postgres.control("restart", "-m", "immediate"))
        )
        ends_with(ended, "postgresql://", "connection")
    finishes(adding, where, whole)


def test_postgresql_that_is_not_there(adding: Adding, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    ends_with(adding(f"postgresql://sayso:secret@/sayso?host={tmp_path}"), "connection", "failed")
    ended = adding("postgresql://sayso:secret@localhost:1/sayso")
    ends_with(ended, "postgresql://sayso:***@localhost:1/sayso: ")
    assert "secret" not in ended.err[0]
