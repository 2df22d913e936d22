"""The audit trail: who did what to the ledger, and whether anybody went behind its back."""

from __future__ import annotations

from threading import Lock
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Response

from sayso.records import Act
from sayso.review.access import READER
from sayso.review.api.answers import EVERY, LISTS, Rows, faults, page
from sayso.review.api.asked import USUAL, After, Kept, Limit, Words
from sayso.review.api.shown import iso
from sayso.review.api.told import ToldRoute
from sayso.store import Entry

router = APIRouter(tags=["audit"], route_class=ToldRoute)

_ONE_AT_A_TIME: Final = Lock()  # it reads all there is: many who wait would leave nothing for others


@router.get("/audit", responses=LISTS, dependencies=[READER])
def audit(
    ledger: Kept,
    who: Annotated[Words | None, Query(description="What this person did.")] = None,
    act: Annotated[Act | None, Query(description="Decisions of this act.")] = None,
    every: Annotated[
        bool, Query(alias="all", description="What was added and extracted, too, not only what persons did.")
    ] = False,
    limit: Limit = USUAL,
    after: After = None,
) -> Response:
    """The entries of the chain, the newest first."""
    found, following = ledger.audit().entries(who=who, act=act, everything=every, after=after, limit=limit)
    return page([_row(each) for each in found], following)


@router.get("/verify", responses=EVERY | faults(429), dependencies=[READER])
def verify(ledger: Kept) -> Response:
    """The ledger held against its chain: a line for each thing that was changed behind its back.

    Lines name entries by their numbers and tell nothing of what stands in them: readers may know, too.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise HTTPException(
            429, "the ledger is being verified already; ask again in a moment", {"Retry-After": "5"}
        )
    try:
        found = list(ledger.verify())
    finally:
        _ONE_AT_A_TIME.release()
    newest, _ = ledger.audit().entries(everything=True, limit=1)
    return Rows({"faults": found, "entries": newest[0].sequence if newest else 0})


def _row(entry: Entry) -> dict[str, Any]:
    report = entry.report
    return {
        "sequence": entry.sequence,
        "kind": entry.kind,
        "at": iso(entry.at),
        "who": entry.who,
        "act": entry.act,
        "about": _about(entry),
        "report": report and report.digest,
        "claim": entry.claim,
        "reason": entry.reason,
    }


def _about(entry: Entry) -> str:
    """What an entry is about: a claim by its number, a report by its title, what was erased by how many."""
    if entry.erased is not None:
        return "erased: " + ", ".join(f"{number} x {kind}" for kind, number in entry.erased.items())
    if entry.words is not None:
        return entry.words
    if entry.report is None:
        return ""
    return entry.report.title or entry.report.id
