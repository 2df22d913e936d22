"""Compares a data set's file with a ledger, and shows what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich import box
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sayso.cli import words
from sayso.cli.concluded import policy_of
from sayso.cli.linked import tell_linking
from sayso.cli.progress import Progress
from sayso.cli.shown import tell_aside
from sayso.cli.table import WIDEST, console_here, counted, put
from sayso.compare import Comparison, Finding, Ours, compare
from sayso.compare.comparison import RULES
from sayso.compare.reasons import bounds_of
from sayso.compare.reported import Reported
from sayso.compare.rows import comparison_row, findings_csv
from sayso.export.asked import SHOWN, span
from sayso.read.coded import NAMES, CodedEvent, Dataset, coded_events, dataset_of
from sayso.settings import load_settings
from sayso.store import Filters, Ledger

_BOLD, _DIM, _NUMBER = "bold", "dim", "bold cyan"
_STYLES: Final = {"differs": "yellow", "missing here": "red", "missing there": "magenta", "same": "green"}


def compared(
    ledger: Ledger, filters: Filters, path: Path, dataset: Dataset | None, policy: str | None
) -> Comparison:
    """What came of comparing a file; raises `ReportError` where it is none of a data set."""
    settings = load_settings()
    dataset = dataset or dataset_of(path, settings)
    rules = policy_of(policy or RULES[dataset])
    ledger.links(tell_linking)
    with Progress(0, silent=True, doing="comparing") as progress:
        source = Reported(
            ledger, ledger.disclosures().usual(), filters, rules,
            tell=progress.follow, settlements=settings.max_settlements,
        )  # fmt: skip
        return compare(coded_events(path, settings, dataset), dataset, source, settings)


def show(found: Comparison, form: str, *, same: bool) -> None:
    """Prints a comparison; rows that cannot be read are told beside it, a line each."""
    for skipped in found.unread:
        tell_aside(str(skipped))
    if form == "table":
        _show_table(found, same=same)
        return
    data = findings_csv(found) if form == "csv" else _json(found)
    sys.stdout.buffer.write(data.encode())
    sys.stdout.buffer.flush()


def _json(found: Comparison) -> str:
    return f"{json.dumps(comparison_row(found), ensure_ascii=False, indent=2)}\n"


def _show_table(found: Comparison, *, same: bool) -> None:
    console = console_here()
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=_DIM, padding=(0, 1))
    grid.width = min(console.width, WIDEST)
    grid.add_column("", no_wrap=True, width=max(map(len, _STYLES)))
    grid.add_column(NAMES[found.dataset], overflow="fold", ratio=1)
    grid.add_column("killed", justify="right", style=_NUMBER)
    grid.add_column("ledger", overflow="fold", ratio=1)
    grid.add_column("killed", justify="right", style=_NUMBER)
    shown = [each for each in found.findings if same or each.verdict != "same"]
    for each in shown:
        _add(grid, each)
    if shown:
        put(console, grid)
    for line in _summary(found, same=same):
        put(console, Text(words.safe(line), _DIM))


def _add(grid: Grid, finding: Finding) -> None:
    """A finding as a row, and beneath it in what they differ and why that may be."""
    number = f"{sum(each.best for each in finding.theirs):,}" if finding.theirs else ""
    own = _between(finding.ours) if finding.ours else ""
    grid.add_row(
        Text(finding.verdict, _STYLES[finding.verdict]), _theirs(finding.theirs), number,
        _ours(finding.ours), own,
    )  # fmt: skip
    for line in _why(finding):
        grid.add_row("", Padding(Text(words.safe(line), _DIM), (0, 0, 0, 2)), "", "", "")


def _why(finding: Finding) -> Iterator[str]:
    if finding.verdict.startswith("missing"):
        yield from finding.because
    for each in finding.differences:
        yield f"{each.about}: {each.told}"
        yield from (f"- {reason.told}" for reason in each.reasons)


def _theirs(theirs: Sequence[CodedEvent]) -> Text:
    if not theirs:
        return Text("")
    first = theirs[0]
    days = span(min(each.first for each in theirs), max(each.last for each in theirs))
    name = first.id if len(theirs) == 1 else f"{first.id} and {len(theirs) - 1} more"
    told = Text(words.safe(name), _BOLD)
    told.append(f"  {days}, {words.safe(first.spot.name or first.spot.country)}", "not bold")
    return told


def _ours(ours: Sequence[Ours]) -> Text:
    if not ours:
        return Text("")
    event = ours[0].event
    days = span(min(each.event.days.first for each in ours), max(each.event.days.last for each in ours))
    more = f" and {len(ours) - 1} more" if len(ours) > 1 else ""
    told = Text(f"{event.incident[:SHOWN]}{more}", _BOLD)
    told.append(f"  {days}, {words.safe(event.place.name or event.place.text)}", "not bold")
    return told


def _between(ours: Sequence[Ours]) -> str:
    low, best, high = bounds_of(ours)
    if low == high:
        return f"{low:,}"
    ends = f"{low:,}–{high:,}" if high is not None else f"≥ {low:,}"
    return ends if best is None else f"{best:,} ({ends})"


def _summary(found: Comparison, *, same: bool) -> Iterator[str]:
    """What came of it in numbers, and what was not compared."""
    told = [f"{found.count(each):,} {each}" for each in ("same", "differs", "missing here", "missing there")]
    hidden = " (--all shows them)" if found.count("same") and not same else ""
    yield f"{'; '.join([told[0] + hidden, *told[1:]])}; by the rules {found.policy}"
    if found.outside:
        where = "in other countries, on other days or elsewhere than asked"
        yield f"not looked at: {counted(found.outside, 'row')} {where}"
    for reason, number in sorted(found.left_out.items()):
        yield f"not expected there: {number:,} ({reason})"
    if found.unread:
        yield f"left out: {counted(len(found.unread), 'row')} that cannot be read"
