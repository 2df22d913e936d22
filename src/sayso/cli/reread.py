"""`sayso reread`: the ledger's reports read again, with the words there are now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters


@filtered
def reread(
    filters: Filters,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that read at the same time.", min=0)
    ] = None,
    ledger: Where = None,
) -> None:
    """Extracts the claims of the ledger's reports, or of those asked for, anew; every decision holds on."""
    from sayso.cli.rereading import Rereading
    from sayso.settings import load_settings
    from sayso.store import open_ledger

    settings = load_settings(lexicon=tuple(lexicon) if lexicon else None, jobs=jobs, ledger=ledger)
    with open_ledger(settings.ledger, create=False, settings=settings) as kept:
        rereading = Rereading(kept, settings)
        rereading.reports(filters)
        raise typer.Exit(rereading.tell())
