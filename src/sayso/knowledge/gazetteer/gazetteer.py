"""What place a name may be: the packaged gazetteer and the tables that a user added, the user's first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from sayso.knowledge.gazetteer.names import fold, sound
from sayso.knowledge.gazetteer.packaged import home, unpacked
from sayso.knowledge.gazetteer.table import Entry, Table

OWN_FOLDER: Final = "gazetteer"
SUFFIX: Final = ".places"
# So many names are kept in memory with their places; news speaks of the same ones again and again.
_REMEMBERED: Final = 50_000
# A name shared by more places than this is followed no further down than the most populous ones.
_MOST: Final = 40
# How alike in letters two names that sound alike must be to be one, in hundredths.
_ALIKE: Final = 72.0


class Gazetteer:
    """Tables of places, asked in their order."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tuple(tables)
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._heard: dict[str, tuple[tuple[float, Entry], ...]] = {}

    def lookup(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of every folded name that has some: a user's before the packaged ones, then by
        population.

        >>> [(place.country, place.admin1) for place in open_gazetteer().lookup(["loikaw"])["loikaw"]][:1]
        [('MM', 'Kayah State')]
        """
        asked = list(dict.fromkeys(keys))
        missing = [key for key in asked if key not in self._known]
        if len(self._known) + len(missing) > _REMEMBERED:
            self._known.clear()
            missing = asked
        if missing:
            self._learn(missing)
        return {key: found for key in asked if (found := self._known[key])}

    def _learn(self, keys: list[str]) -> None:
        gathered: dict[str, list[Entry]] = {}
        for table in self.tables:
            for key, entries in table.lookup(keys):
                gathered.setdefault(key, []).extend(sorted(entries, key=_standing)[:_MOST])
        for key in keys:
            self._known[key] = tuple(gathered.get(key, ()))

    def alike(self, name: str, countries: frozenset[str] = frozenset()) -> list[tuple[float, Entry]]:
        """Places whose names sound like a name and are written much like it, the nearest first; of some
        countries only.

        >>> [entry.name for _, entry in open_gazetteer().alike("Khan Sheikhoon")][:1]
        ['Khan Sheikhoun']
        """
        key = fold(name)
        if key not in self._heard:
            if len(self._heard) >= _REMEMBERED:
                self._heard.clear()
            self._heard[key] = self._listen(key) if key else ()
        return [
            (score, entry) for score, entry in self._heard[key] if not countries or entry.country in countries
        ]

    def _listen(self, key: str) -> tuple[tuple[float, Entry], ...]:
        scored: dict[Entry, float] = {}
        heard = sound(key)
        for table in self.tables:
            for other, number in table.sounding(heard):
                score = fuzz.ratio(key, other, score_cutoff=_ALIKE)
                if score:
                    for entry in table.entries(number):
                        scored[entry] = max(score, scored.get(entry, 0.0))
        return tuple(
            sorted(
                ((score, entry) for entry, score in scored.items()),
                key=lambda pair: (-pair[0], _standing(pair[1])),
            )
        )

    def search(self, name: str, limit: int = 20) -> list[Entry]:
        """Places for a person who looks for one: of that name, then names that begin so, then names that
        sound so.
        """
        key = fold(name)
        if not key:
            return []
        found = list(self.lookup([key]).get(key, ()))
        for table in self.tables:
            found += [
                entry
                for _, entries in table.beginning(key, limit)
                for entry in sorted(entries, key=_standing)
            ]
        found += [entry for _, entry in self.alike(name)]
        return list(dict.fromkeys(found))[:limit]


def _standing(entry: Entry) -> tuple[int, str, str, str]:
    """Sorts the most populous first, the same way every time."""
    return -entry.population, entry.country or "", entry.admin1 or "", entry.name


def own_folder() -> Path:
    """Where the tables that a user added are kept."""
    return home() / OWN_FOLDER


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer of this machine: what the user added, and the packaged one."""
    folder = own_folder()
    own = [Table(path) for path in sorted(folder.glob(f"*{SUFFIX}"))] if folder.is_dir() else []
    return Gazetteer([*own, Table(unpacked())])
