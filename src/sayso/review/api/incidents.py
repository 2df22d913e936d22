"""Incidents: the happenings that reports speak of, and what holds each together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response

from sayso.concluded import Word
from sayso.export.asked import span
from sayso.export.incidents import days_of, incident_row, places_of
from sayso.review.api.answers import EVERY, LISTS, Rows, faults, page
from sayso.review.api.asked import OWN_RULINGS, USUAL, After, ClaimPath, Kept, Limit
from sayso.review.api.findable import Asked
from sayso.review.api.shown import heading_row
from sayso.review.api.told import ToldRoute
from sayso.rows import row
from sayso.store import Member

router = APIRouter(prefix="/incidents", tags=["incidents"], route_class=ToldRoute)


@router.get("", responses=LISTS, dependencies=[OWN_RULINGS])
def incidents(ledger: Kept, filters: Asked, limit: Limit = USUAL, after: After = None) -> Response:
    """Incidents of which a claim is like that, by their first report: days, places, counts, reports."""
    with ledger.at_once():
        found, following = ledger.linked().incidents_page(filters, after, limit)
    return page([_row(name, words) for name, words in found], following)


@router.get("/{incident}", responses=EVERY | faults(404), dependencies=[OWN_RULINGS])
def incident(ledger: Kept, incident: ClaimPath) -> Response:
    """An incident, by any of its claims: what each report tells of it, and what holds it to the rest."""
    links = ledger.linked()
    with ledger.at_once():
        name = links.incident(incident)
        members, words = links.members(name), links.of_incident(name)
    return Rows(_row(name, words) | {"members": [_member(each) for each in members]})


def _row(name: str, words: Sequence[Word]) -> dict[str, Any]:
    """The public fields, under a title in words: "Loikaw, 11–14 Nov 2023"."""
    claims = [word.claim for word in words]
    fields = incident_row(name, words)
    del fields["incident"]
    told = [*places_of(claims)[:1], span(*days_of(claims))]
    return {"id": name, "title": ", ".join(filter(None, told)), **fields}


def _member(member: Member) -> dict[str, Any]:
    """What a report tells of it, and the report it is held to, with the comparisons in words."""
    return {
        "report": heading_row(member.report),
        "claims": [
            row(claim) | {"origin": origin, "because": because} for claim, origin, because in member.claims
        ],
        "by": member.by and {"digest": member.by.digest, "id": member.by.id},
        "reasons": member.reasons,
    }
