"""`sayso reread` killed at statements: what was ruled and read stands, and the same call finishes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.records import Decision
from sayso.store import open_ledger

from .forked import Forked, at_statement, contents, die, warm

WORDS = """# Words of this test.
[[trigger]]
id = "killed.zorch"
kind = "killed"
transitive = ["zorch"]
examples = ["Soldiers zorched [40] men in the village."]
counter_examples = ["He carried [two] torches."]
"""
REPORTS = 12
STATEMENTS = (40, 90, 140, 190, 240)
NOON = datetime(2023, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, and a lexicon that finds more in them than the packaged one."""
    warm()
    folder = tmp_path_factory.mktemp("reread")
    (folder / "words/triggers").mkdir(parents=True)
    (folder / "words/triggers/own.toml").write_text(WORDS, "utf-8")
    (folder / "reports").mkdir()
    for number in range(REPORTS):
        text = f"Soldiers zorched {number + 5} men in the village. Two farmers were injured."
        told = {"id": f"r{number}", "text": text, "published": "2023-11-21"}
        (folder / f"reports/{number:02}.json").write_text(json.dumps(told), "utf-8")
    return folder


def prepared(folder: Path, where: str) -> str:
    """A ledger of the reports, in which a claim was accepted and one rejected."""
    assert Forked(folder / "add", "add", folder / "reports", "--ledger", where).end().code == 0
    with open_ledger(where) as ledger:
        first, second, *_ = ledger.claims()
        for act, claim in (("accept", first), ("reject", second)):
            ledger.record(Decision(act, "Ma Thida", NOON, ledger.evidence(claim.id)))  # type: ignore[arg-type]
    return where


def test_what_was_cut_off_is_finished_by_the_same_call(folder: Path, new_ledger: Callable[[], str]) -> None:
    words = ("reread", "--lexicon", folder / "words", "--ledger")
    whole = prepared(folder, new_ledger())
    assert Forked(folder / "whole", *words, whole).end().code == 0
    _, _, claims = contents(whole)
    assert len(claims) == 2 * REPORTS - 1
    cut = prepared(folder, new_ledger())
    killed = 0
    for number in STATEMENTS:
        ended = Forked(folder / f"at-{number}", *words, cut, before=at_statement(number, die)).end()
        killed += ended.code == -9
        faults, _, found = contents(cut)
        assert faults == []
        assert len(found) >= REPORTS - 1
    assert killed >= 2
    assert Forked(folder / "again", *words, cut).end().code == 0
    assert contents(cut)[2] == claims
