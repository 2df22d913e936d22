"""`sayso add`: reports and their claims, into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger import Dataset, Where


def add(  # noqa: PLR0913
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help="Files, folders, or - for stdin.")
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A page to fetch and keep beside the ledger; several times."),
    ] = None,
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
    coded: Annotated[
        Dataset | None,
        typer.Option("--as", help="The paths are your own files of a data set; without it columns tell."),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that read at the same time.", min=0)
    ] = None,
) -> None:
    """Reads what `sayso read` reads and keeps it in the ledger; what is there already changes nothing."""
    from sayso.cli.adding import add_coded, add_reports, add_tables
    from sayso.cli.shown import given_of
    from sayso.settings import load_settings
    from sayso.store import open_ledger

    if not paths and not url:
        raise typer.BadParameter("give files or folders, or addresses by --url")
    if (mapping or coded) and url:
        option = "--mapping" if mapping else "--as"
        raise typer.BadParameter(f"{option} is for tables in files, not for pages of --url")
    if mapping and coded:
        raise typer.BadParameter("--as tells what columns mean, and so does --mapping: give one of them")
    settings = load_settings(lexicon=tuple(lexicon) if lexicon else None, jobs=jobs, ledger=ledger)
    given = given_of(published, outlet, story)
    with open_ledger(settings.ledger, settings=settings) as kept:
        if mapping is not None:
            code = add_tables(kept, settings, paths or (), mapping)
        elif coded is not None:
            code = add_coded(kept, settings, paths or (), coded.value)
        else:
            code = add_reports(kept, settings, paths or (), url or (), given)
    raise typer.Exit(code)
