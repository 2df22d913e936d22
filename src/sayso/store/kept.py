"""What a ledger keeps of a report, so that another ledger can keep the same: its readings and the rulings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.records import Claim, Report, Ruled, Run
from sayso.store.content import report_of, stored_claim
from sayso.store.decided import reading_of_row
from sayso.store.standing import is_current
from sayso.store.tables import claims, extractions, reports

_REPORTS_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A report in its current version, what runs extracted from it, and what stands of that.

    `readings` has the one that counts last; those before it are there where persons ruled on the report: a
    ruling may be about words that are read otherwise now. `revises` is the digest of the version before.
    """

    report: Report
    readings: tuple[tuple[Run, tuple[Claim, ...]], ...]
    ruled: Ruled
    revises: str | None


def kept_reports(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Kept]:
    """The reports like that, by day of publication, each with all that is kept of it."""
    order = (reports.c.published.asc().nulls_first(), reports.c.key)
    before = reports.alias("before")
    chosen = (
        select(reports, before.c.digest.label("revises_digest"))
        .outerjoin(before, before.c.number == reports.c.revises)
        .where(is_current(), *conditions)
        .order_by(*order)
    )
    rows = connection.execution_options(yield_per=_REPORTS_AT_A_TIME).execute(chosen).mappings()
    for row in rows:
        reading = reading_of_row(connection, row)
        readings = tuple(_readings(connection, row["number"]))
        yield Kept(
            report_of(row),
            readings if reading.decisions else readings[-1:],
            reading.ruled(),
            row["revises_digest"],
        )


def _readings(connection: Connection, report: int) -> Iterator[tuple[Run, tuple[Claim, ...]]]:
    """What each run extracted from a report, the one that counts last."""
    with_rows = func.coalesce(extractions.c.same_as, extractions.c.number).label("with_rows")
    chosen = (
        select(extractions.c.fingerprint, extractions.c.started, with_rows)
        .where(extractions.c.report == report)
        .order_by(extractions.c.started, extractions.c.number)
    )
    for run in connection.execute(chosen).all():
        rows = select(claims.c.row).where(claims.c.extraction == run.with_rows).order_by(claims.c.position)
        stored = [row for row in connection.execute(rows).scalars() if row is not None]
        yield Run(run.fingerprint, run.started), tuple(map(stored_claim, stored))
