"""A ledger that was tampered with says so, and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from sayso.records import Decision, Evidence
from sayso.store import Ledger

from .made import FIRST_RUN, SECOND_RUN, a_claim, a_report, claims_of

DAY = date(2024, 1, 5)


def filled(ledger: Ledger) -> Ledger:
    """Three reports, one read twice, a decision, an erasure: thirteen entries."""
    for number in (1, 2, 3):
        report = a_report(f"Report {number}: 12 killed, 3 hurt.", url=f"https://example.org/{number}")
        ledger.add(report, [a_claim(report, "12"), a_claim(report, "3", "injured", 3)], FIRST_RUN)
    report = a_report()
    ledger.add(report, claims_of(report), FIRST_RUN)
    ledger.add(report, claims_of(report)[:1], SECOND_RUN)
    ledger.record(
        Decision(
            "accept", "lin", datetime(2024, 1, 4, 12, tzinfo=UTC), Evidence(report.digest, "killed", 16, 18)
        )
    )
    ledger.forget_report("https://example.org/2", who="lin", reason="asked to", day=DAY)
    ledger.accounts().add("lin", "lead", "hash", datetime(2024, 1, 4, 12, tzinfo=UTC), "ann")
    return ledger


def change(ledger: Ledger, *statements: str) -> None:
    with ledger._store.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_ledger_that_was_left_alone_is_whole(ledger: Ledger) -> None:
    assert list(ledger.verify()) == []
    assert list(filled(ledger).verify()) == []


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE reports SET text = 'Report 1: 13 killed, 3 hurt.' WHERE number = 1"], ["report 1: changed since it was added"]),
        (["UPDATE reports SET published = '2023-11-23' WHERE number = 1"], ["report 1: changed since it was added"]),
        (["UPDATE claims SET row = REPLACE(row, '12', '13') WHERE extraction = 1"], ["extraction 1: changed since it was added"]),
        (["DELETE FROM claims WHERE extraction = 1 AND position = 1"], ["extraction 1: changed since it was added"]),
        (
            ["UPDATE claims SET position = 9 WHERE extraction = 1 AND position = 0"],
            ["extraction 1: changed since it was added"],
        ),
        (
            ["UPDATE account_changes SET what = 'made, reader'"],
            ["account 1: changed since it was added"],
        ),
        (["DELETE FROM account_changes"], ["account 1: removed"]),
        (["DELETE FROM decisions"], ["decision 1: removed"]),
        (["UPDATE decisions SET content = REPLACE(content, 'lin', 'ann')"], ["decision 1: changed since it was added"]),
        (["UPDATE erasures SET reason = 'none'"], ["erasure 1: changed since it was added"]),
        (
            ["UPDATE reports SET text = NULL, salt = NULL WHERE number = 3"],
            ["report 3: emptied, and no erasure names it"],
        ),
        (["DELETE FROM chain WHERE sequence = 4"], ["entry 4 of the chain: removed", "extraction 2: added behind"]),
        (
            [
                "UPDATE chain SET sequence = 100 WHERE sequence = 3", "UPDATE chain SET sequence = 3 WHERE sequence = 5",
                "UPDATE chain SET sequence = 5 WHERE sequence = 100",
            ],
            ["entry 3 of the chain: changed or moved", "entry 4 of the chain", "entry 5 of the chain", "entry 6 of the chain"],
        ),
        (["DELETE FROM chain WHERE sequence >= 11"], ["the chain is cut short", "erasure 1: added behind", "account 1: added behind"]),
        (["UPDATE head SET sequence = 3"], ["the head of the chain: changed"]),
        (["DELETE FROM head"], ["the head of the chain: removed"]),
        (
            ["INSERT INTO decisions (number, id, salt, content) VALUES (9, 'forged', 'salt', '{}')"],
            ["decision 9: added behind the ledger's back"],
        ),
    ],
    ids=lambda value: str(value[0])[:50],
)  # fmt: skip
def test_what_was_done_behind_its_back_is_told(
    ledger: Ledger, statements: Sequence[str], told: Sequence[str]
) -> None:
    change(filled(ledger), *statements)
    faults = list(ledger.verify())
    assert [fault[: len(start)] for fault, start in zip(faults, told, strict=True)] == list(told)


def test_a_flipped_byte_of_the_file_is_found(tmp_path: Path, empty_ledger: Path) -> None:
    from sayso.store import open_ledger

    path = tmp_path / "sayso.db"
    path.write_bytes(empty_ledger.read_bytes())
    with open_ledger(path) as ledger:
        filled(ledger)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"Report 3: 12 killed")
    raw[at + 10] ^= 1
    path.write_bytes(raw)
    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == ["report 3: changed since it was added"]
