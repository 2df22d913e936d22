"""A row of ACLED: columns by name, inter codes as words or as the numbers they were, precision as coded.

Columns and codes are those of ACLED's codebook; what is not needed for an event is not looked at.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sayso.read.coded.cells import Cells
from sayso.read.coded.event import CodedEvent, Spot
from sayso.records import DayPrecision, PlacePrecision

NEEDED: Final = ("event_id_cnty", "event_date", "country", "fatalities")
# Aggregates that are published beside the events have these instead: by month, no event can be told.
AGGREGATE: Final = ("month", "events", "fatalities")

_AROUND: Final = timedelta(days=3)  # a week is coded on its middle day
_DAYS: Final[Mapping[str, DayPrecision]] = {"1": "day", "2": "week", "3": "month"}
_PLACES: Final[Mapping[str, tuple[PlacePrecision, float]]] = {
    "1": ("town", 5), "2": ("district", 25), "3": ("province", 150),
}  # fmt: skip
_INTER: Final = (
    "none", "state forces", "rebel group", "political militia", "identity militia", "rioters", "protesters",
    "civilians", "external/other forces",
)  # fmt: skip
_INTERS: Final[Mapping[str, str]] = {
    **{name: name for name in _INTER}, **{str(code): name for code, name in enumerate(_INTER)},
    "external forces": "external/other forces", "other forces": "external/other forces",
}  # fmt: skip
_TARGETED: Final[Mapping[str, bool]] = {"civilian targeting": True, "civilians targeted": True}


def event_of(cells: Cells, line: int) -> CodedEvent:
    """The event of a row; raises `UnusableRowError` naming column, cell and what was expected."""
    on = cells.day("event_date")
    precision = cells.code("time_precision", _DAYS, "day")
    first, last = _span(on, precision)
    place, reach = cells.code("geo_precision", _PLACES, _PLACES["1"])
    latitude, longitude = cells.position()
    for column in ("inter1", "inter2"):
        cells.code(column, _INTERS, "none")
    cells.code("civilian_targeting", _TARGETED, without=False)
    return CodedEvent(
        "acled", cells.needed("event_id_cnty"), line, first, last, precision,
        Spot(
            cells.words("location"), cells.words("admin1"), cells.words("admin2"), cells.needed("country"),
            latitude, longitude, place, reach,
        ),
        sides=tuple(name for name in map(cells.words, ("actor1", "actor2")) if name),
        best=cells.needed_number("fatalities"),
        cites=tuple(part.strip() for part in (cells.words("source") or "").split(";") if part.strip()),
        told=cells.second("timestamp"),
    )  # fmt: skip


def _span(on: date, precision: DayPrecision) -> tuple[date, date]:
    """The days that a coded day stands for."""
    if precision == "week":
        return on - _AROUND, on + _AROUND
    if precision == "month":
        return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
    return on, on
