"""Displacement as a CSV in the shape of IDMC's Internal Displacement Updates; of its data nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TextIO

from sayso.concluded import Figure, Question, Word
from sayso.export.asked import span
from sayso.export.conflict import telling
from sayso.export.conflict.codes import countries
from sayso.export.conflict.deaths import NOT_TOLD, row_number
from sayso.export.conflict.events import CODED, NO_DAY, NO_PLACE, Days, days_of, means_of_violence, sites_of
from sayso.export.conflict.following import Rows, write_rows
from sayso.export.portions import Portion
from sayso.export.source import Exported, Source, Written
from sayso.reconcile import figure
from sayso.reconcile.households import counts_no_people, in_people
from sayso.records import Hedge, Kind, Measure, Place

COLUMNS: Final = (
    "id", "country", "iso3", "latitude", "longitude", "centroid", "role", "displacement_type", "qualifier",
    "figure", "displacement_date", "displacement_start_date", "displacement_end_date", "year", "event_id",
    "event_name", "event_codes", "event_code_types", "event_start_date", "event_end_date", "category",
    "subcategory", "type", "subtype", "standard_popup_text", "standard_info_text", "old_id", "sources",
    "source_url", "locations_name", "locations_coordinates", "locations_accuracy", "locations_type",
    "displacement_occurred", "created_at",
)  # fmt: skip
NO_PEOPLE: Final = "counts households, of which the policy makes no people"
NO_NUMBER: Final = "no number is concluded under the policy"
RECOMMENDED: Final = "Recommended figure"
TRIANGULATION: Final = "Triangulation"

# The categories of figures in IDMC's own database: flows happened over days, stocks are counted on a day.
_CATEGORIES: Final[Mapping[tuple[Kind, Measure], str]] = {
    ("displaced", "flow"): "Internal Displacements",
    ("evacuated", "flow"): "Internal Displacements",
    ("returned", "flow"): "Return",
    ("displaced", "stock"): "IDPs",
    ("evacuated", "stock"): "IDPs",
    ("returned", "stock"): "Returnees",
}
_QUALIFIERS: Final[Mapping[Hedge, str]] = {
    "exact": "total", "at_least": "more than", "more_than": "more than", "vague": "more than",
    "up_to": "less than", "fewer_than": "less than", "about": "approximately", "nearly": "approximately",
    "range": "approximately",
}  # fmt: skip
_ACCURACY: Final = {"point": "Point", "town": "Point", "district": "ADM2", "province": "ADM1", "area": "ADM1"}
Cause = Literal["Conflict", "Disaster"]


@dataclass(frozen=True, slots=True)
class _Movement:
    """Those of one incident who moved so, as a flow or a stock: the claims of them, where, when and why.

    `mixed`: of the same kind the incident tells both.
    """

    incident: str
    kind: Kind
    measure: Measure
    told: tuple[Exported, ...]
    place: Place
    days: Days
    cause: Cause | None
    mixed: bool

    @property
    def words(self) -> list[Word]:
        """The words that count them."""
        return [each.word for each in self.told]


@dataclass(frozen=True, slots=True)
class _Number:
    """How many, how that is hedged, by which claims, and how it was reckoned from households."""

    figure: int
    hedge: Hedge
    claims: tuple[str, ...]
    reckoned: str = ""


def write(source: Source, out: TextIO, *, followed: TextIO | None = None) -> Written:
    """Writes for each movement of an incident the figure concluded, and each claim to be held against it.

    Only rows whose role is the recommended figure may be summed, and of these no stocks.
    """
    return write_rows(source, COLUMNS, _rows, out, followed)


def _rows(source: Source, incidents: Portion) -> Rows:
    """The rows of some incidents."""
    rows = Rows(COLUMNS)
    for name, told in source.incidents(incidents):
        for found in _movements(name, told):
            if isinstance(found, str):
                rows.left_out[found] += 1
                continue
            concluded = _concluded(found, source)
            if isinstance(concluded, str):
                rows.left_out[concluded] += 1
                continue
            own = [(each, _of_claim(each.word, source)) for each in found.told]
            rows.left_out.update(NO_PEOPLE for _, number in own if number is None)
            written = [_row(found, RECOMMENDED, found.told, concluded)]
            written += [_row(found, TRIANGULATION, (each,), number) for each, number in own if number]
            numbers = [concluded, *(number for _, number in own if number)]
            for row, number in zip(written, numbers, strict=True):
                rows.put(row)
                rows.number(row["id"], "figure", number.figure, number.claims)
    return rows


def _movements(name: str, told: Sequence[Exported]) -> Iterator[_Movement | str]:
    """The movements of an incident, flows and stocks apart, or why one cannot be placed."""
    moved: dict[tuple[Kind, Measure], list[Exported]] = {}
    for each in told:
        claim = each.word.claim
        if (claim.kind, claim.measure) not in _CATEGORIES or claim.quantity.unit == "things":
            continue
        if claim.coded:
            yield CODED
        else:
            moved.setdefault((claim.kind, claim.measure), []).append(each)
    cause = _cause([each.word for each in told])
    measures = {(each.word.claim.kind, each.word.claim.measure) for each in told}
    for (kind, measure), own in moved.items():
        words = [each.word for each in own]
        sites = sites_of(words) or sites_of([each.word for each in told])
        days = _counted_on(words) if measure == "stock" else days_of(words)
        if not sites:
            yield NO_PLACE
        elif days is None:
            yield NO_DAY
        else:
            mixed = sum(of_kind == kind for of_kind, _ in measures) > 1
            yield _Movement(name, kind, measure, tuple(own), sites[0][0], days, cause, mixed)


def _cause(words: Sequence[Word]) -> Cause | None:
    """Why people moved, by all that is told of the incident; None where nothing tells."""
    claims = [word.claim for word in words]
    if any(claim.by is not None for claim in claims) or means_of_violence(claims):
        return "Conflict"
    return "Disaster" if any(claim.means == "accident" for claim in claims) else None


def _counted_on(words: Sequence[Word]) -> Days | None:
    """The day a stock was counted on: the last on which anybody told it, as the words have it."""
    days = [day for word in words if (day := _spoken(word)) is not None]
    return Days(max(days), max(days)) if days else None


def _spoken(word: Word) -> date | None:
    told = word.claim.told
    return told.first if told is not None and told.first is not None else word.published


def _concluded(movement: _Movement, source: Source) -> _Number | str:
    """The figure of a movement, or why there is none.

    It is that of `sayso figures`, unless flow and stock must be told apart for it.
    """
    asked = Question(movement.kind, incidents=(movement.incident,))
    found = _of_measure(asked, movement, source) if movement.mixed else source.figure(asked)
    if found is None:
        return NOT_TOLD
    if found.best is None:
        return NO_NUMBER
    reckoned = [number.reckoned for word in movement.words if (number := _of_claim(word, source))]
    return _Number(found.best, found.best_hedge or "exact", found.claims, " ".join(filter(None, reckoned)))


def _of_measure(asked: Question, movement: _Movement, source: Source) -> Figure | None:
    """The figure of the words of a movement's measure alone."""
    answer = source.answer(asked)
    if answer is None:
        return None
    words = [word for word in answer.words if word.claim.kind == movement.kind]
    kept = [word for word in words if word.claim.measure == movement.measure]
    return answer.figure if len(kept) == len(words) else figure(asked, kept, source.policy)


