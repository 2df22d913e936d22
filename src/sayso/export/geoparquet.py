"""Claims as GeoParquet: the table of claims with a geometry, for those who map many of them."""

from __future__ import annotations

import json
import shutil
import struct
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final

from sayso.errors import ExportError
from sayso.export.geometry import Position, positions, precision
from sayso.export.portions import Portion, made
from sayso.export.source import Exported, Source, Written
from sayso.export.tables.claims import COLUMNS, values
from sayso.policy import Policy

POLICY: Final = "geoparquet/1"
_TYPES: Final = {
    "text": "VARCHAR", "number": "DOUBLE", "whole": "BIGINT", "day": "DATE", "flag": "BOOLEAN",
    "texts": "VARCHAR[]", "numbers": "DOUBLE[]", "wholes": "BIGINT[]",
}  # fmt: skip
_NAMES: Final = tuple(column.name for column in COLUMNS)
# Told here and not left to the geometries of duckdb, of which a file without any would say nothing.
_GEO: Final = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point", "MultiPoint"]}},
}
_MEMORY: Final = "512MB"
_POINT, _MULTIPOINT, _LITTLE_ENDIAN = 1, 4, 1


def write(source: Source, out: IO[bytes]) -> Written:
    """Writes the claims; the geometry is the point, or points, of towns and points that a claim names.

    Raises `ExportError` where duckdb is not installed: it is the extra `geo`.
    """
    try:
        import duckdb
    except ImportError as error:
        raise ExportError("GeoParquet is written by duckdb: pip install 'sayso[geo]'") from error
    with TemporaryDirectory(prefix="sayso-") as folder:
        rows, made = Path(folder, "rows.ndjson"), Path(folder, "claims.parquet")
        number = _rows(source, rows)
        with duckdb.connect() as connection:
            connection.execute("SET memory_limit = ?", [_MEMORY])
            connection.execute("SET temp_directory = ?", [folder])
            connection.execute(_copying(rows, made))
        with made.open("rb") as file:
            shutil.copyfileobj(file, out)
    return Written(number)


def _rows(source: Source, path: Path) -> int:
    """Writes the claims as lines of JSON, each with its geometry as WKB in hexadecimal; how many."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for lines in made(source, source.of_reports(), _lines):
            file.writelines(lines)
            number += len(lines)
    return number


def _lines(source: Source, reports: Portion) -> list[str]:
    """The claims of some reports, each as a line."""
    return [
        json.dumps(_row(each, source.policy), ensure_ascii=False, default=date.isoformat) + "\n"
        for each in source.claims(reports)
    ]


def _row(exported: Exported, policy: Policy) -> dict[str, Any]:
    where = exported.word.claim.where
    told = dict(zip(_NAMES, values(exported, policy), strict=True))
    return told | {"precision": precision(where), "geometry": wkb(positions(where))}


def wkb(found: list[Position]) -> str | None:
    """Positions as a geometry in well-known binary, in hexadecimal; None where there are none.

    >>> wkb([(1.0, 2.0)])
    '0101000000000000000000f03f0000000000000040'
    """
    points = [struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, *each) for each in found]
    if len(points) > 1:
        return (struct.pack("<BII", _LITTLE_ENDIAN, _MULTIPOINT, len(points)) + b"".join(points)).hex()
    return points[0].hex() if points else None


def _copying(rows: Path, made: Path) -> str:
    """The statement that turns lines of JSON into a Parquet file, with the types of the columns."""
    types = {column.name: _TYPES[column.holds] for column in COLUMNS}
    types |= {"precision": "VARCHAR", "geometry": "VARCHAR"}
    told = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in types.items())
    lines = f"read_json({_quoted(str(rows))}, format = 'newline_delimited', columns = {{{told}}})"
    chosen = "* REPLACE (unhex(geometry) AS geometry)"
    form = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{geo: {_quoted(json.dumps(_GEO))}}}"
    return f"COPY (SELECT {chosen} FROM {lines}) TO {_quoted(str(made))} ({form})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
