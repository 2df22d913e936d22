"""Claims as GeoJSON and GeoParquet, read back as those read them who map."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import pytest

from sayso.concluded import Word
from sayso.errors import ExportError
from sayso.export import geojson, geoparquet
from sayso.export.geometry import positions, precision
from sayso.export.source import Exported, Source
from sayso.export.tables.claims import CLAIMS
from sayso.policy import SAYSO
from sayso.records import Place, PlacePrecision
from tests.export.telling import all_claims
from tests.store.made import LOIKAW, a_report, claims_of

FEATURE = {"type", "id", "geometry", "properties"}


def a_place(name: str, precision: PlacePrecision | None, latitude: float | None = 1.5) -> Place:
    return Place(
        name, 0, 1, name, latitude, 97.5 if latitude is not None else None, "MM", precision=precision
    )


CASES: list[tuple[tuple[Place, ...], list[tuple[float, float]], str | None]] = [
    ((), [], None),
    ((LOIKAW,), [(97.21, 19.67)], "town"),
    ((a_place("a hospital", "point"),), [(97.5, 1.5)], "point"),
    ((a_place("Kayah", "province"),), [], "province"),
    ((a_place("Demoso township", "district"),), [], "district"),
    ((a_place("Myanmar", "country"),), [], "country"),
    ((a_place("along the border", "area", None),), [], "area"),
    ((a_place("Hroza", None, None),), [], None),
    ((a_place("Mobye", "town", None),), [], "town"),
    ((LOIKAW, a_place("Demoso", "town")), [(97.21, 19.67), (97.5, 1.5)], "town"),
    ((LOIKAW, LOIKAW), [(97.21, 19.67)], "town"),
    ((LOIKAW, a_place("Kayah", "province")), [(97.21, 19.67)], "province"),
]


@pytest.mark.parametrize(("places", "there", "told"), CASES)
def test_only_towns_and_points_have_a_position(
    places: tuple[Place, ...], there: list[tuple[float, float]], told: str | None
) -> None:
    assert positions(places) == there
    assert precision(places) == told


def collection(source: Source) -> dict[str, Any]:
    out = io.StringIO()
    written = geojson.write(source, out)
    found: dict[str, Any] = json.loads(out.getvalue())
    assert len(found["features"]) == written.rows
    return found


def test_geojson_is_as_the_standard_has_it(told: Source) -> None:
    found = collection(told)
    assert found["type"] == "FeatureCollection"
    names = [column.name for column in CLAIMS.columns]
    for feature in found["features"]:
        assert set(feature) == FEATURE
        assert feature["type"] == "Feature"
        assert list(feature["properties"]) == [*names, "precision"]
        geometry = feature["geometry"]
        if geometry is None:
            assert feature["properties"]["precision"] not in ("town", "point")
            continue
        points = geometry["coordinates"] if geometry["type"] == "MultiPoint" else [geometry["coordinates"]]
        assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in points)
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    assert {each["geometry"] is None for each in found["features"]} == {True, False}


def test_several_towns_are_one_feature() -> None:
    report = a_report()
    killed = replace(claims_of(report)[0], where=(LOIKAW, a_place("Demoso", "town")))
    feature = geojson.feature(Exported(report, Word(killed, "KNDF")), SAYSO)
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [(97.21, 19.67), (97.5, 1.5)]}


def test_geojson_is_read_by_gdal(told: Source, tmp_path: Path) -> None:
    path = tmp_path / "claims.geojson"
    with path.open("w", encoding="utf-8") as out:
        geojson.write(told, out)
    frame = geopandas.read_file(path, engine="pyogrio")
    claims = [each.word.claim for each in all_claims(told)]
    assert list(frame["quantity_text"]) == [claim.quantity.text for claim in claims]
    assert [shape is None for shape in frame.geometry] == [not positions(claim.where) for claim in claims]


@pytest.mark.parametrize("ledger", ["loikaw", "dev1"])
def test_geoparquet_is_read_with_its_types(
    ledger: str, told: Source, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source = Source(request.getfixturevalue(ledger), told.disclosure)
    path = tmp_path / "claims.parquet"
    with path.open("wb") as out:
        written = geoparquet.write(source, out)
    frame = geopandas.read_parquet(path)
    claims = [each.word.claim for each in all_claims(source)]
    assert len(frame) == written.rows == len(claims)
    assert frame.crs == "OGC:CRS84"
    assert (frame["quantity_start"].dtype, frame["quantity_low"].dtype) == ("int64", "float64")
    assert list(frame["quantity_start"]) == [claim.quantity.start for claim in claims]
    days = [claim.when and claim.when.first and claim.when.last and claim.when.first for claim in claims]
    assert [day or None for day in frame["when_from"]] == days
    for claim, shape, where in zip(claims, frame.geometry, frame["where_latitude"], strict=True):
        points = positions(claim.where)
        assert [(point.x, point.y) for point in getattr(shape, "geoms", [shape] if shape else [])] == points
        assert [None if value != value else value for value in where] == [
            place.latitude for place in claim.where
        ]


def test_a_file_without_claims_is_read_too(told: Source, tmp_path: Path) -> None:
    source = Source(told.ledger, told.disclosure, replace(told.filters, text="nowhere"))
    assert collection(source)["features"] == []
    path = tmp_path / "claims.parquet"
    with path.open("wb") as out:
        assert geoparquet.write(source, out).rows == 0
    assert len(geopandas.read_parquet(path)) == 0


def test_without_the_extra_it_says_what_to_install(told: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ExportError, match=r"GeoParquet is written by duckdb: pip install 'sayso\[geo\]'"):
        geoparquet.write(told, io.BytesIO())
