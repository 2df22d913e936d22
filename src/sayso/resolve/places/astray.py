"""Names that are none of the places the gazetteer has of that name: the report tells of another."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from sayso.knowledge.gazetteer import Entry

# Kilometres from a town or district within which what is said to lie in it may lie.
AROUND: Final = 100.0
# Kilometres from all else a report names, or from the land it is told to lie in, from which on a small place
# is another of its name.
FAR: Final = 1500.0
_ROUND: Final = 6371.0


def is_elsewhere(place: Entry, holder: Entry) -> bool:
    """Does a town lie elsewhere than in the holder, as a report tells it to? "Liancourt in Haiti" is not the
    French one, nor a village in one township that of another.
    """
    if place.level != "town":
        return False
    if holder.level in ("town", "district"):
        return kilometres(place, holder) > AROUND
    return (
        None not in (holder.country, place.country)
        and place.country != holder.country
        and (kilometres(place, holder) > FAR)
    )


def is_far(place: Entry, others: Iterable[Entry]) -> bool:
    """Does a place lie far from all others, of which there are some?"""
    return min((kilometres(place, other) for other in others), default=0.0) > FAR


def kilometres(one: Entry, other: Entry) -> float:
    """How far apart two places are; nought where either has no position."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians((other.longitude - one.longitude + 180.0) % 360.0 - 180.0) * math.cos((a + b) / 2)
    return _ROUND * math.hypot(b - a, east)
