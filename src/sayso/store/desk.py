"""What one person has before them: claims that wait, all of a claim, what changed since the last visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, bindparam, false, func, select

from sayso.errors import NotInLedgerError
from sayso.records import Decision
from sayso.store.claimed import Claimed, changed_since, claimed, rejected
from sayso.store.content import stored_decision
from sayso.store.engine import Store
from sayso.store.heading import HEADING, Heading, heading_of
from sayso.store.named import evidence_of, report_row_of
from sayso.store.paging import Page, page_of
from sayso.store.search import Filters, claims_like
from sayso.store.tables import chain, decisions, reports, standing, visits
from sayso.store.visits import Eyes, all_openers

Waiting = Literal["open", "changed", "all"]

_ALL: Final = Filters()
_OF_FEW: Final = ("who", "of", "by", "says", "place", "story", "text")  # which an index of their own finds
_IN_TURN: Final = (standing.c.sureness, standing.c.lightness, standing.c.day, standing.c.number)
_BY_DAY: Final = (standing.c.day, standing.c.number)
_SEEN: Final = select(visits.c.sequence).where(visits.c.name == bindparam("own"))
_OF_REPORT: Final = (
    select(standing.c.number).where(standing.c.report == bindparam("own")).order_by(standing.c.number)
)
_MOST_CHANGES: Final = 500  # of each sort that are told one by one


@dataclass(frozen=True, slots=True)
class Changes:
    """What came since a visit, the newest first: reports, newer versions of them, and what others decided.

    Of each sort no more than five hundred. `since` is None, and nothing is told, where one was never here.
    """

    since: datetime | None = None
    reports: tuple[Heading, ...] = ()
    revisions: tuple[Heading, ...] = ()
    decisions: tuple[Decision, ...] = ()


class Desk:
    """A ledger as one person sees it. `Ledger.desk` gives it."""

    def __init__(self, store: Store, name: str, opened_since: datetime) -> None:
        self._store, self._name, self._opened_since = store, name, opened_since

    def queue(
        self, filters: Filters = _ALL, only: Waiting = "open", after: str | None = None, limit: int = 50
    ) -> Page[Claimed]:
        """Claims that wait for a person: those of most doubts first, then of most weight, then the oldest."""
        with self._store.reading() as connection:
            eyes = self._eyes(connection)
            chosen = select(standing.c.number).where(*self._waiting(filters, only, eyes))
            found = page_of(connection, chosen, _IN_TURN, after, limit)
            return Page(claimed(connection, [row.number for row in found.items], eyes), found.following)

    def waiting(self, filters: Filters = _ALL, only: Waiting = "open") -> int:
        """How many claims the queue has."""
        with self._store.reading() as connection:
            conditions = self._waiting(filters, only, self._eyes(connection), counted=True)
            counted = select(func.count()).select_from(standing).where(*conditions)
            return int(connection.execute(counted).scalar_one())

    def claims(self, filters: Filters = _ALL, after: str | None = None, limit: int = 50) -> Page[Claimed]:
        """The claims that stand and are like that, by day of publication."""
        with self._store.reading() as connection:
            chosen = select(standing.c.number).where(*claims_like(filters, self._store))
            found = page_of(connection, chosen, _BY_DAY, after, limit)
            numbers = [row.number for row in found.items]
            return Page(claimed(connection, numbers, self._eyes(connection)), found.following)

    def claim(self, identity: str) -> Claimed:
        """Everything of a claim that stands, or was rejected. Raises `NotInLedgerError` for any other."""
        with self._store.reading() as connection:
            eyes = self._eyes(connection)
            chosen = select(standing.c.number).where(standing.c.id == identity).order_by(standing.c.number)
            numbers = connection.execute(chosen.limit(1)).scalars().all()
            if numbers:
                return claimed(connection, numbers, eyes)[0]
            about = evidence_of(connection, identity)
            if about.kind is not None:
                for each in rejected(connection, report_row_of(connection, about.report), eyes):
                    if each.claim.id == identity:
                        return each
        raise NotInLedgerError([f"{identity}: no claim of that id stands in the ledger"])

    def claims_of(self, digest: str) -> list[Claimed]:
        """Everything of the claims of a report, those that were rejected too, in the order of its text.

        Raises `NotInLedgerError` where no report has a text of that digest.
        """
        with self._store.reading() as connection:
            eyes, row = self._eyes(connection), report_row_of(connection, digest)
            numbers = connection.execute(_OF_REPORT, {"own": row["number"]}).scalars().all()
            found = [*claimed(connection, numbers, eyes), *rejected(connection, row, eyes)]
        return sorted(found, key=lambda each: (each.claim.quantity.start, each.claim.quantity.end))

    def opened(self) -> Mapping[str, tuple[str, ...]]:
        """Which colleagues have which claims open now, by the ids of those that somebody has."""
        with self._store.reading() as connection:
            return all_openers(connection, Eyes(self._name, None, self._opened_since))

    def changes(self) -> Changes:
        """What came since the last visit."""
        with self._store.reading() as connection:
            last = select(visits.c.sequence, visits.c.at).where(visits.c.name == self._name)
            visit = connection.execute(last).first()
            if visit is None:
                return Changes()
            new, newer = (
                self._came(connection, visit.sequence, condition)
                for condition in (reports.c.revises.is_(None), reports.c.revises.is_not(None))
            )
            return Changes(visit.at, new, newer, self._decided(connection, visit.sequence))

    def _eyes(self, connection: Connection) -> Eyes:
        return Eyes(self._name, connection.execute(_SEEN, {"own": self._name}).scalar(), self._opened_since)

    def _waiting(
        self, filters: Filters, only: Waiting, eyes: Eyes, *, counted: bool = False
    ) -> list[ColumnElement[bool]]:
        conditions = claims_like(filters, self._store)
        if only == "open" and counted and any(getattr(filters, name) is not None for name in _OF_FEW):
            # Most claims are open: counted by that index, all of them would be gone through for a few.
            conditions.append(func.coalesce(standing.c.open, false()))
        elif only == "open":
            conditions.append(standing.c.open)
        elif only == "changed":
            conditions.append(changed_since(eyes.seen))
        return conditions

    def _came(self, connection: Connection, seen: int, condition: ColumnElement[bool]) -> tuple[Heading, ...]:
        later = select(chain.c.subject).where(chain.c.sequence > seen, chain.c.kind == "report")
        kept = reports.c.text.is_not(None)
        chosen = select(*HEADING).where(reports.c.number.in_(later), kept, condition)
        newest = chosen.order_by(reports.c.number.desc()).limit(_MOST_CHANGES)
        return tuple(map(heading_of, connection.execute(newest)))

    def _decided(self, connection: Connection, seen: int) -> tuple[Decision, ...]:
        later = select(chain.c.subject).where(chain.c.sequence > seen, chain.c.kind == "decision")
        chosen = select(decisions.c.content).where(
            decisions.c.number.in_(later), decisions.c.content.is_not(None)
        )
        newest = connection.execute(chosen.order_by(decisions.c.number.desc()).limit(_MOST_CHANGES))
        made = (stored_decision(content) for content in newest.scalars())
        return tuple(decision for decision in made if decision.who != self._name)
