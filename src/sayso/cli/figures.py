"""`sayso figures`: what is concluded, and on whose say-so."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters


class Form(StrEnum):
    """What is printed."""

    table = "table"
    json = "json"
    csv = "csv"


Day = Annotated[
    str | None, typer.Option("--at", metavar="DAY", help="As it was known on this day: 2023-11-21.")
]
Perspective = Annotated[
    str, typer.Option(help="Whose words count: all, independent, conceded, or a party for its side.")
]
Rules = Annotated[
    str,
    typer.Option(metavar="NAME|FILE", help="The coding rules: sayso, acled, ucdp, airwars, or a TOML file."),
]
Questions = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Answers the questions of a JSON file, in its order.")
]
Limit = Annotated[
    int, typer.Option(min=1, help="At most so many of the questions that the ledger raises by itself.")
]
OverTime = Annotated[
    bool, typer.Option("--over-time", help="The figure as it was known each day on which it changed.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show what each figure rests on, and what would move it.")
]
ChartFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also draw it: a file that ends in .svg, .png or .html.")
]
FormAsked = Annotated[Form, typer.Option(help="A table to read, or data for programs.")]


@filtered
def figures(  # noqa: PLR0913
    filters: Filters,
    at: Day = None,
    perspective: Perspective = "all",
    policy: Rules = "sayso",
    questions: Questions = None,
    limit: Limit = 20,
    over_time: OverTime = False,
    explain: Explain = False,
    chart: ChartFile = None,
    format: FormAsked = Form.table,  # noqa: A002
    ledger: Where = None,
) -> None:
    """Concludes how many, with bounds that hold, from all that the ledger's reports say.

    Filters ask a question; without any the ledger raises its own, those about most people first.
    """
    from sayso.cli.concluded import Asking, policy_of
    from sayso.cli.ledger import day_of, opened

    with opened(ledger) as kept:
        asking = Asking(kept, filters, policy_of(policy))
        asked = asking.questions(questions, day_of("at", at), perspective)
        if questions is None and len(asked) > limit:
            typer.echo(f"{limit} of {len(asked):,} questions, those about most: --limit", err=True)
            asked = asked[:limit]
        if over_time:
            asking.show_over_time(asked, format.value, chart)
        else:
            asking.show(asked, format.value, chart, explain=explain)
