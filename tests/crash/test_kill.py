"""`kill -9` at any moment loses nothing that was committed and doubles nothing; two writers do no harm."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from .conftest import Whole
from .forked import REPORTS, Forked, at_statement, contents, die

KILLS = 50
STATEMENTS = 250  # up to so many come before a kill; a report takes about fifteen
MOMENTS = 0.25  # seconds; up to so long is waited before a kill


def holds(where: str, whole: Whole) -> None:
    """Asserts that the chain has every link and every report in the ledger all its claims, none of them twice.

    An older version of a page may stand until the newer one is added.
    """
    faults, reports, claims = contents(where)
    assert faults == []
    assert len({report.id for report in reports}) == len(reports)
    assert len({claim.id for claim in claims}) == len(claims)
    for report in reports:
        if report in whole.reports:
            mine, expected = (
                [each for each in some if each.document == report.id] for some in (claims, whole.claims)
            )
            assert mine == expected


def test_killed_fifty_times_it_comes_out_as_if_never_killed(
    new_ledger: Callable[[], str], whole: Whole, tmp_path: Path
) -> None:
    """Killed at a statement half of the times, at a moment the others; begun anew once all is there."""
    chance = random.Random(2023)
    where, killed, finished = new_ledger(), 0, 0
    while killed < KILLS or not finished:
        if killed % 2:
            dying = at_statement(chance.randint(1, STATEMENTS), die)
            adding = Forked(tmp_path / "run", "add", whole.folder, "--ledger", where, before=dying)
        else:
            adding = Forked(tmp_path / "run", "add", whole.folder, "--ledger", where)
            time.sleep(chance.uniform(0, MOMENTS))
            adding.kill()
        ended = adding.end()
        assert ended.code in (0, -9), ended
        if ended.code:
            killed += 1
            holds(where, whole)
        if not ended.code or killed == KILLS:
            assert Forked(tmp_path / "run", "add", whole.folder, "--ledger", where).end().code == 0
            assert contents(where) == ([], whole.reports, whole.claims)
            finished += 1
            where = new_ledger()


def test_two_writers_at_once_come_out_as_one(
    new_ledger: Callable[[], str], whole: Whole, tmp_path: Path
) -> None:
    where = new_ledger()
    writers = [Forked(tmp_path / str(number), "add", whole.folder, "--ledger", where) for number in range(2)]
    ends = [writer.end() for writer in writers]
    assert [(end.code, end.err) for end in ends] == [(0, [])] * 2
    assert contents(where) == ([], whole.reports, whole.claims)
    told = sum(int(re.sub(r"\D.*", "", line.partition(": ")[2])) for end in ends for line in end.out)
    assert told == 2 * (REPORTS + 1)


def test_what_reads_ends_with_the_killed_writer(
    new_ledger: Callable[[], str], whole: Whole, tmp_path: Path
) -> None:
    """Else its processes would keep the connection, and PostgreSQL the writer's lock."""
    where = new_ledger()
    adding = Forked(
        tmp_path / "run", "add", whole.folder, "--ledger", where, "--jobs", 2, before=at_statement(100, die)
    )
    assert adding.end().code == -9
    assert adding.alone()
    ended = Forked(tmp_path / "run", "add", whole.folder, "--ledger", where, "--jobs", 2).end()
    assert (ended.code, ended.err) == (0, [])
    assert contents(where) == ([], whole.reports, whole.claims)
