"""`sayso read`: the claims of reports."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.settings import load_settings


class Format(StrEnum):
    """How claims are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, or - for stdin.")],
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of reports that do not tell theirs: 2023-11-21.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that do not tell theirs.")] = None,
    format: Annotated[  # noqa: A002
        Format, typer.Option(help="A table to read, or one claim a line for other programs.")
    ] = Format.table,
    explain: Annotated[bool, typer.Option("--explain", help="Show evidence, rules and doubts.")] = False,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes that read at the same time.", min=0)
    ] = None,
) -> None:
    """The claims of reports: text, web pages, JSON and JSONL, feeds, web archives, PDF (.gz too)."""
    from sayso.cli.progress import Progress
    from sayso.cli.shown import given_of, show_claims, tell_aside
    from sayso.intake.batch import Batch

    settings = load_settings(lexicon=tuple(lexicon) if lexicon else None, jobs=jobs)
    batch = Batch(paths, given_of(published, outlet), settings)
    with Progress(batch.size) as progress:
        show_claims(batch.results(progress.advance), format.value, explain=explain)
    batch.tell_skipped(tell_aside)
    raise typer.Exit(1 if batch.skipped or batch.foreign else 0)
