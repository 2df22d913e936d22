"""The packaged outlines: one compressed file of whole numbers."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

PACKAGED: Final = Path(__file__).parent / "outlines.xz"
PER_DEGREE: Final = 200  # parts of a degree: half a kilometre
WORLD: Final = ""

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country, named by its two letters, or a division, with the name the gazetteer has for it.

    `admin1` is None where the gazetteer has no such division, or several in its place. Each of the polygons
    is its outer ring and its holes: longitudes and latitudes in parts of a degree.
    """

    name: str
    admin1: str | None
    polygons: Sequence[tuple[Ring, ...]]


def pack(world: Iterable[Shape], divisions: Mapping[str, Iterable[Shape]], path: Path) -> None:
    """Writes outlines; the same shapes give the same bytes."""
    rows = {WORLD: [_row(shape) for shape in world]}
    rows |= {country: [_row(shape) for shape in shapes] for country, shapes in sorted(divisions.items())}
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


@cache
def shapes_of(country: str = WORLD) -> tuple[Shape, ...]:
    """The divisions of a country, none of one that has no outlines; without a country all countries."""
    return tuple(
        Shape(name, admin1, [tuple(map(_ring, rings)) for rings in polygons])
        for name, admin1, polygons in _rows().get(country, ())
    )


@cache
def _rows() -> dict[str, list[tuple[str, str | None, list[list[list[int]]]]]]:
    rows: dict[str, list[tuple[str, str | None, list[list[list[int]]]]]] = json.loads(
        lzma.decompress(PACKAGED.read_bytes())
    )
    return rows


def _row(shape: Shape) -> tuple[str, str | None, list[list[list[int]]]]:
    """A ring is written as its first point and the steps from each to the next: small numbers pack well."""
    return shape.name, shape.admin1, [[list(_steps(ring)) for ring in polygon] for polygon in shape.polygons]


def _steps(ring: Ring) -> Iterator[int]:
    yield from ring[0]
    for (x, y), (to_x, to_y) in pairwise(ring):
        yield from (to_x - x, to_y - y)


def _ring(steps: Sequence[int]) -> Ring:
    return tuple(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))
