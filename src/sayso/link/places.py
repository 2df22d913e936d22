"""How the places of two happenings lie to each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from sayso.knowledge.gazetteer.names import fold
from sayso.records import Place

PlaceLevel = Literal[
    "same", "within", "near", "same region", "within region", "region", "country", "apart", "open", "unknown",
]  # fmt: skip
_BEST: Final[tuple[PlaceLevel, ...]] = PlaceLevel.__args__  # type: ignore[attr-defined]
_NEAR: Final = 30.0  # kilometres
_EARTH: Final = 6371.0
_WIDE: Final = frozenset({"country", "province", "area"})


def place_level(one: Sequence[Place], other: Sequence[Place]) -> PlaceLevel:
    """The nearest that any two of the places lie.

    same: one town or spot; within: a spot in a town or district; near: up to 30 km; same region: one division
    or country; within region: a town or division in one; region: two towns of one first-level division;
    country: two of one country; apart: two countries. open: only one tells a place, or a name could not be
    resolved and says nothing; unknown: neither tells one.
    """
    if not one or not other:
        return "unknown" if not one and not other else "open"
    return min((_pair(a, b) for a in one for b in other), key=_BEST.index)


def _pair(one: Place, other: Place) -> PlaceLevel:
    wide = bool(_WIDE & {one.precision, other.precision})
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return "same region" if wide else "same"
    if one.country and other.country and one.country != other.country:
        return "apart"
    mine, theirs = name_of(one), name_of(other)
    if mine == theirs:
        return "same region" if wide else "same"
    if f" {theirs} " in f" {mine} " or f" {mine} " in f" {theirs} ":
        return "within region" if wide else "within"
    if one.country is None or other.country is None:
        return "open"
    if "country" in (one.precision, other.precision):
        return "within region"
    if one.admin1 and one.admin1 == other.admin1 and "province" in (one.precision, other.precision):
        return "within region"
    if _apart(one, other) <= _NEAR:
        return "near"
    return "region" if one.admin1 and one.admin1 == other.admin1 else "country"


def name_of(place: Place) -> str:
    """A place's name for comparing."""
    return fold(place.name or place.text)


def _apart(one: Place, other: Place) -> float:
    """Kilometres between two places; without end where either has no position."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    if _WIDE & {one.precision, other.precision}:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude) * math.cos((a + b) / 2)
    return _EARTH * math.hypot(b - a, east)
