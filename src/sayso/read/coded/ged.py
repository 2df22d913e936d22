"""A row of UCDP GED or its candidates: columns by name, whole or as country extracts have them.

Columns and codes are those of UCDP's codebook; what is not needed for an event is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from sayso.read.coded.cells import Cells, wrong
from sayso.read.coded.event import CodedEvent, Spot
from sayso.read.report import day_of
from sayso.records import DayPrecision, PlacePrecision

NEEDED: Final = ("id", "date_start", "date_end", "country", "best")

_DAYS: Final[Mapping[str, DayPrecision]] = {"1": "day", "2": "day", "3": "week", "4": "month", "5": "year"}
_PLACES: Final[Mapping[str, tuple[PlacePrecision, float | None]]] = {
    "1": ("town", 5), "2": ("district", 25), "3": ("district", 50), "4": ("province", 150),
    "5": ("area", 300), "6": ("country", None), "7": ("area", 300),
}  # fmt: skip
_CLARITY: Final[Mapping[str, bool]] = {"1": False, "2": True}
# An article: its outlet, its day and its headline, in quotes of its own.
_ARTICLE: Final = re.compile(r'([^",;]{1,200}),\s{0,3}(\d{4}-\d\d-\d\d)')


def event_of(cells: Cells, line: int) -> CodedEvent:
    """The event of a row; raises `UnusableRowError` naming column, cell and what was expected."""
    first, last = cells.day("date_start"), cells.day("date_end")
    if last < first:
        raise wrong("date_end", str(last), f"a day not before {first}")
    place, reach = cells.code("where_prec", _PLACES, _PLACES["1"])
    latitude, longitude = cells.position()
    best = cells.needed_number("best")
    low, high = cells.number("low"), cells.number("high")
    if low is not None and low > best:
        raise wrong("low", str(low), f"a number from 0 to best, {best}")
    if high is not None and high < best:
        raise wrong("high", str(high), f"a number from best, {best}, up")
    cites, told = _cited(cells)
    return CodedEvent(
        "ged", cells.needed("id"), line, first, last, cells.code("date_prec", _DAYS, "day"),
        Spot(
            cells.words("where_coordinates"), cells.words("adm_1"), cells.words("adm_2"),
            cells.needed("country"), latitude, longitude, place, reach,
        ),
        sides=tuple(name for name in map(cells.words, ("side_a", "side_b")) if name), best=best, low=low,
        high=high, cites=cites, told=told,
        joined=cells.code("event_clarity", _CLARITY, without=False) or first < last,
    )  # fmt: skip


def _cited(cells: Cells) -> tuple[tuple[str, ...], date | None]:
    """The outlets of the articles that a row names, each once, and the last day of one."""
    articles = _ARTICLE.findall(cells.words("source_article") or "")
    outlets = [outlet.strip() for outlet, _ in articles]
    outlets += [part.strip() for part in (cells.words("source_office") or "").split(";")]
    written = [day for _, day in articles] + (cells.words("source_date") or "").split(";")
    days = [day for each in written if (day := day_of(each)) is not None]
    return tuple(dict.fromkeys(outlet for outlet in outlets if outlet)), max(days, default=None)
