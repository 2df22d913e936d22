"""Full-text search over reports and claims at once."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from sayso.review.access import READER
from sayso.review.api.answers import EVERY, Rows
from sayso.review.api.asked import Kept, Words
from sayso.review.api.claims import Own
from sayso.review.api.reports import listed_row
from sayso.review.api.shown import claimed_row
from sayso.review.api.told import ToldRoute
from sayso.store import Filters

router = APIRouter(tags=["search"], route_class=ToldRoute)

_MOST: Final = 20  # of each


@router.get("/search", responses=EVERY, dependencies=[READER])
def search(
    desk: Own, ledger: Kept, q: Annotated[Words, Query(description="Words that must all occur.")]
) -> Response:
    """The first reports whose title and text have all the words, and the first claims whose evidence has."""
    asked = Filters(text=q)
    reports, _ = ledger.overview().reports(asked, limit=_MOST)
    claims, _ = desk.claims(asked, limit=_MOST)
    return Rows(
        {
            "reports": [listed_row(each) for each in reports],
            "claims": [claimed_row(each) for each in claims],
        }
    )
