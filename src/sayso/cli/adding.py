"""Reports on their way into the ledger, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer

from sayso.cli.batch import Batch
from sayso.pipeline import read_table
from sayso.read import Given, Skipped
from sayso.records import Claim, Report
from sayso.run import run_of
from sayso.settings import Settings
from sayso.store import Ledger

_TOLD: Final = {
    "new": "new",
    "revision": "newer versions",
    "known": "known already",
    "withdrawn": "withdrawn",
    "forgotten": "erased before, not taken again",
}


class Adding:
    """Adds what paths hold to a ledger, each report wholly or not at all, whatever happens.

    So the same call again goes on where an earlier one was cut off.
    """

    def __init__(self, ledger: Ledger, settings: Settings, mapping: Path | None = None) -> None:
        self._ledger, self._settings = ledger, settings
        self._run = run_of(datetime.now(UTC).date(), settings.lexicon, mapping)
        self._reports: Counter[str] = Counter()
        self._claims: Counter[str] = Counter()
        self._left_out = 0

    def reports(self, paths: Iterable[Path], given: Given) -> None:
        """Adds all that can be read, and tells what could not."""
        batch = Batch(paths, given, self._settings, known=self._ledger.has)
        for report, claims in batch.results(silent=True):
            self._take(report, claims)
        self._reports["known"] += batch.known
        for page in batch.withdrawn:
            self._reports["withdrawn"] += self._ledger.withdraw(page.outlet, page.url, page.id, page.day)
        self._left_out += len(batch.skipped)
        batch.tell_skipped()

    def tables(self, paths: Iterable[Path], mapping: Path) -> None:
        """The same for the rows of a user's own tables; with another mapping they are read anew."""
        for path in paths:
            for item in read_table(path, mapping, self._settings):
                if isinstance(item, Skipped):
                    self._left_out += 1
                    typer.echo(str(item), err=True)
                elif self._ledger.has(item[0], self._run):
                    self._reports["known"] += 1
                else:
                    self._take(*item)

    def tell(self) -> int:
        """Prints a line for each thing that became of reports; the exit code: 1 where any was left out."""
        for outcome, words in _TOLD.items():
            if number := self._reports[outcome]:
                claims = f", {_number(self._claims[outcome], 'claim')}" if self._claims[outcome] else ""
                typer.echo(f"{words}: {_number(number, 'report')}{claims}")
        if self._left_out:
            typer.echo(f"left out: {self._left_out:,}")
        return 1 if self._left_out else 0

    def _take(self, report: Report, claims: tuple[Claim, ...]) -> None:
        outcome = self._ledger.add(report, claims, self._run)
        self._reports[outcome] += 1
        if outcome != "known":
            self._claims[outcome] += len(claims)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
