"""Prints claims and reports in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import typer

from sayso.errors import SettingsError
from sayso.export import csv, jsonl, reports
from sayso.read import Given
from sayso.read.report import day_of
from sayso.records import Claim, Report


def given_of(published: str | None, outlet: str | None, story: str | None = None) -> Given:
    """Day, outlet and story as told on the command line."""
    day = day_of(published) if published else None
    if published and day is None:
        raise SettingsError(f"--published: {published!r} is no day; expected one like 2023-11-21")
    return Given(day, outlet, story)


def show_claims(found: Iterable[tuple[Report, Sequence[Claim]]], form: str, *, explain: bool) -> None:
    """Prints the claims of reports: table, jsonl or csv."""
    if form == "jsonl":
        _write(f"{jsonl.line(claim)}\n" for _, claims in found for claim in claims)
    elif form == "csv":
        _write([csv.header()])
        _write(csv.line(claim) for _, claims in found for claim in claims)
    else:
        from sayso.cli.table import Table

        table = Table(explain=explain)
        for report, claims in found:
            table.add(report, claims)
        table.end()


def tell_aside(line: str) -> None:
    """Tells what is no part of what was asked for, on standard error."""
    typer.echo(line, err=True)


def show_reports(found: Iterable[Report], form: str) -> None:
    """Prints what is known of reports: table, jsonl (with their texts) or csv."""
    if form == "jsonl":
        _write(f"{reports.jsonl_line(report)}\n" for report in found)
    elif form == "csv":
        _write([reports.header()])
        _write(map(reports.csv_line, found))
    else:
        from sayso.cli.table import print_reports

        print_reports(found)


def _write(lines: Iterable[str]) -> None:
    """UTF-8 whatever the terminal's encoding: what comes out is data."""
    for line in lines:
        sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()
