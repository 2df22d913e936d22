"""Claims as GeoJSON (RFC 7946): a Feature a claim, with a geometry only where it tells a town or point."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final, TextIO

from sayso.export.geometry import Position, positions, precision
from sayso.export.portions import Portion, made
from sayso.export.source import Exported, Source, Written
from sayso.export.tables.claims import COLUMNS, values
from sayso.policy import Policy

POLICY: Final = "geojson/1"
_HEAD: Final = '{"type":"FeatureCollection","name":"claims","features":[\n'
_FOOT: Final = "\n]}\n"


def write(source: Source, out: TextIO) -> Written:
    """Writes the claims, a Feature a line."""
    out.write(_HEAD)
    number = 0
    for features in made(source, source.of_reports(), _features):
        for line in features:
            out.write(",\n" * bool(number) + line)
            number += 1
    out.write(_FOOT)
    return Written(number)


def _features(source: Source, reports: Portion) -> list[str]:
    """The claims of some reports, each as a line."""
    told = (feature(each, source.policy) for each in source.claims(reports))
    return [json.dumps(each, ensure_ascii=False) for each in told]


def feature(exported: Exported, policy: Policy) -> dict[str, Any]:
    """A claim as a Feature; its properties are the columns of the table of claims, and `precision`.

    >>> feature(exported, SAYSO)["geometry"]
    {'type': 'Point', 'coordinates': (97.2094, 19.6742)}

    `precision` is that of the least precise of its places. A claim of a district, province or country has a
    geometry of null: whoever maps it draws the division that its properties name.
    """
    where = exported.word.claim.where
    told = {
        column.name: _plain(value)
        for column, value in zip(COLUMNS, values(exported, policy), strict=True)
    }  # fmt: skip
    return {
        "type": "Feature",
        "id": exported.word.id,
        "geometry": _geometry(positions(where)),
        "properties": {**told, "precision": precision(where)},
    }


def _geometry(found: list[Position]) -> dict[str, Any] | None:
    if not found:
        return None
    if len(found) == 1:
        return {"type": "Point", "coordinates": found[0]}
    return {"type": "MultiPoint", "coordinates": found}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
