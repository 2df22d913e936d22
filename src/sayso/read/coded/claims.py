"""A coded row as a report of its data set, with the dead it counts as claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sayso.lexicon import load
from sayso.read.coded.event import NAMES, CodedEvent
from sayso.read.report import Known, Skipped, Source, report_of
from sayso.read.spreadsheet.claims import claims_of_row
from sayso.read.spreadsheet.mapping import ColumnMapping, Sheet, Slot, fold
from sayso.read.spreadsheet.text import RowText
from sayso.records import CODED, Claim, Doubt, Period, Report

_ONE_SIDED: Final = "3"
# The columns whose event is one side's deed against the other.
_DEEDS: Final = frozenset({"violence against civilians", "explosions/remote violence"})
_DESIGNATION: Final = re.compile(r"\s(?:town|city|village|district|township|county|\()")
Slots = dict[str, Slot]


def report_of_event(
    event: CodedEvent, cells: Mapping[str, str], source: Source
) -> tuple[Report | Skipped, RowText]:
    """The row as a report of its data set, whose text is the row column by column."""
    name = NAMES[event.dataset]
    told = {column.casefold(): cell.removesuffix(".0") for column, cell in cells.items()}
    text = RowText(told, ColumnMapping(Sheet(), {}, tuple(_counts(event, told))))
    known = Known(f"{name} {event.id}", name, event.told, language="en", title=None, facts_from=event.cites)
    report = report_of(text.whole, source, known, event.line)
    if isinstance(report, Report):
        doubt = Doubt("text", f"a row of {name}, column by column: no published text")
        report = replace(report, doubts=(*report.doubts, doubt))
    return report, text


def claims_of_event(event: CodedEvent, report: Report, text: RowText) -> tuple[Claim, ...]:
    """The dead of an event: all of them, and those of each side where the data set tells them.

    Where low and high differ all are that range, and the sides' numbers, which make up best, are "about".
    Nobody killed is no claim: the data sets write 0 where nothing is told, too.
    """
    counts = tuple(_counts(event, text.cells))
    if not counts:
        return ()
    meant = ColumnMapping(Sheet(), {}, counts)
    claims = claims_of_row(report, text, meant, load())
    return tuple(_as_coded(claim, event, text) for claim in claims)


def _as_coded(claim: Claim, event: CodedEvent, text: RowText) -> Claim:
    """A claim with the days and the place as precise as they are coded, marked as a data set's."""
    column = "date_start" if event.dataset == "ged" else "event_date"
    quote = text.quote("first", Slot(column))
    assert quote is not None, "an event has its day"
    when = Period(quote.text, quote.start, quote.end, event.first, event.last, event.day_precision)
    doubts = claim.doubts
    if claim.part_of is None and event.low != event.high and event.best not in {event.low, event.high}:
        doubts = (*doubts, Doubt("quantity", f"its best is {event.best:,}"))
    where = tuple(replace(place, precision=event.spot.precision) for place in claim.where)
    rules = (f"{CODED}{event.dataset}",)
    return replace(claim, when=when, where=where, rules=rules, doubts=doubts)


def _counts(event: CodedEvent, cells: Mapping[str, str]) -> list[Slots]:
    """What is counted in a row, and in which columns it stands."""
    if not max(event.best, event.high or 0):
        return []
    return _of_ged(event, cells) if event.dataset == "ged" else _of_acled(cells)


def _of_acled(cells: Mapping[str, str]) -> list[Slots]:
    """The fatalities, of which ACLED takes the lowest that is told: at least so many."""
    found = {
        "kind": Slot(value="killed"), "quantity": Slot("fatalities"), "hedge": Slot(value="at_least"),
        **_where(cells, ("location", "admin2", "admin1")),
    }  # fmt: skip
    deed = cells.get("event_type", "").casefold() in _DEEDS
    return [found | {"by": Slot("actor1")} if deed else found]


def _of_ged(event: CodedEvent, cells: Mapping[str, str]) -> list[Slots]:
    """All who were killed, and of them those of either side, civilians and others."""
    shared = {"kind": Slot(value="killed"), **_where(cells, ("where_coordinates", "adm_2", "adm_1"))}
    ranged = event.low is not None and event.high is not None
    total = {"quantity": Slot("low"), "high": Slot("high")} if ranged else {"quantity": Slot("best")}
    deed = {"by": Slot("side_a")} if cells.get("type_of_violence", "") == _ONE_SIDED else {}
    sides = {
        "deaths_a": {"whom": Slot("side_a"), "class": Slot(value="combatant"), "by": Slot("side_b")},
        "deaths_b": {"whom": Slot("side_b"), "class": Slot(value="combatant"), "by": Slot("side_a")},
        "deaths_civilians": {"class": Slot(value="civilian")} | deed,
        "deaths_unknown": deed,
    }
    hedge = Slot(value="exact" if event.low == event.high else "about")
    parts = [
        shared | own | {"quantity": Slot(column), "hedge": hedge, "part_of": total["quantity"]}
        for column, own in sides.items()
        if cells.get(column, "0") != "0"
    ]
    return [shared | total | deed, *(parts if len(parts) > 1 or event.low != event.high else [])]


def _where(cells: Mapping[str, str], columns: tuple[str, str, str]) -> Slots:
    """The columns of the place, whose names go without what they are: "Loikaw town", "Myanmar (Burma)"."""
    place, admin2, admin1 = columns
    plain = {
        column: {fold(cell): cell[: found.start()]}
        for column in (place, "country")
        if (cell := cells.get(column)) and (found := _DESIGNATION.search(cell, 1))
    }
    return {
        "place": Slot(place, values=plain.get(place, {})), "admin2": Slot(admin2), "admin1": Slot(admin1),
        "country": Slot("country", values=plain.get("country", {})), "latitude": Slot("latitude"),
        "longitude": Slot("longitude"),
    }  # fmt: skip
