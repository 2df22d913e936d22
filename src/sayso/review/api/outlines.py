"""Outlines of countries and their divisions, as GeoJSON for the map."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, Path, Response

from sayso.knowledge.outlines import divisions, world
from sayso.review.access import READER
from sayso.review.api.answers import EVERY, Rows

router = APIRouter(tags=["outlines"])

Country = Annotated[str, Path(pattern="^[A-Z]{2}$", description="The two letters of a country: MM.")]
_A_DAY: Final = {"Cache-Control": "private, max-age=86400"}


@router.get("/outlines", responses=EVERY, dependencies=[READER])
def outlines() -> Response:
    """All countries, by their two letters."""
    return Response(_world(), media_type="application/json", headers=_A_DAY)


@router.get("/outlines/{country}", responses=EVERY, dependencies=[READER])
def outlines_of(country: Country) -> Response:
    """The first-level divisions of a country by the names that places have; none where none are known."""
    return Rows(divisions(country), headers=_A_DAY)


@lru_cache(maxsize=1)
def _world() -> bytes:
    """A megabyte of JSON that never changes."""
    return bytes(Rows(world()).body)
