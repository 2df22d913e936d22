"""Where a claim's places lie, as maps take it: points only where the text is that precise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.records import Place, PlacePrecision

Position = tuple[float, float]  # degrees east, degrees north

# From the most precise to the least; of what comes after the first two a point would be a false one.
PRECISIONS: Final[tuple[PlacePrecision, ...]] = ("point", "town", "district", "province", "country", "area")
_WITH_POINT: Final = frozenset(PRECISIONS[:2])


def positions(places: Sequence[Place]) -> list[Position]:
    """The positions of the places that are towns or points, each once, in the order of the text.

    A district or province has none: its middle is a place where nothing happened.
    """
    there = [
        (place.longitude, place.latitude)
        for place in places
        if place.precision in _WITH_POINT and place.longitude is not None and place.latitude is not None
    ]
    return list(dict.fromkeys(there))


def precision(places: Sequence[Place]) -> PlacePrecision | None:
    """How precise the least precise of the places is; None where the gazetteer knows none of them."""
    told = {place.precision for place in places}
    return next((each for each in reversed(PRECISIONS) if each in told), None)
