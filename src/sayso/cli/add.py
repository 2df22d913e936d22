"""`sayso add`: reports and their claims, into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger import Where


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, or - for stdin.")],
    story: Annotated[
        str | None, typer.Option(metavar="NAME", help="Story of reports that do not tell theirs.")
    ] = None,
    ledger: Where = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of reports that do not tell theirs: 2023-11-21.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that do not tell theirs.")] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The paths are your own tables; this says what columns mean."),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that read at the same time.", min=0)
    ] = None,
) -> None:
    """Reads what `sayso read` reads and keeps it in the ledger; what is there already changes nothing."""
    from sayso.cli.adding import Adding
    from sayso.cli.shown import given_of
    from sayso.settings import load_settings
    from sayso.store import open_ledger

    settings = load_settings(lexicon=tuple(lexicon) if lexicon else None, jobs=jobs, ledger=ledger)
    given = given_of(published, outlet, story)
    with open_ledger(settings.ledger, settings=settings) as kept:
        adding = Adding(kept, settings, mapping)
        if mapping is None:
            adding.reports(paths, given)
        else:
            adding.tables(paths, mapping)
    raise typer.Exit(adding.tell())
