"""What there is, counted: reports with their versions and copies, stories, outlets, places, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import bindparam, exists, func, select

from sayso.store.among import rows_with
from sayso.store.engine import Store
from sayso.store.heading import HEADING, Heading, heading_of
from sayso.store.named import report_row_of
from sayso.store.paging import Page, page_of, part_of
from sayso.store.places import Places, places_like
from sayso.store.search import Filters, claims_like, folded_outlet, reports_like
from sayso.store.sources import Source, by_origin, by_outlet
from sayso.store.standing import is_current
from sayso.store.tables import outlets, repeats, reports, standing
from sayso.store.views import name_of, of_names

_ALL: Final = Filters()
_HEADING_OF: Final = select(*HEADING).where(reports.c.number == bindparam("own"))
_COUNTED: Final = select(func.count(), func.count().filter(standing.c.open)).where(
    standing.c.report == bindparam("own")
)
_VERSIONS: Final = (
    select(*HEADING)
    .where(
        reports.c.page == bindparam("of"), reports.c.number != bindparam("own"), reports.c.text.is_not(None)
    )
    .order_by(reports.c.number.desc())
)
_REPEATED: Final = (
    select(repeats.c.other, repeats.c.because)
    .where(repeats.c.report == bindparam("own"))
    .order_by(repeats.c.one, repeats.c.other)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list: how many claims of it stand, and on how many of them nobody ruled."""

    report: Heading
    claims: int
    open: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A story or an outlet, with how many reports and claims it has."""

    name: str
    reports: int
    claims: int


class Overview:
    """What there is in a ledger. `Ledger.overview` gives it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def reports(self, filters: Filters = _ALL, after: str | None = None, limit: int = 50) -> Page[Listed]:
        """The reports in their current versions that are like that, the last added first."""
        chosen = select(*HEADING).where(is_current(), *reports_like(filters, self._store))
        counted = select(
            standing.c.report,
            func.count().label("claims"),
            func.count().filter(standing.c.open).label("open"),
        ).group_by(standing.c.report)
        with self._store.reading() as connection:
            found = page_of(connection, chosen, [reports.c.number], after, limit, down=True)
            numbers = [row[-1] for row in found.items]
            counts = {row.report: row for row in rows_with(connection, counted, standing.c.report, numbers)}
        listed = [
            Listed(heading_of(row), counts[row[-1]].claims, counts[row[-1]].open)
            if row[-1] in counts else Listed(heading_of(row), 0, 0)
            for row in found.items
        ]  # fmt: skip
        return Page(listed, found.following)

    def heading(self, digest: str) -> Listed:
        """A report as lists show it. Raises `NotInLedgerError` where there is none."""
        with self._store.reading() as connection:
            number = report_row_of(connection, digest)["number"]
            row = connection.execute(_HEADING_OF, {"own": number}).one()
            counts = connection.execute(_COUNTED, {"own": number}).one()
        return Listed(heading_of(row), *counts)

    def versions(self, digest: str) -> list[Heading]:
        """The other versions of a report's page, the newest first."""
        with self._store.reading() as connection:
            row = report_row_of(connection, digest)
            others = connection.execute(_VERSIONS, {"of": row["page"], "own": row["number"]})
            return [heading_of(each) for each in others]

    def copies(self, digest: str) -> list[tuple[Heading, str]]:
        """The reports that repeat words of a report, or whose words it repeats, each with why."""
        with self._store.reading() as connection:
            number = report_row_of(connection, digest)["number"]
            why: dict[str, str] = {}
            for other, because in connection.execute(_REPEATED, {"own": number}):
                why.setdefault(other.partition("#")[0], because)
            if not why:
                return []
            named = select(*HEADING).where(of_names(why), is_current(), reports.c.number != number)
            rows = connection.execute(named.order_by(reports.c.published, reports.c.key)).all()
        return [(heading_of(row), why[name_of(row.key)]) for row in rows]

    def stories(self) -> list[Counted]:
        """The stories by name."""
        return self._counted("story")

    def outlets(self) -> list[Counted]:
        """The outlets by name."""
        return self._counted("outlet")

    def has_outlet(self, name: str) -> bool:
        """Is this the name of an outlet, in any case?"""
        known = exists(select(outlets.c.name).where(outlets.c.folded == folded_outlet(name)))
        with self._store.reading() as connection:
            return bool(connection.execute(select(known)).scalar())

    def count(self, filters: Filters = _ALL) -> int:
        """How many claims stand and are like that."""
        counted = select(func.count()).select_from(standing).where(*claims_like(filters, self._store))
        with self._store.reading() as connection:
            return int(connection.execute(counted).scalar_one())

    def places(self, filters: Filters = _ALL) -> Places:
        """Where what claims like that tell of happened."""
        with self._store.reading() as connection:
            return places_like(connection, filters, self._store)

    def sources(
        self,
        by: Literal["origin", "outlet"],
        filters: Filters = _ALL,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Source]:
        """Each origin or outlet of claims like that with its record, those of most claims first."""
        with self._store.reading() as connection:
            found = (by_origin if by == "origin" else by_outlet)(connection, filters, self._store)
        return part_of(found, after, limit)

    def _counted(self, column: Literal["story", "outlet"]) -> list[Counted]:
        named = reports.c[column]
        of_reports = select(named, func.count()).where(is_current(), ~reports.c.withdrawn, named.is_not(None))
        own = select(standing.c.report, func.count().label("claims")).group_by(standing.c.report).subquery()
        of_claims = (
            select(named, func.sum(own.c.claims)).join_from(own, reports, reports.c.number == own.c.report)
        ).where(named.is_not(None))
        with self._store.reading() as connection:
            claims = {row[0]: int(row[1]) for row in connection.execute(of_claims.group_by(named))}
            rows = connection.execute(of_reports.group_by(named)).all()
        return [Counted(name, number, claims.get(name, 0)) for name, number in sorted(map(tuple, rows))]
