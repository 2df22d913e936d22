"""Full-text search over reports and claims at once."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from sayso.review.access import READER
from sayso.review.api.answers import EVERY, Rows
from sayso.review.api.asked import Kept
from sayso.review.api.claims import Own
from sayso.review.api.findable import Searched
from sayso.review.api.reports import listed_row
from sayso.review.api.shown import claimed_row
from sayso.review.api.told import ToldRoute

router = APIRouter(tags=["search"], route_class=ToldRoute)

_MOST: Final = 20  # of each


@router.get("/search", responses=EVERY, dependencies=[READER])
def search(desk: Own, ledger: Kept, asked: Searched) -> Response:
    """The first reports whose title and text have all the words, and the first claims whose evidence has."""
    with ledger.at_once():
        reports, _ = ledger.overview().reports(asked, limit=_MOST)
        claims, _ = desk.claims(asked, limit=_MOST)
    return Rows(
        {
            "reports": [listed_row(each) for each in reports],
            "claims": [claimed_row(each) for each in claims],
        }
    )
