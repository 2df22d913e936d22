"""Where it happened, drawn no more exactly than it was told: outlines, and a mark for each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any, Final

from sayso.export.brief.clip import Box, Ring, clipped
from sayso.export.brief.notes import Notes
from sayso.export.source import Exported
from sayso.knowledge.outlines import divisions, world
from sayso.records import Place

WIDTH, HEIGHT = 420, 380
_MARGIN: Final = 0.14  # of the width, around what is shown
_LEAST: Final = 1.6  # degrees that a map spans
_COARSE: Final = 0.6  # units; what lies nearer than that to the last point is left out
_KM_A_DEGREE: Final = 111.2
_RINGS: Final = {"district": 25, "area": 50, "province": 75}  # kilometres, where there is no outline
_SCALES: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_LETTER: Final = 6.4  # units that a letter of a label is wide
_PRECISE: Final = {
    "point": "an exact place", "town": "a town or village", "district": "somewhere in the district",
    "area": "somewhere in the area", "province": "somewhere in the province",
    "country": "somewhere in the country",
}  # fmt: skip
_WIDEST_FIRST: Final = ("country", "province", "area", "district", "town", "point")


@dataclass(slots=True)
class Mark:
    """A place: how exactly it is known, the notes that tell of it, and what is drawn for it.

    `kind` is spot, ring or land; None where no gazetteer knows the place.
    """

    name: str
    where: str
    precise: str
    refs: tuple[int, ...]
    place: Place
    kind: str | None = None
    x: float = 0
    y: float = 0
    radius: float = 0
    path: str = ""
    label: tuple[float, float, str] | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """A map: the paths of countries and divisions, the marks, and a bar of so many kilometres."""

    lands: Sequence[str]
    borders: Sequence[str]
    marks: Sequence[Mark]
    unknown: Sequence[Mark]
    bar: tuple[float, int] | None
    width: int = WIDTH
    height: int = HEIGHT


def map_of(claims: Iterable[Exported], notes: Notes) -> Map | None:
    """The map of the places of claims; None where nothing is told of a known place."""
    marks = list(_places(claims, notes))
    known = [each for each in marks if each.place.latitude is not None or each.place.country is not None]
    lands = {each["properties"]["country"]: _rings(each) for each in world()["features"]}
    shown = [box for each in known if (box := _box(each, lands))]
    if not shown:
        return None
    view = _View(_whole(shown))
    for mark in known:
        _draw(mark, view, lands)
    drawn = [each for each in known if each.kind]
    drawn.sort(key=lambda each: _WIDEST_FIRST.index(each.place.precision or "town"))
    _label(drawn)
    near = {name: path for name, rings in lands.items() if (path := view.path(rings))}
    borders = [
        path for name in near for each in divisions(name)["features"] if (path := view.path(_rings(each)))
    ]
    return Map(list(near.values()), borders, drawn, [each for each in marks if not each.kind], view.bar())


def _places(claims: Iterable[Exported], notes: Notes) -> Iterator[Mark]:
    """Every place of claims, those of most notes first."""
    told: dict[tuple[str, str | None], _Told] = {}
    for each in claims:
        for place in each.word.claim.where:
            name = place.name or place.text
            told.setdefault((name, place.country), _Told(place)).claims.append(each.word.id)
    found = [
        Mark(
            name, ", ".join(each for each in (own.place.admin1, own.place.country) if each and each != name),
            _PRECISE.get(own.place.precision or "", "as the report has it"), notes.of(own.claims), own.place,
        )
        for (name, _), own in told.items()
    ]  # fmt: skip
    yield from sorted(found, key=lambda mark: (-len(mark.refs), mark.name))


@dataclass(slots=True)
class _Told:
    """A place with the claims that tell of it."""

    place: Place
    claims: list[str] = field(default_factory=list)


def _rings(feature: Any) -> list[Ring]:
    return [[(x, y) for x, y in ring] for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def _outline(place: Place, lands: dict[str, list[Ring]]) -> list[Ring]:
    """The land a place is told to lie in, where it is told no more exactly."""
    if place.precision == "country":
        return lands.get(place.country or "", [])
    named = {place.admin1, place.name} - {None}
    return [
        ring
        for each in (divisions(place.country)["features"] if place.country else ())
        if each["properties"]["admin1"] in named
        for ring in _rings(each)
    ]


def _has_outline(place: Place) -> bool:
    return place.precision in ("province", "country") or place.latitude is None


def _box(mark: Mark, lands: dict[str, list[Ring]]) -> Box | None:
    """What of the world shows a place. A whole country would hide the rest, so it counts only alone."""
    place = mark.place
    if _has_outline(place) and place.precision != "country":
        points = [point for ring in _outline(place, lands) for point in ring]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            return min(xs), min(ys), max(xs), max(ys)
    if place.latitude is None or place.longitude is None:
        return None
    reach = _RINGS.get(place.precision or "", 0) / _KM_A_DEGREE
    return (
        place.longitude - reach, place.latitude - reach, place.longitude + reach, place.latitude + reach,
    )  # fmt: skip


def _whole(boxes: Sequence[Box]) -> Box:
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return west, south, max(box[2] for box in boxes), max(box[3] for box in boxes)


class _View:
    """What a map shows, and where things lie on it: degrees of longitude shrunk as they are in its middle."""

    def __init__(self, shown: Box) -> None:
        west, south, east, north = shown
        self._x, self._y = (west + east) / 2, (south + north) / 2
        self._shrunk = max(cos(radians(self._y)), 0.1)
        wide = max((east - west) * self._shrunk, _LEAST) * (1 + 2 * _MARGIN)
        high = max(north - south, _LEAST) * (1 + 2 * _MARGIN)
        self.a_degree = min(WIDTH / wide, HEIGHT / high)
        across, along = WIDTH / self.a_degree / self._shrunk * 0.55, HEIGHT / self.a_degree * 0.55
        self._box = self._x - across, self._y - along, self._x + across, self._y + along

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self._x) * self._shrunk * self.a_degree
        return round(x, 1), round(HEIGHT / 2 - (latitude - self._y) * self.a_degree, 1)

    def path(self, rings: Iterable[Ring]) -> str:
        """Outlines as a path, as far as they lie in what is shown."""
        return "".join(self._ring(part) for ring in rings if (part := clipped(ring, self._box)))

    def _ring(self, ring: Ring) -> str:
        points = [self.at(*point) for point in ring]
        kept = points[:1]
        for x, y in points[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _COARSE:
                kept.append((x, y))
        return f"M{'L'.join(f'{x:g} {y:g}' for x, y in kept)}Z" if len(kept) > 2 else ""

    def bar(self) -> tuple[float, int] | None:
        """A bar of a round number of kilometres, about a quarter of the width."""
        fits = [km for km in _SCALES if km / _KM_A_DEGREE * self.a_degree <= WIDTH / 4]
        return (round(fits[-1] / _KM_A_DEGREE * self.a_degree, 1), fits[-1]) if fits else None


def _draw(mark: Mark, view: _View, lands: dict[str, list[Ring]]) -> None:
    """What shows a place as exactly as it is told."""
    place = mark.place
    if _has_outline(place) and (path := view.path(_outline(place, lands))):
        mark.kind, mark.path = "land", path
    elif place.latitude is not None and place.longitude is not None:
        mark.x, mark.y = view.at(place.longitude, place.latitude)
        reach = _RINGS.get(place.precision or "")
        mark.kind = "ring" if reach else "spot"
        mark.radius = round(reach / _KM_A_DEGREE * view.a_degree, 1) if reach else 4.5


def _label(marks: Sequence[Mark]) -> None:
    """Names beside spots and rings, those of most notes first, none over another."""
    taken = [(each.x - 5, each.y - 5, each.x + 5, each.y + 5) for each in marks if each.kind == "spot"]
    for mark in sorted(marks, key=lambda each: -len(each.refs)):
        if mark.kind not in ("spot", "ring"):
            continue
        wide, off = len(mark.name) * _LETTER, 8 if mark.kind == "spot" else 0
        for x, y, anchor in (
            (mark.x + off, mark.y + 4, "start"), (mark.x - off, mark.y + 4, "end"),
            (mark.x, mark.y - 9, "middle"), (mark.x, mark.y + 17, "middle"),
        ):  # fmt: skip
            left = x - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
            box = left, y - 10, left + wide, y + 3
            if left >= 2 and left + wide <= WIDTH - 2 and not any(_meet(box, other) for other in taken):
                mark.label = x, y, anchor
                taken.append(box)
                break


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
