"""`sayso claims`: what the ledger's reports say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered
from sayso.cli.read import Format

if TYPE_CHECKING:
    from sayso.store import Filters


@filtered
def claims(
    filters: Filters,
    format: Annotated[  # noqa: A002
        Format, typer.Option(help="A table to read, or one claim a line for other programs.")
    ] = Format.table,
    explain: Annotated[bool, typer.Option("--explain", help="Show evidence, rules and doubts.")] = False,
    ledger: Where = None,
) -> None:
    """The claims that stand in the ledger; of all that is asked for, all must hold."""
    from sayso.cli.ledger import opened
    from sayso.cli.shown import show_claims

    with opened(ledger) as kept:
        show_claims(kept.claims_by_report(filters), format.value, explain=explain)
