"""`sayso verify`: whether a ledger is as it was written."""

from __future__ import annotations

import typer

from sayso.cli.ledger import Where


def verify(ledger: Where = None) -> None:
    """Holds every row of the ledger against its chain: a line and exit code 1 for what was changed since."""
    from sayso.cli.ledger import opened

    number = 0
    with opened(ledger) as kept:
        for fault in kept.verify():
            number += 1
            typer.echo(fault)
    if number:
        raise typer.Exit(1)
    typer.echo("no fault")
