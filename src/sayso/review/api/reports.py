"""Reports: those that are like that, and one with its text, claims, versions and copies."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from sayso.records import Evidence
from sayso.review.access import READER
from sayso.review.api.answers import EVERY, LISTS, Rows, faults, page
from sayso.review.api.asked import MOST, USUAL, After, DigestPath, Kept, Limit
from sayso.review.api.claims import Own
from sayso.review.api.findable import Asked
from sayso.review.api.shown import decision_row, heading_row, whole_row
from sayso.review.api.told import ToldRoute
from sayso.store import Desk, Ledger, Listed

router = APIRouter(prefix="/reports", tags=["reports"], route_class=ToldRoute)


@router.get("", responses=LISTS, dependencies=[READER])
def reports(ledger: Kept, filters: Asked, limit: Limit = USUAL, after: After = None) -> Response:
    """The reports in their current versions that are like that, the last added first."""
    found, following = ledger.overview().reports(filters, after, limit)
    return page([listed_row(each) for each in found], following)


@router.get("/{digest}", responses=EVERY | faults(404))
def report(desk: Own, ledger: Kept, digest: DigestPath) -> Response:
    """A report: text, claims (rejected ones too), other versions of its page, copies, decisions."""
    with ledger.at_once():
        return Rows(_whole(desk, ledger, digest))


def _whole(desk: Desk, ledger: Ledger, digest: str) -> dict[str, Any]:
    overview, kept = ledger.overview(), ledger.report(digest)
    decided, _ = ledger.audit().decisions(about=Evidence(digest), limit=MOST)
    return {
        **listed_row(overview.heading(digest)),
        "text": kept.text,
        "language": kept.language,
        "withdrawn": kept.withdrawn,
        "sensitivity": ledger.ruled(kept).sensitivity if decided else None,
        "facts_from": kept.facts_from,
        "doubts": [{"about": doubt.about, "reason": doubt.reason} for doubt in kept.doubts],
        "claims": [whole_row(each) for each in desk.claims_of(digest)],
        "versions": [heading_row(each) for each in overview.versions(digest)],
        "copies": [heading_row(each) | {"because": because} for each, because in overview.copies(digest)],
        "decisions": [decision_row(each.id, each.decision, each.status) for each in decided],
    }


def listed_row(listed: Listed) -> dict[str, Any]:
    """A report in a list."""
    return heading_row(listed.report) | {"claims": listed.claims, "open": listed.open}
