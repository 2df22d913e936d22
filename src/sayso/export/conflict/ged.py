"""Events as a CSV in the shape of UCDP GED: 49 columns, deaths by side; of its data nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TextIO

from sayso.concluded import Figure
from sayso.export.conflict import telling
from sayso.export.conflict.actors import EXTERNAL, STATE, Actor
from sayso.export.conflict.codes import countries
from sayso.export.conflict.deaths import NOT_TOLD, beyond, dead_of, row_number
from sayso.export.conflict.events import Days, Event, LeftOut, events, is_vague
from sayso.export.conflict.following import Rows, write_rows
from sayso.export.portions import Portion
from sayso.export.source import Source, Written
from sayso.records import Place

COLUMNS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
NOBODY_KILLED: Final = "nobody is told to have been killed"
OF_SEVERAL: Final = "dead of several places together, beyond those counted at each"
TALLY: Final = "a tally of a whole country"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3

_WHERE_PREC: Final = {"point": 1, "town": 1, "district": 3, "province": 4, "country": 6}
_NEAR_A_PLACE, _VAGUE_PLACE = 2, 5
_WEEK: Final = 7
_MONTH: Final = 31
_CELL: Final = 0.5  # degrees of a cell of PRIO-GRID; its rows begin in the south, its columns in the west
_CELLS_A_ROW: Final = 720


@dataclass(frozen=True, slots=True)
class _Deaths:
    """The dead of an event: the figure of all, and by column the numbers and the claims of each."""

    whole: Figure
    numbers: Mapping[str, int]
    claims: Mapping[str, tuple[str, ...]]


def write(source: Source, out: TextIO, *, followed: TextIO | None = None) -> Written:
    """Writes a row for each event in which somebody was killed; the others are counted by their reason."""
    return write_rows(source, COLUMNS, _rows, out, followed)


def _rows(source: Source, incidents: Portion) -> Rows:
    """The rows of some incidents."""
    rows = Rows(COLUMNS)
    for found in events(source, incidents):
        if isinstance(found, LeftOut):
            rows.left_out[found.reason] += 1
            continue
        placed, figures = list[Event](), list[Figure]()
        for event in found:
            deaths = not_coded(event) or _deaths(event, source)
            if isinstance(deaths, str):
                rows.left_out[deaths] += 1
                continue
            placed.append(event)
            figures.append(deaths.whole)
            row = _row(event, deaths)
            rows.put(row)
            rows.event(row["id"], (word.id for word in event.words))
            for column, claims in deaths.claims.items():
                rows.number(row["id"], column, deaths.numbers[column], claims)
        rows.left_out[OF_SEVERAL] += beyond(placed, figures, source)[0]
    return rows


def not_coded(event: Event) -> str | None:
    """Why there is no row of it, whoever was killed: it counts a whole country over more than a week, which
    holds who knows what events. None where there is.
    """
    return TALLY if event.place.precision == "country" and len(event.days) > _WEEK else None


def _deaths(event: Event, source: Source) -> _Deaths | str:
    """The dead of an event, or why there is no row of it.

    Best is the figure of all; sides have their own figures, and what these leave of best is unknown. Where
    they exceed best, their lows stand in their place, and where these do, too, all is unknown.
    """
    (whole,) = dead_of([event], source)
    if whole is None:
        return NOT_TOLD
    high = _highest(whole)
    if whole.best is None or whole.low is None or high == 0:
        return NOBODY_KILLED
    parts = {
        column: figure for column, figure in _by_side(event, whole, source).items() if figure is not None
    }
    counts = {column: figure.best or 0 for column, figure in parts.items()}
    if sum(counts.values()) > whole.best:
        counts = {column: figure.low or 0 for column, figure in parts.items()}
    if sum(counts.values()) > whole.best:
        counts = dict.fromkeys(parts, 0)
    numbers = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0} | counts
    numbers["deaths_unknown"] = whole.best - sum(counts.values())
    claims = {column: figure.claims for column, figure in parts.items() if counts[column]}
    if numbers["deaths_unknown"]:
        claims["deaths_unknown"] = whole.claims
    numbers |= {"best": whole.best, "high": max(high, whole.best), "low": whole.low}
    claims |= dict.fromkeys(("best", "high", "low"), whole.claims)
    return _Deaths(whole, numbers, claims)


def _highest(figure: Figure) -> int:
    """The high end; where that is open, the highest number that any voice says: GED knows no open end."""
    if figure.high is not None:
        return figure.high
    said = [voice.low if voice.high is None else voice.high for voice in figure.voices]
    return max([figure.best or 0, figure.low or 0, *said])


def _by_side(event: Event, whole: Figure, source: Source) -> Mapping[str, Figure | None]:
    """The figures of each side's fighters, as far as their party is known, and of civilians.

    Where claims tell of dead civilians alone, theirs is that of all.
    """
    if all(claim.whom is not None and claim.whom.harmed_class == "civilian" for claim in event.dead):
        return {"deaths_civilians": whole}
    asked = {"deaths_civilians": event.question("civilian")}
    for column, side in zip(("deaths_a", "deaths_b"), _sides(event), strict=True):
        if side is not None and side.armed and side.party is not None:
            asked[column] = event.question("combatant", side.party)
    return dict(zip(asked, source.figures(list(asked.values())), strict=True))


def _row(event: Event, deaths: _Deaths) -> dict[str, Any]:
    """The row of an event; what only UCDP can know stays empty."""
    days, country = event.days, countries().get(event.country)
    first, second = _sides(event)
    names = (_side_name(first), _side_name(second))
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "id": row_number(event.incident, *event.where, event.by, days.first),
        "year": days.first.year,
        "type_of_violence": _type(first, second),
        "dyad_name": " - ".join(name for name in names if name),
        "side_a": names[0],
        "side_b": names[1],
        "country": country.ucdp_name or country.acled_name if country else event.country,
        "country_id": int(country.gw) if country and country.gw else None,
        "region": country.ucdp_region if country else None,
        "event_clarity": 1 if len(days) == 1 and not event.total else 2,
        "date_prec": _date_prec(days),
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
        "gwnoa": _gw(first),
        "gwnob": _gw(second),
    }
    return row | _place(event.place) | _sources(event) | dict(deaths.numbers)


def _sides(event: Event) -> tuple[Actor, Actor | None]:
    """Side a and side b: a government goes before whoever fights it, civilians come last."""
    first, second = event.sides.first, event.sides.second
    if second is not None and second.country and not first.country and second.armed:
        return second, first
    return first, second


def _type(first: Actor, second: Actor | None) -> int:
    if second is None or not second.armed:
        return ONE_SIDED
    return STATE_BASED if {first.inter, second.inter} & {STATE, EXTERNAL} else NON_STATE


def _side_name(side: Actor | None) -> str | None:
    """A state's forces are its government; civilians have no country."""
    if side is None:
        return None
    if not side.armed:
        return "Civilians"
    country = countries().get(side.country or "")
    return f"Government of {country.ucdp_name or country.acled_name}" if country else side.party or side.name


