"""The ledger's reports on their way through a later extraction, and what became of claims and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from sayso.cli.progress import Progress
from sayso.errors import LexiconError
from sayso.intake.batch import extracted, jobs_for
from sayso.lexicon import load
from sayso.read import Skipped, Withdrawn
from sayso.records import Report, Unmatched
from sayso.run import is_of_table, run_of
from sayso.settings import Settings
from sayso.store import Filters, Ledger, Reread


class Rereading:
    """Reads reports again, each wholly or not at all; so the same call goes on where one was cut off."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        for folder in settings.lexicon:
            if not folder.is_dir():
                raise LexiconError([f"{folder}: no such folder"])
        load("en", settings.lexicon)
        self._ledger, self._settings = ledger, settings
        self._run = run_of(datetime.now(UTC).date(), settings.lexicon)
        self._became = Reread()
        self._read = self._before = self._of_tables = 0
        self._skipped: list[Skipped] = []

    def reports(self, filters: Filters) -> None:
        """Reads again what is asked for; what this run read last, and rows of tables, stay as they are."""
        size = sum(len(report.text) for report in self._ledger.reports(filters))
        with Progress(size, silent=True) as progress:
            jobs = jobs_for(size, self._settings)
            for item in extracted(self._due(filters, progress), self._settings, jobs):
                if isinstance(item, Skipped):
                    self._skipped.append(item)
                elif not isinstance(item, Withdrawn):
                    self._became += self._ledger.reread(*item, self._run)
                    self._read += 1

    def _due(self, filters: Filters, progress: Progress) -> Iterator[Report]:
        """The reports that are to be read again."""
        for report in self._ledger.reports(filters):
            last = self._ledger.read_by(report)
            if last is not None and is_of_table(last):
                self._of_tables += 1
            elif last is not None and last.fingerprint == self._run.fingerprint:
                self._before += 1
            else:
                yield report
            progress.advance(len(report.text))

    def tell(self) -> int:
        """Prints what became of claims and decisions; the exit code: 1 where a report could not be read."""
        for skipped in self._skipped:
            typer.echo(str(skipped), err=True)
        typer.echo(f"reports read again: {self._read:,}")
        if self._before:
            typer.echo(f"reports read so before: {self._before:,}")
        if self._of_tables:
            typer.echo(f"reports from tables, left as they are: {self._of_tables:,}")
        became = self._became
        typer.echo(
            f"claims: {became.same:,} the same, {became.new:,} new, {became.gone:,} gone,"
            f" {became.changed:,} changed"
        )
        typer.echo(f"decisions replayed: {became.decisions:,}")
        for line in self._ledger.unmatched():
            typer.echo(_told(line))
        return 1 if self._skipped else 0


def _told(line: Unmatched) -> str:
    """A decision whose evidence changed, in a line."""
    kept = "; its claim stays" if line.kept else ""
    near = f"; the nearest claim is {line.nearest}" if line.nearest else ""
    return f"decision {line.decision}: {line.reason}{kept}{near}"
