"""A table of places in one file that is mapped into memory: it opens at once and is read where it is asked.

Its columns are plain arrays: one row a place, sorted keys (folded names) that point to their places, and
sorted
sounds that point to their keys. Divisions are rows too; a place names the row it lies in.
"""

from __future__ import annotations

import json
import mmap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer.names import fold, sound

Level = Literal["country", "province", "district", "town", "area", "point"]
LEVELS: Final[tuple[Level, ...]] = Level.__args__  # type: ignore[attr-defined]
# Degrees are stored as whole ten-thousandths: eleven metres.
SCALE: Final = 10_000
NOWHERE: Final = -(2**31)
_MAGIC: Final = b"sayso places 1\n"
_PREFIX: Final = 16
_SOUND: Final = 8
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a gazetteer. `admin1` and `admin2` are the names of the divisions it lies in.

    `population` is raised for capitals and hand-kept places, as they are spoken of more; `people` is how many
    live there, None where that is not known. `table` is that of the user, "" for the packaged one.
    """

    name: str
    level: Level
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    geonames_id: int | None
    table: str = ""
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A place to be stored, with all the names it goes by; `admin1` and `admin2` are row numbers, -1 for
    none.
    """

    name: str
    also: tuple[str, ...]
    level: Level
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: int = -1
    admin2: int = -1
    population: int = 0
    geonames_id: int | None = None
    named: bool = True
    sounds: bool = True


def columns_of(rows: Sequence[Row]) -> Columns:
    """The essential columns of rows; `complete` adds those that follow from them."""
    keys, sounds = defaultdict[bytes, list[int]](list), dict[bytes, bytes]()
    countries = sorted({row.country for row in rows if row.country})
    code = {country: index for index, country in enumerate(["", *countries])}
    for number, row in enumerate(rows):
        for key in {fold(name) for name in (row.name, *row.also)} - {""} if row.named else ():
            keys[key.encode()].append(number)
            if row.sounds:
                sounds[key.encode()] = sound(key).encode()[:_SOUND]
    ordered = sorted(keys)
    position = {key: index for index, key in enumerate(ordered)}
    heard = sorted((heard, position[key]) for key, heard in sounds.items())
    return {
        "names": _blob(row.name.replace("\n", " ").encode() for row in rows),
        "countries": _blob(country.encode() for country in ["", *countries]),
        "level": np.array([LEVELS.index(row.level) for row in rows], np.uint8),
        "latitude": np.array([_scaled(row.latitude) for row in rows], np.int32),
        "longitude": np.array([_scaled(row.longitude) for row in rows], np.int32),
        "country": np.array([code[row.country or ""] for row in rows], np.uint16),
        "admin1": np.array([row.admin1 for row in rows], np.int32),
        "admin2": np.array([row.admin2 for row in rows], np.int32),
        "population": np.array([row.population for row in rows], np.int64),
        "geonames": np.array([row.geonames_id or 0 for row in rows], np.int32),
        "keys": _blob(ordered),
        "key_count": np.array([len(keys[key]) for key in ordered], np.uint16),
        "key_places": np.array([number for key in ordered for number in keys[key]], np.int32),
        "sounds": np.array([heard for heard, _ in heard], f"S{_SOUND}"),
        "sound_keys": np.array([key for _, key in heard], np.int32),
    }


def complete(columns: Columns) -> Columns:
    """The columns with where names and keys end, what keys begin with, and where their places stand."""
    ends = {f"{name}_end": np.flatnonzero(columns[name] == 10).astype(np.int32) for name in ("names", "keys")}
    prefixes = [key[:_PREFIX] for key in columns["keys"].tobytes().split(b"\n")[:-1]]
    first = np.concatenate(([0], np.cumsum(columns["key_count"], dtype=np.int32)))
    return {
        **columns,
        **ends,
        "prefix": np.array(prefixes, f"S{_PREFIX}"),
        "key_first": first.astype(np.int32),
    }


