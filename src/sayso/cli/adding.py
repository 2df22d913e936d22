"""Adds to the ledger what the command line names, and tells what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Final

import typer

from sayso.cli.progress import Progress
from sayso.cli.shown import tell_aside
from sayso.intake.adding import Adding
from sayso.intake.batch import Batch
from sayso.intake.exported import is_export
from sayso.read import Given, Named, Skipped
from sayso.read.coded import Dataset, is_coded
from sayso.settings import Settings
from sayso.store import Ledger

_TOLD: Final = {
    "new": "new",
    "revision": "newer versions",
    "known": "known already",
    "withdrawn": "withdrawn",
    "forgotten": "erased before, not taken again",
}


def add_reports(
    ledger: Ledger, settings: Settings, paths: Iterable[Path], urls: Sequence[str], given: Given
) -> int:
    """Adds what files and pages hold, and tells what could not be read; the exit code.

    Exports of a ledger and files of data sets are told by how they begin.
    """
    adding = Adding(ledger, settings, _now().date())
    batch = Batch(paths, given, settings, known=adding.knows, more=_fetched(urls, settings) if urls else ())
    exports = batch.without(is_export)
    coded = batch.without(lambda path: is_coded(path, settings))
    left_out = 0
    with Progress(batch.size, silent=True) as progress:
        for _ in adding.take(batch, progress.advance):
            pass  # what became of all of them is told at the end
        for path, taken in chain(
            ((path, adding.take_export(path)) for path in exports),
            ((path, adding.take_coded(path)) for path in coded),
        ):
            for skipped in taken:
                left_out += 1
                tell_aside(str(skipped))
            progress.advance(path.stat().st_size)
    batch.tell_skipped(tell_aside)
    return _tell(adding, len(batch.skipped) + left_out)


def add_tables(ledger: Ledger, settings: Settings, paths: Iterable[Path], mapping: Path) -> int:
    """Adds the rows of a user's own tables, and tells which cannot be read; the exit code."""
    adding = Adding(ledger, settings, _now().date(), mapping)
    left_out = 0
    for skipped in adding.take_tables(paths, mapping):
        left_out += 1
        tell_aside(str(skipped))
    return _tell(adding, left_out)


def add_coded(ledger: Ledger, settings: Settings, paths: Iterable[Path], dataset: Dataset) -> int:
    """Adds the events of files of a data set, and tells which cannot be read; the exit code."""
    adding = Adding(ledger, settings, _now().date())
    left_out = 0
    for path in paths:
        for skipped in adding.take_coded(path, dataset):
            left_out += 1
            tell_aside(str(skipped))
    return _tell(adding, left_out)


def _fetched(urls: Sequence[str], settings: Settings) -> Iterable[Named | Skipped]:
    """The archive of each page, fetched when its turn comes."""
    from sayso.read.fetching import Fetcher, archive_of

    return Fetcher(settings, archive_of(settings), _now).each(urls)


def _tell(adding: Adding, left_out: int) -> int:
    """Prints a line for each thing that became of reports; the exit code: 1 where any was left out."""
    for outcome, words in _TOLD.items():
        if number := adding.reports[outcome]:
            claims = f", {_number(adding.claims[outcome], 'claim')}" if adding.claims[outcome] else ""
            typer.echo(f"{words}: {_number(number, 'report')}{claims}")
    if adding.decisions:
        typer.echo(f"taken over: {_number(adding.decisions, 'decision')}")
    if left_out:
        typer.echo(f"left out: {left_out:,}")
    return 1 if left_out else 0


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _now() -> datetime:
    return datetime.now(UTC)
