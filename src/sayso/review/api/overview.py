"""What there is, counted: places, sources, stories and outlets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from sayso.review.access import READER
from sayso.review.api.answers import EVERY, LISTS, Rows, page
from sayso.review.api.asked import USUAL, After, Kept, Limit, Memory
from sayso.review.api.findable import Asked
from sayso.review.api.shown import iso
from sayso.review.api.told import ToldRoute
from sayso.store import Counted, Places, PlaceTold

router = APIRouter(tags=["overview"], route_class=ToldRoute)

By = Annotated[Literal["origin", "outlet"], Query(description="By independent source, or by outlet.")]


@router.get("/places", responses=EVERY, dependencies=[READER])
def places(ledger: Kept, filters: Asked, memory: Memory) -> Response:
    """Where claims like that tell of, those of most claims first, and how many begin on each day.

    A place that is not known has no latitude. At most two thousand places, each with at most fifty claims.
    """
    return memory.rows(
        ledger.state(), ("places", filters), lambda: _places(ledger.overview().places(filters))
    )


@router.get("/sources", responses=LISTS, dependencies=[READER])
def sources(
    ledger: Kept, memory: Memory, by: By = "origin", limit: Limit = USUAL, after: After = None
) -> Response:
    """Each source with its record: whose losses it tells, how often first, superseded, contradicted."""

    def made() -> Rows:
        found, following = ledger.overview().sources(by, after=after, limit=limit)
        return page([asdict(each) for each in found], following)

    return memory.rows(ledger.state(), ("sources", by, limit, after), made)


@router.get("/stories", responses=EVERY, dependencies=[READER])
def stories(ledger: Kept, memory: Memory) -> Response:
    """The stories by name, with how many reports and claims each has."""
    return memory.rows(ledger.state(), "stories", lambda: _counted(ledger.overview().stories()))


@router.get("/outlets", responses=EVERY, dependencies=[READER])
def outlets(ledger: Kept, memory: Memory) -> Response:
    """The outlets by name, with how many reports and claims each has."""
    return memory.rows(ledger.state(), "outlets", lambda: _counted(ledger.overview().outlets()))


def _places(found: Places) -> Rows:
    return Rows(
        {
            "items": [_place(each) for each in found.places],
            "next": None,
            "days": [[iso(day), claims] for day, claims in found.days],
            "total": found.claims,
        }
    )


def _counted(found: Iterable[Counted]) -> Rows:
    return page([asdict(each) for each in found], None)


def _place(place: PlaceTold) -> dict[str, Any]:
    fields = asdict(place)
    return fields | {"from": iso(fields.pop("first")), "to": iso(fields.pop("last"))}
