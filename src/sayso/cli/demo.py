"""`sayso demo`: the packaged story, as one would want to see it first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from sayso.records import Claim, Report

STORY: Final = Path(__file__).parent.parent / "examples" / "loikaw-2023-11"
QUESTIONS: Final = STORY.with_name(f"{STORY.name}.figures")
RANGES, TOLL = "loikaw-figures.html", "loikaw-toll.html"

WHAT_IT_IS: Final = """\
November 2023: resistance forces attack Loikaw, the capital of Kayah State in Myanmar. Ten outlets and \
bodies report; each counts the dead, the wounded, the captured and the displaced in its own way. Sayso keeps \
every figure with whom it counts, who did it, where, when, and on whose say-so.
"""

WHAT_IT_ADDS_UP_TO: Final = """\
What it adds up to. Sayso keeps such reports in a ledger, links what speaks of one happening, counts copies \
once, and concludes each figure with bounds that hold. Who alone says so is named; what nobody caps stays \
open.
"""

AS_IT_WAS_KNOWN: Final = "The first of these, as it was known from day to day:"

PROSE: Final = 100  # columns

NEXT: Final = """
Try next
  sayso demo --explain             what is behind each claim, and what each figure rests on
  sayso read page.html             a page you saved; or folders, text, JSON, JSONL
  sayso read --format csv FOLDER   the same for a spreadsheet (jsonl: for programs)
  sayso add FOLDER                 keeps reports in a ledger; then sayso figures, incidents, origins
  sayso demo --ledger demo.db      keeps this story; sayso review --ledger demo.db shows it in a browser"""


def demo(
    explain: Annotated[
        bool, typer.Option("--explain", help="Show evidence, rules and doubts, and what figures rest on.")
    ] = False,
    charts: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the charts are written; here unless told.")
    ] = Path(),
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Keeps the story in this ledger, for `sayso review --ledger FILE`."
        ),
    ] = None,
) -> None:
    """A packaged story, told by ten outlets: its claims, and the figures they add up to."""
    from sayso import Given, Settings
    from sayso.cli.table import Table
    from sayso.intake.batch import Batch

    batch = Batch([STORY], Given(), Settings())
    table = Table(explain=explain)
    width = min(table.console.width, PROSE)
    table.console.print(WHAT_IT_IS, width=width)
    told = sorted(batch.results(), key=lambda result: result[0].published or date.max)
    for report, claims in told:
        table.add(report, claims)
    table.end()
    table.console.print(f"\n{WHAT_IT_ADDS_UP_TO}", width=width)
    _conclude(told, charts, explain=explain)
    if ledger is not None:
        _keep(told, ledger)
    table.console.print(NEXT)


def _keep(told: Iterable[tuple[Report, Sequence[Claim]]], ledger: str) -> None:
    """Adds the reports to a ledger, as `sayso add` would."""
    from sayso.cli.ledger import opened
    from sayso.run import run_of

    with opened(ledger, create=True) as kept:
        for report, claims in told:
            kept.add(report, claims, run_of(datetime.now(UTC).date()))
    typer.echo(f"Kept in {ledger}; to look at it in a browser: sayso review --ledger {ledger}")


def _conclude(told: Iterable[tuple[Report, Sequence[Claim]]], charts: Path, *, explain: bool) -> None:
    """Shows the figures of reports, in a ledger that is gone afterwards, and draws them."""
    from sayso import Filters, Run, open_ledger
    from sayso.cli.concluded import Asking
    from sayso.policy import SAYSO

    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "demo.db") as ledger:
        for report, claims in told:
            ledger.add(report, claims, Run("demo", date(2023, 12, 14)))
        asking = Asking(ledger, Filters(), SAYSO)
        asked = asking.questions(QUESTIONS, None, "all")
        asking.show(asked, "table", charts / RANGES, explain=explain)
        typer.echo(f"\n{AS_IT_WAS_KNOWN}")
        asking.show_over_time(asked[:1], "table", charts / TOLL)
    typer.echo(f"Drawn in {charts / RANGES} and {charts / TOLL}")
