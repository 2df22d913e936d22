"""`sayso origins`: on whose word the ledger's claims rest, and who copied whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters


@filtered
def origins(
    filters: Filters,
    json: Annotated[bool, typer.Option("--json", help="One origin a line, for programs.")] = False,
    ledger: Where = None,
) -> None:
    """Independent sources, each with the claims that are its word, and why: who quotes or copies whom."""
    from sayso.cli.ledger import opened
    from sayso.cli.linked import show_origins, tell_linking

    with opened(ledger) as kept:
        show_origins(kept.links(tell_linking).origins(filters), json=json)