def _gw(side: Actor | None) -> int | None:
    country = countries().get(side.country or "") if side is not None else None
    return int(country.gw) if country and country.gw else None


def _date_prec(days: Days) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    if len(days) == 1:
        return 1
    if days.precision == "week" and is_vague(days):
        return 3
    if len(days) < _WEEK:
        return 2
    return 3 if len(days) == _WEEK else 4 if len(days) <= _MONTH else 5


def _place(place: Place) -> dict[str, Any]:
    """Where it was; a position stands for the middle of what `where_prec` says."""
    precision = _WHERE_PREC.get(place.precision or "")
    if precision is None:
        precision = _NEAR_A_PLACE if place.admin1 and place.name != place.admin1 else _VAGUE_PLACE
    told: dict[str, Any] = {
        "where_prec": precision,
        "where_coordinates": place.name or place.text,
        "where_description": place.text,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
    }
    if place.latitude is None or place.longitude is None:
        return told
    latitude, longitude = round(place.latitude, 6), round(place.longitude, 6)
    return told | {
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})",
        "priogrid_gid": priogrid(latitude, longitude),
    }


def priogrid(latitude: float, longitude: float) -> int:
    """The cell of PRIO-GRID that a position lies in.

    >>> priogrid(19.678, 97.21)
    158235
    """
    row = int((latitude + 90) // _CELL)
    return row * _CELLS_A_ROW + int((longitude + 180) // _CELL) + 1


def _sources(event: Event) -> dict[str, Any]:
    """The reports it rests on, each once, and who speaks in them."""
    reports = list({(each.report.digest, each.report.outlet): each.report for each in event.told}.values())
    offices = [each.outlet or each.id for each in reports]
    days = [each.published.isoformat() if each.published else "" for each in reports]
    titles = [each.title or "" for each in reports]
    listed = (",".join(each).replace('"', "'") for each in zip(offices, days, titles, strict=True))
    return {
        "number_of_sources": len(reports),
        "source_article": ";".join(f'"{article}"' for article in listed),
        "source_office": telling.BETWEEN.join(offices),
        "source_date": telling.BETWEEN.join(days),
        "source_headline": telling.BETWEEN.join(titles),
        "source_original": telling.speakers(event.told),
    }
