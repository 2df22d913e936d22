"""Prints a batch in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from sayso.cli.batch import Batch
from sayso.errors import SettingsError
from sayso.export import csv, jsonl
from sayso.read import Given
from sayso.read.report import day_of


def given_of(published: str | None, outlet: str | None) -> Given:
    """Day and outlet as told on the command line."""
    day = day_of(published) if published else None
    if published and day is None:
        raise SettingsError(f"--published: {published!r} is no day; expected one like 2023-11-21")
    return Given(day, outlet)


def show(batch: Batch, form: str, *, explain: bool) -> None:
    """Prints all claims of a batch: table, jsonl or csv."""
    if form == "jsonl":
        _write(f"{jsonl.line(claim)}\n" for _, claims in batch.results() for claim in claims)
    elif form == "csv":
        _write([csv.header()])
        _write(csv.line(claim) for _, claims in batch.results() for claim in claims)
    else:
        from sayso.cli.table import Table

        table = Table(explain=explain)
        for report, claims in batch.results():
            table.add(report, claims)
        table.end()


def _write(lines: Iterable[str]) -> None:
    """UTF-8 whatever the terminal's encoding: what comes out is data."""
    for line in lines:
        sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()
