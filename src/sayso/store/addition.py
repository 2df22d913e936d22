"""A report and its claims on their way into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import Connection, select

from sayso.records import Claim, Report, Run
from sayso.store.appending import append_extraction, append_report
from sayso.store.chain import Chain
from sayso.store.content import claim_text, report_row
from sayso.store.engine import Store
from sayso.store.extracted import latest_extraction, latest_run
from sayso.store.standing import fall, is_current, stand
from sayso.store.tables import extractions, reports

Outcome = Literal["new", "known", "revision", "forgotten"]


class Addition:
    """One report on its way into the ledger, in a transaction that writes."""

    def __init__(self, store: Store, connection: Connection, chain: Chain) -> None:
        self._store, self._connection, self._chain = store, connection, chain
        self._appended: set[int] = set()  # reports that nothing was extracted from yet
        self._alone: set[int] = set()  # those of them whose page has no other version

    def report(self, report: Report) -> tuple[Outcome, int]:
        """What the report is to the ledger, and the number of its row, which is there now."""
        row = report_row(report)
        known = self._connection.execute(
            select(reports.c.number, reports.c.text.is_(None)).where(reports.c.key == row["key"])
        ).first()
        if known:
            return ("forgotten" if known[1] else "known"), known[0]
        revised = self._connection.execute(
            select(reports.c.number).where(reports.c.page == row["page"], is_current())
        ).scalar()
        row |= {"revises": revised, "instead_of": None}
        number = append_report(self._store, self._connection, self._chain, row)
        self._appended.add(number)
        if revised is None:
            self._alone.add(number)
        return ("revision" if revised else "new"), number

    def extraction(self, report: int, extracted: Sequence[Claim], run: Run, *, again: bool = False) -> bool:
        """Was this run new to the report, or, with `again`, another read it last?

        Claims equal to those of the latest run are not kept again.
        """
        last = latest_run(self._connection, report) if again else None
        if last is not None:
            if last.fingerprint == run.fingerprint:
                return False
            run = replace(run, started=max(run.started, last.started))
        elif self._was_extracted(report, run):
            return False
        stored = [claim_text(claim) for claim in extracted]
        new = report in self._appended
        latest, before = (None, None) if new else latest_extraction(self._connection, report)
        same_as = latest if before == stored else None
        append_extraction(self._connection, self._chain, report, run, [] if same_as else stored, same_as)
        return True

    def _was_extracted(self, report: int, run: Run) -> bool:
        """Did this run read the report?"""
        if report in self._appended:
            return False
        of_run = (extractions.c.report == report) & (extractions.c.fingerprint == run.fingerprint)
        return self._connection.execute(select(extractions.c.number).where(of_run)).first() is not None

    def view(self, report: int) -> None:
        """Brings what stands of the report's page up to date."""
        if report in self._alone:
            stand(self._store, self._connection, [report])
            return
        page = select(reports.c.page).where(reports.c.number == report).scalar_subquery()
        versions = self._connection.execute(select(reports.c.number).where(reports.c.page == page)).scalars()
        numbers = list(versions)
        fall(self._store, self._connection, numbers)
        stand(self._store, self._connection, numbers)
