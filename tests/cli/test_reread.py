"""`sayso reread`: the ledger's reports with other words, and every decision where it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import rereading
from sayso.errors import LedgerError
from sayso.records import Claim, Report
from sayso.store import Ledger

from .conftest import Run

WORDS = """# Words of this test.
[[trigger]]
id = "killed.zorch"
kind = "killed"
transitive = ["zorch"]
examples = ["Soldiers zorched [40] men in the village."]
counter_examples = ["He carried [two] torches."]
"""
KNOWN = "Shelling killed 12 civilians in Loikaw on Tuesday, the KNDF said."
UNKNOWN = "Soldiers zorched 40 men in the village. Two farmers were injured."


@pytest.fixture
def kept(sayso: Run) -> Run:
    """The command line in a folder whose ledger has two reports, and with a word they need in `words`."""
    lines = [
        {"id": "a", "text": KNOWN, "outlet": "Example Times"},
        {"id": "b", "text": UNKNOWN, "story": "zorch"},
    ]
    Path("reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    Path("words/triggers").mkdir(parents=True)
    Path("words/triggers/own.toml").write_text(WORDS)
    assert sayso("add", "reports.jsonl").code == 0
    return sayso


def claims(kept: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept("claims", "--format", "jsonl").out.splitlines()]


def counted(kept: Run) -> set[tuple[str, int]]:
    return {(claim["kind"], claim["quantity"]["value"]) for claim in claims(kept)}


OLD = {("killed", 12), ("injured", 2)}
NEW = OLD | {("killed", 40)}


def test_other_words_find_other_claims_and_going_back_the_old_ones(kept: Run) -> None:
    assert counted(kept) == OLD
    ran = kept("reread", "--lexicon", "words")
    assert (ran.code, ran.err) == (0, "")
    assert "reports read again: 2\n" in ran.out
    assert " 1 new, 0 gone" in ran.out
    assert counted(kept) == NEW
    assert kept("reread", "--lexicon", "words").out.startswith(
        "reports read again: 0\nreports read so before: 2\n"
    )
    assert " 0 new, 1 gone" in kept("reread").out
    assert counted(kept) == OLD


def test_only_what_is_asked_for_is_read_again(kept: Run) -> None:
    assert kept("reread", "--lexicon", "words", "--story", "other").out.startswith("reports read again: 0\n")
    assert kept("reread", "--lexicon", "words", "--story", "zorch").out.startswith("reports read again: 1\n")


def test_decisions_hold_and_those_whose_evidence_changed_are_listed(kept: Run) -> None:
    kept("reread", "--lexicon", "words")
    zorched = next(claim["id"] for claim in claims(kept) if claim["quantity"]["value"] == 40)
    made = kept("decide", "accept", zorched, "--who", "A").out.strip()
    ran = kept("reread")
    assert "decisions replayed: 1\n" in ran.out
    assert f"decision {made}: the present extraction finds no such claim; its claim stays" in ran.out
    assert counted(kept) == NEW
    kept("decide", "reject", zorched, "--who", "B")
    assert counted(kept) == OLD
    assert kept("verify").code == 0


def test_by_several_processes_it_is_the_same(kept: Run) -> None:
    assert kept("reread", "--lexicon", "words", "--jobs", "2").code == 0
    assert counted(kept) == NEW


def test_it_goes_on_where_it_was_cut_off(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Ledger.reread
    read: list[str] = []

    def cut_off(ledger: Ledger, report: Report, extracted: tuple[Claim, ...], run: Any) -> Any:
        if read:
            raise LedgerError("sayso.db", "the disk is full")
        read.append(report.id)
        return whole(ledger, report, extracted, run)

    monkeypatch.setattr(rereading.Ledger, "reread", cut_off)
    ran = kept("reread", "--lexicon", "words")
    assert (ran.code, ran.err) == (1, "sayso.db: the disk is full\n")
    monkeypatch.setattr(rereading.Ledger, "reread", whole)
    assert kept("reread", "--lexicon", "words").out.startswith(
        "reports read again: 1\nreports read so before: 1\n"
    )
    assert counted(kept) == NEW


def test_what_came_from_a_table_is_left_as_it_is(kept: Run) -> None:
    Path("sheet.csv").write_text("what,dead\nzorched 40 men,7\n")
    Path("mapping.toml").write_text('[[claim]]\nkind = {value = "killed"}\nquantity = "dead"\n')
    added = kept("add", "sheet.csv", "--mapping", "mapping.toml")
    assert added.code == 0, added.err
    ran = kept("reread", "--lexicon", "words")
    assert "reports from tables, left as they are: 1\n" in ran.out
    assert ("killed", 7) in counted(kept)


def test_a_lexicon_that_cannot_be_used_is_told_before_anything_is_read(kept: Run) -> None:
    ran = kept("reread", "--lexicon", "nowhere")
    assert (ran.code, ran.err) == (1, "nowhere: no such folder\n")
    Path("broken/triggers").mkdir(parents=True)
    Path("broken/triggers/own.toml").write_text("[[trigger]]\nid = 1\n")
    ran = kept("reread", "--lexicon", "broken")
    assert ran.code == 1
    assert ran.err.startswith("broken/triggers/own.toml:")
    assert counted(kept) == OLD
