"""The table a person reads: claims by report, a column a question."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sayso.cli import words
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
    ("figure, whom", 20, ("quantity", "whom")),
    ("by", 15, ("by",)),
    ("where, when", 16, ("where", "when")),
    ("who says so", 17, ("source",)),
)
_FIGURE: Final = "bold cyan"
_STYLES: Final = {"kind": "bold", "quantity": _FIGURE, "source": "green"}
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
        self.console = console or console_here()
        self.explain = explain
        self.reports = self.claims = self.doubted = 0

    def add(self, report: Report, claims: Sequence[Claim]) -> None:
        """Prints one report with its claims."""
        self.reports += 1
        self.claims += len(claims)
        self.doubted += sum(bool(claim.doubts) for claim in claims)
        put(self.console, _header(report, claims))
        if claims:
            put(self.console, _grid(report, claims, min(self.console.width, WIDEST), numbered=self.explain))
        if self.explain:
            for number, claim in enumerate(claims, 1):
                for part in _explained(number, claim):
                    put(self.console, part)
        put(self.console, Text())

    def end(self) -> None:
        """Prints what the reports add up to."""
        if not self.reports:
            return
        line = f"{counted(self.claims, 'claim')} in {counted(self.reports, 'report')}"
        if self.doubted:
            line += f"; {DOUBT} marks a doubt ({counted(self.doubted, 'claim')})"
            line += "" if self.explain else ": --explain tells it"
        put(self.console, Text(line, "dim"))


def print_reports(reports: Iterable[Report]) -> None:
    """Prints a line for each report, then how many there are."""
    console, number = console_here(), 0
    for report in reports:
        number += 1
        told = "undated" if report.published is None else words.day(report.published)
        line = Text.assemble(f"{told:>11}  ", (words.safe(report.outlet or "unknown outlet"), "bold"))
        line.append("  " + words.safe(report.title or report.id), "italic")
        if report.story:
            line.append(f"  {words.safe(report.story)}", "dim")
        if report.withdrawn:
            line.append("  withdrawn", "yellow")
        put(console, line)
    put(console, Text(counted(number, "report"), "dim"))


def console_here() -> Console:
    """Where tables are printed: as wide as the terminal, or as what is no terminal is taken to be."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = NOT_A_TERMINAL
    return console


def put(console: Console, shown: RenderableType) -> None:
    """Prints to a terminal as it is, to anything else without the blanks that fill a line."""
    if console.is_terminal:
        console.print(shown)
        return
    with console.capture() as captured:
        console.print(shown)
    console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def counted(number: int, noun: str) -> str:
    """ "1 report", "2,000 reports"."""
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
        if title == "kind":
            grid.add_column(title, width=share)  # kinds are never broken
        else:
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


def _explained(number: int, claim: Claim) -> Iterator[RenderableType]:
    """Why a claim stands: what it is taken to mean, its evidence, the rules and the doubts."""
    evidence, said = claim.evidence, claim.quantity
    head = Text.assemble(
        (f"{number:>3}  ", "dim"), (f"{claim.kind} ", "bold"), (words.safe(said.text), _FIGURE)
    )
    head.append(f", taken to mean {', '.join(words.meaning(claim))}")
    yield head
    start, end = (min(max(at - evidence.start, 0), len(evidence.text)) for at in (said.start, said.end))
    quoted = Text("“")
    for part, style in (
        (evidence.text[:start], ""), (evidence.text[start:end], "bold underline"), (evidence.text[end:], ""),
    ):  # fmt: skip
        quoted.append(words.safe(part, strip=False), style)
    quoted.append("”")
    lines = [quoted, Text(f"rules: {', '.join(claim.rules) or 'none'}", "dim")]
    lines += [Text(f"{DOUBT} {doubt.about}: {words.safe(doubt.reason)}", "yellow") for doubt in claim.doubts]
    yield from (Padding(line, (0, 0, 0, 5)) for line in lines)
