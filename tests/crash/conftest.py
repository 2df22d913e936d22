"""Reports to add, and what a ledger of them holds that nothing ever interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .forked import Forked, contents, lay, warm


class Whole(NamedTuple):
    """A folder of reports, and the reports and claims of a ledger to which it was added undisturbed."""

    folder: Path
    reports: list[Any]
    claims: list[Any]
    summary: list[str]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Added once, in a process like those that are killed."""
    warm()
    folder = lay(tmp_path_factory.mktemp("crash") / "reports")
    kept = folder.parent / "whole.db"
    ended = Forked(folder.parent / "whole", "add", folder, "--ledger", kept).end()
    assert (ended.code, ended.err) == (0, [])
    faults, reports, claims = contents(kept)
    assert not faults
    return Whole(folder, reports, claims, ended.out)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives places of ledgers that are still to be made: files, then databases of PostgreSQL."""
    if request.param == "sqlite":
        numbers = count(1)
        yield lambda: str(tmp_path / f"{next(numbers)}.db")
        return
    postgres: Any = request.getfixturevalue("postgres")
    made: list[str] = []

    def new() -> str:
        made.append(postgres.new_database())
        return postgres.url(made[-1])

    yield new
    for name in made:
        postgres.run(f"DROP DATABASE {name} WITH (FORCE)")
