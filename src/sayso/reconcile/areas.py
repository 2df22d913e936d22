"""Which place lies in which: places as areas that contain one another, whatever they were called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, hypot, radians
from typing import Final

from sayso.knowledge.gazetteer import Entry, fold, open_gazetteer
from sayso.knowledge.gazetteer.words import load_place_words
from sayso.records import Place, PlacePrecision

# The nearer in the list, the wider. An area ("west of Loikaw", a front) is taken to be as small as a town.
_RANK: Final[dict[PlacePrecision, int]] = {
    "country": 0, "province": 1, "district": 2, "town": 3, "area": 3, "point": 4,
}  # fmt: skip
# A point that no record puts into a town lies in the one it is this near to; a town without a second-level
# division
# in the district whose middle is this near. Names of divisions that are one lie no further apart than ONE.
IN_TOWN: Final = 10.0
IN_DISTRICT: Final = 25.0
ONE: Final = 100.0
_KM_A_DEGREE: Final = 111.2
_REMEMBERED: Final = 4_096  # places that the gazetteer knows: most claims are about few


@dataclass(frozen=True, slots=True)
class Area:
    """A place that counts can be about; `name` alone where the gazetteer does not know it.

    `within` is where words put a place that the gazetteer does not know.
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: PlacePrecision | None = None
    point: tuple[float, float] | None = None
    within: Area | None = None

    @property
    def known(self) -> bool:
        """Is it known where it is?"""
        return self.precision is not None and self.country is not None

    def holds(self, other: Area) -> bool:
        """Does the other lie in it, or is it the same?

        Kayah State holds Loikaw, Loikaw holds its university; an unknown place holds itself alone.
        """
        if self == other:
            return True
        if other.within is not None:
            return self.holds(other.within)
        if not (self.known and other.known) or self.country != other.country:
            return False
        assert self.precision is not None
        assert other.precision is not None
        wider, narrower = _RANK[self.precision], _RANK[other.precision]
        if wider == 0:
            return True
        if (self.admin1 or self.name) != (other.admin1 or other.name):
            return False
        if self.precision == other.precision:
            return self.name == other.name and (self.point is None or self._near(other, IN_DISTRICT))
        if wider >= narrower:
            return False
        if self.precision == "province":
            return True
        if self.precision == "district":
            return other.admin2 == self.name if other.admin2 else self._near(other, IN_DISTRICT)
        return fold(other.name).startswith(fold(self.name)) or self._near(other, IN_TOWN)

    def _near(self, other: Area, reach: float) -> bool:
        return self.point is not None and other.point is not None and _apart(self.point, other.point) <= reach


def area_of(place: Place) -> Area:
    """The area of a claim's place; one that was not resolved goes by its words."""
    if place.name is None or place.country is None or place.precision is None:
        return Area(fold(place.text), place.country)
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (round(place.latitude, 3), round(place.longitude, 3))
    admin1 = None if place.precision == "country" else place.admin1
    return _area(
        place.name, place.country, admin1, place.admin2, place.precision,
        None if place.precision in {"country", "province"} else point,
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _area(
    name: str, country: str, admin1: str | None, admin2: str | None, precision: PlacePrecision,
    point: tuple[float, float] | None,
) -> Area:  # fmt: skip
    if precision == "country":
        return Area(country, country, precision=precision)
    if precision == "province":
        first = _division(name, country)
        return Area(first, country, first, precision=precision)
    above = _division(admin1, country) if admin1 else None
    return Area(name, country, above, None if precision == "district" else admin2, precision, point)


def areas_named(names: Sequence[str], known: Iterable[Area], said: Iterable[Place]) -> tuple[Area, ...]:
    """The areas that a question means by its names: as the reports use them, else as the gazetteer knows
    them.

    A name that several places of the reports bear means the one most claims are about. The gazetteer is
    asked for the countries of the reports first; a name it does not know stands for itself.
    """
    counts: dict[tuple[str, Area], int] = {}
    for place in said:
        for name in {place.text, place.name or place.text}:
            key = (fold(name), area_of(place))
            counts[key] = counts.get(key, 0) + 1
    countries = {area.country for area in known if area.country}
    return tuple(dict.fromkeys(_named(fold(name), counts, countries) for name in names))


def _named(name: str, counts: dict[tuple[str, Area], int], countries: set[str]) -> Area:
    used = [(count, area.known, area.name, area) for (said, area), count in counts.items() if said == name]
    if used:
        return max(used, key=lambda each: (each[1], each[0], each[2]))[3]
    entries = open_gazetteer().lookup([name]).get(name, ())
    here = [entry for entry in entries if not countries or entry.country in countries] or list(entries)
    here.sort(key=lambda entry: fold(entry.name) != name)  # Loikaw is the town before it is the district
    if not here or here[0].country is None:
        return Area(name)
    return area_at(here[0])


def area_at(entry: Entry) -> Area:
    """The area of a place of the gazetteer."""
    if entry.country is None:
        return Area(entry.name)
    point = None if entry.latitude is None or entry.longitude is None else (entry.latitude, entry.longitude)
    return _area(entry.name, entry.country, entry.admin1, entry.admin2, entry.level, point)


@cache
def _division(name: str, country: str) -> str:
    """One name for a first-level division that goes by several: Kayah State for Karenni State too."""
    keys = [fold(name)]
    words = keys[0].split()
    if len(words) > 1 and words[-1] in load_place_words().of_level("province"):
        keys.append(" ".join(words[:-1]))
    found: dict[str, Entry] = {}
    for entries in open_gazetteer().lookup(keys).values():
        for entry in entries:
            if entry.level == "province" and entry.country == country:
                found[entry.name] = entry
    if name not in found:
        return name
    near = [each for each, entry in found.items() if _together(found[name], entry)]
    return min(near) if near else name


def _together(one: Entry, other: Entry) -> bool:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return one.name == other.name
    return _apart((one.latitude, one.longitude), (other.latitude, other.longitude)) <= ONE


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points that are not far apart."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * cos(radians(one[0]))
    return _KM_A_DEGREE * hypot(north, east)
