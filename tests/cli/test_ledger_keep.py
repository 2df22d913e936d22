"""`sayso verify` and `sayso forget`: faults told one a line, and what is erased is gone."""

from __future__ import annotations

import getpass
import json
import sqlite3
from pathlib import Path

import pytest

from .conftest import Run

TEXT = "Shelling killed three farmers in Demoso on Tuesday, U Tin Aye, a village head, said."


@pytest.fixture
def kept(sayso: Run) -> Run:
    """The command line in a folder whose ledger has two reports, of which one names a person."""
    lines = [
        {"id": "a", "text": TEXT, "outlet": "Example Times"},
        {"id": "b", "text": "Two soldiers were injured in Loikaw.", "url": "https://example.org/b"},
    ]
    Path("a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    sayso("add", "a.jsonl")
    return sayso


def test_a_whole_ledger_has_no_fault(kept: Run) -> None:
    assert kept("verify") == (0, "no fault\n", "")


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE reports SET title = 'another' WHERE number = 2", "report 2"),
        ("DELETE FROM claims WHERE extraction = 1", "extraction 1"),
        ("UPDATE head SET sequence = 3", "the head of the chain"),
    ],
)
def test_each_fault_is_one_line(kept: Run, done: str, told: str) -> None:
    with sqlite3.connect("sayso.db") as connection:
        connection.execute(done)
    connection.close()
    ran = kept("verify")
    assert (ran.code, ran.err) == (1, "")
    assert len(ran.out.splitlines()) == 1
    assert told in ran.out


@pytest.mark.parametrize("named", ["a", "b", "https://example.org/b"])
def test_a_report_is_forgotten(kept: Run, named: str) -> None:
    ran = kept("forget", named, "--reason", "asked to")
    assert (ran.code, ran.out) == (0, "erased: reports 1, rulings 0\n")
    assert len(kept("reports", "--format", "jsonl").out.splitlines()) == 1
    assert kept("verify").code == 0
    again = kept("add", "a.jsonl")
    assert again.out == "known already: 2 reports\n"
    assert len(kept("reports", "--format", "jsonl").out.splitlines()) == 1


def test_a_name_is_blackened_and_numbers_hold(kept: Run) -> None:
    ran = kept("forget", "Tin Aye", "--reason", "asked to", "--who", "lead")
    assert (ran.code, ran.out) == (0, "erased: reports 1, rulings 0\n")
    assert "Tin Aye" not in kept("reports", "--format", "jsonl").out
    assert json.loads(kept("claims", "--kind", "killed", "--format", "jsonl").out)["quantity"]["value"] == 3
    assert kept("verify").code == 0


def test_what_nobody_knows_is_told(kept: Run) -> None:
    ran = kept("forget", "Nobody Known", "--reason", "asked to")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "no report goes by 'Nobody Known', and no report or ruling names it\n"


def test_a_reason_may_not_name_whom_it_forgets(kept: Run) -> None:
    ran = kept("forget", "Tin Aye", "--reason", "Tin Aye asked to")
    assert ran.code == 1
    assert "say it without" in ran.err


def test_a_reason_must_be_given(kept: Run) -> None:
    assert kept("forget", "a").code == 2


def test_somebody_must_say_who(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no login name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    ran = kept("forget", "a", "--reason", "asked to")
    assert ran.err == "--who: there is no login name here; say who has it done\n"
