"""`sayso forget`: takes out of a ledger what may not be kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from sayso.cli.ledger import Where


def forget(
    named: Annotated[
        str, typer.Argument(metavar="REPORT|PERSON", help="A report's id, URL or digest; else a name.")
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept, so do not name the person.")],
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who has it erased; without it the login name.")
    ] = None,
    ledger: Where = None,
) -> None:
    """Erases a report in all its versions, or blackens a person's name everywhere; the chain stays whole.

    Pages that were fetched of it are deleted, too.
    """
    from sayso.cli.ledger import login_name, opened
    from sayso.errors import SaysoError
    from sayso.intake.forgetting import forget
    from sayso.settings import load_settings

    who, day = who or login_name(), datetime.now(UTC).date()
    with opened(ledger) as kept:
        erased = forget(kept, load_settings(ledger=ledger), named, who=who, reason=reason, day=day)
    for fault in erased.faults:
        typer.echo(fault, err=True)
    if not (erased.reports or erased.decisions or erased.pages):
        raise SaysoError(f"no report goes by {named!r}, and no report or ruling names it")
    pages = f", fetched pages {erased.pages:,}" if erased.pages else ""
    typer.echo(f"erased: reports {erased.reports:,}, rulings {erased.decisions:,}{pages}")
    if erased.faults:
        raise typer.Exit(1)
