"""Claims: those that are like that, one with all that is known of it, those that wait, who has which open."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from sayso.review.access import CODER, Now, Reader
from sayso.review.api.answers import EVERY, LISTS, Rows, faults, page
from sayso.review.api.asked import USUAL, After, ClaimPath, Kept, Limit, Set
from sayso.review.api.findable import Asked
from sayso.review.api.shown import claimed_row, decision_row, heading_row, iso, queued_row, whole_row
from sayso.review.api.told import ToldRoute
from sayso.review.turns import writes
from sayso.ruling import decision_id
from sayso.store import Desk

router = APIRouter(tags=["claims"], route_class=ToldRoute)


async def desk(asker: Reader, ledger: Kept, settings: Set, now: Now) -> Desk:
    """The ledger as who asks sees it."""
    return ledger.desk(asker.name, now - timedelta(minutes=settings.opened_minutes))


Own = Annotated[Desk, Depends(desk)]
Only = Annotated[
    Literal["open", "changed", "all"],
    Query(description="Claims nobody ruled on, those that are new since one's last visit, or all."),
]


@router.get("/claims", responses=LISTS)
def claims(desk: Own, filters: Asked, limit: Limit = USUAL, after: After = None) -> Response:
    """The claims that stand and are like that, by day of publication."""
    found, following = desk.claims(filters, after, limit)
    return page([claimed_row(each) for each in found], following)


@router.get("/claims/{claim}", responses=EVERY | faults(404))
def claim(desk: Own, claim: ClaimPath) -> Response:
    """A claim that stands, or was rejected, with all that is known of it and the rules that made it."""
    return Rows(whole_row(desk.claim(claim)))


@router.get("/queue", responses=LISTS)
def queue(
    desk: Own, ledger: Kept, filters: Asked, only: Only = "open", limit: Limit = USUAL, after: After = None
) -> Response:
    """Claims that wait for a person: of most doubts first, then of most weight, then the oldest."""
    with ledger.at_once():
        (found, following), total = desk.queue(filters, only, after, limit), desk.waiting(filters, only)
    return page([queued_row(each) for each in found], following, total=total)


@router.get("/changes", responses=EVERY)
def changes(desk: Own) -> Response:
    """What came since one's last visit: reports, newer versions of them, what others decided."""
    told = desk.changes()
    return Rows({
        "since": iso(told.since),
        "new_reports": [heading_row(each) for each in told.reports],
        "revisions": [heading_row(each) for each in told.revisions],
        "decisions": [decision_row(decision_id(each), each, "applied") for each in told.decisions],
    })  # fmt: skip


@router.post("/visits", status_code=204, responses=EVERY)
@writes
def visit(asker: Reader, ledger: Kept, now: Now) -> Response:
    """All that is there now was seen."""
    ledger.visits().mark(asker.name, now)
    return Response(status_code=204)


@router.get("/opened", responses=EVERY, dependencies=[CODER])
def opened(desk: Own) -> Response:
    """The claims that colleagues have open now: little enough to be asked for every few seconds."""
    found = desk.opened().items()
    return page([{"claim": claim, "opened_by": names} for claim, names in found], None)


@router.put("/opened/{claim}", status_code=204, responses=EVERY | faults(404))
@writes
def open_claim(asker: Reader, desk: Own, ledger: Kept, settings: Set, claim: ClaimPath, now: Now) -> Response:
    """Tells colleagues that one has a claim open, for `opened_minutes`."""
    desk.claim(claim)
    ledger.visits().open(claim, asker.name, now, now - timedelta(minutes=settings.opened_minutes))
    return Response(status_code=204)


@router.delete("/opened/{claim}", status_code=204, responses=EVERY)
@writes
def shut_claim(asker: Reader, ledger: Kept, settings: Set, claim: ClaimPath, now: Now) -> Response:
    """One has it open no longer."""
    ledger.visits().shut(claim, asker.name, now - timedelta(minutes=settings.opened_minutes))
    return Response(status_code=204)
