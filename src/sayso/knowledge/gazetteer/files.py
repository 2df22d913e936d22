"""Reads places from files that a user has: GeoNames dumps, OCHA p-code tables, and any CSV with a header.

A CSV is known by its columns: `name`, `latitude` and `longitude` under their usual names, and as far as
they are
there other names, country, divisions, level and population. In a p-code table (ADM1_EN, ADM1_PCODE ...)
the lowest
level is the place and the levels above it are its divisions.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer.table import LEVELS, Level

MAX_BYTES: Final = 2_000_000_000
_GEONAMES_COLUMNS: Final = 19
_GEONAMES_LEVELS: Final[dict[str, Level]] = {
    "ADM1": "province", "ADM2": "district", "ADM3": "district", "ADM4": "district", "ADM5": "district",
    "PCLI": "country", "PCLD": "country", "PCLS": "country", "PCL": "country",
}  # fmt: skip
_GEONAMES_CLASSES: Final[dict[str, Level]] = {
    "P": "town", "L": "area", "H": "area", "T": "area", "V": "area", "S": "point",
}  # fmt: skip
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "place", "placename", "village", "town", "toponym", "nameen", "villagename", "townname"),
    "also": (
        "also",
        "altnames",
        "alternatenames",
        "othernames",
        "aliases",
        "namemy",
        "namear",
        "nameuk",
        "namelocal",
    ),
    "latitude": ("latitude", "lat", "y", "pointy", "ycoord"),
    "longitude": ("longitude", "lon", "long", "lng", "x", "pointx", "xcoord"),
    "country": ("country", "countrycode", "iso2", "iso", "adm0en", "admin0nameen", "adm0pcode"),
    "admin1": (
        "admin1",
        "admin1name",
        "state",
        "province",
        "region",
        "stateregion",
        "governorate",
        "oblast",
        "adm1en",
    ),
    "admin2": ("admin2", "admin2name", "district", "county", "township", "raion", "adm2en"),
    "level": ("level", "precision"),
    "population": ("population", "pop"),
    "pcode": ("pcode", "code"),
}
_PCODE_NAME: Final = re.compile(r"adm(?:in)?(\d)(?:name)?(?:en)?")
_PCODE_LEVELS: Final[dict[int, Level]] = {1: "province", 2: "district", 3: "district"}
_SPLIT: Final = re.compile(r"[|;]")


@dataclass(frozen=True, slots=True)
class Read:
    """A place as a file gives it; divisions by name."""

    name: str
    also: tuple[str, ...]
    level: Level
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int = 0
    geonames_id: int | None = None


@dataclass(slots=True)
class Faults:
    """Rows that were skipped: line and reason."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Takes down a row that was skipped."""
        self.lines.append(f"line {line}: {reason}")


