"""Reports on their way into the ledger, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from sayso.errors import ReportError
from sayso.intake.batch import Batch
from sayso.intake.exported import KeptElsewhere, read_export
from sayso.pipeline import read_coded, read_table
from sayso.read import Skipped
from sayso.read.coded import Dataset
from sayso.records import Claim, Decision, Report, Run
from sayso.run import run_of
from sayso.settings import Settings
from sayso.store import Ledger, Outcome


class Adding:
    """Adds reports to a ledger, each wholly or not at all, whatever happens.

    So the same again goes on where an earlier call was cut off. `reports` and `claims` tell at any time how
    many became what.
    """

    def __init__(self, ledger: Ledger, settings: Settings, day: date, mapping: Path | None = None) -> None:
        """`day` is the day of the run; with a `mapping` the files are a user's own tables."""
        self._ledger, self._settings = ledger, settings
        self._run = run_of(day, settings.lexicon, mapping)
        self.reports: Counter[str] = Counter()
        self.claims: Counter[str] = Counter()
        self.decisions = 0

    def knows(self, report: Report) -> bool:
        """Is a report in the ledger already? It is counted, then."""
        known = self._ledger.has(report)
        self.reports["known"] += known
        return known

    def take(
        self, batch: Batch, advance: Callable[[int], None] | None = None
    ) -> Iterator[tuple[Report, Outcome, int]]:
        """Adds all that can be read of a batch: each report, what it was to the ledger, how many claims.

        What could not be read the batch itself remembers. `advance` hears how many bytes more were read.
        """
        for report, claims in batch.results(advance):
            yield report, self._add(report, claims), len(claims)
        for page in batch.withdrawn:
            self.reports["withdrawn"] += self._ledger.withdraw(page.outlet, page.url, page.id, page.day)

    def take_export(self, path: Path) -> Iterator[Skipped]:
        """Adds what another ledger kept, as it kept it, and gives what of the file is not that.

        Decisions are taken as they were made there.
        """
        for item in read_export(path, self._settings):
            if isinstance(item, Skipped):
                yield item
            elif isinstance(item, Decision):
                self._ledger.take(item)
                self.decisions += 1
            elif self._ledger.has(item.report):
                self.reports["known"] += 1
            else:
                self._keep(item)

    def _keep(self, kept: KeptElsewhere) -> None:
        """Adds a report with what was extracted from it, first by the runs that came first."""
        outcome: Outcome = "forgotten"
        for place, (run, claims) in enumerate(kept.readings or [(self._run, ())]):
            added = self._ledger.add(kept.report, claims, run)
            outcome = outcome if place else added
        self.reports[outcome] += 1
        self.claims[outcome] += len(kept.readings[-1][1]) if kept.readings else 0

    def take_tables(self, paths: Iterable[Path], mapping: Path) -> Iterator[Skipped]:
        """Adds the rows of a user's own tables, and gives those that cannot be read.

        With another mapping they are read anew.
        """
        for path in paths:
            for item in read_table(path, mapping, self._settings):
                if isinstance(item, Skipped):
                    yield item
                elif self._ledger.has(item[0], self._run):
                    self.reports["known"] += 1
                else:
                    self._add(*item)

    def take_coded(self, path: Path, dataset: Dataset | None = None) -> Iterator[Skipped]:
        """Adds the events of a data set's file, and gives those that cannot be read."""
        run = run_of(self._run.started, self._settings.lexicon, of_table=True)
        try:
            for item in read_coded(path, self._settings, dataset):
                if isinstance(item, Skipped):
                    yield item
                elif self._ledger.has(item[0], run):
                    self.reports["known"] += 1
                else:
                    self._add(*item, run)
        except ReportError as error:
            yield Skipped(error.path, error.reason, error.line)

    def _add(self, report: Report, claims: tuple[Claim, ...], run: Run | None = None) -> Outcome:
        outcome = self._ledger.add(report, claims, run or self._run)
        self.reports[outcome] += 1
        if outcome != "known":
            self.claims[outcome] += len(claims)
        return outcome
