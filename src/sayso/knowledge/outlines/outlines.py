"""Outlines as GeoJSON, as maps take them."""

from __future__ import annotations

from typing import Any

from sayso.knowledge.outlines.packaged import PER_DEGREE, Ring, Shape, shapes_of


def world() -> dict[str, Any]:
    """All countries as a FeatureCollection; `country` is the two letters that places have.

    >>> world()["features"][0]["properties"]
    {'country': 'AD'}
    """
    return _collection([_feature(shape, {"country": shape.name}) for shape in shapes_of()])


def divisions(country: str) -> dict[str, Any]:
    """The first-level divisions of a country as a FeatureCollection; empty where there are no outlines.

    >>> divisions("MM")["features"][0]["properties"]
    {'country': 'MM', 'name': 'Kayah', 'admin1': 'Kayah State'}

    `admin1` is what places that lie there have; several outlines may share it, and some have none.
    """
    return _collection(
        [
            _feature(shape, {"country": country, "name": shape.name, "admin1": shape.admin1})
            for shape in shapes_of(country)
            if country
        ]
    )


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _feature(shape: Shape, properties: dict[str, Any]) -> dict[str, Any]:
    polygons = [[_degrees(ring) for ring in polygon] for polygon in shape.polygons]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _degrees(ring: Ring) -> list[list[float]]:
    """A closed ring of longitudes and latitudes."""
    points = [[x / PER_DEGREE, y / PER_DEGREE] for x, y in ring]
    return points if points[0] == points[-1] else [*points, points[0]]
