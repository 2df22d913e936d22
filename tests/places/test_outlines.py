"""Outlines: countries and divisions go by the names that places have, and lie where they should."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.knowledge.outlines import PACKAGED, divisions, world

# A town, its country and division as the gazetteer has them.
TOWNS = [
    ("Loikaw", 97.209, 19.674, "MM", "Kayah State"),
    ("Izium", 37.25, 49.19, "UA", "Kharkiv"),
    ("Rafah", 34.25, 31.29, "PS", "Gaza Strip"),
    ("Bor", 31.56, 6.21, "SS", "Jonglei"),
    ("Goma", 29.22, -1.67, "CD", "North Kivu"),
    ("Raqqa", 39.01, 35.95, "SY", "Raqqa"),
]  # fmt: skip


def _has(polygons: list[list[list[list[float]]]], x: float, y: float) -> bool:
    """Does a point lie within one of the polygons? An even number of borders to its east says no."""
    crossed = 0
    for rings in polygons:
        for (x1, y1), (x2, y2) in (pair for ring in rings for pair in pairwise(ring)):
            crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("x", "y", "country", "admin1"), [town[1:] for town in TOWNS], ids=[town[0] for town in TOWNS]
)
def test_a_town_lies_in_its_country_and_division(x: float, y: float, country: str, admin1: str) -> None:
    around = [
        each["properties"]["country"]
        for each in world()["features"]
        if _has(each["geometry"]["coordinates"], x, y)
    ]
    assert around == [country]
    within = [
        each["properties"]["admin1"]
        for each in divisions(country)["features"]
        if _has(each["geometry"]["coordinates"], x, y)
    ]
    assert within == [admin1]


def test_an_outline_of_what_is_several_divisions_now_has_no_name_of_one() -> None:
    names = {each["properties"]["name"]: each["properties"]["admin1"] for each in divisions("CD")["features"]}
    assert names["Katanga"] is None
    assert names["Maniema"] == "Maniema"


def test_rings_are_closed_and_of_this_earth() -> None:
    for feature in world()["features"]:
        for ring in (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon):
            assert ring[0] == ring[-1]
            assert all(-180.01 <= x <= 180.01 and -90.01 <= y <= 90.01 for x, y in ring)


def test_a_country_without_outlines_has_none() -> None:
    assert divisions("XX") == divisions("") == {"type": "FeatureCollection", "features": []}


def test_they_stay_small() -> None:
    assert PACKAGED.stat().st_size < 1_000_000