def _of_claim(word: Word, source: Source) -> _Number | None:
    """What one claim says, in people; None where it counts households and the policy makes none of them."""
    claim = word.claim
    if counts_no_people(claim, source.policy):
        return None
    said = claim.quantity
    _, number, hedge = in_people(said, source.policy)
    if said.unit != "households":
        return _Number(number, hedge, (word.id,))
    size = number / said.value if said.value else 0
    return _Number(number, hedge, (word.id,), f"{said.value:g} households x {size:g} = {number} people.")


def _row(movement: _Movement, role: str, told: Sequence[Exported], number: _Number) -> dict[str, Any]:
    """The row of a figure; what only IDMC can know stays empty."""
    place, days = movement.place, movement.days
    country = countries().get(place.country or "")
    named = country.acled_name if country else place.country
    days_told = [each.report.published for each in told if each.report.published]
    urls = dict.fromkeys(each.report.url for each in told if each.report.url)
    concluded = movement.incident, movement.kind, movement.measure
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    return row | {
        "id": row_number(*concluded, *(() if role == RECOMMENDED else number.claims)),
        "country": named,
        "iso3": country.iso3 if country else None,
        **_location(place),
        "role": role,
        "displacement_type": movement.cause,
        "qualifier": _QUALIFIERS[number.hedge],
        "figure": number.figure,
        "displacement_date": days.first.isoformat(),
        "displacement_start_date": days.first.isoformat(),
        "displacement_end_date": days.last.isoformat(),
        "year": days.last.year,
        "event_id": row_number(movement.incident),
        "event_name": f"{named}: {place.name or place.text}, {span(days.first, days.last)}",
        "category": _CATEGORIES[movement.kind, movement.measure],
        "standard_popup_text": telling.said(told),
        "standard_info_text": f"{movement.kind}, {movement.measure}. {number.reckoned}".strip(),
        "sources": telling.outlets(told),
        "source_url": telling.BETWEEN.join(urls),
        "displacement_occurred": "Unknown",
        "created_at": max(days_told).isoformat() if days_told else None,
    }


def _location(place: Place) -> dict[str, Any]:
    """Where it was, and how near that is."""
    accuracy = _ACCURACY.get(place.precision or "", "ADM0")
    if place.precision == "area" and not place.admin1:
        accuracy = "ADM0"
    told = {"locations_name": place.name or place.text, "locations_accuracy": accuracy}
    if place.latitude is None or place.longitude is None:
        return told
    latitude, longitude = round(place.latitude, 6), round(place.longitude, 6)
    return told | {
        "latitude": latitude,
        "longitude": longitude,
        "centroid": f"[{latitude}, {longitude}]",
        "locations_coordinates": f"{latitude}, {longitude}",
    }
