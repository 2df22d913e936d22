"""An event as a data set of events has it, whichever the data set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sayso.records import DayPrecision, PlacePrecision

Dataset = Literal["acled", "ged"]
NAMES: Final[Mapping[Dataset, str]] = {"acled": "ACLED", "ged": "UCDP GED"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event was: names, and the position that stands for it.

    `reach` is how many kilometres from the position it may have been, None for anywhere in the country.
    `country` is its name as the data set has it.
    """

    name: str | None
    admin1: str | None
    admin2: str | None
    country: str
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    reach: float | None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """A row of a data set: who against whom, where, on which days, and how many were killed.

    `line` is where it stands in its file. `low` and `high` are None where the data set gives one number.
    `cites` are the outlets it names, `told` the last day on which one of them, or the row itself, was
    published. `joined`: the row says that it puts several happenings, or several days, together.
    """

    dataset: Dataset
    id: str
    line: int
    first: date
    last: date
    day_precision: DayPrecision
    spot: Spot
    sides: tuple[str, ...]
    best: int
    low: int | None = None
    high: int | None = None
    cites: tuple[str, ...] = ()
    told: date | None = None
    joined: bool = False
