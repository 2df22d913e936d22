"""`sayso reports`: what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered
from sayso.cli.read import Format

if TYPE_CHECKING:
    from sayso.store import Filters


@filtered
def reports(
    filters: Filters,
    format: Annotated[  # noqa: A002
        Format, typer.Option(help="A table to read, or one report a line; JSONL has the texts.")
    ] = Format.table,
    ledger: Where = None,
) -> None:
    """The ledger's reports in their current versions; what only claims have, one of its claims must have."""
    from sayso.cli.ledger import opened
    from sayso.cli.shown import show_reports

    with opened(ledger) as kept:
        show_reports(kept.reports(filters), format.value)