def write(columns: Columns, path: Path, note: Mapping[str, Any]) -> None:
    """A table file; `note` is kept in its head."""
    head, offset = {}, 0
    for name, column in columns.items():
        head[name] = (column.dtype.str, len(column), offset)
        offset += -(-column.nbytes // 8) * 8
    text = json.dumps({"note": dict(note), "columns": head}).encode()
    begin = len(_MAGIC) + 8 + len(text)
    with path.open("wb") as out:
        out.write(_MAGIC + len(text).to_bytes(8, "little") + text + b"\0" * (-begin % 8))
        for column in columns.values():
            out.write(column.tobytes() + b"\0" * (-column.nbytes % 8))


class Table:
    """An open table file; raises `KnowledgeError` when it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise KnowledgeError(f"{path}: no table of places; remove it and add its source again")
            size = int.from_bytes(file.read(8), "little")
            head = json.loads(file.read(size))
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.note: dict[str, Any] = head["note"]
        self.title = "" if self.note.get("packaged") else path.stem
        begin = -(-(len(_MAGIC) + 8 + size) // 8) * 8
        self._columns: Columns = {
            name: np.frombuffer(data, dtype, count, begin + offset)
            for name, (dtype, count, offset) in head["columns"].items()
        }
        self._countries = self._columns["countries"].tobytes().decode().split("\n")

    def __len__(self) -> int:
        return len(self._columns["level"])

    def __iter__(self) -> Iterator[Entry]:
        """Every place of the table."""
        return map(self._entry, range(len(self)))

    def lookup(self, keys: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
        """The places of every key that has some."""
        wanted = [key.encode() for key in keys]
        prefixes = np.array([key[:_PREFIX] for key in wanted], f"S{_PREFIX}")
        column = self._columns["prefix"]
        for key, sought, begin in zip(keys, wanted, np.searchsorted(column, prefixes).tolist(), strict=True):
            index = begin
            while index < len(column) and column[index] == sought[:_PREFIX]:
                if self._key(index) == sought:
                    yield key, self.entries(index)
                    break
                index += 1

    def sounding(self, heard: str) -> list[tuple[str, int]]:
        """The keys that sound so, with their numbers for `entries`."""
        column, sought = self._columns["sounds"], np.bytes_(heard.encode()[:_SOUND])
        first, last = np.searchsorted(column, sought, "left"), np.searchsorted(column, sought, "right")
        return [
            (self._key(index).decode(), index) for index in self._columns["sound_keys"][first:last].tolist()
        ]

    def beginning(self, key: str, limit: int) -> Iterator[tuple[str, list[Entry]]]:
        """The keys that begin so, in the order of the alphabet, at most `limit`."""
        sought = key.encode()
        first = int(np.searchsorted(self._columns["prefix"], np.bytes_(sought[:_PREFIX])))
        for index in range(first, min(first + limit, len(self._columns["prefix"]))):
            if not self._key(index).startswith(sought):
                return
            yield self._key(index).decode(), self.entries(index)

    def countries(self) -> Iterator[Entry]:
        """The countries of the table."""
        for place in np.flatnonzero(self._columns["level"] == LEVELS.index("country")).tolist():
            yield self._entry(place)

    def _key(self, index: int) -> bytes:
        return _cut(self._columns["keys"], self._columns["keys_end"], index)

    def entries(self, index: int) -> list[Entry]:
        """The places of a key by its number."""
        first, last = self._columns["key_first"][index : index + 2].tolist()
        return [self._entry(place) for place in self._columns["key_places"][first:last].tolist()]

    def _entry(self, place: int) -> Entry:
        columns = self._columns
        level, population = LEVELS[columns["level"][place]], int(columns["population"][place])
        geonames = int(columns["geonames"][place]) or None
        latitude, longitude = int(columns["latitude"][place]), int(columns["longitude"][place])
        admin1, admin2 = int(columns["admin1"][place]), int(columns["admin2"][place])
        return Entry(
            self._name(place), level,
            None if latitude == NOWHERE else latitude / SCALE,
            None if longitude == NOWHERE else longitude / SCALE,
            self._countries[columns["country"][place]] or None,
            None if admin1 < 0 else self._name(admin1), None if admin2 < 0 else self._name(admin2),
            population, geonames, self.title, self._people(level, population, geonames),
        )  # fmt: skip

    def _people(self, level: Level, population: int, geonames: int | None) -> int | None:
        """How many live in a place, by the user's table; of the packaged one, GeoNames' count of a town."""
        if self.title:
            return population or None
        if level != "town" or geonames is None:
            return None
        return int(self.note["people"].get(str(geonames), population)) or None

    def _name(self, place: int) -> str:
        return _cut(self._columns["names"], self._columns["names_end"], place).decode()


def _cut(blob: npt.NDArray[Any], ends: npt.NDArray[Any], index: int) -> bytes:
    return bytes(blob[ends[index - 1] + 1 if index else 0 : ends[index]])


def _blob(items: Iterable[bytes]) -> npt.NDArray[np.uint8]:
    """Items one a line."""
    return np.frombuffer(b"".join(item + b"\n" for item in items), np.uint8)


def _scaled(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * SCALE)
