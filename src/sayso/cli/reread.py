"""`sayso reread`: the ledger's reports read again, with the words there are now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger import By, From, KindAsked, Of, PlaceAsked, Says, Story, To, Where, Who, Words


def reread(  # noqa: PLR0913
    kind: KindAsked = None,
    who: Who = None,
    of: Of = None,
    by: By = None,
    says: Says = None,
    place: PlaceAsked = None,
    first: From = None,
    last: To = None,
    story: Story = None,
    text: Words = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that read at the same time.", min=0)
    ] = None,
    ledger: Where = None,
) -> None:
    """Extracts the claims of the ledger's reports, or of those asked for, anew; every decision holds on."""
    from sayso.cli.ledger import filters_of
    from sayso.cli.rereading import Rereading
    from sayso.settings import load_settings
    from sayso.store import open_ledger

    filters = filters_of(
        kind=kind, who=who, of=of, by=by, says=says, place=place, first=first, last=last, story=story,
        text=text,
    )  # fmt: skip
    settings = load_settings(lexicon=tuple(lexicon) if lexicon else None, jobs=jobs, ledger=ledger)
    with open_ledger(settings.ledger, create=False, settings=settings) as kept:
        rereading = Rereading(kept, settings)
        rereading.reports(filters)
        raise typer.Exit(rereading.tell())
