"""A ledger: reports, what was extracted from them, and what persons ruled, kept for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, RowMapping, exists, false, func, or_, select

from sayso.disclosure.screen import forget_texts
from sayso.disclosure.words import forget_words
from sayso.errors import LedgerError, NotInLedgerError
from sayso.reconcile.figure import MAX_SETTLEMENTS
from sayso.records import Claim, Decision, Evidence, Grouping, Report, Ruled, Run, Unmatched
from sayso.ruling import decision_id
from sayso.settings import Settings
from sayso.store.accounts import StoredAccounts
from sayso.store.addition import Addition, Outcome
from sayso.store.audit import Audit
from sayso.store.blackened import name_of
from sayso.store.chain import Chain
from sayso.store.content import forget_claims, key_of, report_of, stored_claim
from sayso.store.decided import kept_decisions, reading_of_row
from sayso.store.desk import Desk
from sayso.store.disclosures import Disclosures
from sayso.store.engine import Store, open_store
from sayso.store.erase import Erased, Erasure, versions_of
from sayso.store.extracted import latest_run
from sayso.store.kept import Kept, kept_reports
from sayso.store.linked import Links
from sayso.store.links import ENTRIES, bring_up_to_date, reach, unlinked
from sayso.store.named import evidence_of, report_row_of, unmatched
from sayso.store.overview import Overview
from sayso.store.recording import Recording
from sayso.store.rereading import Reread, compared
from sayso.store.search import Filters, claims_like, reports_like
from sayso.store.standing import STORED_ROW, WITH_CLAIMS, is_current, stand_anew
from sayso.store.tables import erasures, extractions, head, incidents, links_head, reports, standing
from sayso.store.touched import grouping
from sayso.store.verify import faults
from sayso.store.visits import Visits
from sayso.store.weigh import AT_A_TIME, weigh

_ROWS_AT_A_TIME = 500
_ALL = Filters()
_STATE = select(
    head.c.sequence,
    links_head.c.sequence,
    links_head.c.fingerprint,
    exists(select(incidents.c.id).where(incidents.c.due > 0)),
).join_from(head, links_head, links_head.c.one == head.c.one)


class Ledger:
    """The reports, claims and decisions at one place. `open_ledger` opens it; `with` closes it.

    Every method is a transaction of its own: it happens wholly or not at all. Several programs may use one
    ledger at the same time. Raises `LedgerError` where the store fails.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._linking, self._weighing = Lock(), Lock()
        self._erasures = 0  # those after which nothing that was erased is in memory any more

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
            added = Addition(self._store, connection, chain)
            outcome, number = added.report(report)
            if outcome != "forgotten" and added.extraction(number, extracted, run):
                added.view(number)
            chain.flush()
        return outcome

    def read_by(self, report: Report) -> Run | None:
        """The run whose extraction counts for a report; None where there is no such report."""
        number = select(reports.c.number).where(reports.c.key == key_of(report))
        with self._store.reading() as connection:
            found = connection.execute(number).scalar()
            return None if found is None else latest_run(connection, found)

    def reread(self, report: Report, extracted: Sequence[Claim], run: Run) -> Reread:
        """Puts the claims that a run extracts now in the place of a report's; what became of them.

        All decisions hold on, as far as their evidence does: `unmatched`. Nothing happens where this run read
        the report last. Raises `NotInLedgerError` where there is no such report, or it was erased.
        """
        with self._store.writing() as connection:
            chain = Chain(connection)
            row = _row_of(connection, report)
            before = reading_of_row(connection, row)
            added = Addition(self._store, connection, chain)
            if added.extraction(row["number"], extracted, run, again=True):
                added.view(row["number"])
            chain.flush()
            now = reading_of_row(connection, row)
        return compared(before.extracted, now.extracted, len(now.decisions))

    def claims(self, filters: Filters = _ALL) -> Iterator[Claim]:
        """The claims that stand and are like that, by day of publication."""
        with self._store.reading() as connection:
            yield from (stored_claim(row) for _, row in self._standing(connection, filters))

    def claims_by_report(self, filters: Filters = _ALL) -> Iterator[tuple[Report, list[Claim]]]:
        """The same claims, each report's together with the report."""
        with self._store.reading() as connection:
            for number, rows in groupby(self._standing(connection, filters), key=itemgetter(0)):
                found = connection.execute(select(reports).where(reports.c.number == number)).mappings().one()
                yield report_of(found), [stored_claim(row) for _, row in rows]

    def _standing(self, connection: Connection, filters: Filters) -> Iterator[tuple[int, str]]:
        """The rows of the claims that stand and are like that, each with the number of its report."""
        chosen = (
            select(standing.c.report, STORED_ROW)
            .select_from(WITH_CLAIMS.join(reports, reports.c.number == standing.c.report))
            .where(*claims_like(filters, self._store))
            .order_by(reports.c.published.asc().nulls_first(), reports.c.key, standing.c.number)
        )
        for row in connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(chosen):
            yield row[0], row[1]

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

    def kept(self, filters: Filters = _ALL) -> Iterator[Kept]:
        """The same reports, each with all that is kept of it, so that another ledger can keep it, too."""
        with self._store.reading() as connection:
            yield from kept_reports(connection, reports_like(filters, self._store))

    def links(self, tell: Callable[[int], None] | None = None, *, entries: int = ENTRIES) -> Links:
        """The ledger's incidents and origins, after what is new was linked.

        `tell` hears how many entries of the chain are left to go through. So many `entries` are linked in one
        go: found out beside those who write, unless they rule on the same reports again and again, and then
        written at once.
        """
        with self._linking:  # a second thread finds nothing left to do; other programs wait for the writer
            for left in bring_up_to_date(self._store, entries):
                if tell is not None:
                    tell(left)
        return self.linked()

    def reach(self) -> tuple[int, int]:
        """Up to which entry of the chain the ledger is linked, and which is the last."""
        return reach(self._store)

    def unlinked(self) -> list[Decision]:
        """The decisions that are not linked yet."""
        return unlinked(self._store)

    def weigh(
        self,
        tell: Callable[[int], None] | None = None,
        settlements: int = MAX_SETTLEMENTS,
        *,
        at_a_time: int = AT_A_TIME,
    ) -> None:
        """Brings up to date how far claims move the figures of their incidents, as far as these are linked.

        `tell` hears how many incidents are left to weigh; `settlements` is how many ways to settle
        contradictions are gone through. Between two portions of so many incidents it may be given up.
        """
        with self._weighing:
            for left in weigh(self._store, settlements, at_a_time):
                if tell is not None:
                    tell(left)

    def linked(self) -> Links:
        """The ledger's incidents and origins as they were linked last: for those who must not wait.

        Whoever adds reports or decisions, or runs beside those who ask, has them linked by `links`.
        """
        return Links(self._store)

    def at_once(self) -> AbstractContextManager[None]:
        """While it is held, all that this thread reads is of one state of the ledger, and read in one go.

        >>> with ledger.at_once():
        ...     report, claims = ledger.report(digest), desk.claims_of(digest)
        """
        return self._store.reading_at_once()

    def accounts(self) -> StoredAccounts:
        """Who may ask for what, where the ledger is served."""
        return StoredAccounts(self._store)

    def visits(self) -> Visits:
        """Who looked at the ledger when, and has which claims open."""
        return Visits(self._store)

    def desk(self, name: str, opened_since: datetime) -> Desk:
        """The ledger as one person sees it; what a colleague opened before a time is open no longer."""
        return Desk(self._store, name, opened_since)

    def overview(self) -> Overview:
        """What there is, counted: reports, places, sources, stories, outlets."""
        return Overview(self._store)

    def audit(self) -> Audit:
        """Who did what to the ledger, entry by entry of its chain."""
        return Audit(self._store)

    def disclosures(self) -> Disclosures:
        """What of the ledger may be told to whom."""
        return Disclosures(self._store)

    def state(self) -> str:
        """What changes with anything that is added, ruled or linked, and when all of it is weighed.

        >>> ledger.state()
        '1204.1180.5f2b41b07d35e8a6.weighed'
        """
        with self._store.reading() as connection:
            last, linked, fingerprint, left = connection.execute(_STATE).one()
        return f"{last}.{linked}.{fingerprint[:16]}.{'due' if left else 'weighed'}"

    def record(self, decision: Decision, *, seen: int | None = None, as_lead: bool = False) -> str:
        """Keeps a decision and gives its id; a decision that is there already changes nothing.

        `seen` is how many decisions about the claim one has seen (`ruled(report).rulings[id].seen`, 0 where
        there is no ruling). Raises `DecisionError` with all that is wrong: a claim that does not stand, a
        value that does not fit, an approval of one's own review, an undoing of another's decision unless
        `as_lead`; and `RulingConflictError` where others have ruled on the claim since.
        """
        with self._store.writing(durable=True) as connection:
            return Recording(self._store, connection).record(decision, seen, as_lead=as_lead)

    def take(self, decision: Decision) -> str:
        """Keeps a decision that was made in another ledger, just as it was made there; its id.

        It was checked there. One whose evidence is not here is `unmatched`. Raises `DecisionError` only for
        what is no decision.
        """
        with self._store.writing(durable=True) as connection:
            return Recording(self._store, connection).take(decision)

    def decisions(self) -> Iterator[tuple[str, Decision]]:
        """All decisions with their ids, in the order they were recorded, undone ones too."""
        with self._store.reading() as connection:
            kept = kept_decisions(connection)
        yield from ((decision_id(decision), decision) for decision in kept)

    def ruled(self, report: Report) -> Ruled:
        """What stands of a report's claims after all decisions, and what became of each of these.

        Raises `NotInLedgerError` where there is no such report, or it was erased.
        """
        with self._store.reading() as connection:
            return reading_of_row(connection, _row_of(connection, report)).ruled()

    def grouping(self) -> Grouping:
        """Which claims persons put together or apart; linking takes it before its own judgement."""
        with self._store.reading() as connection:
            return grouping(connection)

    def unmatched(self) -> Iterator[Unmatched]:
        """The decisions whose evidence is not as it was: read otherwise, in a newer version, or erased."""
        with self._store.reading() as connection:
            yield from unmatched(connection)

    def report(self, digest: str) -> Report:
        """The report whose text has that digest, in its current version where several have it.

        Raises `NotInLedgerError` where there is none, or it was erased.
        """
        with self._store.reading() as connection:
            return report_of(report_row_of(connection, digest))

    def evidence(self, named: str) -> Evidence:
        """What names a claim, by its id, or a report, by its id or the beginning of its digest.

        Raises `NotInLedgerError` where nothing goes by that, `DecisionError` where several reports do.
        """
        with self._store.reading() as connection:
            return evidence_of(connection, named)

    def withdraw(self, outlet: str | None, url: str | None, identity: str | None, day: date | None) -> int:
        """Takes back the reports of a page that its outlet took back; how many, none where none is known.

        A page goes by its URL or id, and its outlet where that is told. Their texts stay in the ledger.
        """
        named = [reports.c.url == url] * (url is not None) + [reports.c.document == identity] * (
            identity is not None
        )
        of_outlet = [reports.c.outlet == outlet] * (outlet is not None)
        chosen = select(reports).where(or_(false(), *named), *of_outlet, is_current(), ~reports.c.withdrawn)
        with self._store.writing() as connection:
            chain = Chain(connection)
            added = Addition(self._store, connection, chain)
            taken = [report_of(row) for row in connection.execute(chosen).mappings().all()]
            for report in taken:
                later = max(filter(None, (day, report.published)), default=None)
                added.view(added.report(replace(report, withdrawn=True, published=later))[1])
            chain.flush()
        return len(taken)

    def versions_of(self, named: str) -> list[Report]:
        """The reports that `forget_report` would erase."""
        with self._store.reading() as connection:
            return [report_of(row) for row in connection.execute(versions_of(named)).mappings()]

    def forget_report(self, named: str, *, who: str, reason: str, day: date, pages: int = 0) -> Erased:
        """Erases all versions of the reports that go by an id, URL or digest: texts, claims, rulings on them.

        What stays is that something was there, who had it erased, when and why; the chain verifies as before.
        The report will not be taken again. `pages` is how many fetched pages of it were deleted, too.
        """
        return self._forget(Erasure.report, named, who, reason, day, pages)

    def forget_person(self, person: str, *, who: str, reason: str, day: date, pages: int = 0) -> Erased:
        """Makes a name unreadable wherever reports, claims and rulings have it; all else stays as it was.

        A text that has the name is erased and added anew with the name's letters blackened, so that numbers,
        quotes and rulings hold. Other spellings and descriptions are names of their own: forget them too.
        """
        self.may_forget_person(person, who, reason)
        return self._forget(Erasure.person, person, who, reason, day, pages)

    def may_forget_person(self, person: str, who: str, reason: str) -> None:
        """Raises `LedgerError` where what is to be kept of it names the person, or the name is too short."""
        if any(map(name_of(person).stands_in, (who, reason))):
            raise LedgerError(
                self._store.where, "the reason, or who gives it, names the person; say it without"
            )

    def _forget(
        self,
        erase: Callable[[Erasure, str], Erased],
        named: str,
        who: str,
        reason: str,
        day: date,
        pages: int,
    ) -> Erased:
        with self._store.writing(durable=True) as connection:
            erasure = Erasure(self._store, connection)
            erased = erase(erasure, named)
            erasure.seal(who, reason, day, pages)
        self._store.scrub()
        self.heed_erasures()
        return erased

    def heed_erasures(self) -> bool:
        """Was something erased since this was last asked? What this process has in memory is dropped, then.

        Other programs may erase while this one keeps claims and texts in memory, to read them only once.
        """
        with self._store.reading() as connection:
            number = connection.execute(select(func.count()).select_from(erasures)).scalar_one()
        if number == self._erasures:
            return False
        self._erasures = number
        for forget in (forget_claims, forget_texts, forget_words):
            forget()
        return True

    def verify(self) -> Iterator[str]:
        """One line for each thing that was changed, removed, added or reordered behind the ledger's back.

        >>> list(ledger.verify())
        ['report 7: changed since it was added']
        """
        with self._store.reading() as connection:
            yield from faults(connection)


def _row_of(connection: Connection, report: Report) -> RowMapping:
    """The row of a report. Raises `NotInLedgerError` where there is none, or it was erased."""
    key = (reports.c.key == key_of(report)) & reports.c.text.is_not(None)
    row = connection.execute(select(reports).where(key)).mappings().first()
    if row is None:
        raise NotInLedgerError([f"{report.id}: no such report in the ledger"])
    return row


def open_ledger(where: str | Path, *, create: bool = True, settings: Settings | None = None) -> Ledger:
    """The ledger in a file, or in the PostgreSQL database of a URL; a new one where there is none.

    >>> with open_ledger("sayso.db") as ledger: ...

    An older ledger is brought up to date. Raises `LedgerError` where there is something else, where a newer
    Sayso made it, or, without `create`, where there is none.
    """
    return Ledger(open_store(where, create=create, settings=settings or Settings(), renew=stand_anew))