def read_places(
    path: Path,
    faults: Faults,
    countries: Mapping[str, str],
    country: str | None = None,
    level: Level | None = None,
) -> Iterator[Read]:
    """The places of a file; rows that make no sense go to `faults` by line.

    `countries` gives the two-letter code by upper-case code or name; `country` and `level` are those of
    rows that
    tell none. Raises `KnowledgeError` for a file that is no table of places.
    """
    text = _text_of(path)
    first = text[:100_000].split("\n", 1)[0]
    if first.count("\t") == _GEONAMES_COLUMNS - 1 and first.split("\t", 1)[0].isdigit():
        yield from _geonames(text, faults)
        return
    try:
        dialect = csv.Sniffer().sniff(first, ",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = csv.reader(io.StringIO(text, newline=""), dialect)
    layout = _layout(next(rows, []))
    if layout is None:
        raise KnowledgeError(
            f"{path}: no column of names: expected a header with name, latitude, longitude, or ADM1_EN ..."
        )
    yield from _rows(rows, layout, faults, _Defaults(countries, country, level))


def _text_of(path: Path) -> str:
    """The text of a file, or of the only table in a zip."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError(f"{path}: larger than {MAX_BYTES:,} bytes")
        if not zipfile.is_zipfile(path):
            return path.read_bytes().decode("utf-8-sig")
        with zipfile.ZipFile(path) as packed:
            tables = [
                item
                for item in packed.infolist()
                if item.filename.endswith((".txt", ".csv", ".tsv")) and "readme" not in item.filename.lower()
            ]
            if len(tables) != 1:
                raise KnowledgeError(f"{path}: {len(tables)} tables in the zip; expected one")
            if tables[0].file_size > MAX_BYTES:
                raise KnowledgeError(f"{path}: {tables[0].filename} is larger than {MAX_BYTES:,} bytes")
            return packed.read(tables[0]).decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8 at byte {error.start}") from error
    except zipfile.BadZipFile as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _geonames(text: str, faults: Faults) -> Iterator[Read]:
    """The rows of a GeoNames dump; streets and other kinds that hold no people are left out without a
    word.
    """
    lines = [line.split("\t") for line in text.split("\n")]
    divisions = {
        (cells[8], cells[10], cells[11] if cells[7] == "ADM2" else ""): cells[1]
        for cells in lines if len(cells) == _GEONAMES_COLUMNS and cells[7] in ("ADM1", "ADM2")
    }  # fmt: skip
    for number, cells in enumerate(lines, 1):
        if cells == [""]:
            continue
        if len(cells) != _GEONAMES_COLUMNS:
            faults.add(number, f"{len(cells)} columns: expected {_GEONAMES_COLUMNS}")
            continue
        level = _GEONAMES_LEVELS.get(cells[7]) or _GEONAMES_CLASSES.get(cells[6])
        if level is None:
            continue
        point = _point(cells[4], cells[5])
        if isinstance(point, str) or not cells[1]:
            faults.add(number, point if isinstance(point, str) else "no name")
            continue
        first = divisions.get((cells[8], cells[10], ""))
        second = divisions.get((cells[8], cells[10], cells[11])) if cells[11] else None
        also = tuple(name for name in cells[3].split(",") if name and name != cells[1])
        yield Read(
            cells[1], also, level, *point, cells[8] or None, None if level == "province" else first,
            None if cells[7] == "ADM2" else second, _whole(cells[14]), _whole(cells[0]) or None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what; `above` are the columns of the divisions of a p-code table, the highest
    first.
    """

    columns: Mapping[str, int]
    above: tuple[int, ...]
    width: int
    level: Level

    def divisions(self, cells: Sequence[str], told: Mapping[str, str]) -> tuple[str | None, str | None]:
        """The names of the first- and second-level division of a row."""
        if self.above or self.level == "province":
            named = [cells[index].strip() for index in self.above]
        else:
            named = [told.get("admin1", ""), told.get("admin2", "")]
        first, second, *_ = [*named, "", ""]
        return first or None, second or None


def _layout(names: Sequence[str]) -> _Layout | None:
    """The layout of a table by its header, None where no column has names."""
    header = [re.sub(r"[^a-z0-9]", "", name.lower()) for name in names]
    columns = {
        part: header.index(next(name for name in aliases if name in header))
        for part, aliases in _ALIASES.items() if any(name in header for name in aliases)
    }  # fmt: skip
    if "name" in columns:
        return _Layout(columns, (), len(header), "town")
    levels = {
        int(found[1]): index for index, name in enumerate(header) if (found := _PCODE_NAME.fullmatch(name))
    }
    lowest = max(levels, default=0)
    if not lowest:
        return None
    columns["name"] = levels[lowest]
    for code in (f"adm{lowest}pcode", f"admin{lowest}pcode"):
        if code in header:
            columns["pcode"] = header.index(code)
    above = tuple(levels[number] for number in sorted(levels) if 0 < number < lowest)
    return _Layout(columns, above, len(header), _PCODE_LEVELS.get(lowest, "town"))


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What rows that tell no country or level are given."""

    countries: Mapping[str, str]
    country: str | None
    level: Level | None


def _rows(rows: Iterable[list[str]], layout: _Layout, faults: Faults, defaults: _Defaults) -> Iterator[Read]:
    """The sound rows of a table with a header, which is line 1."""
    for number, cells in enumerate(rows, 2):
        if not any(cells) or cells[0].startswith("#"):  # an empty line; the row of HXL tags
            continue
        if len(cells) != layout.width:
            faults.add(number, f"{len(cells)} columns: expected {layout.width}")
            continue
        told = {part: cells[index].strip() for part, index in layout.columns.items()}
        point = _point(told.get("latitude", ""), told.get("longitude", ""))
        if isinstance(point, str) or not told["name"]:
            faults.add(number, point if isinstance(point, str) else "no name")
            continue
        level = told.get("level", "").lower()
        also = (name.strip() for name in _SPLIT.split(told.get("also", "")))
        admin1, admin2 = layout.divisions(cells, told)
        if level not in LEVELS:
            level = defaults.level or layout.level
        yield Read(
            told["name"], tuple(filter(None, also)), level, *point, _country(told, defaults), admin1, admin2,
            _whole(told.get("population", "")),
        )  # fmt: skip


def _country(told: Mapping[str, str], defaults: _Defaults) -> str | None:
    """The two-letter code by what a row says, by what opens its p-code (MMR001 is MM), or as given."""
    said = told.get("country", "").upper()
    code = told.get("pcode", "").upper()
    return (
        defaults.countries.get(said)
        or defaults.country
        or defaults.countries.get(code[:3])
        or defaults.countries.get(code[:2])
    )


def _point(latitude: str, longitude: str) -> tuple[float | None, float | None] | str:
    """Degrees, none where both are empty, or what is wrong with them."""
    if not latitude and not longitude:
        return None, None
    try:
        north, east = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return f"{latitude!r}, {longitude!r} is no position in degrees"
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return f"{latitude}, {longitude} lies outside the globe: expected -90 to 90 and -180 to 180"
    return north, east


def _whole(text: str) -> int:
    digits = text.replace(",", "").replace(" ", "").partition(".")[0]
    return min(int(digits), 10**10) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0
