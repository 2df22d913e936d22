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
    """Erases a report in all its versions, or blackens a person's name everywhere; the chain stays whole."""
    from sayso.cli.ledger import login_name, opened
    from sayso.errors import SaysoError

    who, day = who or login_name(), datetime.now(UTC).date()
    with opened(ledger) as kept:
        erased = kept.forget_report(named, who=who, reason=reason, day=day)
        if not erased.reports:
            erased = kept.forget_person(named, who=who, reason=reason, day=day)
    if not (erased.reports or erased.decisions):
        raise SaysoError(f"no report goes by {named!r}, and no report or ruling names it")
    typer.echo(f"erased: reports {erased.reports:,}, rulings {erased.decisions:,}")
