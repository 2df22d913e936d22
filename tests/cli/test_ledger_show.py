"""`sayso reports` and `sayso claims`: what is asked for, and what is wrongly asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sayso.cli.demo import STORY

from .conftest import Run


@pytest.fixture
def told(sayso: Run) -> Run:
    """The command line in a folder whose ledger has the packaged story."""
    sayso("add", STORY)
    return sayso


@pytest.mark.parametrize(
    ("asked", "path", "answer"),
    [
        (["--kind", "displaced"], "kind", {"displaced"}),
        (["--kind", "killed", "--who", "children"], "kind", {"killed"}),
        (["--who", "combatant"], "whom.class", {"combatant"}),
        (["--says", "bni"], "source.outlet", {"BNI"}),
        (["--story", "loikaw-2023-11", "--kind", "displaced"], "kind", {"displaced"}),
        (["--story", "another"], "kind", set()),
        (["--from", "2024-01-01"], "kind", set()),
        (["--text", "no such words"], "kind", set()),
    ],
)
def test_claims_are_asked_for(told: Run, asked: list[str], path: str, answer: set[str]) -> None:
    found = set()
    for line in told("claims", *asked, "--format", "jsonl").out.splitlines():
        value = json.loads(line)
        for key in path.split("."):
            value = value[key]
        found.add(value)
    assert found == answer


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ([], 10),
        (["--from", "2023-12-01"], 3),
        (["--to", "2023-11-11"], 1),
        (["--text", "NOVICES shelling"], 1),
    ],
)
def test_reports_are_asked_for(told: Run, asked: list[str], number: int) -> None:
    table, lines, sheet = (
        told("reports", *asked, "--format", form).out for form in ("table", "jsonl", "csv")
    )
    assert table.splitlines()[-1] == f"{number} report{'' if number == 1 else 's'}"
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [json.loads(line)["id"] for line in lines.splitlines()] == [row["id"] for row in rows]
    assert len(rows) == number


def test_evidence_is_explained(told: Run) -> None:
    assert "rules: " in told("claims", "--kind", "killed", "--explain").out


@pytest.mark.parametrize("verb", ["claims", "reports"])
@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (["--kind", "kiled"], "--kind: 'kiled' is none of killed, injured"),
        (["--kind", "kiled"], "did you mean 'killed'?"),
        (["--who", "kids"], "--who: 'kids' is none of civilian, combatant"),
        (["--from", "soon"], "--from: 'soon' is no day; expected one like 2023-11-21"),
        (["--to", "2023-13-01"], "--to: '2023-13-01' is no day"),
        (["--text", "?!"], "--text: '?!' has no word to look for"),
        (["--place", ""], "--place: '' has no word to look for"),
        ([], "sayso.db: no such ledger; `sayso add` makes one"),
        (
            ["--ledger", "mysql://x/y"],
            "mysql://x/y: expected a file, or a URL that begins with postgresql://",
        ),
    ],
)
def test_what_is_wrongly_asked_for_is_told_in_one_line(
    sayso: Run, verb: str, asked: list[str], line: str
) -> None:
    ran = sayso(verb, *asked)
    assert (ran.code, ran.out) == (1, "")
    assert line in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("sayso.db").exists()
