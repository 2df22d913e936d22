"""Decisions: what persons rule, one by one or many after a sample, and what they ruled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from sayso.errors import DecisionError, NotInLedgerError
from sayso.records import Decision
from sayso.review.access import READER, Coder, Lead, Now
from sayso.review.api.answers import BRINGS, LISTS, Rows, faults, page
from sayso.review.api.asked import USUAL, After, Kept, Limit, Words
from sayso.review.api.claims import Own
from sayso.review.api.decided import AboutAny, AnyDecision, Sample
from sayso.review.api.shown import decision_row, whole_row
from sayso.review.api.told import ToldRoute
from sayso.review.following import MOVING
from sayso.review.turns import writes
from sayso.rows import id_of
from sayso.store import Desk, Ledger

router = APIRouter(prefix="/decisions", tags=["decisions"], route_class=ToldRoute)


@router.post("", status_code=201, responses=BRINGS | faults(404, 409))
@writes
def decide(asker: Coder, desk: Own, ledger: Kept, request: Request, given: AnyDecision, now: Now) -> Response:
    """Records a decision. 409 where others ruled on the claim since `seen`: who, and what they did.

    A label of how sensitive something is takes a lead.
    """
    if given.act == "relabel" and not asker.may("lead"):
        raise HTTPException(403, f"{asker.name} is {asker.role}; a label takes a lead")
    decision = given.decision(asker.name, now, ledger)
    if decision.act == "merge":  # one claim of each incident is enough to name it
        decision = replace(decision, targets=ledger.links().fellows(decision.targets))
    identity = ledger.record(decision, seen=getattr(given, "seen", None), as_lead=asker.may("lead"))
    if decision.act in MOVING and not request.app.state.kept_up:
        ledger.links()  # else whoever ruled waits for it when they look
    return Rows({"id": identity, "claimed": _claimed(desk, ledger, identity)}, 201)


@router.get("", responses=LISTS, dependencies=[READER])
def decisions(
    ledger: Kept,
    about: Annotated[AboutAny | None, Query(description="Of this claim, or of this report.")] = None,
    who: Annotated[Words | None, Query(description="Of this person.")] = None,
    limit: Limit = USUAL,
    after: After = None,
) -> Response:
    """What persons ruled, the newest first, and what became of it."""
    evidence = ledger.evidence(about) if about is not None else None
    found, following = ledger.audit().decisions(about=evidence, who=who, after=after, limit=limit)
    return page([decision_row(each.id, each.decision, each.status) for each in found], following)


@router.post("/accept-all", responses=BRINGS | faults(409))
@writes
def accept_all(asker: Lead, ledger: Kept, given: Sample, now: Now) -> Response:
    """Accepts many claims that nobody ruled on. 409 where too few of them were opened before."""
    if fault := given.fault():
        raise HTTPException(409, fault)
    refused = []
    for place, claim in enumerate(given.ids):
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
    return Rows({"accepted": len(given.ids) - len(refused), "refused": refused})


def _claimed(desk: Desk, ledger: Ledger, identity: str) -> bytes | None:
    """The claim that a decision is about as it now stands; of an undoing that which was undone is about."""
    about = ledger.audit().decision(identity).decision.evidence
    if about is None or about.kind is None:
        return None
    try:
        return whole_row(desk.claim(id_of(about)))
    except NotInLedgerError:  # an addition that was undone
        return None
