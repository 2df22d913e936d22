"""What a person means by an id, and which decisions no longer mean what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, RowMapping, or_, select

from sayso.errors import DecisionError, NotInLedgerError
from sayso.records import Evidence, Unmatched
from sayso.rows import id_of
from sayso.ruling import standing_decisions
from sayso.ruling.nearest import nearest_in_revision
from sayso.store.among import rows_with
from sayso.store.content import stored_claim
from sayso.store.decided import kept_decisions, reading_of_row
from sayso.store.standing import WITH_CLAIMS, is_current
from sayso.store.tables import claims, decisions, reports, standing

_LEAST_OF_DIGEST: Final = 8  # digits that name a report
_KEPT: Final = select(reports, is_current().label("current")).where(reports.c.text.is_not(None))


def evidence_of(connection: Connection, named: str) -> Evidence:
    """The evidence of the claim or report that goes by an id. Raises `NotInLedgerError` where there is none,
    `DecisionError` where there are several.
    """
    found = _claim_named(connection, named) or _report_named(connection, named)
    if found is None:
        raise NotInLedgerError([f"{named}: no claim or report of the ledger goes by that"])
    return found


def report_row_of(connection: Connection, digest: str) -> RowMapping:
    """The row of the report whose text has that digest, of the current version where several have it.

    Raises `NotInLedgerError` where there is none, or it was erased.
    """
    row = report_rows_of(connection, [digest]).get(digest)
    if row is None:
        raise NotInLedgerError([f"{digest[:16]}: no report of the ledger has a text of that digest"])
    return row


def report_rows_of(connection: Connection, digests: Iterable[str]) -> dict[str, RowMapping]:
    """The same of many digests at once; one that no report has is left out."""
    rows = rows_with(connection, _KEPT, reports.c.digest, digests)
    return {row.digest: row._mapping for row in sorted(rows, key=lambda row: (row.current, row.number))}


def unmatched(connection: Connection) -> Iterator[Unmatched]:
    """The decisions whose evidence is not as it was, those about one report together."""
    about = decisions.c.report
    digests = select(about).where(decisions.c.content.is_not(None), about.is_not(None)).distinct()
    for digest in connection.execute(digests.order_by(about)).scalars().all():
        rows = select(reports).where(reports.c.digest == digest, reports.c.text.is_not(None))
        current = connection.execute(rows.where(is_current())).mappings().first()
        if current is not None:
            yield from reading_of_row(connection, current).ruled().unmatched
        else:
            yield from _of_older_version(connection, digest, connection.execute(rows).mappings().first())


def _of_older_version(connection: Connection, digest: str, old: RowMapping | None) -> Iterator[Unmatched]:
    """The decisions about a text that is no longer its page's, with what comes nearest in the newer one."""
    kept, _ = standing_decisions(kept_decisions(connection, decisions.c.report == digest))
    newer = None
    if old is not None:
        same_page = select(reports).where(reports.c.page == old["page"], is_current())
        newer = connection.execute(same_page).mappings().first()
    now = reading_of_row(connection, newer).ruled().claims if newer is not None else ()
    reason = "its report was erased" if newer is None else "its report has a newer version"
    for identity, decision in kept.items():
        if decision.act == "withdraw" and decision.targets:
            continue
        about = decision.evidence
        near = None
        if old is not None and about and about.start is not None and about.end is not None:
            words = old["text"][about.start : about.end]
            near = nearest_in_revision(about.kind, words, about.start, now)
        yield Unmatched(identity, about, reason, near.id if near else None)


def _claim_named(connection: Connection, named: str) -> Evidence | None:
    """The evidence of a claim that was extracted and stands, or that a decision is about."""
    with_reports = WITH_CLAIMS.join(reports, reports.c.number == standing.c.report)
    as_extracted = select(reports.c.digest, claims.c.row).select_from(with_reports)
    chosen = as_extracted.where(standing.c.id == named, claims.c.row.is_not(None))
    extracted = connection.execute(chosen).first()
    if extracted is not None:
        claim = stored_claim(extracted.row)
        return Evidence(extracted.digest, claim.kind, claim.quantity.start, claim.quantity.end)
    known = (decision.evidence for decision in kept_decisions(connection))
    return next((each for each in known if each and each.kind is not None and id_of(each) == named), None)


def _report_named(connection: Connection, named: str) -> Evidence | None:
    alike = [reports.c.document == named]
    if len(named) >= _LEAST_OF_DIGEST:
        alike.append(reports.c.digest.startswith(named, autoescape=True))
    chosen = select(reports.c.digest).where(or_(*alike), is_current()).distinct()
    found = connection.execute(chosen).scalars().all()
    if len(found) > 1:
        several = ", ".join(sorted(each[:16] for each in found))
        raise DecisionError([f"{named}: several reports go by that; name one by its digest: {several}"])
    return Evidence(found[0]) if found else None
