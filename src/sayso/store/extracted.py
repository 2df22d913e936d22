"""What was extracted from a report: by the run that counts, and by those before it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sayso.records import Claim, Run
from sayso.store.content import stored_claim
from sayso.store.tables import claims, extractions

_LATEST_FIRST = (extractions.c.started.desc(), extractions.c.number.desc())


def latest_extraction(connection: Connection, report: int) -> tuple[int | None, list[str]]:
    """The extraction that counts for a report, as the number of the one that has its rows, and these rows."""
    of_report = extractions.c.report == report
    with_rows = func.coalesce(extractions.c.same_as, extractions.c.number)
    number = connection.execute(select(with_rows).where(of_report).order_by(*_LATEST_FIRST)).scalar()
    rows = select(claims.c.row).where(claims.c.extraction == number).order_by(claims.c.position)
    return number, [row for row in connection.execute(rows).scalars() if row is not None]


def latest_run(connection: Connection, report: int) -> Run | None:
    """The run whose extraction counts for a report."""
    chosen = select(extractions.c.fingerprint, extractions.c.started).where(extractions.c.report == report)
    found = connection.execute(chosen.order_by(*_LATEST_FIRST)).first()
    return found and Run(found.fingerprint, found.started)


def earlier_readings(connection: Connection, report: int) -> list[Claim]:
    """The claims of a report in the extractions before the one that counts, the latest first."""
    latest, _ = latest_extraction(connection, report)
    chosen = (
        select(claims.c.row)
        .join(extractions, extractions.c.number == claims.c.extraction)
        .where(extractions.c.report == report, extractions.c.number != latest, claims.c.row.is_not(None))
        .order_by(*_LATEST_FIRST, claims.c.position)
    )
    return [stored_claim(row) for row in connection.execute(chosen).scalars()]
