"""`sayso demo`: the packaged story, as one would want to see it first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

STORY: Final = Path(__file__).parent.parent / "examples" / "loikaw-2023-11"

WHAT_IT_IS: Final = """\
November 2023: resistance forces attack Loikaw, the capital of Kayah State in Myanmar. Ten outlets and \
bodies report; each counts the dead, the wounded, the captured and the displaced in its own way. Sayso keeps \
every figure with whom it counts, who did it, where, when, and on whose say-so.
"""

PROSE: Final = 100  # columns

NEXT: Final = """
Try next
  sayso demo --explain             the words, rules and doubts behind each claim
  sayso read page.html             a page you saved; or folders, text, JSON, JSONL
  sayso read --format csv FOLDER   the same for a spreadsheet (jsonl: for programs)"""


def demo(
    explain: Annotated[bool, typer.Option("--explain", help="Show evidence, rules and doubts.")] = False,
) -> None:
    """The claims of a packaged story, told by ten outlets: see what Sayso does."""
    from sayso import Given, Settings
    from sayso.cli.batch import Batch
    from sayso.cli.table import Table

    batch = Batch([STORY], Given(), Settings())
    table = Table(explain=explain)
    table.console.print(WHAT_IT_IS, width=min(table.console.width, PROSE))
    for report, claims in sorted(batch.results(), key=lambda result: result[0].published or date.max):
        table.add(report, claims)
    table.end()
    table.console.print(NEXT)
