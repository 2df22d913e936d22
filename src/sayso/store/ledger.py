"""A ledger: reports, what was extracted from them, and what persons ruled, kept for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection, insert, select

from sayso.records import Claim, Decision, Report, Run
from sayso.settings import Settings
from sayso.store.chain import Chain, new_salt
from sayso.store.content import (
    claim_text,
    decision_id,
    decision_text,
    key_of,
    report_of,
    report_row,
    sealed_extraction,
    sealed_report,
    stored_claim,
    stored_decision,
)
from sayso.store.engine import Store, open_store
from sayso.store.search import Filters, claims_like, reports_like
from sayso.store.standing import STORED_ROW, WITH_CLAIMS, fall, is_current, latest_extraction, stand
from sayso.store.tables import append_row, claims, decisions, extractions, reports, run_for_each, standing
from sayso.store.words import words_of

Outcome = Literal["new", "known", "revision", "forgotten"]

_ROWS_AT_A_TIME = 500
_ALL = Filters()


class Ledger:
    """The reports, claims and decisions at one place. `open_ledger` opens it; `with` closes it.

    Every method is a transaction of its own: it happens wholly or not at all. Several programs may use one
    ledger at the same time. Raises `LedgerError` where the store fails.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or the connection."""
        self._store.close()

    def has(self, report: Report, run: Run | None = None) -> bool:
        """Was this report added (and extracted by this run)? If so, adding it again changes nothing."""
        found = select(reports.c.number).where(reports.c.key == key_of(report))
        if run is not None:
            extracted = select(extractions.c.report).where(extractions.c.fingerprint == run.fingerprint)
            found = found.where(reports.c.text.is_(None) | reports.c.number.in_(extracted))
        with self._store.reading() as connection:
            return connection.execute(found).first() is not None

    def add(self, report: Report, extracted: Sequence[Claim], run: Run) -> Outcome:
        """Adds a report and the claims that a run extracted from it; says what the report was to the ledger.

        >>> ledger.add(report, extract(report), run), ledger.add(report, extract(report), run)
        ('new', 'known')

        The same text of the same outlet is one report; another text at its URL (or under its id, where it has
        no URL) is a revision. Of a known report nothing changes unless the run is another. A report that was
        erased is not taken again: "forgotten".
        """
        with self._store.writing() as connection:
            chain = Chain(connection)
            added = _Addition(self._store, connection, chain)
            outcome, number = added.report(report)
            if outcome != "forgotten" and added.extraction(number, extracted, run):
                added.view(number)
            chain.flush()
        return outcome

    def claims(self, filters: Filters = _ALL) -> Iterator[Claim]:
        """The claims that stand and are like that, by day of publication."""
        chosen = (
            select(STORED_ROW)
            .select_from(WITH_CLAIMS.join(reports, reports.c.number == standing.c.report))
            .where(*claims_like(filters, self._store))
            .order_by(reports.c.published.asc().nulls_first(), reports.c.key, standing.c.number)
        )
        with self._store.reading() as connection:
            rows = connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(chosen).scalars()
            yield from map(stored_claim, rows)

    def reports(self, filters: Filters = _ALL) -> Iterator[Report]:
        """The reports in their current versions that are like that, by day of publication."""
        chosen = (
            select(reports)
            .where(is_current(), *reports_like(filters, self._store))
            .order_by(reports.c.published.asc().nulls_first(), reports.c.key)
        )
        with self._store.reading() as connection:
            rows = connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(chosen).mappings()
            yield from map(report_of, rows)

    def record(self, decision: Decision) -> str:
        """Keeps a decision and gives its id; a decision that is there already changes nothing."""
        identity = decision_id(decision)
        with self._store.writing(durable=True) as connection:
            chain = Chain(connection)
            if (
                connection.execute(select(decisions.c.number).where(decisions.c.id == identity)).first()
                is None
            ):
                salt, content = new_salt(), decision_text(decision)
                about = decision.evidence.report if decision.evidence else None
                row = {"id": identity, "report": about, "salt": salt, "content": content}
                number = append_row(connection, decisions, row)
                chain.append("decision", number, salt, [identity, about, content])
                chain.flush()
        return identity

    def decisions(self) -> Iterator[tuple[str, Decision]]:
        """All decisions with their ids, in the order they were recorded, undone ones too."""
        chosen = select(decisions.c.id, decisions.c.content).order_by(decisions.c.number)
        with self._store.reading() as connection:
            rows = connection.execute(chosen.where(decisions.c.content.is_not(None))).all()
        yield from ((identity, stored_decision(content)) for identity, content in rows)


class _Addition:
    """One report on its way into the ledger, in a transaction that writes."""

    def __init__(self, store: Store, connection: Connection, chain: Chain) -> None:
        self._store, self._connection, self._chain = store, connection, chain

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
        row |= {"revises": revised, "salt": new_salt()}
        number = append_row(self._connection, reports, row)
        words = words_of(f"{report.title or ''} {report.text}")
        self._store.put_words(self._connection, "report_words", {number: words})
        self._chain.append("report", number, row["salt"], sealed_report(row))
        return ("revision" if revised else "new"), number

    def extraction(self, report: int, extracted: Sequence[Claim], run: Run) -> bool:
        """Was this run new to the report? Claims equal to those of the latest run are not kept again."""
        of_run = (extractions.c.report == report) & (extractions.c.fingerprint == run.fingerprint)
        if self._connection.execute(select(extractions.c.number).where(of_run)).first():
            return False
        stored = [claim_text(claim) for claim in extracted]
        latest, before = latest_extraction(self._connection, report)
        same_as = latest if before == stored else None
        salt = new_salt()
        row = {
            "report": report,
            "fingerprint": run.fingerprint,
            "started": run.started,
            "same_as": same_as,
            "salt": salt,
        }
        number = append_row(self._connection, extractions, row)
        kept = [] if same_as else stored
        rows = [{"extraction": number, "position": at, "row": each} for at, each in enumerate(kept)]
        run_for_each(self._connection, insert(claims), rows)
        self._chain.append("extraction", number, salt, sealed_extraction(row, kept))
        return True

    def view(self, report: int) -> None:
        """Brings what stands of the report's page up to date."""
        page = select(reports.c.page).where(reports.c.number == report).scalar_subquery()
        versions = self._connection.execute(select(reports.c.number).where(reports.c.page == page)).scalars()
        numbers = list(versions)
        fall(self._store, self._connection, numbers)
        stand(self._store, self._connection, numbers)


def open_ledger(where: str | Path, *, create: bool = True, settings: Settings | None = None) -> Ledger:
    """The ledger in a file, or in the PostgreSQL database of a URL; a new one where there is none.

    >>> with open_ledger("sayso.db") as ledger: ...

    An older ledger is brought up to date. Raises `LedgerError` where there is something else, where a newer
    Sayso made it, or, without `create`, where there is none.
    """
    return Ledger(open_store(where, create=create, settings=settings or Settings()))
