"""`sayso incidents`: the happenings that the ledger's reports speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters


@filtered
def incidents(
    filters: Filters,
    json: Annotated[bool, typer.Option("--json", help="One incident a line, for programs.")] = False,
    ledger: Where = None,
) -> None:
    """Happenings, whatever is counted of them: when, where, what was harmed, and in which reports."""
    from sayso.cli.ledger import opened
    from sayso.cli.linked import show_incidents, tell_linking

    with opened(ledger) as kept:
        show_incidents(kept.links(tell_linking).incidents(filters), json=json)
