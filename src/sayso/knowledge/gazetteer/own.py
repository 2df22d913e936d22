"""The tables of places that a user added, kept in the user's folder."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer.files import Faults, Read, read_places
from sayso.knowledge.gazetteer.gazetteer import SUFFIX, open_gazetteer, own_folder
from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.gazetteer.packaged import unpacked
from sayso.knowledge.gazetteer.table import Level, Row, Table, columns_of, complete, write


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file: the table's title, how many places it has, and the rows that were
    skipped.
    """

    title: str
    places: int
    skipped: tuple[str, ...]


def add_places(path: Path, country: str | None = None, level: Level | None = None) -> Added:
    """Keeps the places of a file; a table of the same title is replaced.

    Raises `KnowledgeError` for a file that is no table of places or holds none.
    """
    faults, codes = Faults(), country_codes()
    if country and country.upper() not in codes:
        raise KnowledgeError(
            f"country {country!r} is unknown; expected a code or name like MM, MMR or Myanmar"
        )
    code = codes[country.upper()] if country else None
    rows = _with_divisions(read_places(path, faults, codes, code, level))
    places = sum(row.named for row in rows)
    if not places:
        raise KnowledgeError(f"{path}: no places in it" + (f"; {faults.lines[0]}" if faults.lines else ""))
    title = re.sub(r"[^\w-]+", "-", path.name.partition(".")[0]).strip("-") or "places"
    folder = own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(suffix=".part", dir=folder)
        os.close(handle)
        note = {"source": path.name, "added": datetime.now(tz=UTC).date().isoformat(), "places": places}
        write(complete(columns_of(rows)), Path(part), note)
        os.replace(part, folder / f"{title}{SUFFIX}")
    except OSError as error:
        raise KnowledgeError(f"{folder}: {error.strerror or error}") from error
    open_gazetteer.cache_clear()
    return Added(title, places, tuple(faults.lines))


def country_codes() -> dict[str, str]:
    """The two-letter code of a country by upper-case code of two or three letters and by name."""
    codes: dict[str, str] = {}
    table = Table(unpacked())
    for entry in table.countries():
        if entry.country:
            codes[entry.country] = entry.country
            codes[entry.name.upper()] = entry.country
    codes.update(table.note["iso3"])
    return codes


def _with_divisions(places: Iterable[Read]) -> list[Row]:
    """The places as rows; their divisions are rows that no name leads to, for places give those by number."""
    rows: list[Row] = []
    numbers: dict[tuple[str | None, str | None, str | None], int] = {}

    def division(country: str | None, first: str | None, second: str | None = None) -> int:
        name = second or first
        if name is None:
            return -1
        key = (country, first and fold(first), second and fold(second))
        if key not in numbers:
            numbers[key] = len(rows)
            rows.append(Row(name, (), "district" if second else "province", country=country, named=False))
        return numbers[key]

    for place in places:
        admin1 = division(place.country, place.admin1)
        admin2 = division(place.country, place.admin1, place.admin2) if place.admin2 else -1
        rows.append(
            Row(
                place.name,
                place.also,
                place.level,
                place.latitude,
                place.longitude,
                place.country,
                admin1,
                admin2,
                place.population,
                place.geonames_id,
            )
        )
    return rows


def own_tables() -> list[Table]:
    """The tables of the user, by title."""
    folder = own_folder()
    return [Table(path) for path in sorted(folder.glob(f"*{SUFFIX}"))] if folder.is_dir() else []


def remove_places(title: str) -> None:
    """Removes a table of the user; raises `KnowledgeError` naming those there are."""
    titles = {table.title: table.path for table in own_tables()}
    if title not in titles:
        there = ", ".join(titles) or "none"
        raise KnowledgeError(f"no table {title!r} was added; there are: {there}")
    titles[title].unlink()
    open_gazetteer.cache_clear()
