"""What comes to a ledger while reports are put together, before they are written, is as if it had come before."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sayso.records import Decision
from sayso.store import Ledger, links, open_ledger, tables
from sayso.store.engine import Store
from tests.decisions.rulings import evidence

from .test_links import FIRST, STORY, add, everything


def rejection(at: int, hour: int = 0) -> Decision:
    report, (claim,) = STORY[at]
    now = datetime(2023, 12, 1, hour, tzinfo=UTC)
    return Decision("reject", "Ma Thida", now, evidence(report, claim), reason="no")


def meanwhile(monkeypatch: pytest.MonkeyPatch, acts: Iterable[Callable[[], object]]) -> None:
    """Has somebody do something, one thing each time, while reports are put together."""
    read, waiting = links.standing_reports, iter(acts)

    def reading(*asked: Any) -> Iterator[Any]:
        next(waiting, lambda: None)()
        yield from read(*asked)

    monkeypatch.setattr(links, "standing_reports", reading)


@pytest.mark.parametrize("at", range(len(STORY)))
def test_what_is_ruled_while_reports_are_put_together_counts(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Of the same happening, of another, of the very report that is linked."""
    add(ledger, STORY[:-1])
    ledger.links()
    add(ledger, STORY[-1:])
    meanwhile(monkeypatch, [lambda: ledger.record(rejection(at))])
    found = everything(ledger)
    with open_ledger(tmp_path / "at once.db") as other:
        add(other, STORY)
        other.record(rejection(at))
        assert everything(other) == found


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_ruled_meanwhile_ends_as_if_it_had_been_ruled_before(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, rejected, hours = random.Random(seed), dict[int, str](), count()

    def rule() -> None:
        at = chance.randrange(len(STORY))
        if at in rejected:
            now = datetime(2023, 12, 1, next(hours), tzinfo=UTC)
            ledger.record(Decision("withdraw", "Ma Thida", now, targets=(rejected.pop(at),)))
        else:
            rejected[at] = ledger.record(rejection(at, next(hours)))

    add(ledger, STORY)
    ledger.links()
    for _ in range(3):
        rule()
    meanwhile(monkeypatch, [rule] * 9)
    ledger.links(entries=chance.choice((1, 2, 5)))
    found = everything(ledger)
    with open_ledger(tmp_path / "at once.db") as other:
        add(other, STORY)
        for at in rejected:
            other.record(rejection(at))
        assert everything(other) == found


def test_who_rules_again_and_again_does_not_keep_reports_from_being_linked(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "at once.db") as other:
        add(other, STORY)
        expected = everything(other)
    add(ledger, STORY[:-1])
    ledger.links()
    add(ledger, STORY[-1:])
    made: list[str] = []

    def rule() -> None:
        if len(made) % 2:
            at = datetime(2023, 12, 2, len(made), tzinfo=UTC)
            made.append(ledger.record(Decision("withdraw", "Ma Thida", at, targets=(made[-1],))))
        else:
            made.append(ledger.record(rejection(-1, len(made))))

    meanwhile(monkeypatch, [rule] * 5)
    assert everything(ledger) != expected, "the last was a rejection"
    assert len(made) == 5
    rule()
    assert everything(ledger) == expected


def test_what_is_forgotten_while_it_is_put_together_is_not_written(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, STORY[:-1])
    ledger.links()
    add(ledger, STORY[-1:])
    forgotten = STORY[-1][0].id
    monkeypatch.setattr(Store, "scrub", lambda _: None)  # PostgreSQL's waits for whoever reads
    meanwhile(
        monkeypatch,
        [lambda: ledger.forget_report(forgotten, who="editor", reason="asked", day=FIRST)],
    )
    ledger.links()
    with ledger._store.reading() as connection:
        number = select(tables.reports.c.number).where(tables.reports.c.text.is_(None)).scalar_subquery()
        for table in (tables.tellings, tables.texts):
            assert connection.execute(select(table).where(table.c.report == number)).all() == []
