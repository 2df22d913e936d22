"""The table at the widths of real terminals."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from sayso.cli.table import Table
from sayso.records import Attribution, Claim, Doer, Doubt, Harmed, Period, Place, Quantity, Quote, Report

REPORT = Report("r", "…", "", "Clinic Notes", date(2023, 11, 21), "Many surrender")
CLAIM = Claim(
    document="r",
    id="c1",
    kind="surrendered",
    quantity=Quantity("More than 200", 0, 13, 200, "more_than"),
    evidence=Quote("More than 200 junta troops surrendered.", 0, 39),
    whom=Harmed("junta troops", 14, 26, "combatant"),
    by=Doer("Karenni Nationalities Defense Force", 0, 0),
    where=(Place("Loikaw", 0, 0),),
    when=Period("on Tuesday", 0, 0, date(2023, 11, 21), date(2023, 11, 21)),
    source=Attribution("allied resistance forces", 0, 0),
)


def shown(report: Report, *claims: Claim, width: int = 160, explain: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    table = Table(console, explain=explain)
    table.add(report, claims)
    table.end()
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("width", [80, 100, 120, 160, 300])
def test_every_width_shows_everything_on_lines_that_fit(width: int) -> None:
    lines = shown(REPORT, CLAIM, width=width)
    assert max(map(len, lines)) <= min(width, 170)
    flat = " ".join(" ".join(lines).split())
    for word in "surrendered More than 200 junta troops Karenni Loikaw 21 Nov allied resistance".split():
        assert word in flat


def test_wide_rows_are_one_line_a_claim() -> None:
    lines = shown(REPORT, CLAIM, CLAIM)
    assert lines == [
        "Clinic Notes  21 Nov 2023  Many surrender",
        *lines[1:3],
        *lines[3:-2],
        "",
        "2 claims in 1 report",
    ]
    assert lines[1].split() == "kind figure as said whom by where when who says so".split()


def test_a_doubt_marks_its_cell_and_is_told_by_explain() -> None:
    claim = replace(CLAIM, doubts=(Doubt("when", "Tuesday of which week"), Doubt("means", "of two kinds")))
    plain, told = "\n".join(shown(REPORT, claim)), "\n".join(shown(REPORT, claim, explain=True))
    assert "21 Nov ?" in plain
    assert "? marks a doubt (1 claim): --explain tells it" in plain
    assert "? when: Tuesday of which week" in told
    assert "? means: of two kinds" in told


def test_a_report_without_claims_says_so() -> None:
    assert shown(REPORT)[:2] == ["Clinic Notes  21 Nov 2023  Many surrender", "no claims"]


def test_a_retold_report_without_outlet_is_marked_too() -> None:
    lines = shown(Report("r", "…", "", retold=True))
    assert lines[0] == "unknown outlet  undated  r"
    assert lines[1].startswith("retold from facts reported by ")
