"""Decisions: what persons rule, one by one or many after a sample, and what they ruled."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, HTTPException, Response

from sayso.errors import DecisionError
from sayso.records import Decision
from sayso.review.access import Coder, Lead, Now
from sayso.review.api.answers import BRINGS, Rows, faults
from sayso.review.api.asked import Kept
from sayso.review.api.decided import AnyDecision, Sample

router = APIRouter(prefix="/decisions", tags=["decisions"])


@router.post("", status_code=201, responses=BRINGS | faults(404, 409))
def decide(asker: Coder, ledger: Kept, given: AnyDecision, now: Now) -> Response:
    """Records a decision. 409 where others ruled on the claim since `seen`: who, and what they did."""
    decision = given.decision(asker.name, now, ledger)
    identity = ledger.record(decision, seen=getattr(given, "seen", None), as_lead=asker.may("lead"))
    return Rows({"id": identity}, 201)


@router.post("/accept-all", responses=BRINGS | faults(409))
def accept_all(asker: Lead, ledger: Kept, given: Sample, now: Now) -> Response:
    """Accepts many claims that nobody ruled on. 409 where too few of them were opened before."""
    if fault := given.fault():
        raise HTTPException(409, fault)
    refused = []
    for place, claim in enumerate(dict.fromkeys(given.ids)):
        try:
            decision = Decision(
                "accept",
                asker.name,
                now + timedelta(microseconds=place),
                ledger.evidence(claim),
                reason=given.reason,
            )
            ledger.record(decision, seen=0)
        except DecisionError as error:
            refused.append({"id": claim, "why": str(error)})
    return Rows({"accepted": len(set(given.ids)) - len(refused), "refused": refused})
