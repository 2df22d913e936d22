"""The code lists of ACLED and UCDP, read from the tables of `codes/`, each with its source at its head."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "codes"


@dataclass(frozen=True, slots=True)
class Country:
    """A country as ACLED and UCDP name and number it; empty where they have no name or number for it."""

    iso: str
    iso3: str
    iso_numeric: str
    acled_name: str
    acled_region: str
    gw: str
    ucdp_name: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type of ACLED, and by what it is told: means of harm, kinds of claims, who is against whom."""

    event_type: str
    sub_event_type: str
    disorder_type: str
    of: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """What ACLED calls the forces of a party while a regime rules."""

    party: str
    first: date | None
    last: date | None
    name: str

    def rules(self, day: date) -> bool:
        """Is a day within its time?"""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@cache
def countries() -> Mapping[str, Country]:
    """The countries by their two letters.

    >>> countries()["MM"].gw, countries()["MM"].acled_region
    ('775', 'Southeast Asia')
    """
    return {row["iso"]: Country(**row) for row in _rows("countries")}


@cache
def event_types() -> Sequence[EventType]:
    """ACLED's event types in their order: of several in one event the first is meant."""
    return tuple(
        EventType(
            row["event_type"], row["sub_event_type"], row["disorder_type"],
            frozenset(_parted(row["of"])), tuple(_parted(row["words"])),
        )
        for row in _rows("acled_types")
    )  # fmt: skip


@cache
def regimes() -> Sequence[Regime]:
    """The regimes whose forces have a name of their own."""
    return tuple(
        Regime(row["party"], _day(row["from"]), _day(row["to"]), row["name"]) for row in _rows("regimes")
    )


def _rows(table: str) -> Sequence[dict[str, str]]:
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _parted(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
