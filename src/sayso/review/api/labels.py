"""How sensitive persons said that reports, claims and parties are, for leads."""

from __future__ import annotations

from fastapi import APIRouter, Response

from sayso.review.access import LEAD
from sayso.review.api.answers import EVERY, Rows
from sayso.review.api.asked import Kept

router = APIRouter(tags=["labels"])


@router.get("/labels", responses=EVERY, dependencies=[LEAD])
def labels(ledger: Kept) -> Response:
    """The labels as they stand: reports' by digest, claims' by id (with their report's), parties' by name."""
    found = ledger.disclosures().labels()
    return Rows({
        "reports": dict(found.reports), "claims": dict(found.claims), "parties": dict(found.parties),
    })  # fmt: skip
