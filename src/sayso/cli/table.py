"""The table a person reads: claims by report, a column a question."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from sayso.cli import words
from sayso.policy import POLICIES
from sayso.records import Claim, Report

WIDEST: Final = 170  # columns; wider lines are hard to follow
NARROW: Final = 110  # below this two questions share a column
NOT_A_TERMINAL: Final = 150  # width of what goes into a file or a pipe
DOUBT: Final = "?"

# Which columns, their share of the width, and the slots of a claim that stand in them.
_WIDE: Final[tuple[tuple[str, int, tuple[str, ...]], ...]] = (
    ("kind", 11, ("kind",)),
    ("figure as said", 16, ("quantity",)),
    ("whom", 22, ("whom",)),
    ("by", 20, ("by",)),
    ("where", 16, ("where",)),
    ("when", 15, ("when",)),
    ("who says so", 22, ("source",)),
)
_SLIM: Final[tuple[tuple[str, int, tuple[str, ...]], ...]] = (
    ("kind", 11, ("kind",)),
    ("figure as said, whom", 19, ("quantity", "whom")),
    ("by", 15, ("by",)),
    ("where, when", 16, ("where", "when")),
    ("who says so", 17, ("source",)),
)
_STYLES: Final = {"kind": "bold", "quantity": "bold cyan", "source": "green"}
# A doubt names the field it touches; these are shown in the cell of another.
_SHOWN_IN: Final = {
    "means": "by",
    "value": "quantity",
    "hedge": "quantity",
    "part_of": "quantity",
    "class": "whom",
}


class Table:
    """Prints reports one after another, then a line that adds up."""

    def __init__(self, console: Console | None = None, *, explain: bool = False) -> None:
        self.console = console or Console(highlight=False, soft_wrap=False)
        if console is None and not self.console.is_terminal and "COLUMNS" not in os.environ:
            self.console.width = NOT_A_TERMINAL
        self.explain = explain
        self.reports = self.claims = self.doubted = 0

    def add(self, report: Report, claims: Sequence[Claim]) -> None:
        """Prints one report with its claims."""
        self.reports += 1
        self.claims += len(claims)
        self.doubted += sum(bool(claim.doubts) for claim in claims)
        self.console.print(_header(report, claims))
        if claims:
            self.console.print(_grid(report, claims, min(self.console.width, WIDEST), numbered=self.explain))
        if self.explain:
            for number, claim in enumerate(claims, 1):
                self.console.print(_explained(number, claim))
        self.console.print()

    def end(self) -> None:
        """Prints what the reports add up to."""
        if not self.reports:
            return
        line = f"{_number(self.claims, 'claim')} in {_number(self.reports, 'report')}"
        if self.doubted:
            line += f"; {DOUBT} marks a doubt ({_number(self.doubted, 'claim')})"
            line += "" if self.explain else ": --explain tells it"
        self.console.print(Text(line, "dim"))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _header(report: Report, claims: Sequence[Claim]) -> Text:
    outlet = words.safe(report.outlet or "unknown outlet")
    published = words.day(report.published) if report.published else "undated"
    header = Text.assemble((outlet, "bold"), "  ", published)
    header.append("  " + words.safe(report.title or report.id), "italic")
    if report.retold:
        header.append(f"\nretold from facts reported by {outlet}; not {outlet}'s text", "dim")
    for doubt in report.doubts:
        header.append(f"\n{DOUBT} {doubt.reason}", "yellow")
    if not claims:
        header.append("\nno claims", "dim")
    return header


def _grid(report: Report, claims: Sequence[Claim], width: int, *, numbered: bool) -> Grid:
    columns = _WIDE if width >= NARROW else _SLIM
    grid = Grid(
        box=box.SIMPLE_HEAD, width=width, show_edge=False, pad_edge=False, header_style="dim", padding=(0, 1)
    )
    if numbered:
        grid.add_column("", width=len(str(len(claims))), justify="right", style="dim")
    for title, share, _ in columns:
        grid.add_column(title, ratio=share, overflow="fold")
    parents = {claim.id: claim for claim in claims}
    for number, claim in enumerate(claims, 1):
        slots = {
            "kind": claim.kind,
            "quantity": words.figure(claim, parents),
            "whom": words.whom(claim),
            "by": words.by(claim),
            "where": words.where(claim),
            "when": words.when(claim, report),
            "source": words.source(claim),
        }
        doubted = {_SHOWN_IN.get(doubt.about, doubt.about) for doubt in claim.doubts}
        cells = [_cell(slots, names, doubted) for _, _, names in columns]
        grid.add_row(*([Text(str(number))] if numbered else []), *cells)
    return grid


def _cell(slots: dict[str, str], names: Sequence[str], doubted: set[str]) -> Text:
    """The words of one or two slots; what is not told is left out where another is."""
    told = [name for name in names if slots[name] != words.NOT_TOLD]
    cell = Text()
    for name in told or names[:1]:
        if cell:
            cell.append(" " if name == "whom" else "\n")
        cell.append(
            slots[name], "dim" if slots[name] in (words.NOT_TOLD, words.OUTLET) else _STYLES.get(name, "")
        )
    if doubted & set(names):
        cell.append(f" {DOUBT}", "bold yellow")
    return cell


def _explained(number: int, claim: Claim) -> Text:
    """Why a claim stands: its evidence, what the number is taken to mean, the rules and the doubts."""
    evidence, said = claim.evidence, claim.quantity
    start, end = said.start - evidence.start, said.end - evidence.start
    shown = Text.assemble((f"{number:>3}  ", "dim"), (f"{claim.kind} ", "bold"))
    shown.append(words.safe(said.text), "bold cyan")
    shown.append(f"  taken to mean {words.taken(POLICIES[claim.policy].bounds(said))} ({said.unit})")
    if claim.whom:
        shown.append(f", {claim.whom.harmed_class}")
    if claim.measure == "stock":
        shown.append(", a count at one day")
    if claim.state != "current":
        shown.append(f", {claim.state} count")
    shown.append("\n     “")
    shown.append(words.safe(evidence.text[:start]) + " " if start > 0 else "")
    shown.append(words.safe(evidence.text[max(start, 0) : end]), "bold underline")
    shown.append(" " + words.safe(evidence.text[end:]) + "”")
    shown.append(f"\n     rules  {', '.join(claim.rules) or 'none'}", "dim")
    for doubt in claim.doubts:
        shown.append(f"\n     {DOUBT} {doubt.about}: {doubt.reason}", "yellow")
    return shown
