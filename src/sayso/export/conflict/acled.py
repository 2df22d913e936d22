"""Events as a CSV in the shape of ACLED: 31 columns, fatalities by its rules; of its data nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, Final, TextIO

from sayso.export.asked import span
from sayso.export.conflict import telling
from sayso.export.conflict.actors import INTER, Actor
from sayso.export.conflict.codes import Country, EventType, countries
from sayso.export.conflict.deaths import NOT_TOLD, beyond, dead_of, divided, row_number
from sayso.export.conflict.event_types import TARGETED, targets_civilians, type_of
from sayso.export.conflict.events import Days, Event, LeftOut, events, is_vague
from sayso.export.conflict.following import Rows, write_rows
from sayso.export.portions import Portion
from sayso.export.source import Source, Written

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NO_TYPE: Final = "no event type of ACLED is told"
NO_TOWN: Final = "no place nearer than the country is told"
NO_NEARER_DAY: Final = "no day nearer than the year is told"
TALLY: Final = "a tally over more than a month"

_WEEK: Final = 7
_MONTH: Final = 31
_THIRD: Final = 10  # days of a month's beginning and end
_GEO_PRECISION: Final = {"point": 1, "town": 1, "district": 2, "area": 3, "province": 3}


@dataclass(frozen=True, slots=True)
class _Number:
    """The dead of an event: its own, its share of a total over several places, and the claims of both."""

    own: int
    extra: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """What falls on one day of an event: how precisely that is told, the dead, how they were divided."""

    on: date
    precision: int
    fatalities: int
    told: str = ""


def write(source: Source, out: TextIO, *, followed: TextIO | None = None, legacy: bool = False) -> Written:
    """Writes a row for each event and day; `legacy` gives inter codes as numbers, as they were until 2024.

    What ACLED does not code is left out and counted by its reason.
    """
    return write_rows(source, COLUMNS, partial(_rows, legacy=legacy), out, followed)


def _rows(source: Source, incidents: Portion, *, legacy: bool) -> Rows:
    """The rows of some incidents."""
    rows = Rows(COLUMNS)
    for found in events(source, incidents):
        if isinstance(found, LeftOut):
            rows.left_out[found.reason] += 1
            continue
        kept = []
        for event in found:
            if reason := not_coded(event):
                rows.left_out[reason] += 1
            else:
                kept.append(event)
        for event, number in zip(kept, _numbers(kept, source), strict=True):
            if number is None:
                rows.left_out[NOT_TOLD] += 1
                continue
            for share in _by_day(event.days, number):
                row = _row(event, share, legacy=legacy)
                rows.put(row)
                rows.event(row["event_id_cnty"], (word.id for word in event.words))
                rows.number(row["event_id_cnty"], "fatalities", share.fatalities, number.claims)
    return rows


def not_coded(event: Event) -> str | None:
    """Why ACLED would not code it: nothing vaguer than a month and a province is; None where it would."""
    if type_of(event) is None:
        return NO_TYPE
    if event.place.precision == "country" or (event.place.precision == "area" and not event.place.admin1):
        return NO_TOWN
    if event.days.precision == "year" and is_vague(event.days):
        return NO_NEARER_DAY
    return TALLY if len(event.days) > _MONTH else None


def _numbers(kept: Sequence[Event], source: Source) -> list[_Number | None]:
    """The dead of each event of an incident; None where its number may not be told.

    What the incident's total has beyond its places' own counts is divided among these.
    """
    figures = dead_of(kept, source)
    of_both, bound = beyond(kept, figures, source)
    extras = divided(of_both, len(kept)) if kept else []
    return [
        _Number(each.best or 0, extra, (*each.claims, *(bound if extra else ()))) if each else None
        for each, extra in zip(figures, extras, strict=True)
    ]


def _by_day(days: Days, number: _Number) -> Iterator[_Share]:
    """The dead of an event by the days it is coded on."""
    extra, number_of_all = number.extra, number.own + number.extra
    of_places = f"{extra} of them are its share of a total over several places." if extra else ""
    if len(days) == 1:
        yield _Share(days.first, 1, number_of_all, of_places)
    elif is_vague(days):
        on, precision = _in_vague(days)
        yield _Share(on, precision, number_of_all, of_places)
    else:
        shares = divided(number_of_all, len(days))
        precision = 2 if len(days) <= _WEEK else 3
        told = (
            f"{number_of_all} dead of {span(days.first, days.last)} divided by days: {shares[0]} on the "
            f"first, {shares[1]} on each other. "
        )
        for after, share in enumerate(shares):
            if share or not after:
                on = days.first + timedelta(days=after)
                yield _Share(on, precision, share, (told if number_of_all else "") + of_places)


def _in_vague(days: Days) -> tuple[date, int]:
    """The day on which a week or month is coded, and its precision: its middle, or the end that it is."""
    if days.precision == "week":
        return days.middle, 2
    if days.last.day <= _THIRD:
        return days.first, 3
    return (days.last, 3) if days.first.day > 2 * _THIRD else (days.middle, 3)


def _row(event: Event, share: _Share, *, legacy: bool) -> dict[str, Any]:
    """The row of an event on one day."""
    kind = type_of(event)
    assert kind is not None
    country, place = countries().get(event.country), event.place
    iso3 = country.iso3 if country else event.country
    number = row_number(event.incident, *event.where, event.by, share.on)
    return {
        "event_id_cnty": f"{iso3}{number}",
        "event_date": share.on.isoformat(),
        "year": share.on.year,
        "time_precision": share.precision,
        "disorder_type": kind.disorder_type,
        "event_type": kind.event_type,
        "sub_event_type": kind.sub_event_type,
        **_actors(event, kind, legacy=legacy),
        **_country(event, country),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "admin3": None,
        "location": place.name or place.text,
        "latitude": None if place.latitude is None else round(place.latitude, 4),
        "longitude": None if place.longitude is None else round(place.longitude, 4),
        "geo_precision": _GEO_PRECISION[place.precision or "area"],
        "source": telling.outlets(event.told),
        "source_scale": telling.scale(event.told, event.country),
        "notes": _notes(event, share),
        "fatalities": share.fatalities,
        "tags": None,
        "timestamp": _last_told(event),
    }


def _actors(event: Event, kind: EventType, *, legacy: bool) -> Mapping[str, Any]:
    first, second = event.sides.first, event.sides.second
    return {
        "actor1": first.name,
        "assoc_actor_1": telling.BETWEEN.join(event.sides.with_first),
        "inter1": _inter(first, legacy=legacy),
        "actor2": second and second.name,
        "assoc_actor_2": telling.BETWEEN.join(event.sides.with_second),
        "inter2": _inter(second, legacy=legacy),
        "interaction": _interaction(first, second, legacy=legacy),
        "civilian_targeting": TARGETED if targets_civilians(event, kind) else None,
    }


def _inter(actor: Actor | None, *, legacy: bool) -> str | int | None:
    if actor is None:
        return 0 if legacy else None
    return actor.inter if legacy else INTER[actor.inter]


def _interaction(first: Actor, second: Actor | None, *, legacy: bool) -> str | int:
    """Both codes, the smaller first: "State forces-Civilians", 17; "State forces only", 10 for one alone."""
    codes = sorted(actor.inter for actor in (first, second) if actor is not None)
    if legacy:
        return codes[0] * 10 + (codes[1] if len(codes) > 1 else 0)
    return "-".join(INTER[code] for code in codes) if len(codes) > 1 else f"{INTER[codes[0]]} only"


def _country(event: Event, country: Country | None) -> Mapping[str, Any]:
    if country is None:
        return {"iso": None, "region": None, "country": event.country}
    iso = int(country.iso_numeric) if country.iso_numeric else None
    return {"iso": iso, "region": country.acled_region, "country": country.acled_name}


def _notes(event: Event, share: _Share) -> str:
    """When, where, who says what, and how a number was divided."""
    place = event.place.name or event.place.text
    when = span(event.days.first, event.days.last)
    about = f"On {when}" if len(event.days) == 1 else f"Some time in {when}" if is_vague(event.days) else when
    return f"{about}, {place}. {telling.said(event.told)} {share.told}".strip()


def _last_told(event: Event) -> int | None:
    """When a report last told of it, as seconds since 1970."""
    last = max((each.report.published for each in event.told if each.report.published), default=None)
    return None if last is None else int(datetime.combine(last, time(), UTC).timestamp())
